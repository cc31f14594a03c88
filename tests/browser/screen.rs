//! Hiding and locking an open screen: what somebody typed stays, and nobody else sees it.

use std::time::{Duration, Instant};

use anyhow::ensure;
use fantoccini::key::Key;

use crate::{
    begin,
    house::{Credentials, House, skipped},
};

const COVERED: &str = "return !!document.querySelector('.cover[open]')";
const OPEN: &str = "return !document.querySelector('.cover[open]')";
/// The clock of the page, sixteen minutes on.
const LATER: &str = "const now = Date.now; Date.now = () => now() + 16 * 60 * 1000";
/// One minute on: the server is asked again, and nothing is locked yet.
const MINUTE_LATER: &str = "const now = Date.now; Date.now = () => now() + 60 * 1000";

/// Nothing of the desk is in the page: no couple, and no word of a plan.
const NOTHING: &str = "return !/Heron|typed before/.test(document.documentElement.textContent)
    && ![...document.querySelectorAll('textarea, input')].some(field => /Heron|typed before/.test(field.value))";

/// From a page that asks for the password of a locked session, back to where one was.
async fn unlock(house: &House) -> anyhow::Result<()> {
    house.arrive("/locked").await?;
    house.fill("#password", Credentials::COUNSELLOR.password).await?;
    house.click_and_leave("main form button[data-kind=primary]").await?;
    house.awake().await
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
    house.arrive("/locked?next=%2Fplans%2F").await?;
    ensure!(house.value(NOTHING).await? == true, "nothing is left in the page");
    house.fill("#password", "not the one at all").await?;
    house.click_and_leave("main form button[data-kind=primary]").await?;
    ensure!(house.text("[role=alert]").await?.contains("This password is wrong"));
    unlock(&house).await?;
    house.arrive(&plan).await?;
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
    house.arrive("/locked").await?;
    house.page.switch_to_window(first).await?;
    house.arrive("/locked").await?;
    ensure!(house.value(NOTHING).await? == true, "nothing is left in the page");
    unlock(&house).await?;
    house.arrive(&plan).await?;
    ensure!(house.value("return document.querySelector('#note').value").await? == "typed before the pause");
    house.close().await
}

/// A second is enough for somebody to look at another window.
const SOON: Duration = Duration::from_secs(1);

#[tokio::test]
async fn sec_14_whoever_signs_out_or_locks_leaves_nothing_to_read_in_the_other_windows() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    let first = house.page.window().await?;
    let second = house.page.new_window(true).await?.handle;
    for (page, end, door) in [
        ("/settings", "form[action='/sign-out'] button", "/sign-in"),
        ("/today", "form[action='/lock'] button", "/locked"),
    ] {
        house.page.switch_to_window(first.clone()).await?;
        house.go(&plan).await?;
        house.page.switch_to_window(second.clone()).await?;
        house.go(page).await?;
        house.click(end).await?;
        house.arrive(door).await?;
        let ended = Instant::now();
        house.page.switch_to_window(first.clone()).await?;
        house.until(NOTHING).await?;
        ensure!(ended.elapsed() < SOON, "{end}: the other window could be read for {:?}", ended.elapsed());
        house.arrive(door).await?;
        // Whoever opens the session again in one window goes on in the other.
        house.page.switch_to_window(second.clone()).await?;
        if door == "/sign-in" {
            house.fill("#login", Credentials::COUNSELLOR.login).await?;
        }
        house.fill("#password", Credentials::COUNSELLOR.password).await?;
        house.click_and_leave("main form button[data-kind=primary]").await?;
        house.page.switch_to_window(first.clone()).await?;
        house.arrive(&plan).await?;
    }
    house.close().await
}

#[tokio::test]
async fn sec_14_a_page_is_emptied_although_the_server_does_not_answer() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.value("window.fetch = () => new Promise(() => {})").await?;
    house.click("form[action='/lock'] button").await?;
    // Before there is any answer, or the word that there is none.
    house.until(NOTHING).await?;
    house.go(&plan).await?;
    house.type_on("#note", "typed before the lock").await?;
    house.kill_program();
    house.click("form[action='/lock'] button").await?;
    house.until("return /Locked. No connection to Reweave/.test(document.body.textContent)").await?;
    ensure!(house.value(NOTHING).await? == true, "nothing is left in the page");
    house.start_program_again()?;
    house.go(&plan).await?;
    ensure!(house.value("return document.querySelector('#note').value").await? == "typed before the lock");
    house.close().await
}

/// The key of drafts is passed to a page's islands, and must not be readable in the page afterwards.
#[tokio::test]
async fn sec_27_the_key_of_drafts_is_not_in_the_page_once_it_is_awake() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    let couple = house.path().await?;
    for page in [plan.as_str(), "/today", couple.as_str()] {
        house.go(page).await?;
        let given = house.value("return document.querySelectorAll('[data-props]').length").await?;
        ensure!(given == 0, "{page}: {given} islands still show what they were given");
    }
    house.close().await
}

/// Browsers bring pages back from memory, whatever their headers say.
#[tokio::test]
async fn sec_14_after_a_lock_the_way_back_shows_nothing_with_and_without_scripts() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    for house in [House::open_without_scripts().await?, House::open().await?] {
        let plan = begin::plan(&house).await?;
        house.go(&plan).await?;
        let couple = house.element(".crumbs a[href^='/couples/']").await?.attr("href").await?.unwrap_or_default();
        let below = ["", "/situation", "/interview/a", "/gates", "/notes", "/sessions", "/programme"];
        let pages = below.map(|page| format!("{couple}{page}"));
        let others = [plan.clone(), format!("{plan}/handout"), "/today".into(), "/couples".into(), "/plans".into()];
        for page in pages.iter().chain(&others) {
            house.go(page).await?;
            house.click_and_leave("form[action='/lock'] button").await?;
            house.arrive("/locked").await?;
            house.page.back().await?;
            let shown = house.text("body").await?;
            ensure!(!shown.contains("Heron"), "{page} comes back: {shown}");
            house.go("/locked").await?;
            unlock(&house).await?;
        }
        house.close().await?;
    }
    Ok(())
}

/// The browsers of these tests keep no page in memory that says `no-store`. Others do, so the page is told what it would be
/// told by one of them.
#[tokio::test]
async fn sec_14_a_page_in_the_memory_of_the_browser_is_blank_until_it_is_asked_for_again() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let put_away = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
        return getComputedStyle(document.body).display === 'none'";
    ensure!(house.value(put_away).await? == true, "it can be read in the memory");
    let back = "window.kept = true; dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";
    house.value(back).await?;
    house.until("return !window.kept").await?;
    house.awake().await?;
    ensure!(house.value("return getComputedStyle(document.body).display !== 'none'").await? == true);
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
    house.value(MINUTE_LATER).await?;
    house.until("return document.querySelector('.offline').textContent.includes('No connection')").await?;
    house.start_program_again()?;
    house.until("return document.querySelector('.offline').textContent === ''").await?;
    house.close().await
}
