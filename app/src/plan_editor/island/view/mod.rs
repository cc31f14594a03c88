//! The plan page as HTML: pure, so that server and browser render the same.

mod add;
mod agenda;
mod block_body;
mod conflict;
mod details;
mod drawer;
mod fields;
mod head;
mod marks;
mod meter;
mod recorded;
mod sidebar;
mod words;

use maud::html;

use crate::plan_editor::island::editor::ViewModel;

/// Renders everything below the breadcrumbs.
pub(crate) fn page(look: &ViewModel<'_>) -> String {
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
