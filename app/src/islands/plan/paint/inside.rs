//! What unfolds in a block: steps, the private note, who is there, and what goes on paper.

use domain::{
    course::Partner,
    desk::{
        PlanBlock,
        agenda::{Place, place},
    },
    handout::Audience,
    plan::block_reminders,
};
use maud::{Markup, html};

use super::{
    Look,
    agenda::{name, verb},
    words,
};
use crate::{parts::Icon, shelf::library};

pub(super) fn inside(look: &Look<'_>, block: &PlanBlock) -> Markup {
    let exercise = block.exercise().is_some();
    html! {
        (confirm(look, block))
        details class="agenda-inside" {
            summary {
                span { (if exercise { "Steps, note and paper" } else { "Note and details" }) }
                span class="chip" hidden[block.note.is_empty()] { (Icon::Lock) "private note" }
                span class="chip" hidden[block.sheets.is_empty()] { (Icon::Sheet) "on the handout" }
            }
            div class="agenda-open" {
                div class="stack" {
                    (steps(look, block))
                    (reminders(block))
                }
                div class="stack" {
                    (note(block))
                    (details(look, block))
                    @if exercise { (sheets(look, block)) }
                }
            }
        }
    }
}

/// What only the counsellor can know, before it starts.
fn confirm(look: &Look<'_>, block: &PlanBlock) -> Markup {
    let standing = block.exercise().and_then(|id| look.standings.of_item(id));
    let lines = standing.map_or(&[][..], |standing| &standing.confirm);
    html! {
        div class="confirm" hidden[lines.is_empty()] {
            p { "Confirm before you start:" }
            ul { @for line in lines { li { (line) } } }
        }
    }
}

fn steps(look: &Look<'_>, block: &PlanBlock) -> Markup {
    let steps = block.item.as_ref().map_or(&[][..], |kept| kept.steps());
    let newer =
        block.item.as_ref().is_some_and(|kept| library().item(kept.id()).is_some_and(|now| kept.differs_from(now)));
    html! {
        ol class="steps" { @for step in steps { li { (step) } } }
        @if newer {
            p class="newer small" {
                "The library has a newer text; this plan keeps the one it was made with. "
                a href=(look.about.address("/versions#newer")) { "See both" }
                button class="button" data-kind="quiet" name="do" value=(verb("renew", block)) { "Take the newer text" }
            }
        }
    }
}

fn reminders(block: &PlanBlock) -> Markup {
    let review = place(library().shares(), &block.part) == Place::Review;
    let library = library();
    let said = block_reminders(&library, block.exercise().and_then(|id| library.item(id)), review);
    html! {
        div class="reminders small" hidden[said.is_empty()] {
            p { "Keep in mind" }
            (words::reminders(&said))
        }
    }
}

fn note(block: &PlanBlock) -> Markup {
    let name = name(block, "-note");
    html! {
        div class="private" {
            label for=(name) { (Icon::Lock) " Private note: never printed for clients" }
            textarea id=(name) name=(name) rows="3" dir="auto" { (block.note) }
        }
    }
}

fn details(look: &Look<'_>, block: &PlanBlock) -> Markup {
    let (title, present) = (name(block, "-title"), name(block, "-present"));
    let chosen = words::present_value(block.present);
    // An option holds text alone: what isolates a name from the words around it stands in the text.
    let alone = |partner| format!("\u{2068}{}\u{2069} alone", look.about.label(partner));
    let choices = [
        ("both", "Both".to_owned()),
        ("each", "Both, each for themselves".to_owned()),
        ("a", alone(Partner::A)),
        ("b", alone(Partner::B)),
    ];
    html! {
        div class="field" {
            label for=(title) { "Title" }
            input id=(title) name=(title) maxlength="160" autocomplete="off" dir="auto" value=(block.title);
        }
        div class="field" {
            label for=(present) { "In the room" }
            select id=(present) name=(present) {
                @for (value, words) in choices { option value=(value) selected[chosen == value] { (words) } }
            }
        }
    }
}

/// Where it goes on paper. A sheet on which it may not stand as things are cannot be chosen.
fn sheets(look: &Look<'_>, block: &PlanBlock) -> Markup {
    let standing = block.exercise().and_then(|id| look.standings.of_item(id));
    let choice = |audience: Audience, ending: &str| {
        let may = standing.is_some_and(|standing| standing.paper.contains(&audience)) && block.is_for(audience);
        let chosen = block.sheets.contains(&audience);
        html! {
            label class="check" {
                input type="checkbox" name=(name(block, ending)) value="1" checked[chosen] disabled[!may && !chosen];
                span dir="auto" { (words::sheet(look.about, audience)) }
            }
        }
    };
    html! {
        fieldset class="sheets" {
            legend { (Icon::Sheet) " On the handout" }
            (choice(Audience::Both, "-both"))
            (choice(Audience::A, "-a"))
            (choice(Audience::B, "-b"))
            p class="small soft" { "Only the library’s words for clients stand on it." }
        }
    }
}
