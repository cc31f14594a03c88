//! The head: which session, how far it is, and what can be done with the whole.

use domain::desk::Status;
use maud::{Markup, html};

use super::{Look, words};
use crate::{keeper::saved_mark, parts::Icon, wording};

pub(super) fn head(look: &Look<'_>) -> Markup {
    let (plan, standings) = (look.plan, look.standings);
    html! {
        div class="head plan-head" {
            div {
                h1 dir="auto" { (words::title(plan)) }
                p class="soft" dir="auto" { (words::moment(look.about, plan)) }
                p class="soft small" {
                    "Phase: " (wording::phase(standings.phase).to_ascii_lowercase()) ". " (standings.phase_because)
                }
            }
            (tools(look))
        }
        div class="plan-said" role="status" aria-live="polite" {
            p class="note" hidden[look.said.is_none()] { (look.said.unwrap_or_default()) }
        }
        div class="note" data-tone="stop" hidden[look.keeps_drafts] {
            (Icon::Warning)
            p { "This browser keeps no drafts. Stay on this page until it says that all is saved." }
        }
    }
}

fn tools(look: &Look<'_>) -> Markup {
    let (status, tone) = words::status(look.plan.status);
    let (held, ready) = (look.plan.status == Status::Held, look.plan.status == Status::Ready);
    html! {
        div class="plan-tools" {
            (saved_mark(look.mark, "Saved"))
            a class="button to-suggestions" data-kind="quiet" href="#suggestions" { "Suggestions" }
            a class="button" data-kind="quiet" href=(look.about.address("/versions")) { "Saved states" }
            span class="chip" data-tone=(tone) { (status) }
            button class="button awake-only" data-kind="quiet" type="button" data-do="undo" title="Undo (Ctrl+Z)" disabled[!look.can_undo] {
                (Icon::Undo) "Undo"
            }
            button class="button awake-only" data-kind="quiet" type="button" data-do="redo" title="Redo (Ctrl+Shift+Z)" disabled[!look.can_redo] {
                (Icon::Redo) "Redo"
            }
            button class="button" form="plan" name="do" value=(if ready { "draft" } else { "ready" }) hidden[held] {
                (Icon::Check) (if ready { "Back to draft" } else { "Mark as ready" })
            }
            button class="button" form="plan" name="do" value="fill" hidden[held] { "Fill the time for me" }
            a class="button" href=(look.about.address("/run-sheet.pdf")) target="_blank" rel="noopener" title="For you alone: clock times, steps, private notes" {
                (Icon::Sheet) "Run sheet"
            }
            a class="button" data-kind="primary" href=(look.about.address("/handout")) { (Icon::Printer) "Handout" }
        }
    }
}
