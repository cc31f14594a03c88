//! The map as HTML: pure, so that the server and the browser paint the same.

mod beside;
mod clash;
mod petals;
mod rows;

use std::collections::BTreeMap;

use domain::{desk::Sheet, ids::ItemId};
use maud::html;

pub use self::beside::opened_by;
use super::Look;
use crate::keeper::{Mark, saved_mark};

/// What does not change while the page is open.
pub(super) struct About {
    /// Which couple.
    pub(super) couple: String,
    /// What A and B are called.
    pub(super) labels: Vec<String>,
    /// Titles of the exercises that build on strengths.
    pub(super) titles: BTreeMap<ItemId, String>,
}

/// The map of what is known, with everything that stands below it.
pub(super) fn map(told: &Sheet, look: &Look, mark: &Mark, about: &About) -> String {
    let short = look.in_short();
    html! {
        a class="map-peek" href="#map" {
            span { (short) }
            strong { "See the map" }
        }
        aside class="card map" id="map" aria-labelledby="map-title" {
            div class="map-head" {
                h2 id="map-title" { "What the answers point to" }
                (saved_mark(mark, "Saved"))
            }
            (clash::clash(told, mark))
            (petals::petals(&look.rows))
            (rows::rows(&look.rows, &about.labels))
            p class="small soft" role="status" { (short) }
            p class="small soft" { "A map of what was said, not a diagnosis. Points order a talk; they are expert defaults." }
            (beside::beside(look, about))
        }
    }
    .into_string()
}
