//! What a couple told, and the map beside it; what is asked alone.

use anyhow::ensure;

use crate::{
    begin,
    house::{House, skipped},
};

/// The first question of the page, answered for A.
const YES: &str = "#answers input[name='INF-01.a'][value=yes]";
const NO: &str = "#answers input[name='INF-01.a'][value=no]";
const MAP: &str = "#map [role=status]:not(.saved)";
const SAVED: &str = "return document.querySelector('.map .saved').dataset.state === 'saved'";

/// Ticks an answer as its label would.
async fn answer(house: &House, selector: &str) -> anyhow::Result<()> {
    house.value(&format!("document.querySelector(\"{selector}\").click()")).await?;
    Ok(())
}

#[tokio::test]
async fn the_map_moves_at_once_and_the_answer_is_there_tomorrow() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/situation")).await?;
    ensure!(house.text(MAP).await?.starts_with("Nothing told yet"));
    house.kill_program();
    answer(&house, YES).await?;
    house.until(&format!("return document.querySelector('{MAP}').textContent.startsWith('First: Infidelity')")).await?;
    house.start_program_again()?;
    house.until(SAVED).await?;
    house.go_asleep(&format!("{couple}/situation")).await?;
    ensure!(house.value(&format!("return document.querySelector(\"{YES}\").checked")).await? == true);
    house.close().await
}

#[tokio::test]
async fn of_two_windows_both_answers_are_shown_and_one_is_chosen() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let page = format!("{couple}/situation");
    house.go(&page).await?;
    let first = house.page.window().await?;
    let second = house.page.new_window(true).await?;
    house.page.switch_to_window(second.handle).await?;
    house.go(&page).await?;
    answer(&house, NO).await?;
    house.until(SAVED).await?;
    house.until("return document.querySelector('.map .saved').textContent !== 'Saved'").await?;
    house.page.switch_to_window(first).await?;
    answer(&house, YES).await?;
    let clash = house.text("#clash").await?;
    ensure!(clash.contains("Yes") && clash.contains("No"), "{clash}");
    house.click("#clash button[data-keep=mine]").await?;
    house.until("return !document.querySelector('#clash')").await?;
    house.until(SAVED).await?;
    house.go_asleep(&page).await?;
    ensure!(house.value(&format!("return document.querySelector(\"{YES}\").checked")).await? == true);
    house.close().await
}

#[tokio::test]
async fn sec_27_what_was_told_alone_survives_a_reload_and_a_server_that_is_away() -> anyhow::Result<()> {
    const TYPED: &str = "asked to go slowly";
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let couple = begin::couple(&house).await?;
    let alone = format!("{couple}/interview/a");
    house.go(&alone).await?;
    house.kill_program();
    house.type_on("#note", TYPED).await?;
    answer(&house, "main form input[name='ABU-01.asked'][value=no]").await?;
    let stored = house.value("return JSON.stringify(localStorage)").await?.to_string();
    ensure!(stored.contains("draft:interview/") && !stored.contains("slowly"), "kept, and not readable");
    house.start_program_again()?;
    house.go(&alone).await?;
    ensure!(house.value("return document.querySelector('#note').value").await? == TYPED);
    ensure!(house.text(".kept-form").await?.contains("is back"));
    house.click_and_leave("main form .row button[value=save]").await?;
    house.go(&alone).await?;
    ensure!(house.value("return document.querySelector('#note').defaultValue").await? == TYPED, "the server has it");
    ensure!(house.value("return Object.keys(localStorage).length").await? == 0, "no draft is left");
    house.close().await
}
