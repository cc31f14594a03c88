//! Saved states of a plan and of a situation: read, compared and brought back, with and without scripts.

use anyhow::ensure;

use crate::{
    begin,
    house::{House, skipped},
};

/// Sends the form of a page at this address, as another window would.
fn send(address: &str, fields: &str) -> String {
    format!(
        "delete document.body.dataset.sent;
         fetch('{address}', {{ method: 'POST', body: new URLSearchParams({fields}) }})
             .then((answer) => (document.body.dataset.sent = answer.status))"
    )
}

const SENT: &str = "return document.body.dataset.sent === '200'";

#[tokio::test]
async fn two_saved_states_of_a_plan_are_compared_and_one_comes_back() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&format!("{plan}/versions")).await?;
    ensure!(house.text("main").await?.contains("saved once so far"));
    house.value(&send(&plan, "{ seen: 1, do: 'own', 'own-title': 'A cup of tea', 'own-minutes': '5' }")).await?;
    house.until(SENT).await?;
    house.go(&format!("{plan}/versions")).await?;
    house.click_and_leave(".states button").await?;
    let changed = house.text(".changes").await?;
    ensure!(changed.contains("Item added") && changed.contains("A cup of tea"), "{changed}");
    house.click_and_leave(".states tbody tr:last-child a").await?;
    ensure!(house.text("#back").await? == "Restore");
    house.click_and_leave(".restore button").await?;
    let said = house.text("main .note[role=status]").await?;
    ensure!(said.contains("Restored as version 3"), "{said}");
    house.go_asleep(&plan).await?;
    ensure!(!house.text("main").await?.contains("A cup of tea"));
    ensure!(house.console().await?.is_empty(), "{:?}", house.console().await?);
    house.close().await
}

#[tokio::test]
async fn without_scripts_a_state_of_a_plan_and_of_a_situation_comes_back() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    let plan = begin::plan(&house).await?;
    house.fill("#own-title", "A cup of tea").await?;
    house.click_and_leave("button[value=own]").await?;
    house.arrive(&plan).await?;
    house.click(".more-menu summary").await?;
    house.click_and_leave(".more-menu a[href$='/versions']").await?;
    house.click_and_leave(".states tbody tr:last-child a").await?;
    house.click_and_leave(".restore button").await?;
    ensure!(house.text("main .note[role=status]").await?.contains("Restored as version 3"));
    house.go(&plan).await?;
    ensure!(!house.text(".agenda").await?.contains("A cup of tea"));

    house.click_and_leave(".crumbs li:nth-child(2) a").await?;
    house.click_and_leave(".tabs a[href$='/situation']").await?;
    house.click("label:has(input[name='opening.mood'][value=yes])").await?;
    house.click("label:has(input[name='STR-05.couple'][value=yes])").await?;
    house.click_and_leave("#answers > button.when-asleep").await?;
    house.click(".history summary").await?;
    house.click_and_leave(".history a[href$='/versions']").await?;
    house.click_and_leave(".states button").await?;
    let changed = house.text(".changes").await?;
    ensure!(changed.contains("not asked") && changed.contains("yes"), "{changed}");
    house.click_and_leave(".states tbody tr:last-child a").await?;
    ensure!(house.text("main").await?.contains("Restoring lifts no hold"));
    house.click_and_leave(".restore button").await?;
    house.click_and_leave("main .note[role=status] a").await?;
    let unasked = house.page.find(fantoccini::Locator::Css("input[name='STR-05.couple'][value='']")).await?;
    ensure!(unasked.is_selected().await?, "as it was asked then");
    house.close().await
}
