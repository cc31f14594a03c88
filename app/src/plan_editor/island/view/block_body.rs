//! The unfolded content of a block: steps, private note, participants, and sheets.

use domain::{
    assess::Partner,
    paper::handout::Audience,
    plan::{
        PlanBlock,
        editor::{BlockPlace, place},
    },
    planning::planner::{Present, block_reminders},
    safety::Hold,
    vocabulary::PaperClass,
};
use maud::{Markup, html};

use crate::{
    browser::library_context::library,
    layout::Icon,
    plan_editor::island::{
        editor::ViewModel,
        view::{
            fields::{title_field, writing},
            marks::{chips, name, verb},
            words,
        },
    },
};

pub(crate) fn inside(look: &ViewModel<'_>, block: &PlanBlock) -> Markup {
    let exercise = block.exercise().is_some();
    html! {
        details class="agenda-inside" {
            summary {
                span class="agenda-title" {
                    h3 dir="auto" { (block.title) } " "
                    span class="agenda-about" {
                        (chips(look, block))
                        @if let Some(line) = line(block) { span class="soft small agenda-line" { (line) } }
                    }
                }
            }
            div class="agenda-open" {
                div class="stack" {
                    (steps(look, block))
                    (reminders(block))
                }
                div class="stack" {
                    (note(look, block))
                    (details(look, block))
                    @if exercise { (sheets(look, block)) }
                }
            }
        }
    }
}

/// Returns a block's summary: the first step, or the first line of the counsellor's note.
fn line(block: &PlanBlock) -> Option<&str> {
    let step = block.item.as_ref().and_then(|kept| kept.steps().first()).map(String::as_str);
    step.or_else(|| block.note.lines().next()).filter(|line| !line.trim().is_empty())
}

/// The conditions that only the counsellor can confirm before it starts.
pub(crate) fn confirm(look: &ViewModel<'_>, block: &PlanBlock) -> Markup {
    let standing = block.exercise().and_then(|id| look.standings.of_item(id));
    let lines = standing.map_or(&[][..], |standing| &standing.confirm);
    html! {
        div class="confirm" hidden[lines.is_empty()] {
            p { "Check first:" }
            ul { @for line in lines { li { (line) } } }
        }
    }
}

fn steps(look: &ViewModel<'_>, block: &PlanBlock) -> Markup {
    let steps = block.item.as_ref().map_or(&[][..], |kept| kept.steps());
    let newer =
        block.item.as_ref().is_some_and(|kept| library().item(kept.id()).is_some_and(|now| kept.differs_from(now)));
    html! {
        ol class="steps" { @for step in steps { li { (step) } } }
        @if newer {
            p class="newer small" {
                "The library has a newer version of this text. "
                a href=(look.about.address("/versions#newer")) { "See both" }
                button class="button" data-kind="quiet" name="do" value=(verb("renew", block)) { "Use it" }
            }
        }
    }
}

fn reminders(block: &PlanBlock) -> Markup {
    let review = place(library().shares(), &block.part) == BlockPlace::Review;
    let library = library();
    let said = block_reminders(&library, block.exercise().and_then(|id| library.item(id)), review);
    html! {
        div class="reminders small" hidden[said.is_empty()] {
            p { "Reminders" }
            (words::reminders(&said))
        }
    }
}

fn note(look: &ViewModel<'_>, block: &PlanBlock) -> Markup {
    let name = name(block, "-note");
    html! {
        div class="private" {
            label for=(name) { (Icon::Lock) " Your note · never printed" }
            (writing(look, &name, 3, &block.note, None))
        }
    }
}

fn details(look: &ViewModel<'_>, block: &PlanBlock) -> Markup {
    let (title, present) = (name(block, "-title"), name(block, "-present"));
    let chosen = words::present_value(block.present);
    // An option holds text alone: what isolates a name from the words around it stands in the text.
    let alone = |partner| format!("\u{2068}{}\u{2069} alone", look.about.label(partner));
    let choices = [
        ("both", "Both".to_owned()),
        ("each", "Both, working individually".to_owned()),
        ("a", alone(Partner::A)),
        ("b", alone(Partner::B)),
    ];
    html! {
        div class="field" {
            label for=(title) { "Title" }
            (title_field(look, &title, &block.title))
        }
        div class="field" {
            label for=(present) { "Who takes part" }
            select id=(present) name=(present) {
                @for (value, words) in choices { option value=(value) selected[chosen == value] { (words) } }
            }
        }
    }
}

/// The choice of sheets. A sheet that it is now barred from cannot be chosen.
fn sheets(look: &ViewModel<'_>, block: &PlanBlock) -> Markup {
    let standing = block.exercise().and_then(|id| look.standings.of_item(id));
    let choice = |audience: Audience, ending: &str| {
        let may = standing.is_some_and(|standing| standing.paper.contains(&audience)) && block.is_for(audience);
        let chosen = block.sheets.contains(&audience);
        let why = (!may).then(|| why_not(look, block, audience));
        html! {
            @let why = why.as_deref();
            @let id = name(block, &format!("{ending}-off"));
            label class="check" title=[why] {
                input type="checkbox" name=(name(block, ending)) value="1" checked[chosen] disabled[!may && !chosen]
                    aria-describedby=[why.map(|_| &id)];
                span {
                    span dir="auto" { (words::sheet(look.about, audience)) }
                    @if let Some(why) = why { br; span class="small why-off" id=(id) { (why) } }
                }
            }
        }
    };
    html! {
        fieldset class="sheets" {
            legend { (Icon::Sheet) " On the handout" }
            (choice(Audience::Both, "-both"))
            (choice(Audience::A, "-a"))
            (choice(Audience::B, "-b"))
            p class="small soft" { "Prints the library’s client text and the homework that you wrote to be printed." }
        }
    }
}

/// Returns the reason why a block may not go on this sheet now.
fn why_not(look: &ViewModel<'_>, block: &PlanBlock, audience: Audience) -> String {
    let library = library();
    let Some(item) = block.exercise().and_then(|id| library.item(id)) else {
        return "Nothing to print in an item without an exercise".into();
    };
    let alone = |partner: Partner| format!("Only for {}, who does it alone", look.about.label(partner));
    let standing = look.standings.of_item(&item.id);
    let gate = standing.into_iter().flat_map(|standing| &standing.holds).find_map(|hold| match hold {
        Hold::Gate(gate) => Some(format!("Not while “{}” is active", library.gate(*gate).name)),
        Hold::Rule(_) | Hold::Need(_) => None,
    });
    match (item.paper, audience, block.present) {
        (PaperClass::Nowhere, ..) => "For the session only, never printed".into(),
        (PaperClass::Individual, Audience::Both, _) => "For one partner’s own sheet only".into(),
        (_, _, Present::Turn(partner) | Present::One(_, Some(partner))) if !block.is_for(audience) => alone(partner),
        _ if !block.is_for(audience) => "Done without this partner in the session".into(),
        (PaperClass::Shared, Audience::A | Audience::B, _) => "Goes on the sheet for both".into(),
        _ => gate.unwrap_or_else(|| "An active hold keeps it off this sheet".into()),
    }
}
