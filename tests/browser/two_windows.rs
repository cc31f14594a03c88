//! A plan that is open twice, and one whose session has ended: nothing that was typed is lost, and nothing is overwritten.

use anyhow::ensure;

use crate::{
    begin,
    house::{Credentials, House, skipped},
    saving::{SAVED, SAVED_NOW, stored, two_windows},
};

#[tokio::test]
async fn of_two_versions_of_a_plan_both_are_shown_and_may_be_joined() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    let [first, _] = two_windows(&house, &plan).await?;
    house.type_on("#note", "typed there").await?;
    house.until(SAVED_NOW).await?;
    house.page.switch_to_window(first).await?;
    house.type_on("#note", "typed here").await?;
    let both = house.text("#conflict").await?;
    ensure!(both.contains("typed here") && both.contains("typed there"), "{both}");
    house.click("#conflict button[data-do='keep:both']").await?;
    house.until("return !document.querySelector('#conflict')").await?;
    house.until(SAVED).await?;
    let note = stored(&house, &plan, "#note").await?;
    ensure!(note.contains("typed here") && note.contains("typed there"), "{note}");
    house.close().await
}

/// The session ends without this browser’s doing: it learns of it when it saves. What was typed is kept sealed, nothing about
/// anybody stays in the page, and it is saved once somebody has signed in again.
#[tokio::test]
async fn sec_14_what_is_typed_after_the_session_ended_is_saved_once_somebody_signs_in() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let ended = house.errand().await?.post("/sign-out", "");
    ensure!(ended.is_err_and(|answer| answer.to_string().contains("303")), "signed out, and led to the sign-in");
    house.type_on("#note", "typed too late").await?;
    house.arrive("/sign-in").await?;
    ensure!(house.value("return !document.documentElement.textContent.includes('Heron')").await? == true);
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.fill("input[name=login]", login).await?;
    house.fill("input[name=password]", password).await?;
    house.click_and_leave("main form button[data-kind=primary]").await?;
    house.arrive(&plan).await?;
    house.awake().await?;
    house.until(SAVED).await?;
    ensure!(stored(&house, &plan, "#note").await? == "typed too late");
    house.close().await
}
