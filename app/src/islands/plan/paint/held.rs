//! After the session: what came of each block. It goes to the server as a form, because it changes what is known of the
//! couple in the same moment.

use domain::desk::{Outcome, PlanBlock, Status};
use maud::{Markup, html};

use super::{Look, agenda::name};

/// What can come of a block, as the form says it and as a person reads it.
const OUTCOMES: [(Outcome, &str, &str); 3] = [
    (Outcome::Done, "done", "Done"),
    (Outcome::Left, "left", "Left for another time"),
    (Outcome::Dreaded, "dreaded", "Dreaded or refused"),
];

/// What came of the homework of last time.
const HOMEWORK: [(&str, &str); 3] =
    [("yes", "Done"), ("no", "Not done, or in part"), ("unknown", "There was none, or it was not asked")];

pub(super) fn after(look: &Look<'_>) -> Markup {
    let held = look.plan.status == Status::Held;
    html! {
        details class="card plan-after" open[held] {
            summary { h2 { "After the session" } }
            p class="soft small" hidden[held] {
                "Say what came of each block. What was done counts as done from then on; the agenda stays as it was held."
            }
            ul class="outcomes" { @for block in &look.plan.blocks { (outcome(block, held)) } }
            fieldset class="outcome" hidden[held] {
                legend { "Homework of last time" }
                @for (value, words) in HOMEWORK {
                    (radio("homework-done", value, words, value == "unknown", false))
                }
            }
            button class="button" name="do" value="held" hidden[held] { "Mark the session as held" }
        }
    }
}

fn outcome(block: &PlanBlock, held: bool) -> Markup {
    let (name, chosen) = (name(block, "-outcome"), block.outcome.unwrap_or(Outcome::Done));
    html! {
        li id=(format!("{name}-row")) {
            fieldset class="outcome" {
                legend dir="auto" { (block.title) }
                @for (outcome, value, words) in OUTCOMES { (radio(&name, value, words, outcome == chosen, held)) }
            }
        }
    }
}

fn radio(name: &str, value: &str, words: &str, chosen: bool, off: bool) -> Markup {
    html! {
        label class="check" {
            input type="radio" name=(name) value=(value) checked[chosen] disabled[off];
            span { (words) }
        }
    }
}
