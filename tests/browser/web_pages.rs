//! Sheets as web pages, opened from the file as their readers do: no barrier, nothing wider than a telephone, and no request.

use std::fs;

use anyhow::ensure;
use serde_json::Value;

use crate::{
    access::{AXE, WIDER, axe},
    begin,
    house::{House, skipped},
};

/// Sheets with all kinds of blocks between them.
const SHEETS: [&str; 6] = [
    "negotiated-time-out/leaflet.html?language=en",
    "hard-dates-calendar/leaflet.html?language=de",
    "pleasure-menu/leaflet.html?language=es&easy-reading=yes&paper=a4",
    "stop-signal-agreement/leaflet.html?large-print=yes&paper=a4",
    "suicide-safety-plan/leaflet.html?country=UK",
    "vulnerability-ladder/leaflet.html?language=en",
];

const LOOKS: [(u32, u32, &str); 3] = [(1440, 1000, "light"), (390, 844, "light"), (390, 844, "dark")];

#[tokio::test]
async fn sec_45_no_sheet_as_a_web_page_has_a_barrier_or_asks_anybody() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    begin::account(&house).await?;
    let errand = house.errand().await?;
    let axe = axe()?;
    let mut problems = Vec::new();
    for sheet in SHEETS {
        let (head, page) = errand.get(&format!("/library/{sheet}"))?;
        ensure!(head.to_lowercase().contains("content-disposition: attachment"), "{head}");
        let file = house.data().join("sheet.html");
        fs::write(&file, page)?;
        house.console().await?;
        house.requests().await?;
        house.page.goto(&format!("file://{}", file.display())).await?;
        // What is typed stays in its field, because there is nowhere that it could go.
        let field = house.element("textarea, input").await?;
        if field.tag_name().await? == "textarea" {
            field.send_keys("our word").await?;
            ensure!(field.prop("value").await?.as_deref() == Some("our word"), "{sheet}");
        }
        let said = [house.requests().await?, house.console().await?].concat();
        problems.extend(said.into_iter().map(|one| format!("{sheet}: {one}")));
        house.page.execute(&axe, Vec::new()).await?;
        for (width, height, scheme) in LOOKS {
            house.resize(width, height).await?;
            house.prefer(scheme).await?;
            for found in [house.page.execute_async(AXE, Vec::new()).await?, house.value(WIDER).await?] {
                let found = found.as_array().into_iter().flatten().map(Value::to_string);
                problems.extend(found.map(|one| format!("{sheet}, {scheme}, {width}: {one}")));
            }
        }
    }
    ensure!(problems.is_empty(), "{}", problems.join("\n"));
    house.close().await
}
