//! User actions with keyboard and mouse, counted.

use std::time::Duration;

use anyhow::Context;
use fantoccini::{
    Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
};

use super::{House, PATIENCE};

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
