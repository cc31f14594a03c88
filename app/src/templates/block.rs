//! The blocks of a template, with forms to make them open slots and back.

use domain::{
    library::Library,
    plan::templates::{Content, ExerciseRef, Filter, Template, TemplateBlock, proposed},
    records::Revision,
    vocabulary::{Challenge, Kind, Minutes, Tag},
};
use leptos::prelude::*;
use store::DocumentId;

use crate::{
    layout::{Chip, Icon, Select, wording},
    library::finder::MINUTES,
    templates::words,
};

/// Tags that describe an exercise; the others exist for rules.
const TAGS: [Tag; 6] = [Tag::Grounding, Tag::Skill, Tag::Strength, Tag::Decision, Tag::Body, Tag::Sexual];

/// Renders a card for each block.
pub fn blocks(id: DocumentId, seen: Revision, template: &Template, library: &Library) -> AnyView {
    if template.blocks.is_empty() {
        return view! { <p class="soft">"No items yet."</p> }.into_any();
    }
    let cards = template.blocks.iter().enumerate().map(|(at, block)| card(id, seen, library, at, block)).collect_view();
    view! { <ol class="template-blocks">{cards}</ol> }.into_any()
}

fn card(id: DocumentId, seen: Revision, library: &Library, at: usize, block: &TemplateBlock) -> AnyView {
    let part = block.part.as_str().to_owned();
    let (chip, tone) = match &block.content {
        Content::Part => (None, ""),
        Content::Slot(..) => (Some(view! { <Chip text="Placeholder" tone="amber" icon=Icon::Question /> }), "slot"),
        Content::Exercise(ExerciseRef::Unknown(..)) => {
            (Some(view! { <Chip text="Not in your library" tone="clay" icon=Icon::Library /> }), "exercise")
        }
        Content::Exercise(ExerciseRef::Kept(_)) => (None, "exercise"),
    };
    let title = words::content(&block.content, &part);
    let under = if title == part { String::new() } else { format!("{part} · ") };
    view! {
        <li class="card template-block" data-tone=tone id=format!("block-{at}")>
            <p class="template-minutes">{format!("{} min", block.minutes)}</p>
            <div class="template-inside">
                <h3 dir="auto">{title}</h3>
                <p class="small soft">{under} {words::room(block.room)}</p>
                {chip}
                {change(id, seen, library, at, block)}
            </div>
        </li>
    }
    .into_any()
}

/// Renders the actions for a block.
fn change(id: DocumentId, seen: Revision, library: &Library, at: usize, block: &TemplateBlock) -> AnyView {
    let action = format!("/templates/{}/block", id.0);
    let head = move |todo: &'static str| {
        view! {
            <input type="hidden" name="seen" value=seen.0.to_string() />
            <input type="hidden" name="block" value=at.to_string() />
            <input type="hidden" name="do" value=todo />
        }
    };
    let (summary, asked, before) = match &block.content {
        Content::Part => ("Make this a placeholder", Filter::default(), None),
        Content::Exercise(named) => ("Make this a placeholder", proposed(library, named), None),
        Content::Slot(filter, before) => ("What it asks for", *filter, Some(before.clone())),
    };
    let back = before.map(|before| {
        let words = match &before {
            Some(named) => format!("Back to “{}”", named.title()),
            None => "Remove the placeholder".to_owned(),
        };
        view! { <form method="post" action=action.clone()>{head("fix")} <button class="button" data-kind="quiet">{Icon::Undo.view()} {words}</button></form> }
    });
    view! {
        <details class="template-change">
            <summary>{summary}</summary>
            <form class="slot-form" method="post" action=action.clone()>
                {head("open")}
                {selects(at, asked)}
                <button class="button">"Keep placeholder"</button>
            </form>
        </details>
        {back}
    }
    .into_any()
}

/// Renders the filter of a slot. Several of them are on one page, so the fields have ids of their own.
fn selects(at: usize, asked: Filter) -> AnyView {
    let any = |words: &str| vec![(String::new(), words.to_owned())];
    let kinds = any("Any kind")
        .into_iter()
        .chain(Kind::ALL.iter().map(|one| (one.to_string(), wording::kind(*one).to_owned())));
    let challenges = any("Any challenge")
        .into_iter()
        .chain(Challenge::ALL.iter().map(|one| (one.to_string(), wording::challenge(*one).to_owned())));
    let tags = any("Anything").into_iter().chain(TAGS.iter().map(|one| (one.to_string(), words::tag(*one))));
    let lengths =
        any("Any length").into_iter().chain(MINUTES.iter().map(|n| (n.to_string(), format!("Up to {n} minutes"))));
    let text = |value: Option<String>| value.unwrap_or_default();
    let longest = asked.longest.map(|Minutes(minutes)| minutes.to_string());
    let fields = [
        ("kind", "Kind", kinds.collect::<Vec<_>>(), text(asked.kind.map(|one| one.to_string()))),
        ("tag", "Touches on", tags.collect(), text(asked.tag.map(|one| one.to_string()))),
        ("phase", "Phase", words::phases(), text(asked.phase.map(|one| one.to_string()))),
        ("challenge", "Challenge", challenges.collect(), text(asked.challenge.map(|one| one.to_string()))),
        ("longest", "Time", lengths.collect(), text(longest)),
    ];
    fields
        .into_iter()
        .map(|(name, label, options, chosen)| {
            view! { <Select id=format!("b{at}-{name}") name=name label=label options=options chosen=chosen /> }
        })
        .collect_view()
        .into_any()
}
