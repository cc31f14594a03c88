//! The link to the record of the session.

use maud::{Markup, html};

use crate::plan_editor::island::editor::ViewModel;

/// Below the agenda: to record the session, or to see what was recorded.
pub(crate) fn recorded(look: &ViewModel<'_>) -> Markup {
    let done = look.plan.status.is_recorded();
    html! {
        section class="card plan-recorded" id="after" {
            h2 { (if done { "This session is recorded" } else { "After the session" }) }
            p class="soft small" {
                (if done { "To change the agenda, reopen the session. Every version stays in the history." }
                else { "Record who came, what was done and what you agreed. You can reopen it at any time." })
            }
            a class="button" href=(look.about.address("/record")) {
                @if done { "Open the record" } @else { "Record session " (look.plan.number) }
            }
        }
    }
}
