//! The agenda: one card for each block.

use domain::desk::{PlanBlock, Status, agenda::place};
use maud::{Markup, html};

use super::{Look, inside, meter::concern, words};
use crate::{
    parts::{Icon, chip},
    shelf::library,
};

/// All blocks.
pub(super) fn agenda(look: &Look<'_>) -> Markup {
    html! {
        ol class="agenda" aria-label="Agenda" {
            @for (place, block) in look.plan.blocks.iter().enumerate() { (row(look, place, block)) }
        }
        p class="agenda-end soft small" {
            "Ends " (look.check.ends())
            span class="awake-only" { " · move a block with Alt and the arrow keys, or by its handle · undo with Ctrl+Z" }
        }
    }
}

/// The name of a field of a block, or of an element of its card.
pub(super) fn name(block: &PlanBlock, ending: &str) -> String {
    format!("b{}{ending}", block.id.0)
}

/// What a button of a block asks for.
pub(super) fn verb(verb: &str, block: &PlanBlock) -> String {
    format!("{verb}:{}", block.id.0)
}

fn row(look: &Look<'_>, place: usize, block: &PlanBlock) -> Markup {
    let held = look.check.about(block.id).any(|concern| concern.hard);
    html! {
        li class="agenda-block" id=(name(block, "-block")) data-block=(block.id.0) data-tone=(tone(block)) data-held[held] {
            input type="hidden" name=(name(block, "")) value="1";
            time { (look.check.clock(place)) }
            div class="agenda-card" {
                div class="agenda-row" {
                    button type="button" class="grip awake-only" id=(name(block, "-grip")) hidden[look.plan.status == Status::Held]
                        aria-label=(format!("Move “{}”: Alt and an arrow key, or drag", block.title)) { (Icon::Grip) }
                    h3 dir="auto" { (block.title) }
                    (chips(look, block))
                    @if look.plan.status != Status::Held {
                        (stepper(block))
                        (movers(block))
                    } @else {
                        span class="chip" { (block.minutes) " min" }
                    }
                }
                ul class="concerns" { @for one in look.check.about(block.id) { (concern(one)) } }
                (inside::inside(look, block))
            }
        }
    }
}

fn tone(block: &PlanBlock) -> &'static str {
    if place(library().shares(), &block.part).is_closing() {
        "closing"
    } else if block.item.is_some() {
        "exercise"
    } else {
        "other"
    }
}

fn chips(look: &Look<'_>, block: &PlanBlock) -> Markup {
    let library = library();
    let item = block.exercise().and_then(|id| library.item(id));
    html! {
        span class="chips" {
            @if item.is_some_and(|item| item.high_intensity) { (chip("High intensity", "clay", Some(Icon::Flame))) }
            span class="chip" dir="auto" { (words::present(look.about, block.present)) }
        }
    }
}

/// Minutes with a button on either side; the field can be typed into.
fn stepper(block: &PlanBlock) -> Markup {
    html! {
        span class="stepper" role="group" aria-label="Minutes" {
            button name="do" value=(verb("less", block)) aria-label="One minute less" { "−" }
            input type="number" min="1" max="180" name=(name(block, "-minutes")) aria-label="Minutes" value=(block.minutes.0);
            button name="do" value=(verb("more", block)) aria-label="One minute more" { "+" }
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
            (button("remove", Icon::Cross, format!("Take “{title}” out")))
        }
    }
}
