//! Every page, light and dark, at three widths: no barrier that axe-core knows of, nothing wider than the screen, targets that
//! a finger meets, no complaint in the console, and no request to anybody else.

use std::{env, fs, path::PathBuf};

use anyhow::Context;
use serde_json::Value;

use crate::house::{House, skipped};

const PAGES: [(&str, &str); 10] = [
    ("library", "/library"),
    ("library-found", "/library?q=letter"),
    ("library-empty", "/library?q=xylophone"),
    ("exercise", "/library/impact-listening-session"),
    ("exercise-alone", "/library/individual-safety-planning"),
    ("challenges", "/library/challenges"),
    ("challenge", "/library/challenges/infidelity"),
    ("rules", "/library/rules"),
    ("sources", "/library/sources"),
    ("not-found", "/library/no-such-exercise"),
];

const SCREENS: [(u32, u32); 3] = [(1440, 1000), (820, 1180), (390, 844)];

/// What axe-core finds, each with the first place it was found at.
const AXE: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        found => done([
            ...found.violations.map(one => `${one.id}: ${one.help}: ${one.nodes[0].html} (${one.nodes.length})`),
            ...(found.passes.length < 10 ? [`axe-core looked at ${found.passes.length} rules only`] : []),
        ]),
        problem => done([String(problem)]))";

/// Controls that are smaller than 40 pixels; links within a sentence are as high as their line.
const SMALL: &str =
    "return [...document.querySelectorAll('.rail a, .button, .field input, .field select, summary, a.chip')]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 39.5).map(one => one.outerHTML)";

const WIDER: &str = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";

fn axe() -> anyhow::Result<String> {
    let path = env::var_os("REWEAVE_AXE")
        .context("REWEAVE_AXE has to name axe.min.js of axe-core; `cargo xtask test` does it")?;
    fs::read_to_string(&path).with_context(|| format!("could not read {}", PathBuf::from(path).display()))
}

#[tokio::test]
async fn sec_45_no_page_has_a_barrier_in_any_scheme_or_width() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let (axe, house) = (axe()?, House::open().await?);
    let mut problems = Vec::new();
    for (name, path) in PAGES {
        for scheme in ["light", "dark"] {
            house.prefer(scheme).await?;
            house.go(path).await?;
            house.page.execute(&axe, Vec::new()).await?;
            for (width, height) in SCREENS {
                house.resize(width, height).await?;
                picture(&house, &format!("{name}-{scheme}-{width}")).await?;
                for problem in look(&house).await? {
                    problems.push(format!("{name}, {scheme}, {width}: {problem}"));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    house.close().await
}

async fn look(house: &House) -> anyhow::Result<Vec<String>> {
    let words = |value: &Value| value.as_array().into_iter().flatten().map(Value::to_string).collect::<Vec<_>>();
    let mut problems = words(&house.page.execute_async(AXE, Vec::new()).await?);
    problems.extend(words(&house.value(SMALL).await?).into_iter().map(|one| format!("smaller than a finger: {one}")));
    if house.value(WIDER).await? == true {
        problems.push("wider than the screen".into());
    }
    Ok(problems)
}

/// Leaves a picture, where somebody asked for pictures.
async fn picture(house: &House, name: &str) -> anyhow::Result<()> {
    let Some(folder) = env::var_os("REWEAVE_SCREENSHOTS").map(PathBuf::from) else { return Ok(()) };
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(format!("{name}.png")), house.page.screenshot().await?)?)
}

#[tokio::test]
async fn sec_27_no_page_asks_anybody_else_and_none_complains() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    let house = House::open().await?;
    for (name, path) in PAGES {
        house.requests().await?;
        house.go(path).await?;
        let requests = house.requests().await?;
        assert!(!requests.is_empty(), "{name}: the log of requests is empty");
        let foreign: Vec<_> = requests.iter().filter(|address| !house.is_own(address)).collect();
        assert!(foreign.is_empty(), "{name} asks elsewhere: {foreign:?}");
        let mut complaints = house.console().await?;
        // The browser itself reports the status of a page that is not there.
        complaints.retain(|line| !(name == "not-found" && line.contains("404")));
        assert!(complaints.is_empty(), "{name}: {complaints:?}");
    }
    house.close().await
}
