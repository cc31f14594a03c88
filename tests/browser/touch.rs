//! The whole path with fingers: what a counsellor does with a phone or a tablet in a hand, every target as large as a finger
//! needs, in sight and below nothing else.

use anyhow::ensure;

use crate::{
    begin,
    first_couple::{FIRST_COUPLE, NEXT_WEEK, first_three_sheets, has_three_sheets, plan_and_print, record},
    house::{House, skipped},
};

/// The link that opens all sheets to print.
const PRINT_ALL: &str = "main .head a[href*='.pdf'][data-kind=primary]";

#[tokio::test]
async fn sec_45_three_sheets_from_the_empty_screen_with_fingers_on_a_phone() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    three_sheets(390, 844).await
}

#[tokio::test]
async fn sec_45_three_sheets_from_the_empty_screen_with_fingers_on_a_tablet() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    three_sheets(820, 1180).await
}

async fn three_sheets(width: u32, height: u32) -> anyhow::Result<()> {
    let house = House::open().await?;
    house.use_fingers(width, height).await?;
    begin::account(&house).await?;
    house.go("/today").await?;
    ensure!(house.value("return matchMedia('(pointer: coarse)').matches").await? == true, "this is no touch screen");
    let before = house.interactions();
    house.click("main a[href='/couples/new']").await?;
    let first = first_three_sheets(&house).await?;
    house.aim(PRINT_ALL).await?;
    let taken = house.interactions() + 1 - before;
    ensure!(taken <= FIRST_COUPLE, "{taken} taps for a first couple");

    record(&house, &first).await?;
    let before = house.interactions();
    has_three_sheets(&plan_and_print(&house).await?)?;
    house.aim(PRINT_ALL).await?;
    let taken = house.interactions() + 1 - before;
    ensure!(taken <= NEXT_WEEK, "{taken} taps a week later");
    house.close().await
}

/// What is too small for a finger on the page of a plan, and every closed row of the agenda that is higher than it may be.
const OUT_OF_SIZE: &str = "const wrong = [];
    const box = one => one.getBoundingClientRect();
    for (const row of document.querySelectorAll('.agenda-block:not(:has(.concern, .confirm:not([hidden])))'))
        if (box(row).height > 82.5) wrong.push(`a row of ${box(row).height}: ${row.innerText}`);
    const first = document.querySelector('.agenda-block');
    first.querySelector('summary').focus();
    for (const one of first.querySelectorAll(':scope .grip, :scope > .add-here, :scope summary, :scope .stepper input')) {
        const { width, height } = box(one);
        if (width < 43.5 || height < 43.5) wrong.push(`${width} × ${height}: ${one.outerHTML.slice(0, 120)}`);
    }
    return wrong";

/// The places of the bar at the foot of the screen, from edge to edge.
const BAR: &str =
    "return [...document.querySelectorAll('.rail nav a, .places > summary')].filter(one => one.checkVisibility())
    .map(one => one.innerText.trim())";

#[tokio::test]
async fn on_a_phone_a_row_has_one_height_and_the_bar_five_places() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    for (width, height) in [(390, 844), (820, 1180)] {
        house.use_fingers(width, height).await?;
        house.go(&plan).await?;
        house.until("return 'awake' in document.documentElement.dataset").await?;
        let wrong = house.value(OUT_OF_SIZE).await?;
        ensure!(wrong.as_array().is_some_and(Vec::is_empty), "{width}: {wrong}");
        let bar = house.value(BAR).await?;
        ensure!(bar == serde_json::json!(["Today", "Couples", "Plans", "Library", "More"]), "{width}: {bar}");
        house.aim("a[data-do=hide]").await?;
        // The time line stays in sight.
        house.value("scrollTo(0, document.body.scrollHeight / 2)").await?;
        let top = house.value("return document.querySelector('.meter').getBoundingClientRect().top").await?;
        ensure!(top.as_f64().is_some_and(|top| (-1.0..40.0).contains(&top)), "{width}: the time line is at {top}");
    }
    house.click(".places > summary").await?;
    house.click(".places a[data-do=hide]").await?;
    house.until("return !!document.querySelector('.cover[open]')").await?;
    house.close().await
}

/// The buttons of the page that are in the way of “Hide”.
const IN_THE_WAY: &str = "const hide = document.querySelector('.rail a[data-do=hide]').getBoundingClientRect();
    const meets = one => one.left < hide.right && one.right > hide.left && one.top < hide.bottom && one.bottom > hide.top;
    return [...document.querySelectorAll('main :is(.button, .empty)')]
        .filter(one => one.checkVisibility() && meets(one.getBoundingClientRect())).map(one => one.innerText.trim())";

#[tokio::test]
async fn nothing_is_in_the_way_of_hiding_the_screen() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let couple = begin::couple(&house).await?;
    for (width, height) in [(390, 844), (640, 1180), (820, 1180)] {
        house.use_fingers(width, height).await?;
        for page in ["/today", "/couples", &couple, "/plans", "/templates", "/library", "/settings", "/nowhere"] {
            house.go(page).await?;
            let found = house.value(IN_THE_WAY).await?;
            ensure!(found.as_array().is_some_and(Vec::is_empty), "{width}, {page}: {found}");
        }
    }
    house.close().await
}
