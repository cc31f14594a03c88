//! A library of one's own: what a counsellor writes is there in the next plan, and a gate of theirs holds.

use anyhow::ensure;

use crate::{
    begin,
    house::{House, skipped},
};

/// Writes an exercise; ends on its page.
async fn write(house: &House) -> anyhow::Result<()> {
    house.go("/my-library/exercises/new").await?;
    house.fill("#title", "A walk by the weir with Zoë, Yıldız, Łódź and 王小明").await?;
    house.fill("#steps", "Choose a way.\nAgree on the length.").await?;
    house.choose("#serves", "stressors").await?;
    house.fill("#client-text", "Walk side by side. Talk or be quiet. Both are fine.").await?;
    house.click("button[name=do][value=save]").await?;
    house.element(".done").await?;
    Ok(())
}

#[tokio::test]
async fn what_one_writes_is_in_the_library_beside_the_next_plan() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    let plan = begin::plan(&house).await?;
    write(&house).await?;
    house.go(&plan).await?;
    house.click("a[data-do=library]").await?;
    house.type_on("#q", "weir").await?;
    let only_it = "return document.querySelectorAll('.drawer-item').length === 1";
    house.until(only_it).await?;
    // In the browser as everywhere: without accents, and within words of scripts that write no spaces.
    for typed in ["zoe weir", "YILDIZ", "lodz", "小明"] {
        house.fill("#q", "").await?;
        house.until("return document.querySelectorAll('.drawer-item').length > 1").await?;
        house.type_on("#q", typed).await?;
        house.until(only_it).await?;
    }
    // Every gate holds it until the counsellor says otherwise, and nobody was asked alone yet.
    ensure!(house.text(".drawer-list").await?.contains("On hold"), "{}", house.text(".drawer-list").await?);
    ensure!(house.console().await? == Vec::<String>::new());
    house.close().await
}

#[tokio::test]
async fn without_scripts_exercises_gates_and_numbers_are_forms() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    let couple = begin::couple(&house).await?;
    write(&house).await?;
    house.go("/my-library").await?;
    ensure!(house.text(".mine").await?.contains("In use"));

    house.go("/my-library/gates/new").await?;
    house.fill("#name", "A birth in the last six weeks").await?;
    house.click_and_leave("button[name=do][value=save]").await?;
    ensure!(house.text("main").await?.contains("not in use yet"));
    house.fill("#opens-when", "Somebody gave birth").await?;
    house.fill("#closes-when", "A check after birth was fine").await?;
    house.click("input[name=holds-couple-work]").await?;
    house.click_and_leave("button[name=do][value=save]").await?;
    ensure!(!house.text("main").await?.contains("not in use yet"));
    house.go(&format!("{couple}/gates")).await?;
    house.click_and_leave("form[action$='/gates/open'] button").await?;
    ensure!(house.text("section[aria-labelledby=open]").await?.contains("A birth in the last six weeks"));

    house.go("/my-library/numbers?open=minutes").await?;
    house.fill("input[name=affection-menu-max]", "45").await?;
    house.click_and_leave("#minutes button[data-kind=primary]").await?;
    house.go("/library/affection-menu").await?;
    ensure!(house.text(".glance").await?.contains("Changed from the default (12, 20, 30)."));
    house.go("/my-library/numbers?open=minutes").await?;
    house.click_and_leave("#minutes button[name=back]").await?;
    house.go("/library/affection-menu").await?;
    ensure!(house.text(".glance").await?.contains("Expert default"));
    house.close().await
}
