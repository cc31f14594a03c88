//! Measuring the program from outside: over HTTP, in its process, in its files, and in the browser.

use std::{env, fs, path::Path, time::Instant};

use anyhow::{Context, ensure};
use app::plan_editor::api::{FetchPlan, SavePlan};
use domain::records::Revision;
use tests::house::{Errand, House};

/// Number of times a page is opened in the browser; the median counts.
const OPENED: usize = 7;
/// The same with an empty cache, which takes longer.
const OPENED_ANEW: usize = 3;

/// Response times in milliseconds, fastest first.
pub struct Answers(Vec<f64>);

impl Answers {
    fn of(mut took: Vec<f64>) -> Self {
        took.sort_by(f64::total_cmp);
        Self(took)
    }

    /// Asks for each of these pages, one after the other, each on a connection of its own.
    pub fn of_pages(errand: &Errand, paths: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        let mut took = Vec::new();
        for path in paths {
            let started = Instant::now();
            errand.get(&path)?;
            took.push(milliseconds(started));
        }
        Ok(Self::of(took))
    }

    /// Looks for each of these words, as the search over any page does.
    pub fn of_searches(errand: &Errand, words: impl Iterator<Item = &'static str>) -> anyhow::Result<Self> {
        let mut took = Vec::new();
        for words in words {
            let started = Instant::now();
            errand.post("/search/found", &format!("q={words}"))?;
            took.push(milliseconds(started));
        }
        Ok(Self::of(took))
    }

    /// Changes the note of each of these plans, as the page does after a key was pressed.
    pub fn of_saves(errand: &Errand, plans: &[String]) -> anyhow::Result<Self> {
        let mut took = Vec::new();
        for plan in plans {
            let (seen, mut value) = errand.call(&FetchPlan { plan: plan.clone() })?;
            value.note = "Slow down at the hotel.".into();
            // A revision of the situation that the server knows already, so that it sends no standings along.
            let save = SavePlan { plan: plan.clone(), seen, situation: Revision(2), value };
            let started = Instant::now();
            let saved = errand.call(&save)?;
            took.push(milliseconds(started));
            ensure!(saved.receipt.revision > seen, "not saved: {saved:?}");
        }
        Ok(Self::of(took))
    }

    /// Within how many milliseconds this share of the answers came, in percent.
    pub fn share(&self, percent: usize) -> f64 {
        let place = (self.0.len() * percent).div_ceil(100).max(1) - 1;
        self.0.get(place).copied().unwrap_or_default()
    }
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// Returns the resident memory of the program, in megabytes.
pub fn memory(house: &House) -> anyhow::Result<f64> {
    let process = house.process().context("the program does not run")?;
    let status = fs::read_to_string(format!("/proc/{process}/status")).context("memory is measured on Linux only")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes * 1024.0 / 1e6)
}

/// Returns the size of the program's file, in megabytes.
pub fn program_size(house: &House) -> anyhow::Result<f64> {
    let process = house.process().context("the program does not run")?;
    let bytes = fs::metadata(format!("/proc/{process}/exe")).context("size is measured on Linux only")?.len();
    #[expect(clippy::cast_precision_loss, reason = "no program has that many bytes")]
    Ok(bytes as f64 / 1e6)
}

/// Script and module of one part as they travel, in kilobytes.
pub fn part_bytes(part: &str) -> anyhow::Result<f64> {
    Ok(kilobytes(&format!("reweave-{part}.js.br"))? + kilobytes(&format!("reweave-{part}.wasm.br"))?)
}

/// These scripts together as they travel, in kilobytes.
pub fn script_bytes(names: &[&str]) -> anyhow::Result<f64> {
    names.iter().map(|name| kilobytes(&format!("{name}.js.br"))).sum()
}

fn kilobytes(name: &str) -> anyhow::Result<f64> {
    let site =
        env::var("REWEAVE_SITE").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site").into());
    let file = Path::new(&site).join("pkg").join(name);
    let bytes = fs::metadata(&file).with_context(|| format!("{} is missing", file.display()))?.len();
    #[expect(clippy::cast_precision_loss, reason = "no site has that many bytes")]
    Ok(bytes as f64 / 1000.0)
}

/// From the start of a navigation until the page is awake, in milliseconds: with nothing in the browser's cache, and with
/// the page in it. Each is the middle one of several, as whatever else the machine does can only make it longer.
pub async fn time_to_awake(house: &House, path: &str) -> anyhow::Result<(f64, f64)> {
    let mut first = Vec::new();
    for _ in 0..OPENED_ANEW {
        house.empty_cache().await?;
        first.push(awake(house, path).await?);
    }
    let mut later = Vec::new();
    for _ in 0..OPENED {
        later.push(awake(house, path).await?);
    }
    Ok((Answers::of(first).share(50), Answers::of(later).share(50)))
}

async fn awake(house: &House, path: &str) -> anyhow::Result<f64> {
    house.go(path).await?;
    let mark = house.value("return performance.getEntriesByName('awake')[0]?.startTime").await?;
    mark.as_f64().context("the page did not say when it was awake")
}
