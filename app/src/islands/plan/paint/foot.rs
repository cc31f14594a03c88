//! Below the agenda: blocks of one's own, homework, the sentences of the plan, and when and for whom it is.

use domain::{
    course::{Partner, Session},
    desk::Status,
    ids::ItemId,
    words::Role,
};
use maud::{Markup, html};

use super::Look;
use crate::{forms::plan::who, parts::Icon, shelf::library, wording};

pub(super) fn foot(look: &Look<'_>) -> Markup {
    let plan = look.plan;
    html! {
        (own(look))
        (homework(look))
        section class="card plan-words" {
            h2 { "Around the session" }
            (text("why", "Why this, why now", &plan.why))
            (text("stop_if", "Stop if", &plan.stop_if))
            div class="private" {
                (text("note", "Private note about the session: never printed for clients", &plan.note))
            }
        }
        (when(look))
    }
}

/// A block in the counsellor's own words.
fn own(look: &Look<'_>) -> Markup {
    html! {
        fieldset class="own" hidden[look.plan.status == Status::Held] {
            legend class="sr-only" { "A block of your own" }
            div class="field" {
                label for="own-title" { "A block of your own" }
                input id="own-title" name="own-title" maxlength="160" autocomplete="off" dir="auto";
            }
            div class="field" {
                label for="own-minutes" { "Minutes" }
                input id="own-minutes" name="own-minutes" type="number" min="1" max="180" value="5";
            }
            button class="button" name="do" value="own" { (Icon::Plus) "Add a block" }
        }
    }
}

fn homework(look: &Look<'_>) -> Markup {
    let given = &look.plan.homework;
    let exercises = look.plan.blocks.iter().filter_map(|block| block.exercise());
    let can_give = exercises
        .filter(|id| library().item(id).is_some_and(|item| item.homework.is_some()))
        .filter(|id| !given.iter().any(|(given, _)| given == *id));
    html! {
        section class="card plan-homework" aria-labelledby="homework" {
            h2 id="homework" { "Homework" }
            p class="soft small" hidden[!given.is_empty()] { "None so far. One task with one dose is enough." }
            @for (id, dose) in given { (task(id, dose)) }
            div class="suggestion-foot" {
                @for id in can_give {
                    button class="button" data-kind="quiet" name="do" value=(format!("give:{id}")) {
                        (Icon::Plus) "From “" (title(id)) "”"
                    }
                }
            }
            p class="soft small" { "On paper the library’s words stand; the dose you write here stays with you." }
        }
    }
}

fn title(id: &ItemId) -> String {
    library().item(id).map_or_else(|| id.to_string(), |item| item.title.to_string())
}

fn task(id: &ItemId, dose: &str) -> Markup {
    let (name, title) = (format!("h-{id}"), title(id));
    html! {
        div class="task" id=(format!("task-{id}")) {
            label for=(name) { (title) }
            textarea id=(name) name=(name) rows="2" dir="auto" { (dose) }
            button class="icon-button" name="do" value=(format!("drop:{id}"))
                aria-label=(format!("No homework from “{title}”")) { (Icon::Cross) }
        }
    }
}

fn text(name: &str, label: &str, text: &str) -> Markup {
    html! {
        div class="field" {
            label for=(name) { (label) }
            textarea id=(name) name=(name) rows="3" dir="auto" { (text) }
        }
    }
}

/// When it is, how long, and who is expected.
fn when(look: &Look<'_>) -> Markup {
    let plan = look.plan;
    html! {
        section class="card plan-when" id="when" {
            h2 { "This session" }
            div class="field" data-wide="" {
                label for="title" { "What you call it" }
                input id="title" name="title" maxlength="160" autocomplete="off" dir="auto" value=(plan.title);
            }
            div class="field" {
                label for="on" { "Day" }
                input id="on" name="on" type="date" value=(plan.on.map(|day| day.to_string()).unwrap_or_default());
            }
            div class="field" {
                label for="start" { "Begins" }
                input id="start" name="start" type="time" value=(plan.start.map(|at| at.to_string()).unwrap_or_default());
            }
            div class="field" {
                label for="minutes" { "Minutes" }
                input id="minutes" name="minutes" type="number" min="30" max="120" value=(plan.minutes);
            }
            (expected(look))
        }
    }
}

fn expected(look: &Look<'_>) -> Markup {
    let (who, role) = who(look.plan.booked);
    // An option holds text alone: what isolates a name from the words around it stands in the text.
    let alone = |partner| format!("\u{2068}{}\u{2069} alone", look.about.label(partner));
    let choices = [("couple", "Both partners".to_owned()), ("a", alone(Partner::A)), ("b", alone(Partner::B))];
    html! {
        div class="field" {
            label for="booked" { "Expected" }
            select id="booked" name="booked" {
                @for (value, words) in choices { option value=(value) selected[value == who] { (words) } }
            }
        }
        div class="field" hidden[look.plan.booked == Session::Couple] {
            label for="role" { "Comes as" }
            select id="role" name="role" {
                @for one in Role::ALL {
                    option value=(one.as_str()) selected[*one == role] { (wording::role(*one)) }
                }
            }
        }
    }
}
