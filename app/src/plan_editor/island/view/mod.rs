//! The plan page as HTML: pure, so that server and browser render the same.

mod agenda;
mod block_body;
mod conflict;
mod details;
mod drawer;
mod head;
mod meter;
mod recorded;
mod sidebar;
mod words;

use maud::{Markup, html};

use crate::layout::Icon;
use crate::plan_editor::island::editor::{About, Look};

/// Renders everything below the breadcrumbs.
pub(crate) fn page(look: &Look<'_>) -> String {
    html! {
        (head::head(look))
        (conflict::conflict(look))
        (head::on_hold(look))
        div class="plan" {
            form id="plan" class="plan-form" method="post" action=(look.about.address("")) {
                input type="hidden" name="seen" value=(look.seen.0);
                button class="button when-asleep" name="do" value="save" { "Save" }
                (meter::meter(look))
                (agenda::agenda(look))
                (details::foot(look))
                (recorded::recorded(look))
            }
            (sidebar::aside(look))
        }
    }
    .into_string()
}

impl Look<'_> {
    /// Returns the fault of a field, and the id of its line.
    fn fault(&self, field: &str) -> Option<(&str, String)> {
        let fault = self.faults.iter().find(|fault| fault.field == field)?;
        Some((&fault.text, format!("{field}-fault")))
    }
}

/// The line with the fault of a field.
fn fault_line(fault: Option<&(&str, String)>) -> Markup {
    html! { @if let Some((text, id)) = fault { p class="fault" id=(id) { (Icon::Warning) (text) } } }
}

impl About {
    /// Returns the address of the plan's page, or of one below it.
    fn address(&self, below: &str) -> String {
        format!("/plans/{}{below}", self.id)
    }
}
