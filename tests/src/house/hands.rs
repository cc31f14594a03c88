//! User actions with keyboard and mouse, or with fingers, counted.

use std::time::Duration;

use anyhow::{Context, ensure};
use fantoccini::{
    Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
};

use serde_json::json;

use super::{House, PATIENCE};

/// Scrolls to an element and says where to put a finger on it, and what keeps a finger from it. A control within a label is as
/// large as the label. A square of 44 pixels around the middle has to belong to it: the size that WCAG 2.5.5 asks for. No
/// target needs the exceptions of WCAG 2.5.8.
const AIM: &str = "const [element, done] = arguments;
    const target = element.closest('label') ?? element;
    target.scrollIntoView({ block: 'center', inline: 'nearest' });
    requestAnimationFrame(() => requestAnimationFrame(() => {
        const { left, top, right, bottom, width, height } = target.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const problems = [];
        if (width < 43.5 || height < 43.5) problems.push(`it is ${width} by ${height}`);
        if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) problems.push(`it reaches from ${left}, ${top} to ${right}, ${bottom}`);
        for (const [across, down] of [[0, 0], [-21, 0], [21, 0], [0, -21], [0, 21]]) {
            const met = document.elementFromPoint(x + across, y + down);
            if (!target.contains(met)) problems.push(`above it is ${met?.outerHTML.slice(0, 120)}`);
        }
        done({ x, y, problems });
    }))";

/// The name and password of the account that tests create. Nobody uses them anywhere else.
pub struct Credentials {
    /// The name.
    pub login: &'static str,
    /// The password, a long phrase.
    pub password: &'static str,
}

impl Credentials {
    /// Of the counsellor in the tests.
    pub const COUNSELLOR: Self = Self { login: "counsellor", password: "seven quiet herons by the weir" };
}

impl House {
    /// Returns the number of interactions so far.
    pub fn interactions(&self) -> usize {
        self.interactions.get()
    }

    /// Makes the screen that of a phone or a tablet, this wide and high in CSS pixels: from now on every click is a tap, on
    /// a target that a finger meets.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn use_fingers(&self, width: u32, height: u32) -> anyhow::Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 1 })).await?;
        self.fingers.set(true);
        Ok(())
    }

    /// Returns the middle of the first element that `selector` finds, after scrolling to it.
    ///
    /// # Errors
    /// When a finger would not meet it: too small, not in sight, or below something else.
    pub async fn aim(&self, selector: &str) -> anyhow::Result<(f64, f64)> {
        let element = self.element(selector).await?;
        let aimed = self.page.execute_async(AIM, vec![serde_json::to_value(&element)?]).await?;
        let problems = aimed["problems"].as_array().cloned().unwrap_or_default();
        ensure!(problems.is_empty(), "a finger does not meet {selector}: {problems:?}");
        Ok((aimed["x"].as_f64().context("no x")?, aimed["y"].as_f64().context("no y")?))
    }

    async fn tap(&self, selector: &str) -> anyhow::Result<()> {
        let (x, y) = self.aim(selector).await?;
        self.value("window.tapped = false; addEventListener('click', () => window.tapped = true, { capture: true, once: true })")
            .await?;
        let down = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
        self.devtools("Input.dispatchTouchEvent", down).await?;
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await?;
        // The browser makes a click of it when it knows that it is no other gesture; the next page knows of no tap.
        self.until("return window.tapped !== false").await
    }

    fn count(&self, more: usize) {
        self.interactions.set(self.interactions.get() + more);
    }

    /// The first element that `selector` finds; waits for it.
    pub async fn element(&self, selector: &str) -> anyhow::Result<Element> {
        let found = self.page.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await;
        found.with_context(|| format!("there is no {selector}"))
    }

    /// Clicks on the first element that `selector` finds, once it is there; scrolls to it first.
    pub async fn click(&self, selector: &str) -> anyhow::Result<()> {
        self.count(1);
        if self.fingers.get() {
            return self.tap(selector).await.with_context(|| format!("could not tap {selector}"));
        }
        let element = self.element(selector).await?;
        let arguments = vec![serde_json::to_value(&element)?];
        self.page.execute("arguments[0].scrollIntoView({ block: 'center' })", arguments).await?;
        element.click().await.with_context(|| format!("could not click {selector}"))
    }

    /// Clicks on what sends a form or leads elsewhere, and waits until the page has gone.
    pub async fn click_and_leave(&self, selector: &str) -> anyhow::Result<()> {
        let page = self.element("html").await?;
        self.click(selector).await?;
        let gone = async {
            while page.tag_name().await.is_ok() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(PATIENCE, gone).await.with_context(|| format!("the page stays after {selector}"))
    }

    /// Replaces what stands in a field.
    pub async fn fill(&self, selector: &str, text: &str) -> anyhow::Result<()> {
        self.count(1);
        let element = self.element(selector).await?;
        element.clear().await.with_context(|| format!("could not clear {selector}"))?;
        if self.fingers.get() {
            self.tap(selector).await?;
            let focused = format!("return document.activeElement === document.querySelector(\"{selector}\")");
            self.until(&focused).await?;
            // The keyboard of a touch screen inserts text and presses no keys.
            return self.devtools("Input.insertText", json!({ "text": text })).await;
        }
        element.send_keys(text).await.with_context(|| format!("could not type into {selector}"))
    }

    /// Types on, behind what stands in a field.
    pub async fn type_on(&self, selector: &str, text: &str) -> anyhow::Result<()> {
        self.count(1);
        self.element(selector).await?.send_keys(text).await.with_context(|| format!("could not type into {selector}"))
    }

    /// Chooses the option with this value.
    pub async fn choose(&self, selector: &str, value: &str) -> anyhow::Result<()> {
        self.count(1);
        let element = self.element(selector).await?;
        element.select_by_value(value).await.with_context(|| format!("could not choose {value} in {selector}"))
    }

    /// Presses keys one after the other, wherever the focus is.
    pub async fn press(&self, keys: &[char]) -> anyhow::Result<()> {
        self.count(keys.len());
        let press = |keys: KeyActions, key: &char| {
            keys.then(KeyAction::Down { value: *key }).then(KeyAction::Up { value: *key })
        };
        let keys = keys.iter().fold(KeyActions::new("keys".into()), press);
        Ok(self.page.perform_actions(keys).await?)
    }

    /// Presses a key while others are held down.
    pub async fn press_with(&self, held: &[char], key: char) -> anyhow::Result<()> {
        self.count(1);
        let keys = KeyActions::new("keys".into());
        let keys = held.iter().fold(keys, |keys, value| keys.then(KeyAction::Down { value: *value }));
        let keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        let keys = held.iter().rev().fold(keys, |keys, value| keys.then(KeyAction::Up { value: *value }));
        Ok(self.page.perform_actions(keys).await?)
    }

    /// Waits until the browser is at an address of the program that starts with `path`.
    pub async fn arrive(&self, path: &str) -> anyhow::Result<()> {
        let arrived = async {
            while !self.path().await?.starts_with(path) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            anyhow::Ok(())
        };
        match tokio::time::timeout(PATIENCE, arrived).await {
            Ok(done) => done,
            Err(_) => anyhow::bail!("waited in vain to arrive at {path}; the browser is at {}", self.path().await?),
        }
    }
}
