//! Fields and keys: what is typed and pressed does what it does everywhere else.

use anyhow::{Context, ensure};
use fantoccini::{
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, WheelAction, WheelActions},
    key::Key,
};
use serde_json::Value;

use crate::{
    begin,
    house::{House, skipped},
};

/// Presses a key in the page: `press(element, { key, … })`.
const PRESS: &str = "const press = (at, how) =>
    at.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...how }));";

/// The titles of the agenda, in order.
const TITLES: &str = "return [...document.querySelectorAll('.agenda-block h3')].map(h => h.textContent)";

/// The clock of the page, two seconds on: a pause in typing.
const PAUSE: &str = "const now = Date.now.bind(Date); Date.now = () => now() + 2000";

async fn script(house: &House, script: &str) -> anyhow::Result<Value> {
    house.value(&format!("{PRESS} {script}")).await
}

#[tokio::test]
async fn keys_of_an_input_method_are_no_commands() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let before = house.value(TITLES).await?;
    // As Chromium and Firefox tell it, and as Safari does of the key that ends a composition.
    for how in ["isComposing: true, keyCode: 229", "keyCode: 229"] {
        house.fill("#own-title", "お茶").await?;
        script(&house, &format!("press(document.querySelector('#own-title'), {{ key: 'Enter', {how} }})")).await?;
        ensure!(house.value("return document.querySelector('#own-title').value").await? == "お茶", "{how}");
        let grip = "document.querySelector('.grip')";
        script(&house, &format!("press({grip}, {{ key: 'ArrowDown', altKey: true, {how} }})")).await?;
        ensure!(house.value(TITLES).await? == before, "{how}");
        script(&house, &format!("for (const n of [1, 2]) press(document.body, {{ key: 'Escape', {how} }})")).await?;
        ensure!(house.value("return !document.querySelector('dialog[open]')").await? == true, "{how}: covered");
        house.press_with(&[Key::Control.into()], 'k').await?;
        house.until("return document.querySelectorAll('#find .hit').length > 0").await?;
        let keys = "['ArrowDown', 'Escape']";
        script(
            &house,
            &format!("for (const key of {keys}) press(document.querySelector('#find-q'), {{ key, {how} }})"),
        )
        .await?;
        ensure!(house.value("return document.activeElement.id").await? == "find-q", "{how}");
        house.press(&[Key::Escape.into()]).await?;
        house.until("return !document.querySelector('#find').open").await?;
    }
    house.close().await
}

#[tokio::test]
async fn shortcuts_go_by_the_letter_and_by_its_place_where_there_are_no_latin_letters() -> anyhow::Result<()> {
    // What the key writes, its place, and the letter that it stands for.
    const LAYOUTS: [(&str, &str, &str); 16] = [
        ("k", "KeyK", "k"),
        ("K", "KeyK", "k"),
        ("k", "KeyV", "k"),
        ("t", "KeyK", ""),
        ("л", "KeyK", "k"),
        ("ל", "KeyK", "k"),
        ("ن", "KeyK", "k"),
        ("κ", "KeyK", "k"),
        ("z", "KeyZ", "z"),
        ("z", "KeyW", "z"),
        ("z", "Slash", "z"),
        ("à", "KeyZ", ""),
        (";", "KeyZ", ""),
        ("я", "KeyZ", "z"),
        ("ז", "KeyZ", "z"),
        ("ζ", "KeyZ", "z"),
    ];
    const MINUTES: &str = "return document.querySelector('.agenda-block .stepper input').value";
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let planned = house.value(MINUTES).await?;
    let as_planned = format!("{MINUTES} === {planned}");
    let other = as_planned.replace("===", "!==");
    for (key, code, letter) in LAYOUTS {
        house.click(".agenda-block button[value^='more']").await?;
        house.until(&other).await?;
        script(&house, &format!("press(document.body, {{ key: '{key}', code: '{code}', ctrlKey: true }})")).await?;
        let found = house.value("return document.querySelector('#find').open").await?;
        ensure!(found == (letter == "k"), "{key} at {code}: search");
        script(&house, "document.querySelector('#find').close()").await?;
        if letter != "z" {
            ensure!(house.value(&other).await? == true, "{key} at {code}: undone");
            house.click("[data-do=undo]").await?;
        }
        house.until(&as_planned).await.with_context(|| format!("{key} at {code}"))?;
    }
    // A letter alone is no shortcut, except in a list that has the keyboard.
    script(&house, "document.activeElement.blur(); press(document.body, { key: '/', code: 'Slash' })").await?;
    ensure!(house.value("return document.querySelector('#find').open").await? == false, "a slash");
    house.go("/plans").await?;
    for (key, ticked) in [("x", true), ("ч", false), ("χ", true)] {
        let press = "document.querySelector('.picks a').focus();";
        script(&house, &format!("{press} press(document.activeElement, {{ key: '{key}', code: 'KeyX' }})")).await?;
        ensure!(house.value("return document.querySelector('.picks input').checked").await? == ticked, "{key}");
    }
    house.close().await
}

#[tokio::test]
async fn a_step_back_is_what_was_typed_between_two_pauses() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let (control, note) = (Key::Control.into(), "return document.querySelector('#note').value");
    house.type_on("#note", "They slept.").await?;
    house.value(PAUSE).await?;
    house.type_on("#note", " Badly.").await?;
    house.press_with(&[control], 'z').await?;
    ensure!(house.value(note).await? == "They slept.", "{}", house.value(note).await?);
    house.press_with(&[control, Key::Shift.into()], 'z').await?;
    ensure!(house.value(note).await? == "They slept. Badly.");
    // A letter after a step back: what was undone is two steps away, and not gone.
    house.press_with(&[control], 'z').await?;
    house.type_on("#note", "!").await?;
    house.press_with(&[control], 'z').await?;
    house.press_with(&[control], 'z').await?;
    ensure!(house.value(note).await? == "They slept. Badly.", "{}", house.value(note).await?);
    house.close().await
}

#[tokio::test]
async fn a_field_without_steps_of_its_own_leaves_undo_to_the_browser() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.click("a[data-do=library]").await?;
    house.type_on("#note", "stays").await?;
    script(&house, "document.querySelectorAll('details').forEach((folded) => (folded.open = true))").await?;
    // Not in fields for a day or a time: there Chromium itself takes back what was typed elsewhere.
    for field in ["#own-title", "#own-minutes", "#minutes", ".stepper input", "#q"] {
        script(&house, &format!("document.querySelector('{field}').focus()")).await?;
        house.press(&['1']).await?;
        house.press_with(&[Key::Control.into()], 'z').await?;
        let note = house.value("return document.querySelector('#note').value").await?;
        ensure!(note == "stays", "{field}: {note}");
        let focused = house.value("return document.activeElement.id || document.activeElement.className").await?;
        ensure!(
            house.value(&format!("return document.activeElement.matches('{field}')")).await? == true,
            "{field}: {focused}"
        );
    }
    house.close().await
}

#[tokio::test]
async fn after_a_block_is_gone_the_next_one_has_the_keyboard_and_undo_brings_it_back() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let before = house.value(TITLES).await?;
    let count = before.as_array().map_or(0, Vec::len);
    for place in [1, count] {
        let remove = format!(".agenda-block:nth-child({place}) button[value^=remove]");
        script(&house, &format!("document.querySelector('{remove}').focus()")).await?;
        house.press(&[Key::Enter.into()]).await?;
        house.until(&format!("return document.querySelectorAll('.agenda-block').length === {}", count - 1)).await?;
        let place =
            if place == count { "#own-title".to_owned() } else { format!(".agenda-block:nth-child({place}) *") };
        ensure!(house.value(&format!("return document.activeElement.matches('{place}')")).await? == true, "{place}");
        house.press_with(&[Key::Shift.into()], Key::Tab.into()).await?;
        script(&house, "document.activeElement.blur()").await?;
        house.press_with(&[Key::Control.into()], 'z').await?;
        house.until(&format!("return document.querySelectorAll('.agenda-block').length === {count}")).await?;
        ensure!(house.value(TITLES).await? == before);
    }
    house.close().await
}

#[tokio::test]
async fn alt_and_an_arrow_move_a_block_from_its_handle_alone() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let before = house.value(TITLES).await?;
    let down = "{ key: 'ArrowDown', altKey: true }";
    let controls = ".agenda-block:first-child :is(input, textarea, select, button, summary, a):not(.grip)";
    let pressed = format!(
        "const all = [...document.querySelectorAll('{controls}')];
        all.forEach(at => press(at, {down})); return all.length"
    );
    ensure!(script(&house, &pressed).await?.as_u64() > Some(8));
    ensure!(house.value(TITLES).await? == before);
    script(&house, &format!("press(document.querySelector('.grip'), {down})")).await?;
    house.until("return /Moved to .*, item 2 of/.test(document.querySelector('.plan-said').textContent)").await?;
    house.close().await
}

#[tokio::test]
async fn enter_at_the_beginning_of_a_text_keeps_the_line_and_the_caret() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    for field in ["#note", "#why", "#stop_if"] {
        house.fill(field, "abc").await?;
        script(&house, &format!("document.querySelector('{field}').setSelectionRange(0, 0)")).await?;
        house.press(&[Key::Enter.into(), 'Q']).await?;
        ensure!(house.value(&format!("return document.querySelector('{field}').value")).await? == "\nQabc", "{field}");
        let caret = format!("return document.querySelector('{field}').selectionStart");
        ensure!(house.value(&caret).await? == 2, "{field}");
    }
    house.until("return document.querySelector('.saved').dataset.state === 'saved'").await?;
    house.go(&plan).await?;
    ensure!(house.value("return document.querySelector('#note').value").await? == "\nQabc");
    house.close().await
}

#[tokio::test]
async fn the_wheel_scrolls_and_changes_no_number() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    let numbers = house.value("return document.querySelectorAll('main input[type=number]').length").await?;
    for place in 0..numbers.as_u64().unwrap_or_default() {
        let field = format!("document.querySelectorAll('main input[type=number]')[{place}]");
        let at = format!(
            "const at = {field}; if (!at.checkVisibility()) return null; at.scrollIntoView({{ block: 'center' }}); at.focus();
             const box = at.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2, at.value, scrollY]"
        );
        let Some(at) = house.value(&at).await?.as_array().cloned() else { continue };
        #[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
        let [x, y] = [&at[0], &at[1]].map(|place| place.as_f64().unwrap_or_default() as i64);
        let up = if at[3].as_f64() > Some(400.0) { -300 } else { 300 };
        let turn = WheelAction::Scroll { x, y, delta_x: 0, delta_y: up, duration: None };
        house.page.perform_actions(WheelActions::new("wheel".into()).then(turn)).await?;
        house.until(&format!("return scrollY !== {}", at[3])).await?;
        ensure!(house.value(&format!("return {field}.value")).await? == at[2], "field {place}");
    }
    house.close().await
}

#[tokio::test]
async fn after_back_the_fields_say_what_the_address_says() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    begin::account(&house).await?;
    house.go("/library/negotiated-time-out/leaflet").await?;
    let language = async || house.value("return document.querySelector('#language').value").await;
    house.choose("#language", "de").await?;
    house.until("return location.search.includes('language=de')").await?;
    house.page.back().await?;
    house.until("return location.search === ''").await?;
    house.until("return document.readyState === 'complete'").await?;
    ensure!(language().await? == "en", "after Back: {}", language().await?);
    // A browser may put back what was chosen before it shows the page.
    house
        .value("document.querySelector('#language').value = 'de'; dispatchEvent(new PageTransitionEvent('pageshow'))")
        .await?;
    ensure!(language().await? == "en", "put back by the browser: {}", language().await?);
    house.page.execute("history.forward()", Vec::new()).await?;
    house.until("return location.search.includes('language=de')").await?;
    house.until("return document.readyState === 'complete'").await?;
    ensure!(language().await? == "de", "after Forward: {}", language().await?);
    house.close().await
}

#[tokio::test]
async fn a_block_is_dragged_past_the_edge_of_a_small_screen_and_into_a_gap() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.resize(390, 700).await?;
    house.go(&plan).await?;
    let grip = ".agenda-block:last-child .grip";
    let last = house.text(".agenda-block:last-child h3").await?;
    script(&house, &format!("document.querySelector('{grip}').scrollIntoView({{ block: 'center' }})")).await?;
    let element = house.element(grip).await?;
    let at = |x: f64, y: f64| PointerAction::MoveTo { duration: None, x, y };
    let take = MouseActions::new("mouse".into())
        .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(at(60.0, 4.0));
    house.page.perform_actions(take).await?;
    house.until("return document.querySelector('.agenda').getBoundingClientRect().top > 8").await?;
    let lift = MouseActions::new("mouse".into()).then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    house.page.perform_actions(lift).await?;
    house.until("return /Moved to .*, item 1 of/.test(document.querySelector('.plan-said').textContent)").await?;
    ensure!(house.text(".agenda-block:first-child h3").await? == last);
    // The gap between the second and the third block.
    house.page.execute("document.querySelector('.agenda').scrollIntoView()", Vec::new()).await?;
    let gap = "const [a, b] = [2, 3].map(n => document.querySelector(`.agenda-block:nth-child(${n})`).getBoundingClientRect());
        return [a.bottom, b.top]";
    let gap = house.value(gap).await?;
    let middle = f64::midpoint(gap[0].as_f64().unwrap_or_default(), gap[1].as_f64().unwrap_or_default());
    let element = house.element(".agenda-block:first-child .grip").await?;
    let drag = MouseActions::new("mouse".into())
        .then(PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 })
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(at(60.0, middle))
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    house.page.perform_actions(drag).await?;
    house.until("return /Moved to .*, item [23] of/.test(document.querySelector('.plan-said').textContent)").await?;
    house.close().await
}

#[tokio::test]
async fn what_extensions_put_into_a_page_keeps_no_island_asleep() -> anyhow::Result<()> {
    // An element behind each password field, and every text of an island in an element of a translator.
    const STRANGERS: &str = "new MutationObserver(() => {
            for (const field of document.querySelectorAll('input[type=password]:not([data-met])')) {
                field.dataset.met = '';
                field.after(document.createElement('i'));
            }
            if (!document.querySelector('#wake')) return;
            for (const island of document.querySelectorAll(':is([data-island], [data-live-part], [data-screen]):not([data-met])')) {
                island.dataset.met = '';
                const texts = document.createTreeWalker(island, NodeFilter.SHOW_TEXT);
                const all = [];
                while (texts.nextNode()) all.push(texts.currentNode);
                for (const text of all.filter(text => text.data.trim())) {
                    const font = document.createElement('font');
                    text.replaceWith(font);
                    font.append(text);
                }
            }
        }).observe(document, { childList: true, subtree: true })";
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    house.before_each_page(STRANGERS).await?;
    let plan = begin::plan(&house).await?;
    let couple = house.value("return document.querySelector('.crumbs li:nth-child(2) a').getAttribute('href')").await?;
    let couple = couple.as_str().unwrap_or_default().to_owned();
    let pages = ["/settings", "/settings/archive", "/library"].map(str::to_owned);
    let of_couple = ["situation", "interview/a", "notes"].map(|page| format!("{couple}/{page}"));
    for page in pages.iter().chain(&of_couple).chain([&plan]) {
        house.go(page).await?;
        let met = house.value("return document.querySelectorAll('[data-met]').length").await?;
        ensure!(met.as_u64() > Some(0), "{page}: nothing was put into it");
        let asleep = house.value("return [...document.querySelectorAll('[data-asleep]')].map(at => at.dataset.island)");
        ensure!(asleep.await?.as_array().is_some_and(Vec::is_empty), "{page}");
        house.click("a[data-do=hide]").await?;
        house.until("return !!document.querySelector('.cover[open]')").await?;
        house.click(".cover .blank").await?;
    }
    house.go("/library").await?;
    house.type_on("#q", "letter").await?;
    house.until("return / of /.test(document.querySelector('main [role=status]').textContent)").await?;
    house.go("/settings").await?;
    house.click("button[data-shows=old_password]").await?;
    ensure!(house.value("return document.querySelector('#old_password').type").await? == "text");
    house.close().await
}

#[tokio::test]
async fn an_island_that_fails_leaves_the_rest_of_the_page_awake() -> anyhow::Result<()> {
    // The first island of a page has a name that its module does not have.
    const NAMELESS: &str = "new MutationObserver(() => {
            const first = document.querySelector('[data-island]');
            if (!first || document.querySelector('[data-island=nothing]')) return;
            first.dataset.island = 'nothing';
        }).observe(document, { childList: true, subtree: true })";
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.before_each_page(NAMELESS).await?;
    house.go(&plan).await?;
    let asleep = "return [...document.querySelectorAll('[data-asleep]')].map(at => at.dataset.island).join()";
    ensure!(house.value(asleep).await? == "nothing");
    house.click("a[data-do=hide]").await?;
    house.until("return !!document.querySelector('.cover[open]')").await?;
    house.close().await
}

#[tokio::test]
async fn a_sheet_is_shown_as_a_picture_of_its_page() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    begin::account(&house).await?;
    house.go("/library/negotiated-time-out/leaflet").await?;
    let shown = "const page = document.querySelector('img.sheet-picture'); return page.complete && page.naturalWidth";
    house.until(&format!("{shown} > 0")).await?;
    let link = house.value("return !!document.querySelector('.sheets a[href*=\"leaflet.pdf\"]')").await?;
    ensure!(link == true, "a link to the file");
    house.close().await
}
