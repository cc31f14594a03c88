//! The list of plans and the search everywhere: by keyboard, and without scripts.

use anyhow::ensure;
use fantoccini::key::Key;

use crate::{
    begin,
    house::{House, skipped},
};

const OPEN: &str = "return document.querySelector('#find').open";
const HITS: &str = "return [...document.querySelectorAll('#find .hit .name')].map((hit) => hit.textContent)";

#[tokio::test]
async fn control_k_finds_a_couple_with_a_letter_wrong_and_gives_the_focus_back() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go("/settings").await?;
    house
        .value("document.querySelector('main a, main button').focus(); window.before = document.activeElement")
        .await?;
    house.press_with(&[Key::Control.into()], 'k').await?;
    house.until(OPEN).await?;
    house.until("return /Last changed/.test(document.querySelector('#find [role=status]')?.textContent)").await?;
    house.press(&"herno".chars().collect::<Vec<_>>()).await?;
    house.until("return /found/.test(document.querySelector('#find [role=status]')?.textContent)").await?;
    ensure!(house.value(HITS).await?[0] == "Heron", "{}", house.value(HITS).await?);
    house.press(&[Key::Down.into()]).await?;
    house.until("return document.activeElement.matches('#find .hit')").await?;
    house.press(&[Key::Up.into()]).await?;
    house.until("return document.activeElement.id === 'find-q'").await?;
    house.press(&[Key::Escape.into()]).await?;
    house.until("return !document.querySelector('#find').open").await?;
    house.until("return document.activeElement === window.before").await?;
    ensure!(house.value("return document.querySelector('#find .results').textContent").await? == "", "nothing stays");
    ensure!(!house.path().await?.contains("her"), "nothing typed stands in the address");
    // Enter opens what was found first.
    house.press_with(&[Key::Control.into()], 'k').await?;
    house.until(OPEN).await?;
    house.press(&"heron".chars().collect::<Vec<_>>()).await?;
    house.until("return document.querySelectorAll('#find .hit').length > 0 && document.querySelector('#find-q').value === 'heron'").await?;
    house.press(&[Key::Enter.into()]).await?;
    house.arrive(&couple).await?;
    ensure!(house.console().await?.is_empty(), "{:?}", house.console().await?);
    house.close().await
}

#[tokio::test]
async fn sec_14_nothing_is_found_above_a_hidden_screen_or_after_the_session_ended() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    begin::couple(&house).await?;
    house.go("/settings").await?;
    house.click("a[href='/hidden']").await?;
    house.until("return !!document.querySelector('.cover[open]')").await?;
    house.press_with(&[Key::Control.into()], 'k').await?;
    ensure!(house.value(OPEN).await? == false, "the cover covers");
    house.click(".cover .blank").await?;
    house.value("fetch('/lock', { method: 'POST', body: new URLSearchParams() }).then(() => (document.body.dataset.locked = ''))").await?;
    house.until("return 'locked' in document.body.dataset").await?;
    house.press_with(&[Key::Control.into()], 'k').await?;
    house.arrive("/locked?next=").await?;
    house.close().await
}

#[tokio::test]
async fn plans_are_ticked_and_put_away_by_keyboard_and_come_back() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    let couple = "return document.querySelector('.crumbs li:nth-child(2) a').getAttribute('href')";
    let couple = house.value(couple).await?.as_str().unwrap_or_default().to_owned();
    house.go(&format!("{couple}/sessions")).await?;
    house.click(".new-plan button[data-kind=primary]").await?;
    house.arrive("/plans/0").await?;
    house.go("/plans").await?;
    ensure!(house.text("main .found").await? == "2 plans");
    house.value("document.querySelector('.picks a').focus()").await?;
    house.press(&[Key::Down.into(), 'x']).await?;
    let ticked = "return [...document.querySelectorAll('.picks input')].map((box) => box.checked)";
    ensure!(house.value(ticked).await? == serde_json::json!([false, true]));
    house.press(&[Key::Up.into()]).await?;
    house.press_with(&[Key::Shift.into()], 'X').await?;
    ensure!(house.value(ticked).await? == serde_json::json!([true, true]));
    house.click_and_leave("button[name=archived][value=yes]").await?;
    ensure!(house.text("main .undo").await?.contains("2 plans archived"));
    ensure!(house.text("main .found").await? == "0 plans");
    house.click_and_leave("main .undo button").await?;
    ensure!(house.text("main .found").await? == "2 plans", "undone");
    house.page.find(fantoccini::Locator::Css(&format!("a[href='{plan}']"))).await?;
    ensure!(house.console().await?.is_empty(), "{:?}", house.console().await?);
    house.close().await
}

#[tokio::test]
async fn without_scripts_plans_are_filtered_and_put_away_and_everything_is_found() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    let plan = begin::plan(&house).await?;
    house.go("/plans").await?;
    house.click(".filters summary").await?;
    house.choose("#status", "held").await?;
    house.click_and_leave(".plan-finder button").await?;
    ensure!(house.text("main .found").await? == "0 plans");
    house.click_and_leave(".empty a").await?;
    house.click(".picks .pick").await?;
    house.click_and_leave("button[name=archived][value=yes]").await?;
    ensure!(house.text("main .found").await? == "0 plans");
    house.click(".filters summary").await?;
    house.choose("#show", "archived").await?;
    house.click_and_leave(".plan-finder button").await?;
    house.click(".picks .pick").await?;
    house.click_and_leave("button[name=archived][value=no]").await?;
    house.click_and_leave(".rail a[href='/search']").await?;
    house.fill("#q", "heorn 1").await?;
    house.click_and_leave(".search-page button").await?;
    house.click_and_leave(&format!(".hit[href='{plan}']")).await?;
    house.arrive(&plan).await?;
    house.close().await
}
