//! The names and marks of a block.

use domain::{
    plan::{PlanBlock, editor::place},
    planning::planner::Present,
};
use maud::{Markup, html};

use crate::{
    browser::library_context::library,
    layout::{Icon, chip},
    plan_editor::island::{editor::ViewModel, view::words},
};

/// Returns the name of a block's field, or of an element of its card.
pub(crate) fn name(block: &PlanBlock, ending: &str) -> String {
    format!("b{}{ending}", block.id.0)
}

/// Returns the value of a block's button.
pub(crate) fn verb(verb: &str, block: &PlanBlock) -> String {
    format!("{verb}:{}", block.id.0)
}

/// True for debrief and close, from which nothing may be taken silently (R39, R44).
pub(crate) fn is_protected(block: &PlanBlock) -> bool {
    place(library().shares(), &block.part).is_closing()
}

/// Returns the marks of a block beside its first step.
pub(crate) fn chips(look: &ViewModel<'_>, block: &PlanBlock) -> Markup {
    let library = library();
    let item = block.exercise().and_then(|id| library.item(id));
    let held = look.check.about(block.id).any(|concern| concern.hard && concern.rule.starts_with("GATE-"));
    html! {
        span class="chips" {
            @if held { (chip("On hold", "stop", Some(Icon::Pause))) " " }
            @if item.is_some_and(|item| item.high_intensity) { (chip("High intensity", "clay", Some(Icon::Flame))) " " }
            @if let Some(done) = done_earlier(look, block) { (chip(&done, "plain", Some(Icon::Check))) " " }
            @if block.present != Present::Both { span class="chip" { (words::present(look.about, block.present)) } " " }
            @if is_protected(block) { span class="soft small" { "Protected" } " " }
            @if !block.sheets.is_empty() { span class="soft small mark" { (Icon::Sheet) "Handout" } " " }
            @if !block.note.is_empty() { span class="soft small mark" title="Your note" { (Icon::Lock) span class="sr-only" { "Your note" } } }
        }
    }
}

/// Describes when the exercise of a block was done before, in a plan for the future.
fn done_earlier(look: &ViewModel<'_>, block: &PlanBlock) -> Option<String> {
    let id = block.exercise().filter(|_| !look.plan.status.is_recorded())?;
    look.standings.done_in_words(id)
}
