//! Everything can be done with the keyboard, and one sees where one is (checklist 45).

use fantoccini::{Locator, key::Key};

use crate::{
    begin,
    house::{House, skipped},
};

/// True if the focused element shows an outline, its own or that of its card.
const SEEN: &str = "const focused = document.activeElement;
    return [getComputedStyle(focused), getComputedStyle(focused, '::after')]
        .some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)";

#[tokio::test]
async fn sec_45_an_exercise_is_found_and_read_with_the_keyboard() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let tab = char::from(Key::Tab);
    house.go("/library").await?;
    house.press(&[tab]).await?;
    assert_eq!(house.value("return document.activeElement.className").await?, "skip");
    assert_eq!(house.value(SEEN).await?, true, "the skip link has no visible focus");
    // Four tabs of the library, then the search.
    house.press(&[tab, tab, tab, tab, tab]).await?;
    assert_eq!(house.value("return document.activeElement.id").await?, "q");
    house.press(&"impact".chars().collect::<Vec<_>>()).await?;
    house.until("return document.querySelector('[role=status]').textContent.includes(' of ')").await?;
    // Four filters, then the link that clears, then the first card.
    for _ in 0..6 {
        house.press(&[tab]).await?;
        assert_eq!(house.value(SEEN).await?, true, "{}", house.value("return document.activeElement.outerHTML").await?);
    }
    assert_eq!(house.value("return document.activeElement.closest('.exercise') !== null").await?, true);
    house.press(&[char::from(Key::Enter)]).await?;
    house.page.wait().for_element(Locator::Id("steps")).await?;
    house.close().await
}

#[tokio::test]
async fn sec_45_the_agenda_is_reached_and_changed_with_the_keyboard() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.until("return 'awake' in document.documentElement.dataset").await?;
    let mut stops = 0;
    while house.value("return document.activeElement.closest('.agenda-block') === null").await? == true {
        house.press(&[char::from(Key::Tab)]).await?;
        stops += 1;
        assert!(stops <= 13, "{stops}: {}", house.value("return document.activeElement.outerHTML").await?);
    }
    let title = house.text(".agenda-block:first-child h3").await?;
    house.press_with(&[Key::Alt.into()], Key::Down.into()).await?;
    house.until("return document.querySelector('.saved').dataset.state === 'saved'").await?;
    assert_eq!(house.text(".agenda-block:nth-child(2) h3").await?, title);
    let row = "return document.activeElement.closest('.agenda-block').querySelector('h3').textContent";
    assert_eq!(house.value(row).await?, title, "the keyboard stays in the row that was moved");
    house.close().await
}

/// What rebuilds a part of the page leaves the keyboard in it: on the agenda that was suggested, on the control that was used,
/// or on the next one.
#[tokio::test]
async fn sec_45_the_keyboard_stays_where_the_plan_changes() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    house.go(&plan).await?;
    house.until("return 'awake' in document.documentElement.dataset").await?;
    let press = async |selector: &str| -> anyhow::Result<()> {
        house.value(&format!("document.querySelector(\"{selector}\").focus()")).await?;
        house.press(&[char::from(Key::Enter)]).await
    };
    let focused = "return document.activeElement === document.body || document.activeElement.disabled
        || document.activeElement.getClientRects().length === 0 ? 'lost' : document.activeElement.outerHTML";
    // An empty agenda: the last removal leaves the keyboard on something too.
    while house.value("return document.querySelector('.agenda-block') !== null").await? == true {
        press(".agenda-block [value^='remove:']").await?;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        assert_ne!(house.value(focused).await?, "lost", "after a removal");
    }
    press("button[value=fill]").await?;
    house.until("return document.querySelector('.agenda-block') !== null").await?;
    house.until("return document.activeElement !== document.body").await?;
    assert_ne!(house.value(focused).await?, "lost", "after an agenda was suggested");
    let near = "return document.activeElement.closest('.agenda-block:first-child, .meter, .concerns') !== null";
    assert_eq!(house.value(near).await?, true, "{}", house.value(focused).await?);
    for (what, control) in [
        ("one minute more", ".agenda-block [value^='more:']"),
        ("fitted to the length", "button[value=fit]"),
        ("undone", "[data-do=undo]"),
        ("done again", "[data-do=redo]"),
        ("an exercise was added", "[value^='add:']:not([disabled])"),
    ] {
        press(control).await?;
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        assert_ne!(house.value(focused).await?, "lost", "{what}");
    }
    house.close().await
}

/// A question is answered before it is put off: the mark for the next time follows the answer.
#[tokio::test]
async fn sec_45_the_answer_comes_before_ask_next_time() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    house.go(&format!("{couple}/situation")).await?;
    house.until("return 'awake' in document.documentElement.dataset").await?;
    house.value("document.querySelector(\"#opening-affair .ask input:checked\").focus()").await?;
    house.press(&[char::from(Key::Tab)]).await?;
    assert_eq!(house.value("return document.activeElement.name").await?, "next.affair");
    house.press_with(&[Key::Shift.into()], Key::Tab.into()).await?;
    assert_eq!(house.value("return document.activeElement.name").await?, "opening.affair");
    house.close().await
}
