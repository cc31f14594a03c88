//! The blocks of a template as applied to a couple, with the available choices.

use std::sync::Arc;

use domain::{
    library::Library,
    plan::templates::{
        Application, Choice, Content, ExerciseRef, NotToday, Remark, Row, SlotChoice, State, Template, TemplateBlock,
    },
    vocabulary::Minutes,
};
use leptos::prelude::*;

use crate::{
    http::visitor::{FormState, reply},
    layout::{Chip, Icon, Select, fault_line, shown_as},
    templates::fields::{minutes_field, take_field, word},
};

/// A card for each block.
#[component]
pub fn Rows(
    /// The template.
    template: Template,
    /// The template applied to the couple.
    application: Application,
    /// The library.
    library: Arc<Library>,
) -> impl IntoView {
    let reply = reply();
    let proposed = application.proposed();
    let rows = template.blocks.iter().zip(&application.rows).zip(&proposed).enumerate();
    let cards = rows.map(|(at, ((block, row), choice))| card(&library, &reply, at, block, row, choice)).collect_view();
    view! {
        <h2 class="sr-only">"What happens with each item"</h2>
        <ol class="apply-rows">{cards}</ol>
    }
    .into_any()
}

fn card(
    library: &Library,
    reply: &FormState,
    at: usize,
    block: &TemplateBlock,
    row: &Row,
    proposed: &Choice,
) -> AnyView {
    let title = row.title.clone().unwrap_or_else(|| match &block.content {
        Content::Slot(filter, _) => format!("Placeholder: {}", crate::templates::words::filter(*filter)),
        Content::Part | Content::Exercise(_) => row.part.clone(),
    });
    let (take, minutes) = (take_field(at), minutes_field(at));
    let chosen = reply.value(&take, &word(&proposed.take));
    let typed = reply.value(&minutes, &proposed.minutes.to_string());
    let fault_id = format!("b{at}-fault");
    let [of_take, of_minutes] = [&take, &minutes].map(|name| reply.fault(name));
    let [described_take, described] = [&of_take, &of_minutes].map(|fault| fault.as_ref().map(|_| fault_id.clone()));
    let fault = of_take.or(of_minutes);
    let mark = mark(&row.state);
    view! {
        <li class="card apply-row" data-state=mark.tone>
            <div class="apply-what">
                {(title != row.part).then(|| view! { <p class="small soft">{row.part.clone()}</p> })}
                <h3 dir="auto">{title}</h3>
                <Chip text=mark.text tone=mark.tone icon=mark.icon />
                {why(library, row)}
            </div>
            <div class="apply-choice">
                <Select name=take label="What happens" options=options(library, block, row) chosen=chosen fault=described_take />
                <div class="field apply-minutes">
                    <label for=minutes.clone()>"Minutes"</label>
                    <input id=minutes.clone() name=minutes type=shown_as("number", &typed) min="1" max="180" value=typed
                        aria-invalid=described.is_some().then_some("true") aria-describedby=described />
                </div>
            </div>
            {fault.map(|fault| fault_line(&fault_id, fault))}
        </li>
    }
    .into_any()
}

struct Mark {
    text: &'static str,
    tone: &'static str,
    icon: Icon,
}

fn mark(state: &State) -> Mark {
    let (text, tone, icon) = match state {
        State::Fits => ("Fits", "teal", Icon::Check),
        State::Choose => ("Choose", "amber", Icon::Question),
        State::Held(_) => ("On hold", "stop", Icon::Pause),
        State::NotToday(NotToday::Apart(_)) => ("With one partner alone", "clay", Icon::People),
        State::NotToday(NotToday::OneAlone) => ("For one partner alone", "clay", Icon::Person),
        State::NotToday(NotToday::Both) => ("For both together", "clay", Icon::People),
        State::NotToday(NotToday::Role(_)) => ("For the other partner", "clay", Icon::Person),
        State::Apart => ("With each partner alone", "clay", Icon::People),
        State::Twice => ("Already on the agenda", "clay", Icon::Copy),
        State::Unknown => ("Not in your library", "clay", Icon::Library),
        State::TooLong(_) => ("Too long", "amber", Icon::Clock),
    };
    Mark { text, tone, icon }
}

/// Describes why an exercise does not suit the participants.
fn not_today(library: &Library, why: NotToday) -> String {
    match why {
        NotToday::Apart(gate) => {
            let name = &library.gate(gate).name;
            format!("Both come. While “{name}” is active, it is used with one partner alone.")
        }
        NotToday::OneAlone => "Both come, and it is used with one partner alone.".into(),
        NotToday::Both => "One partner comes, and it needs both.".into(),
        NotToday::Role(role) => {
            format!("One partner comes, and it is for another role: {}.", role.in_words())
        }
    }
}

/// Describes the status of a block, and what would change it.
fn why(library: &Library, row: &Row) -> AnyView {
    let mut said: Vec<String> = match &row.state {
        State::Held(holds) => holds.iter().map(|hold| hold.in_words(library)).collect(),
        State::NotToday(why) => vec![not_today(library, *why)],
        State::Apart => vec!["While the hold for situational violence is active, no exercise goes here.".into()],
        State::Unknown => vec!["This exercise is not in your library.".into()],
        State::TooLong(Minutes(least)) => {
            vec![format!("Needs at least {least} min, and the rest of the session takes all of the time.")]
        }
        State::Choose if row.offers.is_empty() => {
            vec!["Nothing that this placeholder asks for can be used today.".into()]
        }
        State::Fits | State::Choose | State::Twice => Vec::new(),
    };
    said.extend(row.remarks.iter().copied().map(remark));
    if said.is_empty() {
        return ().into_any();
    }
    view! { <ul class="why-held small">{said.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }
        .into_any()
}

fn remark(remark: Remark) -> String {
    match remark {
        Remark::NewerWords => {
            "The library has a newer version of this text. You can use it; nothing changes by itself.".into()
        }
        Remark::LaterPhase(phase) => {
            format!("Belongs to the {} phase, later than the work with this couple.", phase.in_words())
        }
        Remark::InTurn => "With each partner alone, half the time each.".into(),
        Remark::Shortened(Minutes(before)) => {
            format!("Shorter than in the template ({before} minutes), so that all of it fits.")
        }
        Remark::Lengthened(Minutes(before)) => {
            format!("Longer than in the template ({before} minutes): this session has the time.")
        }
        Remark::OneTooMany => "A session of this length holds fewer exercises. Keep it if you wish.".into(),
        Remark::NoRoom => "The session has no time for it either.".into(),
    }
}

/// Returns the options for a block. None of them is held.
fn options(library: &Library, block: &TemplateBlock, row: &Row) -> Vec<(String, String)> {
    let mut options = Vec::new();
    let usable = matches!(row.state, State::Fits | State::TooLong(_));
    match &block.content {
        Content::Part if usable => options.push((word(&SlotChoice::Keep), "Keep".into())),
        Content::Exercise(named) if usable => {
            let known = matches!(named, ExerciseRef::Kept(_)) && row.remarks.contains(&Remark::NewerWords);
            let words = if known { "Keep (template text)" } else { "Keep" };
            options.push((word(&SlotChoice::Keep), words.into()));
            if known {
                options.push((word(&SlotChoice::Newer), "Keep (newer text)".into()));
            }
        }
        Content::Part | Content::Exercise(_) | Content::Slot(..) => {}
    }
    let slot = matches!(block.content, Content::Slot(..));
    for offer in &row.offers {
        let Some(item) = library.item(offer) else { continue };
        let before = if slot { "" } else { "Instead: " };
        let minutes = item.minutes;
        let words = format!("{before}{} ({}–{} min)", item.title, minutes.min, minutes.max);
        options.push((word(&SlotChoice::Item(offer.clone())), words));
    }
    if !(usable && block.content == Content::Part) {
        options.push((word(&SlotChoice::Open), "Keep as free time".into()));
    }
    options.push((word(&SlotChoice::Out), "Leave out".into()));
    options
}
