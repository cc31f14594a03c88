//! The head: session, status, and actions on the whole plan.

use domain::{library::Library, plan::Status, safety::WorkOnHold};
use maud::{Markup, html};

use crate::{
    browser::{autosave::saved_mark, library_context::library},
    layout::{Icon, OnHold, chip, wording},
    plan_editor::island::{editor::ViewModel, view::words},
};

pub(crate) fn head(look: &ViewModel<'_>) -> Markup {
    let (plan, standings) = (look.plan, look.standings);
    html! {
        div class="head plan-head" {
            div {
                h1 dir="auto" { (words::title(plan)) }
                p class="soft" { (words::moment(look.about, plan)) }
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
            p { "This browser does not keep drafts. Stay on this page until it says Saved." }
        }
    }
}

/// The notice while joint work is on hold and both partners are booked.
pub(crate) fn on_hold(look: &ViewModel<'_>) -> Markup {
    let Some(on_hold) = look.stopped() else { return html! {} };
    let effect = if look.plan.status.is_recorded() {
        "This session is recorded. No sheet for both can be printed from it now."
    } else {
        "Nothing on this agenda can be used with both present, and no sheet can be printed for both. The agenda stays as \
         it is."
    };
    let library = library();
    panel(look, on_hold, &library).panel(effect)
}

fn panel<'a>(look: &'a ViewModel<'_>, on_hold: &'a WorkOnHold, library: &'a Library) -> OnHold<'a> {
    OnHold { on_hold, library, couple: &look.about.couple, labels: look.about.labels.each_ref().map(String::as_str) }
}

fn tools(look: &ViewModel<'_>) -> Markup {
    let (status, tone) = words::status(look.plan.status);
    let stopped = look.stopped().is_some();
    html! {
        div class="plan-tools" {
            (saved_mark(look.mark, "Saved"))
            span class="chip" data-tone=(tone) { (status) }
            @if stopped { (chip("On hold", "stop", Some(Icon::Pause))) }
            button class="icon-button awake-only" type="button" data-do="undo" aria-label="Undo" aria-keyshortcuts="Control+Z" title=(if look.can_undo { "Undo (Ctrl+Z)" } else { "Nothing to undo" }) disabled[!look.can_undo] { (Icon::Undo) }
            button class="icon-button awake-only" type="button" data-do="redo" aria-label="Redo" aria-keyshortcuts="Control+Shift+Z" title=(if look.can_redo { "Redo (Ctrl+Shift+Z)" } else { "Nothing to redo" }) disabled[!look.can_redo] { (Icon::Redo) }
            (more(look, stopped))
            (leads_on(look))
        }
    }
}

/// Actions needed once a session or less, behind one button.
fn more(look: &ViewModel<'_>, stopped: bool) -> Markup {
    let (completed, ready) = (look.plan.status.is_recorded(), look.plan.status == Status::Ready);
    let link = |below: &str, words: &str| html! { a class="button" data-kind="quiet" href=(look.about.address(below)) { (words) } };
    html! {
        details class="more-menu" {
            summary class="button" { "More" }
            div {
                button class="button" data-kind="quiet" form="plan" name="do" value=(if ready { "draft" } else { "ready" }) hidden[completed || stopped] {
                    (if ready { "Return to draft" } else { "Mark as ready" })
                }
                @if !stopped || completed { (run_sheet(look)) }
                @if look.plan.status == Status::Completed { (link("/record-text", "Copy for the record")) }
                (link("/record", if completed { "Record of the session" } else { "Record the session" }))
                (link("/duplicate", "Duplicate"))
                (link("/template", "Save as template"))
                (link("/versions", "Version history"))
                a class="button" data-kind="quiet" href={ "/couples/" (look.about.couple) "/letters" } { "Referral letter" }
            }
        }
    }
}

/// The links to the sheets; while joint work is on hold, the way forward instead.
fn leads_on(look: &ViewModel<'_>) -> Markup {
    let Some(on_hold) = look.stopped() else {
        return html! {
            a class="button" data-kind="primary" href=(look.about.address("/handout")) { (Icon::Printer) "Handouts" }
        };
    };
    let library = library();
    html! {
        a class="button" data-kind="primary" href=(panel(look, on_hold, &library).sessions()) {
            (Icon::Person) "See each partner alone"
        }
    }
}

/// The links to the run sheet: on one page, with its full text, and with what was told alone.
fn run_sheet(look: &ViewModel<'_>) -> Markup {
    let link = |query: &str, words: &str| {
        let address = look.about.address(&format!("/run-sheet.pdf{query}"));
        html! { a class="button" data-kind="quiet" href=(address) target="_blank" rel="noopener" { (words) } }
    };
    html! {
        (link("", "Run sheet, for you"))
        (link("?full-text=yes", "Run sheet with full text"))
        (link("?told-alone=yes", "Run sheet with what was told alone"))
    }
}
