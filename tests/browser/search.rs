//! The search of the library, which narrows as one types.

use fantoccini::Locator;

use crate::house::{House, skipped};

const IN_SIGHT: &str = "return [...document.querySelectorAll('.exercise')].filter(card => !card.hidden).length";

#[tokio::test]
async fn search_narrows_as_one_types_and_the_address_follows() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    house.go("/library").await?;
    let all = house.value(IN_SIGHT).await?;
    house.requests().await?;

    house.page.find(Locator::Id("q")).await?.send_keys("letter").await?;
    house.until("return document.querySelector('main [role=status]').textContent.includes(' of ')").await?;
    assert!(house.value(IN_SIGHT).await?.as_u64() < all.as_u64());
    house.page.find(Locator::Id("phase")).await?.select_by_value("meaning").await?;
    house.until("return location.search === '?q=letter&phase=meaning'").await?;
    let narrow = house.value(IN_SIGHT).await?;
    let asked = house.requests().await?;
    let library = format!("{}/library?", house.address());
    assert!(!asked.is_empty() && asked.iter().all(|address| address.starts_with(&library)), "{asked:?}");

    // The same address gives the same list when the server answers it.
    house.go("/library?q=letter&phase=meaning").await?;
    assert_eq!(house.value(IN_SIGHT).await?, narrow);

    house.page.find(Locator::LinkText("Clear search and filters")).await?.click().await?;
    house.until("return location.search === ''").await?;
    assert_eq!(house.value(IN_SIGHT).await?, all);
    assert_eq!(house.value("return document.getElementById('q').value").await?, "");
    assert_eq!(house.console().await?, Vec::<String>::new());
    house.close().await
}

#[tokio::test]
async fn what_finds_nothing_offers_a_way_on() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    house.go("/library").await?;
    house.page.find(Locator::Id("q")).await?.send_keys("xylophone").await?;
    house.until("return !document.querySelector('.empty').hidden").await?;
    house.page.find(Locator::LinkText("Clear filters")).await?.click().await?;
    house.until("return document.querySelector('.empty').hidden").await?;
    house.close().await
}

/// Typing on and leaving the field both renew the list, perhaps when somebody is in it already.
#[tokio::test]
async fn whoever_has_gone_on_to_a_result_stays_there_when_the_list_is_renewed() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    house.go("/library").await?;
    house.page.find(Locator::Id("q")).await?.send_keys("impact").await?;
    house.until("return location.search === '?q=impact'").await?;
    house.value("document.querySelector('.exercise:not([hidden]) a').focus()").await?;
    let at = "return document.activeElement.closest('.exercise') && document.activeElement.textContent";
    let result = house.value(at).await?;
    assert!(result.is_string(), "{result}");

    house.requests().await?;
    house
        .value(
            "const field = document.getElementById('q');
            field.dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    house
        .value(
            "const field = document.getElementById('q');
            field.value = 'impac';
            field.dispatchEvent(new Event('input', { bubbles: true }));",
        )
        .await?;
    house.until("return location.search === '?q=impac'").await?;
    assert_eq!(house.value(at).await?, result, "the keyboard has lost its place");
    assert_eq!(house.requests().await?.len(), 1, "leaving the field asks for nothing new");
    house.close().await
}
