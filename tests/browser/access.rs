//! Every screen in every state, light and dark, at three widths: no barrier that axe-core knows of, nothing wider than the
//! screen, targets that a finger meets, no complaint in the console, and no request to anybody else.

use std::{env, fs, path::PathBuf};

use anyhow::{Context, ensure};
use serde_json::Value;
use tests::screens::{self, Screen, Walk};

use crate::house::skipped;

/// How each screen is looked at, and whether axe-core looks as well: once in each scheme, on a large and on a small screen.
/// Where things stand depends on the width and not on the scheme, colours the other way round.
const LOOKS: [(u32, u32, &str, bool); 3] =
    [(1440, 1000, "light", true), (820, 1180, "light", false), (390, 844, "dark", true)];

/// What axe-core finds, each with the first places it was found at. The sheet in its frame is the browser's own page.
const AXE: &str = "const done = arguments[arguments.length - 1];
    const places = one => one.nodes.slice(0, 3).map(node => node.html.slice(0, 300)).join(' / ');
    axe.run(document, { resultTypes: ['violations'], iframes: false }).then(
        found => done([
            ...found.violations.map(one => `${one.id}: ${one.help}: ${places(one)} (${one.nodes.length})`),
            ...(found.passes.length < 10 ? [`axe-core looked at ${found.passes.length} rules only`] : []),
        ]),
        problem => done([String(problem)]))";

/// Controls that are smaller than 40 pixels; links within a sentence are as high as their line, and ticks as their label.
const SMALL: &str = "const kinds = ['.rail a', '.button', '.icon-button', '.tabs a', '.field input', '.field select',
        '.stepper :is(button, input)', '.choices label', '.choice', '.check', '.tick', 'summary', 'a.chip'];
    const small = one => {
        const { width, height } = one.getBoundingClientRect();
        return one.checkVisibility({ visibilityProperty: true }) && (height < 39.5 || width < 31.5);
    };
    return [...document.querySelectorAll(kinds.join())].filter(small)
        .map(one => `${JSON.stringify(one.getBoundingClientRect())} ${one.outerHTML.slice(0, 200)}`)";

/// What reaches beyond the screen, when anything does.
const WIDER: &str = "const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.body.querySelectorAll('*')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > clientWidth + 1);
    return [`${scrollWidth} instead of ${clientWidth}: ${beyond.slice(-3).map(one => one.outerHTML.slice(0, 200)).join(' / ')}`]";

/// What is cut off without a way to see the rest, in headings, names and controls.
const CUT: &str = "return [...document.querySelectorAll('h1, h2, h3, .button, .chip, .tabs a, .name, label')]
    .filter(one => one.checkVisibility() && !one.closest('.unseen, .heard, .sr-only, details:not([open])'))
    .filter(one => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 2 && getComputedStyle(one).display !== 'inline')
    .map(one => `${one.scrollWidth} in ${one.clientWidth}: ${one.outerHTML.slice(0, 200)}`)";

fn axe() -> anyhow::Result<String> {
    let path = env::var_os("REWEAVE_AXE")
        .context("REWEAVE_AXE has to name axe.min.js of axe-core; `cargo xtask test` does it")?;
    fs::read_to_string(&path).with_context(|| format!("could not read {}", PathBuf::from(path).display()))
}

#[tokio::test]
async fn sec_45_no_screen_of_the_desk_has_a_barrier() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    look_at_all(screens::demo().await?).await
}

#[tokio::test]
async fn sec_45_no_screen_of_the_first_hour_has_a_barrier() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    look_at_all(screens::first().await?).await
}

/// Goes through all screens and fails with everything that was found, so that one run shows it all.
async fn look_at_all(mut walk: Walk) -> anyhow::Result<()> {
    let axe = axe()?;
    let mut problems = Vec::new();
    while let Some(screen) = walk.next().await? {
        walk.house.page.execute(&axe, Vec::new()).await?;
        for (width, height, scheme, with_axe) in LOOKS {
            walk.frame(screen, (width, height), scheme).await?;
            for problem in look(&walk, with_axe).await? {
                problems.push(format!("{}, {scheme}, {width}: {problem}", screen.name));
            }
        }
        walk.house.resize(LOOKS[0].0, LOOKS[0].1).await?;
    }
    ensure!(problems.is_empty(), "{}", problems.join("\n"));
    walk.house.close().await
}

async fn look(walk: &Walk, with_axe: bool) -> anyhow::Result<Vec<String>> {
    let words = |value: &Value| value.as_array().into_iter().flatten().map(Value::to_string).collect::<Vec<_>>();
    let mut problems = Vec::new();
    if with_axe {
        problems.extend(words(&walk.house.page.execute_async(AXE, Vec::new()).await?));
    }
    for (name, script) in [("smaller than a finger", SMALL), ("wider than the screen", WIDER), ("cut off", CUT)] {
        problems.extend(words(&walk.house.value(script).await?).into_iter().map(|one| format!("{name}: {one}")));
    }
    Ok(problems)
}

#[tokio::test]
async fn sec_27_no_screen_of_the_desk_asks_anybody_else_and_none_complains() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    listen_to_all(screens::demo().await?).await
}

#[tokio::test]
async fn sec_27_no_screen_of_the_first_hour_asks_anybody_else_and_none_complains() -> anyhow::Result<()> {
    if skipped() {
        return Ok(());
    }
    listen_to_all(screens::first().await?).await
}

async fn listen_to_all(mut walk: Walk) -> anyhow::Result<()> {
    let mut requests = 0;
    while let Some(screen) = walk.next().await? {
        requests += listen(&walk, screen).await?;
    }
    ensure!(requests > 0, "the log of requests is empty");
    walk.house.close().await
}

/// What one screen asked for and said; gives the number of its requests.
async fn listen(walk: &Walk, screen: Screen) -> anyhow::Result<usize> {
    let requests = walk.house.requests().await?;
    let foreign: Vec<_> = requests.iter().filter(|address| !walk.house.is_own(address)).collect();
    ensure!(foreign.is_empty(), "{} asks elsewhere: {foreign:?}", screen.name);
    // The browser itself reports the status of an answer that refuses something.
    let complaints = walk.house.console().await?;
    ensure!(screen.may_complain || complaints.is_empty(), "{}: {complaints:?}", screen.name);
    Ok(requests.len())
}
