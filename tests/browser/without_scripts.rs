//! Everything works as documents, links and forms (invariant 9).

use fantoccini::Locator;

use crate::house::{House, skipped};

#[tokio::test]
async fn the_library_works_without_scripts() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open_with(&["--blink-settings=scriptEnabled=false"]).await?;
    house.go_asleep("/").await?;
    assert_eq!(house.path().await?, "/welcome");
    house.go_asleep("/library").await?;
    house.page.find(Locator::Id("q")).await?.send_keys("letter").await?;
    house.page.find(Locator::Id("phase")).await?.find(Locator::Css("option[value=meaning]")).await?.click().await?;
    house.click_and_leave(".finder button").await?;
    assert!(house.text("[role=status]").await?.contains(" of "));
    assert!(house.path().await?.starts_with("/library?q=letter&phase=meaning"));

    house.click_and_leave(".exercise:not([hidden]) h3 a").await?;
    assert!(house.text("#steps").await?.contains("Steps"));
    let gate = house.page.find(Locator::Css(".gates summary")).await?;
    gate.click().await?;
    assert!(house.text(".gates details[open] p").await?.starts_with("Can be lifted when"));
    house.click_and_leave(".crumbs a").await?;
    house.text("#q").await?;
    house.close().await
}
