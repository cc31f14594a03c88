//! The letterhead and what is printed with it, with and without scripts.

use std::fs;

use anyhow::ensure;

use crate::{
    begin,
    house::{Credentials, House, skipped},
};

const LEAFLET: &str = "/library/negotiated-time-out/leaflet";

/// Sets up a letterhead with a logo, as a person would: a file that cannot be printed first, then one that can.
async fn letterhead(house: &House) -> anyhow::Result<()> {
    house.go("/settings").await?;
    house.click_and_leave("a[href='/settings/letterhead']").await?;
    house.fill("#name", "Lindenhof Couples Practice").await?;
    house.fill("#footer", "Lindenhof is a registered charity.").await?;
    let file = house.data().join("logo.svg");
    let drawing = |inside: &str| format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>"#);
    fs::write(&file, drawing("<text>Practice</text>"))?;
    house.type_on("#logo", &file.to_string_lossy()).await?;
    house.click_and_leave("form[enctype] button[data-kind=primary]").await?;
    ensure!(house.text("#logo-fault").await?.contains("turn the text into paths"));
    let kept = house.element("#name").await?.prop("value").await?.unwrap_or_default();
    ensure!(kept == "Lindenhof Couples Practice", "what was typed is gone");
    fs::write(&file, drawing(r#"<circle cx="4" cy="4" r="4"/>"#))?;
    house.type_on("#logo", &file.to_string_lossy()).await?;
    house.click_and_leave("form[enctype] button[data-kind=primary]").await?;
    house.arrive("/settings/letterhead?saved=yes").await?;
    house.element("img[src^='/settings/letterhead/preview.svg']").await?;
    let (_, pdf) = house.download("/settings/letterhead/preview.pdf").await?;
    ensure!(house.text_of_pdf(&pdf)?.contains("Lindenhof Couples Practice"));
    Ok(())
}

/// The leaflet that the page offers, read back.
async fn leaflet(house: &House) -> anyhow::Result<String> {
    let link = house.element("a[href*='leaflet.pdf'][data-kind=primary]").await?;
    let (head, pdf) = house.download(&link.attr("href").await?.unwrap_or_default()).await?;
    ensure!(head.to_lowercase().contains("filename=\"notes-"), "{head}");
    house.text_of_pdf(&pdf)
}

async fn on_and_off(house: &House, awake: bool) -> anyhow::Result<()> {
    letterhead(house).await?;
    house.go("/library/negotiated-time-out").await?;
    house.click_and_leave(&format!("a[href='{LEAFLET}']")).await?;
    house.awake().await?;
    ensure!(house.text(".reading").await?.contains("Lindenhof"));
    ensure!(leaflet(house).await?.contains("Lindenhof is a registered charity."));
    if awake {
        house.click_and_leave("input[name=letterhead]").await?;
    } else {
        house.click("input[name=letterhead]").await?;
        house.click_and_leave(".options button").await?;
    }
    house.arrive(&format!("{LEAFLET}?")).await?;
    ensure!(!house.text(".reading").await?.contains("Lindenhof"), "one click off");
    ensure!(!leaflet(house).await?.contains("Lindenhof"));
    Ok(())
}

#[tokio::test]
async fn a_letterhead_is_set_up_and_left_off_with_one_click() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    begin::account(&house).await?;
    on_and_off(&house, true).await?;
    house.close().await
}

#[tokio::test]
async fn a_letterhead_is_set_up_and_left_off_without_scripts() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_without_scripts().await?;
    let Credentials { login, password } = Credentials::COUNSELLOR;
    house.go(&house.first_page()).await?;
    house.fill("input[name=login]", login).await?;
    house.fill("input[name=password]", password).await?;
    house.click("main form button[data-kind=primary]").await?;
    house.element(".recovery form[action='/recovery-key/sheet.pdf'] input[name=recovery_key]").await?;
    on_and_off(&house, false).await?;
    house.close().await
}
