//! Hiding and locking an open screen: what somebody typed stays, and nobody else sees it.

use anyhow::ensure;
use fantoccini::key::Key;

use crate::{
    begin,
    house::{Credentials, House, skipped},
};

const COVERED: &str = "return !!document.querySelector('.cover[open]')";
const OPEN: &str = "return !document.querySelector('.cover[open]')";
const LOCKED: &str = "return !!document.querySelector('.cover[open] form:not([hidden])')";

/// The clock of the page, sixteen minutes on.
const LATER: &str = "const now = Date.now; Date.now = () => now() + 16 * 60 * 1000";

async fn unlock(house: &House) -> anyhow::Result<()> {
    house.fill("#cover-password", Credentials::COUNSELLOR.password).await?;
    house.click(".cover form button").await?;
    house.until(OPEN).await
}

#[tokio::test]
async fn the_screen_is_hidden_at_once_by_a_button_or_esc_twice_and_comes_back() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/notes")).await?;
    house.fill("#notes", "slow down").await?;
    let escape: char = Key::Escape.into();
    house.press(&[escape, escape]).await?;
    house.until(COVERED).await?;
    ensure!(house.page.title().await? == "Blank page", "the tab says nothing either");
    house.press(&[escape]).await?;
    ensure!(house.value(COVERED).await? == true, "Esc takes no cover away");
    house.press(&[Key::Enter.into()]).await?;
    house.until(OPEN).await?;
    house.click("a[data-do=hide]").await?;
    house.until(COVERED).await?;
    house.click(".cover .blank").await?;
    house.until(OPEN).await?;
    ensure!(house.value("return document.querySelector('#notes').value").await? == "slow down");
    ensure!(house.page.title().await? != "Blank page");
    house.close().await
}

#[tokio::test]
async fn a_locked_screen_keeps_what_was_typed_and_opens_with_the_password_alone() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.type_on("#note", "typed before the lock").await?;
    house.click("form[data-do=lock] button").await?;
    house.until(LOCKED).await?;
    house.fill("#cover-password", "not the one at all").await?;
    house.click(".cover form button").await?;
    house.until("return /Try once more/.test(document.querySelector('.cover').textContent)").await?;
    unlock(&house).await?;
    ensure!(house.value("return document.querySelector('#note').value").await? == "typed before the lock");
    house.until("return document.querySelector('.saved').dataset.state === 'saved'").await?;
    house.close().await
}

#[tokio::test]
async fn sec_14_a_screen_that_nobody_touches_is_locked_in_every_window() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.type_on("#note", "typed before the pause").await?;
    let first = house.page.window().await?;
    let second = house.page.new_window(true).await?;
    house.page.switch_to_window(second.handle).await?;
    house.go("/today").await?;
    house.value(LATER).await?;
    house.until(LOCKED).await?;
    house.page.switch_to_window(first).await?;
    house.until(LOCKED).await?;
    unlock(&house).await?;
    ensure!(house.value("return document.querySelector('#note').value").await? == "typed before the pause");
    house.close().await
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_said_and_seen_again() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    begin::account(&house).await?;
    house.go("/couples").await?;
    house.kill_program();
    house.value(LATER).await?;
    house.until("return document.querySelector('.offline').textContent.includes('does not answer')").await?;
    house.start_program_again()?;
    house.until("return document.querySelector('.offline').textContent === ''").await?;
    house.close().await
}
