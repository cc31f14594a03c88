//! The meter: how the minutes stand, in words and as a line, and what the rules say about the whole.

use domain::desk::agenda::{Balance, Concern, place};
use maud::{Markup, html};

use super::{Look, words};
use crate::{parts::Icon, shelf::library};

pub(super) fn meter(look: &Look<'_>) -> Markup {
    let check = &look.check;
    let tone = match check.balance() {
        Balance::Fits => "teal",
        Balance::Over(_) => "stop",
        Balance::Free(_) => "amber",
    };
    html! {
        section class="meter" aria-label="Minutes" {
            p class="meter-words" {
                b { (check.planned) " of " (check.length) " minutes" }
                span class="chip" data-tone=(tone) id="balance" { (check.in_words()) }
            }
            svg class="meter-line" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" { (line(look)) }
            ul class="concerns" { @for one in check.about_all() { (concern(one)) } }
        }
    }
}

/// One stroke for each block, in proportion; what is kept for the end in a tone of its own. In thousandths of the line.
fn line(look: &Look<'_>) -> Markup {
    let length = u32::from(look.check.length);
    let whole = u32::from(look.check.planned).max(length).max(1);
    let strokes = look.plan.blocks.iter().zip(&look.check.begins).map(|(block, begins)| {
        let (begins, minutes) = (u32::from(*begins), u32::from(block.minutes.0));
        let kind = if begins + minutes > length {
            "over"
        } else if place(library().shares(), &block.part).is_closing() {
            "closing"
        } else if block.item.is_some() {
            "exercise"
        } else {
            "other"
        };
        (kind, begins * 1000 / whole, (minutes * 1000 / whole).saturating_sub(4).max(2))
    });
    html! {
        @for (kind, x, width) in strokes { rect data-kind=(kind) x=(x) y="0" width=(width) height="14" rx="3" {} }
    }
}

/// What a rule says: its words, and its id as the way to read more.
pub(super) fn concern(concern: &Concern) -> Markup {
    html! {
        li class="concern" data-hard[concern.hard] {
            (Icon::Warning)
            span {
                span class="sr-only" { (if concern.hard { "To be changed: " } else { "To consider: " }) }
                (concern.text) " " (words::rule(&concern.rule))
            }
        }
    }
}
