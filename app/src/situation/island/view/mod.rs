//! The map as HTML: pure, so that server and browser render the same.

mod bar;
mod conflict;
mod rows;
mod sidebar;

use domain::records::SituationForm;
use maud::html;

pub use crate::situation::island::view::sidebar::opened_by;
use crate::{
    browser::autosave::{Offer, SaveStatus, offered, saved_mark},
    situation::island::view_model::{SituationContext, ViewModel},
};

/// Renders the map with everything below it.
pub(crate) fn map(
    told: &SituationForm,
    look: &ViewModel,
    (mark, offers): (&SaveStatus, &[Offer]),
    about: &SituationContext,
) -> String {
    let short = look.in_short();
    html! {
        a class="map-peek" href="#map" {
            span { (short) }
            strong { "Map" }
        }
        aside class="card map" id="map" aria-labelledby="map-title" {
            div class="map-head" {
                h2 id="map-title" { "What the answers point to" }
                (saved_mark(mark, "Saved"))
            }
            (conflict::clash(told, mark, &about.labels))
            (offered(offers))
            (rows::rows(&look.rows, about))
            p class="small soft" role="status" { (short) }
            p class="small soft" { "Each piece of a bar is one answer. Points suggest where to start; they are not a diagnosis. Weights are expert defaults." }
            (sidebar::beside(look, about))
        }
    }
    .into_string()
}
