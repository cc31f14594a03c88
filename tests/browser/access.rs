//! Every screen in every state, light and dark, at three widths: no barrier that axe-core knows of, nothing wider than the
//! screen, targets that a finger meets, no complaint in the console, and no request to anybody else.

use std::{env, fs, path::PathBuf};

use anyhow::{Context, ensure};
use serde_json::Value;
use tests::screens::{self, Screen, Walk};

use crate::house::skipped;

/// Window sizes and colour schemes for each screen, with true if axe-core runs: once in each scheme, on a large and on
/// a small screen. Layout depends on the width only, colours on the scheme only.
const LOOKS: [(u32, u32, &str, bool); 3] =
    [(1440, 1000, "light", true), (820, 1180, "light", false), (390, 844, "dark", true)];

/// The findings of axe-core, each with its first locations. The sheet in its frame is the browser's own page.
pub const AXE: &str = "const done = arguments[arguments.length - 1];
    const places = one => one.nodes.slice(0, 3).map(node => node.html.slice(0, 300)).join(' / ');
    axe.run(document, { resultTypes: ['violations'], iframes: false }).then(
        found => done([
            ...found.violations.map(one => `${one.id}: ${one.help}: ${places(one)} (${one.nodes.length})`),
            ...(found.passes.length < 10 ? [`axe-core looked at ${found.passes.length} rules only`] : []),
        ]),
        problem => done([String(problem)]))";

/// Controls that are smaller than 40 pixels, or than 44 where a finger points; links within a sentence are as high as their
/// line, and ticks as their label.
const SMALL: &str = "const kinds = ['.rail a', '.button', '.icon-button', '.tabs a', '.field input:not([type=checkbox], [type=radio])', '.field select',
        '.stepper :is(button, input)', '.choices label', '.choice', '.check', '.tick', 'summary', 'a.chip'];
    const [least, across] = innerWidth < 900 ? [43.5, 43.5] : [39.5, 31.5];
    const small = one => {
        const { width, height } = one.getBoundingClientRect();
        return one.checkVisibility({ visibilityProperty: true }) && (height < least || width < across);
    };
    return [...document.querySelectorAll(kinds.join())].filter(small)
        .map(one => `${JSON.stringify(one.getBoundingClientRect())} ${one.outerHTML.slice(0, 200)}`)";

/// Links that stand alone and are smaller than a pointer needs (WCAG 2.5.8), or than a finger where one points. Links within
/// a sentence and whole cards are not meant.
const SMALL_LINKS: &str = "const least = innerWidth < 900 ? 39.5 : 23.5;
    const is_within = one => one.matches('.list li > :not(:only-child)')
        || [...one.parentElement.childNodes].some(near => near.nodeType === 3 && near.textContent.trim().length > 2);
    const small = one => one.checkVisibility({ visibilityProperty: true }) && !is_within(one) && one.getBoundingClientRect().height < least;
    return [...document.querySelectorAll('main a:not(.exercise a)')].filter(small)
        .map(one => `${JSON.stringify(one.getBoundingClientRect())} ${one.outerHTML.slice(0, 200)}`)";

/// Text below 12 pixels; pictures of sheets are no text.
const TINY: &str = "const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const tiny = [];
    while (walker.nextNode()) {
        const one = walker.currentNode.parentElement;
        const shown = walker.currentNode.textContent.trim() && !one.closest('svg, script, style') && one.checkVisibility();
        if (shown && parseFloat(getComputedStyle(one).fontSize) < 12) tiny.push(one.outerHTML.slice(0, 200));
    }
    return tiny";

/// The elements that extend beyond the screen, if any do.
pub const WIDER: &str = "const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.body.querySelectorAll('*')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > clientWidth + 1);
    return [`${scrollWidth} instead of ${clientWidth}: ${beyond.slice(-3).map(one => one.outerHTML.slice(0, 200)).join(' / ')}`]";

/// Headings, names and controls that are cut off without a way to see the rest.
const CUT: &str = "return [...document.querySelectorAll('h1, h2, h3, .button, .chip, .tabs a, .name, label')]
    .filter(one => one.checkVisibility() && !one.closest('.unseen, .heard, .sr-only, details:not([open])'))
    .filter(one => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 2 && getComputedStyle(one).display !== 'inline')
    .map(one => `${one.scrollWidth} in ${one.clientWidth}: ${one.outerHTML.slice(0, 200)}`)";

/// Headings that have room for less than a word, one letter a line.
const SQUEEZED: &str = "return [...document.querySelectorAll('h1, h2, h3')]
    .filter(one => one.checkVisibility() && !one.closest('.unseen, .heard, .sr-only, details:not([open])'))
    .filter(one => one.textContent.trim().length > 8 && one.getBoundingClientRect().width < 48)
    .map(one => one.outerHTML.slice(0, 200))";

/// Controls that reach beyond the edge of their card.
const BEYOND: &str = "const kinds = ['.choices', '.button', '.field', 'input', 'select', 'textarea', '.chip', 'summary'];
    return [...document.querySelectorAll(kinds.map(kind => `.card ${kind}`).join())]
        .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.swap > ul, .more-menu > *, .heard, .sr-only'))
        .filter(one => one.getBoundingClientRect().right > one.closest('.card').getBoundingClientRect().right - 8)
        .map(one => one.outerHTML.slice(0, 200))";

/// The script of axe-core.
pub fn axe() -> anyhow::Result<String> {
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
    let looks = [
        ("smaller than a finger", SMALL),
        ("a link smaller than a finger", SMALL_LINKS),
        ("text below 12 pixels", TINY),
        ("wider than the screen", WIDER),
        ("cut off", CUT),
        ("beyond its card", BEYOND),
        ("squeezed", SQUEEZED),
    ];
    for (name, script) in looks {
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

/// Checks the requests and messages of one screen; returns the number of requests.
async fn listen(walk: &Walk, screen: Screen) -> anyhow::Result<usize> {
    let requests = walk.house.requests().await?;
    let foreign: Vec<_> = requests.iter().filter(|address| !walk.house.is_own(address)).collect();
    ensure!(foreign.is_empty(), "{} asks elsewhere: {foreign:?}", screen.name);
    // The browser itself reports the status of an answer that refuses something.
    let complaints = walk.house.console().await?;
    ensure!(screen.may_complain || complaints.is_empty(), "{}: {complaints:?}", screen.name);
    Ok(requests.len())
}
