//! The sidebar of an exercise: time, participants, needs and gates.

use domain::{
    library::{
        english,
        model::{AnyOf, Item},
    },
    vocabulary::{GateId, ItemId},
};
use leptos::prelude::*;

use crate::{
    browser::library_context::library,
    layout::{Icon, wording},
    library::cited::Cited,
};

/// The facts for choosing the exercise.
#[component]
pub fn Beside<'a>(
    /// The exercise.
    item: &'a Item,
) -> AnyView {
    view! {
        <aside class="stack" aria-label="Before you choose it">
            <Glance item=item />
            <Needs item=item />
            <Gates item=item />
        </aside>
    }
    .into_any()
}

#[component]
fn Glance<'a>(item: &'a Item) -> AnyView {
    let minutes = item.minutes;
    let default = match english().item(&item.id) {
        Some(built_in) if built_in.minutes != minutes => {
            let default = built_in.minutes;
            format!("Changed from the default ({}, {}, {}).", default.min, default.typical, default.max)
        }
        Some(_) => "Expert default. You can change it.".into(),
        None => "As you wrote it.".into(),
    };
    view! {
        <section class="card glance" aria-labelledby="glance">
            <h2 id="glance">"At a glance"</h2>
            <dl>
                <dt>"Time"</dt>
                <dd>
                    <strong>{format!("{} minutes", minutes.typical)}</strong>
                    {format!(", from {} to {}. ", minutes.min, minutes.max)}
                    <span class="small soft">{default}</span>
                </dd>
                <dt>"Who"</dt>
                <dd>{wording::who(&item.who)} <Together item=item /></dd>
                {(!item.materials.is_empty())
                    .then(|| view! { <dt>"You need"</dt> <dd>{item.materials.clone()}</dd> })}
                <dt>"Serves"</dt>
                <dd>
                    <ul class="chips">
                        {item
                            .serves
                            .iter()
                            .map(|challenge| {
                                view! {
                                    <li>
                                        <a class="chip" href=format!("/library/challenges/{challenge}")>
                                            {wording::challenge(*challenge)}
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </dd>
            </dl>
        </section>
    }
    .into_any()
}

/// The conditions under which individual work may also be done together.
#[component]
fn Together<'a>(item: &'a Item) -> AnyView {
    let unless = item.who.together_unless.as_ref().filter(|gates| !gates.is_empty()).map(|gates| {
        let names: Vec<_> = gates.iter().map(|gate| format!("“{}”", library().gate(*gate).name)).collect();
        format!("Together only while none of these is active: {}. ", names.join(", "))
    });
    let only_for = item.who.together_only_for.as_ref().map(|what| format!("Together {what}."));
    view! { <span class="small soft">{unless} {only_for}</span> }.into_any()
}

#[component]
fn Needs<'a>(item: &'a Item) -> AnyView {
    let needs = &item.needs;
    let is_free = needs.items.is_empty() && needs.any_of.is_empty() && needs.conditions.is_empty();
    view! {
        <section class="card" aria-labelledby="needs">
            <h2 id="needs">"Do first"</h2>
            {is_free.then(|| view! { <p class="soft">"Nothing needed first"</p> })}
            <ul class="needs">
                {needs.items.iter().map(|id| view! { <li>{Icon::Library.view()}<span>{link(id)}</span></li> }).collect_view()}
                {needs.any_of.iter().map(either).collect_view()}
                {needs
                    .conditions
                    .iter()
                    .map(|condition| {
                        view! {
                            <li>
                                {Icon::Question.view()}
                                <span>"Check first: " <Cited library=english() text=condition /></span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

fn either(choice: &AnyOf) -> AnyView {
    let links = choice.items.iter().map(|id| view! { {link(id)} ", or " }).collect_view();
    view! { <li>{Icon::Library.view()}<span>{links} {choice.or_else.clone()}</span></li> }.into_any()
}

fn link(id: &ItemId) -> AnyView {
    let title = library().item(id).map_or_else(|| id.to_string(), |item| item.title.to_string());
    view! { <a href=format!("/library/{id}")>{title}</a> }.into_any()
}

#[component]
fn Gates<'a>(item: &'a Item) -> AnyView {
    let none = item.blocked_by.is_empty();
    view! {
        <section class="card" aria-labelledby="gates">
            <h2 id="gates">"Blocked by"</h2>
            {if none {
                view! { <p class="soft">"No hold blocks it"</p> }.into_any()
            } else {
                view! {
                    <p class="soft small">"Not available while one of these holds is active. Open one to see what lifts it."</p>
                    <ul class="gates">{item.blocked_by.iter().map(|gate| gate_entry(*gate)).collect_view()}</ul>
                }
                    .into_any()
            }}
        </section>
    }
    .into_any()
}

fn gate_entry(id: GateId) -> AnyView {
    let library = library();
    let gate = library.gate(id);
    view! {
        <li>
            <details>
                <summary>{gate.name.clone()}</summary>
                <p><strong>"Can be lifted when: "</strong><Cited library=english() text=&gate.closes_when /></p>
            </details>
        </li>
    }
    .into_any()
}
