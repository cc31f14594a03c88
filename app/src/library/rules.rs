//! `/library/rules`: every planning rule, with its condition, consequence, reason and source.

use domain::library::{
    english,
    model::{KeptBy, Reminder, ReminderPlace, Rule, Strength},
};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    layout::{Chip, Icon, title::tab_title},
    library::{cited::Cited, references::References, tabs::LibraryTabs},
};

/// All rules, by area. Each has its id as an anchor.
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
                    "The rules Reweave follows when it suggests, plans and prints. Hard rules block; soft rules rank or remind."
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
        Strength::Hard => view! { <Chip text="Hard: blocks" tone="clay" icon=Icon::Pause /> },
        Strength::Soft => view! { <Chip text="Soft: ranks or reminds" /> },
    };
    let kept = match rule.kept_by {
        KeptBy::Software => "Kept by Reweave.",
        KeptBy::Both => "Kept partly by Reweave, which reminds you of the rest.",
        KeptBy::Reminder => "Kept by you; Reweave reminds you.",
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
                {reminder.also.as_ref().map(|also| view! { <p class="small soft">{place(also)}</p> })}
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
        ReminderPlace::HomeworkReview => "Shown when homework is reviewed.".into(),
        ReminderPlace::Gates(gates) => {
            let names: Vec<_> = gates.iter().map(|gate| format!("“{}”", library.gate(*gate).name)).collect();
            format!("Shown on plans made while one of these holds is active: {}.", names.join(", "))
        }
        ReminderPlace::Tags(tags) => {
            let tags: Vec<_> = tags.iter().map(|tag| tag.as_str().replace('-', " ")).collect();
            format!("Shown on exercises about: {}.", tags.join(", "))
        }
        ReminderPlace::Items(items) => {
            let titles = items.iter().filter_map(|id| library.item(id)).map(|item| format!("“{}”", item.title));
            format!("Shown on: {}.", titles.collect::<Vec<_>>().join(", "))
        }
        ReminderPlace::Indicators(ids) => format!("Shown while one of these is recorded: {}.", names(ids)),
        ReminderPlace::IndicatorsWithGate(signs) => format!(
            "Shown while “{}” is active and {} or more of these are recorded: {}. One of these is enough: {}.",
            library.gate(signs.gate).name,
            signs.at_least,
            names(&signs.of),
            names(&signs.or_any)
        ),
        ReminderPlace::RolesCross => {
            "Shown while one person was hurt in one matter and did the hurting in another.".into()
        }
    }
}

fn names(ids: &domain::vocabulary::SmallSet<domain::vocabulary::IndicatorId>) -> String {
    let texts = ids.iter().filter_map(|id| english().indicator(id)).map(|known| format!("“{}”", known.text));
    texts.collect::<Vec<_>>().join(", ")
}
