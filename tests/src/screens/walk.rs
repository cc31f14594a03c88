//! Going from screen to screen.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use super::screen::{Act, Screen};
use crate::{
    authenticator::{code_now, next_code},
    house::House,
};

/// The name under which the key in the authenticator app is remembered.
const AUTHENTICATOR: &str = "authenticator";

/// The name of every couple in the list, with its id.
const COUPLES: &str = "return [...document.querySelectorAll('main a[href^=\"/couples/0\"]')]
    .map(a => [a.textContent.trim().toLowerCase(), a.pathname.split('/')[2]])";

/// The number and the id of each plan in the list.
const PLANS: &str = "return [...document.querySelectorAll('main a[href^=\"/plans/0\"]')]
    .map(a => [/[0-9]+/.exec(a.textContent)?.[0] ?? '', a.pathname.split('/')[2]])";

/// A house, and the screens still to be seen in it.
pub struct Walk {
    /// The program and the browser.
    pub house: House,
    screens: std::vec::IntoIter<Screen>,
    met: BTreeMap<String, String>,
}

impl Walk {
    pub(super) fn new(house: House, screens: Vec<Screen>) -> Self {
        let met = BTreeMap::from([("set-up".to_owned(), house.set_up_code().to_owned())]);
        Self { house, screens: screens.into_iter(), met }
    }

    /// Goes to the next screen; `None` at the end.
    ///
    /// # Errors
    /// When the way there does not lead there; the text names the screen.
    pub async fn next(&mut self) -> anyhow::Result<Option<Screen>> {
        let Some(screen) = self.screens.next() else { return Ok(None) };
        self.reach(screen).await.with_context(|| format!("on the way to the screen “{}”", screen.name))?;
        Ok(Some(screen))
    }

    /// Makes the page this large and light or dark, with what the screen is about in sight.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn frame(&self, screen: Screen, (width, height): (u32, u32), scheme: &str) -> anyhow::Result<()> {
        self.house.resize(width, height).await?;
        self.house.prefer(scheme).await?;
        self.house.value("scrollTo(0, 0)").await?;
        if !screen.show.is_empty() {
            let show = format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", json!(screen.show));
            self.house.value(&show).await.with_context(|| format!("{}: there is no {}", screen.name, screen.show))?;
        }
        // Two frames: in the second, what was asked for above is on the screen.
        self.house
            .page
            .execute_async("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))", vec![])
            .await?;
        Ok(())
    }

    /// An address with the ids in it that were met on the way.
    ///
    /// # Errors
    /// When one was not met.
    pub fn address(&self, pattern: &str) -> anyhow::Result<String> {
        let mut address = String::new();
        for (place, piece) in pattern.split(['{', '}']).enumerate() {
            let met = || self.met.get(piece).with_context(|| format!("{piece} was not met; met were {:?}", self.met));
            address += if place % 2 == 0 { piece } else { met()? };
        }
        Ok(address)
    }

    async fn reach(&mut self, screen: Screen) -> anyhow::Result<()> {
        if !screen.at.is_empty() {
            let address = self.address(screen.at)?;
            self.house.go(&address).await?;
        }
        for act in screen.acts {
            self.act(*act).await.with_context(|| format!("{act:?}"))?;
        }
        Ok(())
    }

    async fn act(&mut self, act: Act) -> anyhow::Result<()> {
        match act {
            Act::Click(selector) => self.house.click(selector).await,
            Act::Leave(selector) => {
                self.house.click_and_leave(selector).await?;
                self.house.awake().await
            }
            Act::Fill(selector, text) => self.house.fill(selector, text).await,
            Act::Type(selector, text) => self.house.type_on(selector, text).await,
            Act::Choose(selector, value) => self.house.choose(selector, value).await,
            Act::Run(script) => self.house.value(script).await.map(drop),
            Act::Until(script) => self.house.until(script).await,
            Act::Keep(name) => self.keep(name).await,
            Act::Meet => self.meet().await,
            Act::Scan => {
                let key = self.house.text(".typed-key").await?;
                self.met.insert(AUTHENTICATOR.to_owned(), key);
                Ok(())
            }
            Act::Code => self.house.fill("#one_time_code", &code_now(self.key()?)).await,
            Act::NextCode => self.house.fill("#one_time_code", &next_code(self.key()?)).await,
            Act::Kill => {
                self.house.kill_program();
                Ok(())
            }
        }
    }

    /// The key in the authenticator app.
    fn key(&self) -> anyhow::Result<&str> {
        self.met.get(AUTHENTICATOR).map(String::as_str).context("no key was taken")
    }

    async fn keep(&mut self, name: &str) -> anyhow::Result<()> {
        let path = self.house.path().await?;
        let id = path.split(['/', '?', '#']).nth(2).with_context(|| format!("no id in {path}"))?;
        self.met.insert(name.to_owned(), id.to_owned());
        Ok(())
    }

    async fn meet(&mut self) -> anyhow::Result<()> {
        self.house.go("/couples").await?;
        let couples = pairs(&self.house.value(COUPLES).await?)?;
        ensure!(!couples.is_empty(), "nobody is in the list");
        for (name, couple) in couples {
            self.house.go(&format!("/couples/{couple}/sessions")).await?;
            for (number, plan) in pairs(&self.house.value(PLANS).await?)? {
                self.met.insert(format!("{name}-{number}"), plan);
            }
            self.met.insert(name, couple);
        }
        Ok(())
    }
}

fn pairs(value: &Value) -> anyhow::Result<Vec<(String, String)>> {
    Ok(serde_json::from_value(value.clone())?)
}
