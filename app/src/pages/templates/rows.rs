//! The blocks of a template as they stand for a couple, each with what can be done with it.

use std::sync::Arc;

use domain::{
    library::Library,
    minutes::Minutes,
    template::{Application, Choice, Content, Named, Remark, Row, State, Take, Template, TemplateBlock},
};
use leptos::prelude::*;

use crate::{
    forms::template::{minutes_field, take_field, word},
    parts::{Chip, Icon, Select},
    visitor::{Reply, reply},
};

/// A card for each block.
#[component]
pub fn Rows(
    /// The template.
    template: Template,
    /// How it stands.
    application: Application,
    /// The library.
    library: Arc<Library>,
) -> impl IntoView {
    let reply = reply();
    let proposed = application.proposed();
    let rows = template.blocks.iter().zip(&application.rows).zip(&proposed).enumerate();
    let cards = rows.map(|(at, ((block, row), choice))| card(&library, &reply, at, block, row, choice)).collect_view();
    view! {
        <h2 class="sr-only">"What happens with each block"</h2>
        <ol class="apply-rows">{cards}</ol>
    }
    .into_any()
}

fn card(library: &Library, reply: &Reply, at: usize, block: &TemplateBlock, row: &Row, proposed: &Choice) -> AnyView {
    let title = row.title.clone().unwrap_or_else(|| match &block.content {
        Content::Slot(filter, _) => format!("Open slot: {}", super::words::filter(*filter)),
        Content::Part | Content::Exercise(_) => row.part.clone(),
    });
    let (take, minutes) = (take_field(at), minutes_field(at));
    let chosen = reply.value(&take, &word(&proposed.take));
    let typed = reply.value(&minutes, &proposed.minutes.to_string());
    let fault = [&take, &minutes].into_iter().find_map(|name| reply.fault(name));
    let fault_id = format!("b{at}-fault");
    let described = fault.is_some().then(|| fault_id.clone());
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
                <Select name=take label="What happens" options=options(library, block, row) chosen=chosen />
                <div class="field apply-minutes">
                    <label for=minutes.clone()>"Minutes"</label>
                    <input id=minutes.clone() name=minutes type="number" min="1" max="180" value=typed
                        aria-invalid=fault.is_some().then_some("true") aria-describedby=described />
                </div>
            </div>
            {fault.map(|fault| view! { <p class="fault" id=fault_id>{Icon::Warning.view()} <span>{fault}</span></p> })}
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
        State::Held(_) => ("Held", "stop", Icon::Lock),
        State::NotToday => ("Not for those who come", "clay", Icon::People),
        State::Apart => ("With each partner alone", "clay", Icon::People),
        State::Twice => ("Stands earlier already", "clay", Icon::Copy),
        State::Unknown => ("Not in your library", "clay", Icon::Library),
        State::TooLong(_) => ("Too long", "amber", Icon::Clock),
    };
    Mark { text, tone, icon }
}

/// Why a block stands as it does, and what would change it.
fn why(library: &Library, row: &Row) -> AnyView {
    let mut said: Vec<String> = match &row.state {
        State::Held(holds) => holds.iter().map(|hold| hold.in_words(library)).collect(),
        State::NotToday => vec!["It is for other people than those who come to this session.".into()],
        State::Apart => vec!["While situational violence is open no exercise stands here (R5).".into()],
        State::Unknown => vec!["The template names an exercise that this library does not have.".into()],
        State::TooLong(Minutes(least)) => {
            vec![format!("It needs at least {least} minutes, and the rest of the session takes what there is.")]
        }
        State::Choose if row.offers.is_empty() => vec!["Nothing that this slot asks for may be used today.".into()],
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
        Remark::NewerWords => "The library has a newer text by now. You can take it; nothing changes by itself.".into(),
        Remark::LaterPhase(phase) => format!("It belongs to the {phase} phase, later than the work with this couple."),
        Remark::InTurn => "Held with each partner alone, half the minutes each (R5).".into(),
        Remark::Shortened(Minutes(before)) => {
            format!("Shorter than in the template ({before} minutes), so that all of it fits.")
        }
        Remark::NoRoom => "The session has no room for it either.".into(),
    }
}

/// What can be done with a block. Nothing that is held stands among it.
fn options(library: &Library, block: &TemplateBlock, row: &Row) -> Vec<(String, String)> {
    let mut options = Vec::new();
    let usable = matches!(row.state, State::Fits | State::TooLong(_));
    match &block.content {
        Content::Part if usable => options.push((word(&Take::Keep), "Keep it".into())),
        Content::Exercise(named) if usable => {
            let known = matches!(named, Named::Kept(_)) && row.remarks.contains(&Remark::NewerWords);
            let words = if known { "Keep it, in the words of the template" } else { "Keep it" };
            options.push((word(&Take::Keep), words.into()));
            if known {
                options.push((word(&Take::Newer), "Keep it, in the newer words".into()));
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
        options.push((word(&Take::Item(offer.clone())), words));
    }
    if !(usable && block.content == Content::Part) {
        options.push((word(&Take::Open), "Leave the time open".into()));
    }
    options.push((word(&Take::Out), "Leave it out".into()));
    options
}
