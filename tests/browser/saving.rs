//! Forms that save themselves: what their mark says, what the browser keeps, and what the server has.

use fantoccini::wd::WindowHandle;

use crate::house::House;

/// The mark says that everything is saved.
pub const SAVED: &str = "return document.querySelector('.saved').dataset.state === 'saved'";

/// The mark says since when, after a change on this page.
pub const SAVED_NOW: &str = "return /Saved \\d/.test(document.querySelector('.saved').textContent)";

/// The mark says that the text is kept in this browser only.
pub const KEPT: &str = "return document.querySelector('.saved').dataset.state === 'kept'";

/// The number of drafts in this browser.
pub const DRAFTS: &str = "return Object.keys(localStorage).filter(name => name.startsWith('draft:')).length";

/// The value of a field as the server has it.
pub async fn stored(house: &House, page: &str, field: &str) -> anyhow::Result<String> {
    house.go_asleep(page).await?;
    let value = house.value(&format!("return document.querySelector('{field}').defaultValue")).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// Opens a page in this window and in a second one, which is in front then.
pub async fn two_windows(house: &House, page: &str) -> anyhow::Result<[WindowHandle; 2]> {
    house.go(page).await?;
    let first = house.page.window().await?;
    let second = house.page.new_window(true).await?.handle;
    house.page.switch_to_window(second.clone()).await?;
    house.go(page).await?;
    Ok([first, second])
}

/// Leaves the page while the program is away, before it could try again with an answer, and starts the program again.
pub async fn leave_while_away(house: &mut House) -> anyhow::Result<()> {
    house.page.goto("about:blank").await?;
    house.start_program_again()
}

/// Today lists what waits in this browser, and sends it.
pub async fn today_sends(house: &House) -> anyhow::Result<()> {
    house.go("/today").await?;
    anyhow::ensure!(house.text("#waiting").await?.contains("Not saved yet"));
    house.until("return /Saved now/.test(document.querySelector('section:has(#waiting)').textContent)").await
}
