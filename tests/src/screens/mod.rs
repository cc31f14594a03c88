//! Every screen in every state, and how to get there: one list for whoever looks at pictures and for the tests that look at
//! each of them.
//!
//! A list is a walk: each screen is one step from the one before, as a person would go. To add a screen, add a line.

mod demo;
mod first;
mod paper;
mod screen;
mod walk;

use crate::house::House;

pub use self::{screen::Screen, walk::Walk};

/// Without them a screen of 390 pixels is as wide as one in a hand, whose scrollbars lie above the page.
const NO_SCROLLBARS: &str = "--hide-scrollbars";

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
    Ok(Walk::new(House::open_with(&[NO_SCROLLBARS]).await?.by_name(), first::SCREENS.to_vec()))
}
