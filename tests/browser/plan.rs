//! The plan of a session, with and without WebAssembly.

use anyhow::ensure;
use fantoccini::{
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    key::Key,
};

use crate::{
    begin,
    house::{House, skipped},
};

/// The titles of the agenda, in order.
async fn titles(house: &House) -> anyhow::Result<Vec<String>> {
    let found =
        house.value("return [...document.querySelectorAll('.agenda-block h3')].map(h => h.textContent)").await?;
    Ok(serde_json::from_value(found)?)
}

async fn saved(house: &House) -> anyhow::Result<()> {
    house.until("return document.querySelector('.saved').dataset.state === 'saved'").await
}

#[tokio::test]
async fn blocks_move_by_keyboard_and_everything_is_there_after_a_reload() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let before = titles(&house).await?;
    ensure!(house.text("#balance").await?.ends_with(" kept for debrief and close"));
    house.value("document.querySelector('.agenda-block .grip').focus()").await?;
    house.press_with(&[Key::Alt.into()], Key::Down.into()).await?;
    let after = titles(&house).await?;
    ensure!(after[0] == before[1] && after[1] == before[0], "{before:?} became {after:?}");
    let focused = house.value("return document.activeElement.classList.contains('grip')").await?;
    ensure!(focused == true, "the keyboard stays on the handle that was moved");
    house.click(".agenda-block button[value^='more']").await?;
    ensure!(house.text("#balance").await? == "1 min over", "an overrun is said in words");
    house.press_with(&[Key::Control.into()], 'z').await?;
    ensure!(house.text("#balance").await?.ends_with(" kept for debrief and close"));
    saved(&house).await?;
    house.go(&plan).await?;
    ensure!(titles(&house).await? == after);
    ensure!(house.console().await?.is_empty(), "{:?}", house.console().await?);
    house.close().await
}

#[tokio::test]
async fn sec_27_a_draft_survives_a_killed_server_and_a_reload_and_is_sealed() -> anyhow::Result<()> {
    const TYPED: &str = "slow down at the hotel";
    if skipped() {
        return Ok(());
    }
    let mut house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.kill_program();
    house.type_on("#note", TYPED).await?;
    house.until("return document.querySelector('.saved').textContent.includes('no connection')").await?;
    let stored = house.value("return JSON.stringify(localStorage)").await?.to_string();
    ensure!(stored.contains("draft:plan/") && !stored.contains("hotel"), "kept, and not readable");
    house.start_program_again()?;
    house.go(&plan).await?;
    let shown = house.value("return document.querySelector('#note').value").await?;
    ensure!(shown == TYPED, "the draft is back: {shown}");
    saved(&house).await?;
    house.until("return !Object.keys(localStorage).some(name => name.startsWith('draft:'))").await?;
    house.go_asleep(&plan).await?;
    ensure!(house.value("return document.querySelector('#note').defaultValue").await? == TYPED, "the server has it");
    house.close().await
}

#[tokio::test]
async fn a_block_is_dragged_by_its_handle_and_lands_where_it_is_lifted() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let before = titles(&house).await?;
    let over = async |selector: &str| -> anyhow::Result<PointerAction> {
        let element = house.element(selector).await?;
        Ok(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
    };
    let drag = MouseActions::new("mouse".into())
        .then(over(".agenda-block:nth-child(1) .grip").await?)
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(over(".agenda-block:nth-child(3) h3").await?)
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    house.page.perform_actions(drag).await?;
    house.until("return /Moved to .*, item 3 of/.test(document.querySelector('.plan-said').textContent)").await?;
    let after = titles(&house).await?;
    ensure!(after[2] == before[0] && after[0] == before[1], "{before:?} became {after:?}");
    ensure!(house.value("return !document.querySelector('[data-drop]')").await? == true, "no mark is left");
    house.close().await
}

#[tokio::test]
async fn an_exercise_is_found_beside_the_plan_and_taken_in() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.click("a[data-do=library]").await?;
    let found = "return document.querySelectorAll('.drawer-item').length";
    let all = house.value(found).await?;
    house.type_on("#q", "breath").await?;
    house.until("return document.querySelectorAll('.drawer-item').length < 20").await?;
    ensure!(house.value("return document.activeElement.id").await? == "q", "the keyboard stays in the search");
    ensure!(all == domain::library::english().items().len(), "{all}");
    // Nobody was asked alone yet, so what is found is held, and says why.
    let held = "return [...document.querySelectorAll('.drawer-item')]
        .filter(one => one.textContent.includes('On hold') && one.textContent.includes('Why') && !one.querySelector('button')).length";
    ensure!(house.value(held).await?.as_u64() > Some(0), "{}", house.text(".drawer-list").await?);
    house.fill("#q", " ").await?;
    house.choose("#drawer-minutes", "20").await?;
    house.click(".drawer-item button[value^='add:']:not([disabled])").await?;
    house.until("return /Added “/.test(document.querySelector('.plan-said').textContent)").await?;
    house.until("return !!document.querySelector('.drawer-item button[disabled]')").await?;
    house.close().await
}

#[tokio::test]
async fn without_scripts_every_edit_is_a_form() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    let plan = begin::plan(&house).await?;
    let first = house.text(".agenda-block:first-child h3").await?;
    house.fill("#own-title", "A cup of tea").await?;
    house.click_and_leave("button[value=own]").await?;
    house.arrive(&plan).await?;
    ensure!(house.text("#balance").await? == "5 min over");
    house.click_and_leave(".agenda-block:first-child button[value^=down]").await?;
    house.arrive(&plan).await?;
    ensure!(house.text(".agenda-block:nth-child(2) h3").await? == first);
    house.close().await
}

/// An exercise goes where one points, gives way to another with its reason, and the minutes fit again by one press.
#[tokio::test]
async fn an_exercise_is_put_swapped_and_fitted_where_it_stands() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let before = titles(&house).await?;
    house.value("document.querySelector('.agenda-block:first-child [name=after]').click()").await?;
    house.click(".suggestions button[value^='add:']").await?;
    let after = titles(&house).await?;
    ensure!(after.len() == before.len() + 1 && after[0] == before[0] && after[2] == before[1], "{before:?}: {after:?}");
    ensure!(house.value("return document.querySelector('.agenda-block [name=after]:checked')").await?.is_null());
    house.press_with(&[Key::Control.into()], 'z').await?;
    ensure!(titles(&house).await? == before);
    let row = ".agenda-block:has(.swap)";
    let title = house.text(&format!("{row} h3")).await?;
    house.value(&format!("document.querySelector('{row} .swap').open = true")).await?;
    let offered = house.text(&format!("{row} .swap li strong")).await?;
    house.value(&format!("document.querySelector('{row} .swap li button').click()")).await?;
    let swapped = titles(&house).await?;
    ensure!(swapped.contains(&offered) && !swapped.contains(&title), "{title} for {offered}: {swapped:?}");
    house.press_with(&[Key::Control.into()], 'z').await?;
    house.click(".agenda-block:has(.swap) button[value^='more']").await?;
    ensure!(house.text("#balance").await? == "1 min over");
    house.click("button[value=fit]").await?;
    ensure!(house.text("#balance").await?.ends_with(" kept for debrief and close"));
    ensure!(house.text(".plan-said").await?.starts_with("Fitted: "));
    saved(&house).await?;
    house.close().await
}
