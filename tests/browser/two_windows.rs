//! A plan that is open twice, and one whose session has ended: nothing that was typed is lost, and nothing is overwritten.

use anyhow::ensure;

use crate::{
    begin,
    house::{Credentials, House, skipped},
};

const SAVED: &str = "return document.querySelector('.saved').dataset.state === 'saved'";

#[tokio::test]
async fn of_two_versions_of_a_plan_both_are_shown_and_may_be_joined() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let first = house.page.window().await?;
    let second = house.page.new_window(true).await?;
    house.page.switch_to_window(second.handle).await?;
    house.go(&plan).await?;
    house.type_on("#note", "typed there").await?;
    house.until("return /Saved \\d/.test(document.querySelector('.saved').textContent)").await?;
    house.page.switch_to_window(first).await?;
    house.type_on("#note", "typed here").await?;
    let both = house.text("#conflict").await?;
    ensure!(both.contains("typed here") && both.contains("typed there"), "{both}");
    house.click("#conflict button[data-do='keep:both']").await?;
    house.until("return !document.querySelector('#conflict')").await?;
    house.until(SAVED).await?;
    house.go_asleep(&plan).await?;
    let note = house.value("return document.querySelector('#note').defaultValue").await?.to_string();
    ensure!(note.contains("typed here") && note.contains("typed there"), "{note}");
    house.close().await
}

#[tokio::test]
async fn sec_14_what_is_typed_after_the_session_ended_is_saved_once_somebody_signs_in() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let first = house.page.window().await?;
    let second = house.page.new_window(true).await?;
    house.page.switch_to_window(second.handle.clone()).await?;
    house.go_asleep("/settings").await?;
    house.click("form[action='/sign-out'] button").await?;
    house.arrive("/sign-in").await?;
    house.page.switch_to_window(first.clone()).await?;
    house.type_on("#note", "typed too late").await?;
    house.until("return /signed out/.test(document.querySelector('.saved').textContent)").await?;
    house.page.switch_to_window(second.handle).await?;
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.fill("input[name=login]", login).await?;
    house.fill("input[name=password]", password).await?;
    house.click("main form button[data-kind=primary]").await?;
    house.arrive("/today").await?;
    house.page.switch_to_window(first).await?;
    house.until(SAVED).await?;
    house.go_asleep(&plan).await?;
    ensure!(house.value("return document.querySelector('#note').defaultValue").await? == "typed too late");
    house.close().await
}
