//! The plan page as HTML: pure, so that the server and the browser paint the same.

mod agenda;
mod aside;
mod drawer;
mod foot;
mod head;
mod held;
mod inside;
mod meter;
mod versions;
mod words;

use maud::html;

use super::table::{About, Look};

/// Everything on the page below its crumbs.
pub(super) fn page(look: &Look<'_>) -> String {
    html! {
        (head::head(look))
        (versions::conflict(look))
        div class="plan" {
            (aside::aside(look))
            form id="plan" class="plan-form" method="post" action=(look.about.address("")) {
                input type="hidden" name="seen" value=(look.seen.0);
                button class="button when-asleep" name="do" value="save" { "Save" }
                (meter::meter(look))
                (agenda::agenda(look))
                (foot::foot(look))
                (held::after(look))
            }
        }
    }
    .into_string()
}

impl About {
    /// The address of the plan's page, or of one below it.
    fn address(&self, below: &str) -> String {
        format!("/plans/{}{below}", self.id)
    }
}
