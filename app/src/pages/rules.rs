//! `/library/rules`: every planning rule, with what it looks at, what it does, why, and where it comes from.

use domain::library::{
    english,
    model::{KeptBy, Reminder, ReminderPlace, Rule, Strength},
};
use leptos::prelude::*;
use leptos_meta::Title;

use super::tab_title;
use crate::parts::{Chip, Cited, Icon, LibraryTabs, References};

/// All rules, by the part of the work they belong to. Each has its id as an anchor.
#[component]
pub fn RulesPage() -> impl IntoView {
    let library = english();
    let areas = areas(library.rules());
    let sources = library.rules().iter().map(|rule| rule.source.as_str()).collect::<Vec<_>>().join(" ");
    view! {
        <Title text=tab_title("Rules") />
        <div class="head">
            <div>
                <h1>"Library"</h1>
                <p class="soft">
                    "What Reweave keeps to when it suggests, plans and prints. Hard rules hold something back; soft rules order or remind."
                </p>
            </div>
        </div>
        <LibraryTabs here="/library/rules" />
        <div class="rules">
            {areas.into_iter().map(|(area, rules)| view! { <Area area=area rules=rules /> }).collect_view()}
            <section aria-labelledby="references">
                <h2 id="references">"Publications"</h2>
                <References list=library.references_in(&sources) />
            </section>
        </div>
    }
}

fn areas(rules: &'static [Rule]) -> Vec<(&'static str, Vec<&'static Rule>)> {
    let mut areas: Vec<(&str, Vec<&Rule>)> = Vec::new();
    for rule in rules {
        match areas.iter_mut().find(|(area, _)| *area == rule.area) {
            Some((_, of_area)) => of_area.push(rule),
            None => areas.push((&rule.area, vec![rule])),
        }
    }
    areas
}

#[component]
fn Area(area: &'static str, rules: Vec<&'static Rule>) -> impl IntoView {
    let anchor = area.to_lowercase().replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    view! {
        <section aria-labelledby=anchor.clone()>
            <h2 id=anchor.clone()>{area}</h2>
            <ol class="stack">{rules.into_iter().map(entry).collect_view()}</ol>
        </section>
    }
}

fn entry(rule: &'static Rule) -> AnyView {
    let library = english();
    let strength = match rule.strength {
        Strength::Hard => view! { <Chip text="Hard: holds back" tone="clay" icon=Icon::Lock /> },
        Strength::Soft => view! { <Chip text="Soft: orders or reminds" /> },
    };
    let kept = match rule.kept_by {
        KeptBy::Software => "Reweave keeps it.",
        KeptBy::Both => "Reweave keeps one part and reminds you of the other.",
        KeptBy::Reminder => "Only people in the room can keep it; Reweave reminds you.",
    };
    view! {
        <li id=rule.id.as_str() class="card rule">
            <h3><a href=format!("#{}", rule.id)>{rule.id.as_str()}</a> " " {strength}</h3>
            <dl>
                <dt>"When"</dt>
                <dd><Cited library=library text=&rule.when /></dd>
                <dt>"Then"</dt>
                <dd><Cited library=library text=&rule.then /></dd>
                <dt>"Why"</dt>
                <dd><Cited library=library text=&rule.why /></dd>
                <dt>"Source"</dt>
                <dd><Cited library=library text=&rule.source /></dd>
            </dl>
            <p class="small soft">{kept}</p>
            {rule.reminder.as_ref().map(reminder)}
        </li>
    }
    .into_any()
}

fn reminder(reminder: &'static Reminder) -> AnyView {
    view! {
        <div class="note">
            {Icon::Question.view()}
            <div>
                <p>{reminder.text.as_str()}</p>
                <p class="small soft">{place(&reminder.on)}</p>
            </div>
        </div>
    }
    .into_any()
}

fn place(place: &'static ReminderPlace) -> String {
    let library = english();
    match place {
        ReminderPlace::Plan => "Shown on every plan.".into(),
        ReminderPlace::HighIntensity => "Shown on plans with a high-intensity exercise.".into(),
        ReminderPlace::HomeworkReview => "Shown on the review of homework.".into(),
        ReminderPlace::Gates(gates) => {
            let names: Vec<_> = gates.iter().map(|gate| format!("“{}”", library.gate(*gate).name)).collect();
            format!("Shown on plans made while one of these gates is open: {}.", names.join(", "))
        }
        ReminderPlace::Tags(tags) => {
            let tags: Vec<_> = tags.iter().map(|tag| tag.as_str().replace('-', " ")).collect();
            format!("Shown on exercises about: {}.", tags.join(", "))
        }
        ReminderPlace::Items(items) => {
            let titles = items.iter().filter_map(|id| library.item(id)).map(|item| format!("“{}”", item.title));
            format!("Shown on: {}.", titles.collect::<Vec<_>>().join(", "))
        }
    }
}
