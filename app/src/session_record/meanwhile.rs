//! Answers that another window has saved in fields that were also changed here.

use domain::assess::Partner;
use leptos::prelude::*;

use crate::session_record::{
    fields::{CAME, CONCERNS, EVENTS, OUTCOMES, RESULTS, SAFETY},
    form_view::Form,
};

/// Lists what is stored in the fields whose typed values are in the form, so that saving again replaces nothing unseen;
/// `None` if no field was changed in both.
pub(super) fn meanwhile(form: &Form) -> Option<AnyView> {
    let both: Vec<_> = form.changed_in_both().map(|(name, stored)| (label(form, &name), in_words(&stored))).collect();
    let rows = both.into_iter().map(|(label, stored)| {
        view! { <li><strong>{label} ": "</strong> <span dir="auto" class="kept-lines">{stored}</span></li> }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="note record-meanwhile" aria-labelledby="meanwhile">
                <div>
                    <h2 id="meanwhile">"Saved in another window"</h2>
                    <p>"Your values are in the form. Saving replaces these:"</p>
                    <ul>{rows}</ul>
                </div>
            </section>
        }
        .into_any()
    })
}

/// The words on the screen for a stored value: those of a choice, or the text itself.
fn in_words(stored: &str) -> String {
    let answers = words(&EVENTS).chain(words(&OUTCOMES)).chain(words(&RESULTS));
    let mut choices = answers.chain(words(&SAFETY)).chain(words(&CONCERNS)).chain(CAME);
    let known = choices.find(|(value, _)| *value == stored).map(|(_, words)| words);
    known.unwrap_or(if stored.is_empty() { "nothing" } else { stored }).to_owned()
}

fn words<T>(choices: &[(T, &'static str, &'static str)]) -> impl Iterator<Item = (&'static str, &'static str)> {
    choices.iter().map(|(_, value, words)| (*value, *words))
}

/// The label of a field, as in the form.
fn label(form: &Form, name: &str) -> String {
    let person = |letter: &str| {
        let partner = if letter == "a" { Partner::A } else { Partner::B };
        form.couple.partner(partner).label.clone()
    };
    if let Some((block, field)) = name.strip_prefix('b').and_then(|rest| rest.split_once('-')) {
        let id: Option<u32> = block.parse().ok();
        let title = form.plan.blocks.iter().find(|one| Some(one.id.0) == id).map(|one| one.title.clone());
        if let Some(title) = title {
            return if field == "minutes" { format!("Minutes of “{title}”") } else { format!("“{title}”") };
        }
    }
    let numbered = |prefix: &str| name.strip_prefix(prefix)?.split('-').next()?.parse::<usize>().ok();
    if let Some(n) = numbered("before") {
        return format!("Homework from the last session {}", n + 1);
    }
    if let Some(n) = numbered("hw") {
        return format!("Homework {}{}", n + 1, if name.ends_with("-for") { ", for whom" } else { "" });
    }
    match name.rsplit_once('-') {
        Some(("came", letter)) => person(letter),
        Some(("late", letter)) => format!("{}, minutes late", person(letter)),
        Some(("felt", letter)) => format!("How safe it felt: {}", person(letter)),
        _ => fixed(name).to_owned(),
    }
}

fn fixed(name: &str) -> &str {
    match name {
        "event" => "What became of it",
        "started" => "Started",
        "ended" => "Ended",
        "moved-on" => "New date",
        "moved-start" => "New start",
        "safety" => "Safety today",
        "concern" => "Concern",
        "safety-note" => "About the concern",
        "note" => "Note",
        "homework-before" => "Homework from the last session",
        "next" => "Next appointment",
        "next-on" => "Date of the next appointment",
        "next-start" => "Start of the next appointment",
        other => other,
    }
}
