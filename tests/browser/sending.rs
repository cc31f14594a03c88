//! Forms that are sent: twice, without a server, and after the session has ended. Nothing typed is lost, and nothing is added
//! twice.

use anyhow::ensure;

use crate::{
    begin,
    house::{Credentials, House, skipped},
};

/// The number of couples in the list.
async fn couples(house: &House) -> anyhow::Result<usize> {
    house.go_asleep("/couples").await?;
    let count =
        "return new Set([...document.querySelectorAll('main a[href^=\"/couples/0\"]')].map(a => a.pathname)).size";
    Ok(usize::try_from(house.value(count).await?.as_u64().unwrap_or_default())?)
}

const SUBMIT: &str = "main form button[data-kind=primary]";

/// Back shows the form with its text again; sending it again leads to the couple that it has added.
#[tokio::test]
async fn back_and_sent_again_adds_one_couple() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    begin::account(&house).await?;
    house.go_asleep("/couples/new").await?;
    house.fill("#name", "Heron").await?;
    house.click_and_leave(SUBMIT).await?;
    house.arrive("/couples/0").await?;
    let couple = house.path().await?;
    house.page.back().await?;
    house.arrive("/couples/new").await?;
    let typed = house.element("#name").await?.prop("value").await?.unwrap_or_default();
    ensure!(typed == "Heron", "the browser shows what was typed: {typed}");
    house.click_and_leave(SUBMIT).await?;
    house.arrive("/couples/0").await?;
    let of = |path: &str| path.split('?').next().unwrap_or_default().to_owned();
    ensure!(of(&house.path().await?) == of(&couple), "the couple that is there already");
    let said = house.text(".done-note p").await?;
    ensure!(said.contains("sent before"), "{said}");
    house.go_asleep("/couples").await?;
    let listed = house.page.find_all(fantoccini::Locator::Css("main a[href^='/couples/0']")).await?;
    let mut addresses = std::collections::BTreeSet::new();
    for link in listed {
        addresses.insert(of(&link.attr("href").await?.unwrap_or_default()));
    }
    ensure!(addresses.len() == 1, "{addresses:?}");
    house.close().await
}

#[tokio::test]
async fn a_form_sent_while_the_server_is_away_stays_with_its_text() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    begin::account(&house).await?;
    house.go("/couples/new").await?;
    house.element(".kept-form [data-place=said]").await?;
    house.fill("#name", "Heron").await?;
    house.kill_program();
    house.click(SUBMIT).await?;
    house.until("return document.querySelector('.kept-form').textContent.includes('no connection to Reweave')").await?;
    ensure!(house.path().await?.starts_with("/couples/new"), "the page stays");
    ensure!(house.value("return document.querySelector('#name').value").await? == "Heron");
    house.start_program_again()?;
    house.click(SUBMIT).await?;
    house.arrive("/couples/0").await?;
    ensure!(couples(&house).await? == 1);
    house.close().await
}

#[tokio::test]
async fn a_form_sent_after_the_session_has_ended_stays_with_its_text() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/edit")).await?;
    house.element(".kept-form [data-place=said]").await?;
    house.fill("#tags", "weir").await?;
    house.page.delete_all_cookies().await?;
    house.click(SUBMIT).await?;
    house.until("return document.querySelector('.kept-form').textContent.includes('you have been signed out')").await?;
    ensure!(house.value("return document.querySelector('#tags').value").await? == "weir");
    // Signed in again in another window, the same press stores it.
    let first = house.page.window().await?;
    let second = house.page.new_window(true).await?.handle;
    house.page.switch_to_window(second).await?;
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.go("/sign-in").await?;
    house.fill("input[name=login]", login).await?;
    house.fill("input[name=password]", password).await?;
    house.click(SUBMIT).await?;
    house.arrive("/today").await?;
    house.page.switch_to_window(first).await?;
    house.click(SUBMIT).await?;
    ensure!(house.text(".done-note p").await?.trim() == "Saved.");
    house.close().await
}

/// A page that saves itself leads to the sign-in, which says what happened; the text is back after it.
#[tokio::test]
async fn a_session_that_ends_while_somebody_types_is_explained_and_loses_nothing() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/notes")).await?;
    house.element(".kept-form .saved").await?;
    house.page.delete_all_cookies().await?;
    house.type_on("#notes", "typed after the end").await?;
    house.arrive("/sign-in").await?;
    let said = house.text("main .note").await?;
    ensure!(said.contains("You have been signed out") && said.contains("comes back"), "{said}");
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.fill("input[name=login]", login).await?;
    house.fill("input[name=password]", password).await?;
    house.click(SUBMIT).await?;
    house.arrive(&format!("{couple}/notes")).await?;
    house.until("return document.querySelector('#notes').value === 'typed after the end'").await?;
    house.close().await
}
