//! Below the agenda: the counsellor's own blocks, homework, aim and reasons to stop, date and participants.

use domain::{
    assess::{Partner, Session},
    paper::handout::ClientWords,
    vocabulary::{ItemId, Role},
};
use maud::{Markup, html};

use crate::{
    browser::library_context::library,
    layout::{Icon, wording},
    plan_editor::{
        fields::who,
        island::{
            editor::ViewModel,
            view::fields::{entry, title_field, writing},
        },
    },
};

pub(crate) fn foot(look: &ViewModel<'_>) -> Markup {
    let plan = look.plan;
    html! {
        @if look.stopped().is_some() && !look.plan.status.is_recorded() {
            (homework_on_hold(look))
        } @else {
            (own(look))
            (homework(look))
        }
        section class="card plan-words" {
            h2 { "Aim and limits" }
            (text(look, "why", "Aim of this session", &plan.why))
            (text(look, "stop_if", "Stop if", &plan.stop_if))
            div class="private" {
                (text(look, "note", "Your note · never printed", &plan.note))
            }
        }
        (when(look))
    }
}

/// The form for a block of the counsellor's own.
fn own(look: &ViewModel<'_>) -> Markup {
    html! {
        fieldset class="own" hidden[look.plan.status.is_recorded()] {
            legend class="sr-only" { "Your own item" }
            div class="field" {
                label for="own-title" { "Your own item" }
                input id="own-title" name="own-title" maxlength="160" autocomplete="off" dir="auto";
            }
            div class="field" {
                label for="own-minutes" { "Minutes" }
                input id="own-minutes" name="own-minutes" type="number" min="1" max="180" value="5";
            }
            button class="button" name="do" value="own" { (Icon::Plus) "Add item" }
        }
    }
}

fn homework(look: &ViewModel<'_>) -> Markup {
    let given = &look.plan.homework;
    let exercises = look.plan.blocks.iter().filter_map(|block| block.exercise());
    let can_give = exercises
        .filter(|id| library().item(id).is_some_and(|item| item.homework.is_some()))
        .filter(|id| !given.iter().any(|(given, _)| given == *id));
    html! {
        section class="card plan-homework" aria-labelledby="homework" {
            h2 id="homework" { "Homework" }
            p class="soft small" hidden[!given.is_empty()] { "No homework yet. One task is enough." }
            @for (id, dose) in given { (task(look, id, dose)) }
            div class="suggestion-foot" {
                @for id in can_give {
                    button class="button" data-kind="quiet" name="do" value=(format!("give:{id}")) {
                        (Icon::Plus) "Take from “" (title(id)) "”"
                    }
                }
            }
        }
    }
}

/// Homework while joint work is on hold. It has no fields, so that submitting the form does not change it.
fn homework_on_hold(look: &ViewModel<'_>) -> Markup {
    html! {
        section class="card plan-homework" aria-labelledby="homework" hidden[look.plan.homework.is_empty()] {
            h2 id="homework" { "Homework" }
            p class="soft" { "On hold too. Do not ask about it while both are present." }
        }
    }
}

fn title(id: &ItemId) -> String {
    library().item(id).map_or_else(|| id.to_string(), |item| item.title.to_string())
}

fn task(look: &ViewModel<'_>, id: &ItemId, dose: &str) -> Markup {
    let (name, title) = (format!("h-{id}"), title(id));
    html! {
        div class="task" id=(format!("task-{id}")) {
            label for=(name) { (title) " " span class="soft" { "Your note · never printed" } }
            (writing(look, &name, 2, dose, None))
            button class="icon-button" name="do" value=(format!("drop:{id}"))
                aria-label=(format!("Remove the homework from “{title}”")) { (Icon::Cross) }
            (printed(look, id))
        }
    }
}

/// The agreed words for the sheet.
fn printed(look: &ViewModel<'_>, id: &ItemId) -> Markup {
    let (words, tick) = (format!("a-{id}"), format!("q-{id}"));
    let hint = format!("{words}-hint");
    let now = look.plan.client_words.get(id);
    html! {
        label for=(words) { "Printed for the couple" }
        (writing(look, &words, 2, now.map_or("", ClientWords::as_str), Some(&hint)))
        p class="soft small task-hint" id=(hint) {
            "Printed as you write it. Left empty: the library’s text. Up to " (ClientWords::LONGEST) " characters. \
             Nothing told alone, no names."
        }
        label class="choice task-hint" {
            input type="checkbox" id=(tick) name=(tick) value="yes" checked[now.is_some_and(ClientWords::are_discreet)];
            span { "Gives nothing away to someone who finds the sheet, so it can go on a neutral one" }
        }
    }
}

fn text(look: &ViewModel<'_>, name: &str, label: &str, text: &str) -> Markup {
    html! {
        div class="field" {
            label for=(name) { (label) }
            (writing(look, name, 3, text, None))
        }
    }
}

/// The date, length and participants.
fn when(look: &ViewModel<'_>) -> Markup {
    let plan = look.plan;
    html! {
        section class="card plan-when" id="when" {
            h2 { "This session" }
            div class="field" data-wide="" {
                label for="title" { "Session title (optional)" }
                (title_field(look, "title", &plan.title))
            }
            (entry(look, ("on", "Date", "date"), &plan.on.map(|day| day.to_string()).unwrap_or_default()))
            (entry(look, ("start", "Start", "time"), &plan.start.map(|at| at.to_string()).unwrap_or_default()))
            (expected(look))
        }
    }
}

fn expected(look: &ViewModel<'_>) -> Markup {
    let (who, role) = who(look.plan.booked);
    // An option holds text alone: what isolates a name from the words around it stands in the text.
    let alone = |partner| format!("\u{2068}{}\u{2069} alone", look.about.label(partner));
    let choices = [("couple", "Both".to_owned()), ("a", alone(Partner::A)), ("b", alone(Partner::B))];
    html! {
        div class="field" {
            label for="booked" { "Who is coming" }
            select id="booked" name="booked" {
                @for (value, words) in choices { option value=(value) selected[value == who] { (words) } }
            }
        }
        div class="field" hidden[look.plan.booked == Session::Couple] {
            label for="role" { "Their role" }
            select id="role" name="role" {
                @if look.plan.booked == Session::Couple { option value="" selected { "From the answers" } }
                @for one in Role::ALL {
                    option value=(one.as_str()) selected[*one == role && look.plan.booked != Session::Couple] { (wording::role(*one)) }
                }
            }
        }
    }
}
