//! Benchmarks of the server with 2,000 couples and 10,000 plans, on the release build from outside.
//!
//! Prints a table of measures and budgets. With `--strict` a broken budget is an error; without it the figures speak,
//! because on a machine that does something else at the same time they say little. With `--budgets` only what does not
//! depend on the number of couples is measured: the size of the parts, the memory of the idle server, and the time
//! until a page is awake.

mod fill;
mod measure;
mod table;

use std::{env, time::Duration};

use anyhow::ensure;
use tests::house::House;

use self::{
    fill::{LOGIN, PASSWORD},
    measure::{Answers, memory, part_bytes, program_size, script_bytes, time_to_awake},
    table::Table,
};

/// An answer of the server, and an acknowledged save.
const ANSWER: f64 = 30.0;
/// The day, and the list of couples: what a counsellor opens most.
const LIST: f64 = 20.0;
/// A search through everything, and the list of all plans with a filter.
const FIND: f64 = 100.0;
/// From the start of a navigation until everything on the page moves, on a processor a quarter as fast.
const AWAKE: f64 = 1000.0;
/// Memory budget of the idle server, in megabytes.
const MEMORY: f64 = 40.0;
/// Size budget of the program with its library and fonts, in megabytes. With symbols it would be a quarter larger.
const PROGRAM: f64 = 43.0;
/// Script and module of each kind of page as they travel, in kilobytes.
const PARTS: [(&str, f64); 2] = [("plan", 144.0), ("situation", 115.0)];
/// All that a page without islands loads besides its style sheet, in kilobytes: scripts, and no WebAssembly.
const SCRIPT: f64 = 8.0;
/// The kinds of pages without islands, and the scripts that they load.
const SCRIPTS: [(&str, &[&str]); 6] = [
    ("a page to read", &["reweave"]),
    ("a form that is sent", &["reweave", "kept"]),
    ("a form that saves itself", &["reweave", "autosave"]),
    ("handouts", &["reweave", "kept", "sends"]),
    ("today", &["reweave", "unsaved"]),
    ("a form with a passkey", &["reweave", "passkeys", "sends"]),
];

/// Idle time before memory is measured, by when sign-in has released its memory.
const IDLE: Duration = Duration::from_secs(5);

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let strict = env::args().any(|argument| argument == "--strict");
    let data = tempfile::tempdir()?;
    let budgets_only = env::args().any(|argument| argument == "--budgets");
    let shelf = fill::fill(data.path(), if budgets_only { fill::FEW } else { fill::MANY }).await?;
    let house = House::open_on(data, &[], &[]).await?;
    sign_in(&house).await?;
    let mut table = Table::default();

    tokio::time::sleep(IDLE).await;
    table.add("memory of the idle server, after sign-in", memory(&house)?, "MB", Some(MEMORY));
    table.add("the program", program_size(&house)?, "MB", Some(PROGRAM));
    if !budgets_only {
        answers(&house, &shelf, &mut table).await?;
        table.add("memory after all these requests", memory(&house)?, "MB", None);
    }
    for (part, budget) in PARTS {
        table.add(&format!("script and module of {part}, brotli"), part_bytes(part)?, "kB", Some(budget));
    }
    for (page, scripts) in SCRIPTS {
        table.add(&format!("scripts of {page}, brotli"), script_bytes(scripts)?, "kB", Some(SCRIPT));
    }
    awake(&house, &shelf, &mut table).await?;

    println!("{table}");
    house.close().await?;
    ensure!(!strict || table.holds(), "a budget is broken");
    Ok(())
}

async fn sign_in(house: &House) -> anyhow::Result<()> {
    house.go("/sign-in").await?;
    house.fill("#login", LOGIN).await?;
    house.fill("#password", PASSWORD).await?;
    house.click_and_leave("main form button[data-kind=primary]").await?;
    house.arrive("/today").await
}

async fn answers(house: &House, shelf: &fill::Shelf, table: &mut Table) -> anyhow::Result<()> {
    let errand = house.errand().await?;
    let plans = Answers::of_pages(&errand, shelf.plans.iter().map(|id| format!("/plans/{id}")))?;
    table.add("plan page, half of the answers within", plans.share(50), "ms", None);
    table.add("plan page, 95 % within", plans.share(95), "ms", Some(ANSWER));
    for (page, budget) in [("/today", LIST), ("/couples", LIST), ("/couples?q=warbler-77", FIND)] {
        let answers = Answers::of_pages(&errand, std::iter::repeat_n(page.to_owned(), shelf.plans.len()))?;
        table.add(&format!("{page}, 95 % within"), answers.share(95), "ms", Some(budget));
    }
    // The first search makes the catalogue; those that are measured find it as it was kept.
    let first = Answers::of_searches(&errand, std::iter::once("warbler"))?;
    table.add("first search, which makes the catalogue", first.share(100), "ms", None);
    let searches = ["warbler-77", "wrabler+1999", "group+3+birch", "impact+leter", "session+5+november"];
    let searches = searches.iter().cycle().take(shelf.plans.len()).copied();
    let found = Answers::of_searches(&errand, searches)?;
    table.add("search everywhere, half of the answers within", found.share(50), "ms", None);
    table.add("search everywhere, 95 % within", found.share(95), "ms", Some(FIND));
    for page in ["/plans", "/plans?challenge=infidelity&status=draft&page=9", "/plans?name=warbler-77&from=2026-01-01"]
    {
        let answers = Answers::of_pages(&errand, std::iter::repeat_n(page.to_owned(), shelf.plans.len()))?;
        table.add(&format!("{page}, 95 % within"), answers.share(95), "ms", Some(FIND));
    }
    let saves = Answers::of_saves(&errand, &shelf.plans)?;
    table.add("plan saved and acknowledged, 95 % within", saves.share(95), "ms", Some(ANSWER));
    Ok(())
}

async fn awake(house: &House, shelf: &fill::Shelf, table: &mut Table) -> anyhow::Result<()> {
    house.slow_down(4).await?;
    let pages = [
        ("plan page", format!("/plans/{}", shelf.plans[0])),
        ("situation page", format!("/couples/{}/situation", shelf.couple)),
    ];
    for (name, path) in pages {
        let (first, later) = time_to_awake(house, &path).await?;
        table.add(&format!("{name} awake, nothing cached, 4x slower"), first, "ms", Some(AWAKE));
        table.add(&format!("{name} awake, 4x slower"), later, "ms", Some(AWAKE));
    }
    Ok(())
}
