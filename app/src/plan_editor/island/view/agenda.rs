//! The agenda: one card for each block.

use domain::{
    plan::{PlanBlock, editor::swaps},
    planning::planner::Present,
};
use maud::{Markup, html};

use crate::{
    browser::library_context::library,
    layout::Icon,
    plan_editor::{
        fields::AFTER,
        island::{
            editor::ViewModel,
            view::{
                block_body,
                fields::exact,
                marks::{is_protected, name, verb},
                meter::concern,
            },
        },
    },
};

/// Renders all blocks.
pub(crate) fn agenda(look: &ViewModel<'_>) -> Markup {
    html! {
        h2 class="sr-only" { "Agenda" }
        ol class="agenda" aria-label="Agenda" {
            @for (place, block) in look.plan.blocks.iter().enumerate() { (row(look, place, block)) }
        }
        p class="agenda-end soft small" {
            label class="add-here" { input type="radio" name=(AFTER) value="" checked; span { "Add at the usual place" } }
            span class="awake-only" { "Move a row Alt ↑ ↓ or drag · Undo Ctrl Z" }
        }
    }
}

/// True if joint work on hold stops this block: both are present, or it violates a rule.
fn stopped(look: &ViewModel<'_>, block: &PlanBlock) -> bool {
    let together = matches!(block.present, Present::Both | Present::Each);
    let held = || look.check.about(block.id).any(|concern| concern.hard);
    !look.plan.status.is_recorded() && look.stopped().is_some() && (together || held())
}

/// A block stopped by joint work on hold, without actions. It has no fields, so that submitting the form does not
/// change it.
fn kept(look: &ViewModel<'_>, place: usize, block: &PlanBlock) -> Markup {
    html! {
        li class="agenda-block" id=(name(block, "-block")) data-block=(block.id.0) data-on-hold {
            time { (look.check.clock(place)) }
            span class="agenda-rail" aria-hidden="true" {}
            div class="agenda-card" {
                div class="agenda-row" {
                    h3 dir="auto" { (block.title) }
                    span class="soft" { (block.minutes) " min" }
                }
                @if !block.note.is_empty() {
                    details class="agenda-inside" {
                        summary { (Icon::Lock) span { "Your note" } }
                        p class="private" dir="auto" { (block.note) }
                    }
                }
            }
        }
    }
}

fn row(look: &ViewModel<'_>, place: usize, block: &PlanBlock) -> Markup {
    if stopped(look, block) {
        return kept(look, place, block);
    }
    let held = look.check.about(block.id).any(|concern| concern.hard);
    let completed = look.plan.status.is_recorded();
    html! {
        li class="agenda-block" id=(name(block, "-block")) data-block=(block.id.0) data-tone=(tone(block)) data-held[held] {
            input type="hidden" name=(name(block, "")) value="1";
            time { (look.check.clock(place)) }
            span class="agenda-rail" aria-hidden="true" {}
            div class="agenda-card" {
                button type="button" class="grip awake-only" id=(name(block, "-grip")) hidden[completed]
                    aria-label=(format!("Move “{}”: Alt and an arrow key, or drag", block.title)) { (Icon::Grip) }
                (block_body::inside(look, block))
                div class="agenda-row" {
                    @if completed {
                        span class="chip" { (block.minutes) " min" }
                    } @else {
                        (swap(look, block))
                        (movers(block))
                        (stepper(look, block))
                    }
                }
                (block_body::confirm(look, block))
                ul class="concerns" { @for one in look.check.only_about(block.id) { (concern(look, &[one])) } }
            }
            @if !completed { (add_here(block)) }
        }
    }
}

/// The choice to add the next exercise directly after this block.
fn add_here(block: &PlanBlock) -> Markup {
    html! {
        label class="add-here" {
            input type="radio" name=(AFTER) value=(block.id.0) aria-label=(format!("Add the next exercise after “{}”", block.title));
            span { (Icon::Plus) "Add here" }
        }
    }
}

/// The alternatives to this exercise, with reasons.
fn swap(look: &ViewModel<'_>, block: &PlanBlock) -> Markup {
    let library = library();
    let others = swaps(&library, look.standings, look.plan, block);
    let others = others.into_iter().filter_map(|one| Some((library.item(&one.item)?, one.because.first())));
    let others: Vec<_> = others.collect();
    html! {
        @if !others.is_empty() {
            details class="swap" {
                summary { (Icon::Swap) "Swap for… " span class="sr-only" { (block.title) } }
                ul {
                    @for (item, reason) in others {
                        li {
                            button name="do" value=(format!("swap:{}:{}", block.id.0, item.id)) {
                                strong { (item.title.as_str()) } " "
                                span class="soft" { (item.minutes.typical) " min" }
                                @if let Some(reason) = reason { br; span class="small soft" { (reason) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn tone(block: &PlanBlock) -> &'static str {
    if is_protected(block) {
        "closing"
    } else if block.item.is_some() {
        "exercise"
    } else {
        "other"
    }
}

/// The minutes with a button on either side; the field can be typed into.
fn stepper(look: &ViewModel<'_>, block: &PlanBlock) -> Markup {
    let title = &block.title;
    let label = format!("Minutes for “{title}”");
    html! {
        span class="stepper" role="group" aria-label=(label) {
            button name="do" value=(verb("less", block)) aria-label=(format!("One minute less for “{title}”")) { "−" }
            (exact(look, &name(block, "-minutes"), "number", &block.minutes.to_string(), Some(("1", "180", &label))))
            button name="do" value=(verb("more", block)) aria-label=(format!("One minute more for “{title}”")) { "+" }
        }
    }
}

fn movers(block: &PlanBlock) -> Markup {
    let button = |word: &str, icon: Icon, label: String| {
        let id = name(block, &format!("-{word}"));
        html! { button class="icon-button" id=(id) name="do" value=(verb(word, block)) aria-label=(label) { (icon) } }
    };
    let title = &block.title;
    html! {
        span class="movers" {
            (button("up", Icon::Up, format!("Move “{title}” up")))
            (button("down", Icon::Down, format!("Move “{title}” down")))
            (button("remove", Icon::Cross, format!("Remove “{title}”")))
        }
    }
}
