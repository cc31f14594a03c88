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
