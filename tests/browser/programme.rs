//! The programme of a couple, with and without WebAssembly, and by keyboard.

use anyhow::ensure;
use fantoccini::key::Key;

use crate::{
    begin,
    house::{House, skipped},
};

/// Drafts a programme with the form on its page.
async fn draft(house: &House, couple: &str) -> anyhow::Result<()> {
    house.go_asleep(&format!("{couple}/programme")).await?;
    house.fill("#sessions", "6").await?;
    house.click_and_leave(".programme-form button").await?;
    house.element(".step").await?;
    Ok(())
}

async fn walks_through(house: &House) -> anyhow::Result<()> {
    let couple = begin::couple(house).await?;
    draft(house, &couple).await?;
    ensure!(house.text(".step h3").await? == "Session 1");
    ensure!(house.text(".programme-waits").await?.contains("Moves on when"), "what was not asked closes nothing");
    house.fill("#sessions", "40").await?;
    house.click_and_leave(".programme-form button").await?;
    ensure!(house.text("#sessions-fault").await?.contains("4 to 16"));
    house.go_asleep(&format!("{couple}/programme")).await?;
    house.click_and_leave(".programme-make button").await?;
    ensure!(house.path().await?.starts_with("/plans/"));
    house.go_asleep(&format!("{couple}/programme")).await?;
    ensure!(house.text(".step .button").await?.contains("Open plan"));
    Ok(())
}

#[tokio::test]
async fn a_programme_is_drafted_and_its_next_session_planned() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    walks_through(&house).await?;
    house.close().await
}

#[tokio::test]
async fn the_same_without_scripts() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    walks_through(&house).await?;
    house.close().await
}

#[tokio::test]
async fn reasons_unfold_by_keyboard() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    draft(&house, &couple).await?;
    house.value("document.querySelector('.programme-exercises summary').focus()").await?;
    house.press(&[Key::Enter.into()]).await?;
    ensure!(house.text(".programme-exercises details[open] li").await?.ends_with('.'));
    house.resize(390, 844).await?;
    let fits = house.value("return document.documentElement.scrollWidth <= innerWidth").await?;
    ensure!(fits == true, "nothing reaches out of a phone");
    house.close().await
}
