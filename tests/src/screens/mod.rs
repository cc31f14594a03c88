//! Every screen in every state, and how to get there: one list for whoever looks at pictures and for the tests that look at
//! each of them.
//!
//! A list is a walk: each screen is one step from the one before, as a person would go. To add a screen, add a line.

mod demo;
mod first;
mod paper;
mod walk;

use crate::house::House;

pub use self::walk::Walk;

/// Without them a screen of 390 pixels is as wide as one in a hand, whose scrollbars lie above the page.
const NO_SCROLLBARS: &str = "--hide-scrollbars";

/// A screen in one of its states.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// The screen and its state, as in the name of its picture.
    pub name: &'static str,
    /// Its address; `{heron}` stands for an id that was met on the way, and nothing for staying where one is.
    at: &'static str,
    acts: &'static [Act],
    /// The element to scroll into view; empty for the top of the page.
    show: &'static str,
    /// True if the console may show errors, because of a refusal or an unreachable server.
    pub may_complain: bool,
}

/// Something done on the way to a screen.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// Clicks; the page stays.
    Click(&'static str),
    /// Clicks, and waits for the page that follows.
    Leave(&'static str),
    /// Replaces what stands in a field.
    Fill(&'static str, &'static str),
    /// Types on, behind what stands in a field.
    Type(&'static str, &'static str),
    /// Chooses the option with this value.
    Choose(&'static str, &'static str),
    /// Runs a script.
    Run(&'static str),
    /// Waits until a script returns true.
    Until(&'static str),
    /// Remembers the id in the address under a name.
    Keep(&'static str),
    /// Remembers all couples in the list by their names, `{heron}`, and their plans by number, `{heron-3}`.
    Meet,
    /// Takes the key that the page shows into an authenticator app.
    Scan,
    /// Types the code that the app shows.
    Code,
    /// Types the code that the app shows next: each is good once, and this one already.
    NextCode,
    /// Ends the program, as a crash would.
    Kill,
}

/// A screen at an address.
const fn at(name: &'static str, at: &'static str) -> Screen {
    Screen { name, at, acts: &[], show: "", may_complain: false }
}

/// A state of the page that is open.
const fn here(name: &'static str, acts: &'static [Act]) -> Screen {
    at(name, "").after(acts)
}

impl Screen {
    const fn after(self, acts: &'static [Act]) -> Self {
        Self { acts, ..self }
    }

    const fn show(self, show: &'static str) -> Self {
        Self { show, ..self }
    }

    const fn complains(self) -> Self {
        Self { may_complain: true, ..self }
    }
}

/// The walk through the demo: the way in, the made-up couples, the library, and couples with very long names and names in
/// other scripts.
///
/// # Errors
/// When program or browser do not start.
pub async fn demo() -> anyhow::Result<Walk> {
    let house = House::open_serving(&[NO_SCROLLBARS], &["--demo"]).await?;
    Ok(Walk::new(
        house,
        [demo::WAY_IN, demo::DESK, demo::COUPLES, demo::PLANS, demo::REUSE, demo::LIBRARY, demo::LONG, paper::SCREENS]
            .concat(),
    ))
}

/// The walk through a Reweave that nobody has an account in yet; ends with a program that does not answer.
///
/// # Errors
/// When program or browser do not start.
pub async fn first() -> anyhow::Result<Walk> {
    Ok(Walk::new(House::open_with(&[NO_SCROLLBARS]).await?, first::SCREENS.to_vec()))
}
