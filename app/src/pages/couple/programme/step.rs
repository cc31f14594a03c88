//! One session of a programme as a card of the timeline.

use domain::{
    course::{Partner, Session},
    desk::Status,
    library::Library,
    programme::{Aside, Planned, Purpose, Standing, Step},
};
use leptos::prelude::*;

use super::{address, goes_on};
use crate::{
    parts::{Chip, Icon},
    programme::ProgrammeDesk,
    wording,
};

/// The card of a step.
#[component]
pub fn StepCard<'a>(desk: &'a ProgrammeDesk, step: &'a Step) -> AnyView {
    let id = format!("session-{}", step.number);
    let label = id.clone();
    let standing = match step.standing {
        Standing::Held => "held",
        Standing::Firm => "firm",
        Standing::Provisional => "provisional",
    };
    let exercises: Vec<_> = step.exercises.iter().map(|planned| exercise(&desk.library, step, planned)).collect();
    let asides: Vec<_> = step.alone.iter().map(|aside| beside(&desk.library, aside)).collect();
    let alone = (!asides.is_empty()).then(|| view! { <ul class="programme-alone">{asides}</ul> });
    view! {
        <li class="card step" data-standing=standing aria-labelledby=label>
            <header>
                <h3 id=id>{format!("Session {}", step.number)}</h3>
                <span class="soft small">{when(step)}</span>
                <span class="chips">{marks(step)}</span>
            </header>
            {goes_on(&step.goes_on_when)}
            {(!step.why.is_empty()).then(|| view! { <p>{step.why.clone()}</p> })}
            {alone}
            <ul class="programme-exercises">{exercises}</ul>
            {foot(desk, step)}
        </li>
    }
    .into_any()
}

/// “Tuesday 1 December · 60 minutes”.
fn when(step: &Step) -> String {
    let day = step.on.map(|day| format!("{} · ", day.in_words())).unwrap_or_default();
    format!("{day}{} minutes", step.minutes)
}

fn marks(step: &Step) -> AnyView {
    let purpose = match step.purpose {
        Purpose::Work => None,
        Purpose::Pause => Some(view! { <Chip text="Safety first" tone="stop" icon=Icon::Lock /> }),
        Purpose::Review => Some(view! { <Chip text="Look back (R36)" tone="teal" icon=Icon::Clock /> }),
        Purpose::LookBack => {
            Some(view! { <Chip text="Look back before the end (R37)" tone="teal" icon=Icon::Clock /> })
        }
        Purpose::Ending => Some(view! { <Chip text="Ending (R37)" tone="teal" icon=Icon::Check /> }),
    };
    let who = match step.session {
        Session::Couple => view! { <Chip text="Both" icon=Icon::People /> },
        Session::Individual(role, _) => {
            view! { <Chip text=format!("{} alone", wording::role(role)) tone="clay" icon=Icon::Person /> }
        }
    };
    let standing = match step.standing {
        Standing::Held => Some(view! { <Chip text="Held" tone="teal" icon=Icon::Check /> }),
        Standing::Firm => None,
        Standing::Provisional => Some(view! { <Chip text="Provisional" tone="amber" icon=Icon::Question /> }),
    };
    view! { {who} {purpose} {standing} }.into_any()
}

/// An exercise, why it is here, what it came after and what it opens.
fn exercise(library: &Library, step: &Step, planned: &Planned) -> AnyView {
    let because: Vec<_> = planned.because.iter().map(|reason| view! { <li>{format!("{reason}.")}</li> }).collect();
    let after: Vec<_> = planned
        .after
        .iter()
        .map(|(id, number)| {
            let when = match number {
                Some(number) if *number == step.number => "in this session".to_owned(),
                Some(number) => format!("session {number}"),
                None => "done before".to_owned(),
            };
            view! { <li>{format!("It needs {} ({when}).", title(library, id))}</li> }
        })
        .collect();
    let confirm: Vec<_> =
        planned.confirm.iter().map(|text| view! { <li>{format!("Confirm first: {text}.")}</li> }).collect();
    let opens = (!planned.opens.is_empty()).then(|| {
        let opens: Vec<String> =
            planned.opens.iter().map(|(id, number)| format!("{} in session {number}", title(library, id))).collect();
        view! { <p class="small opens">{format!("Opens {}", opens.join(", "))}</p> }
    });
    let done = planned.done.map(|done| if done { "Done" } else { "Not done" });
    let reasons = (!because.is_empty() || !after.is_empty() || !confirm.is_empty()).then(|| {
        view! {
            <details>
                <summary>"Why, and what it needs"</summary>
                <ul class="list small">{because} {after} {confirm}</ul>
            </details>
        }
    });
    view! {
        <li>
            <p class="programme-exercise">
                <a href=format!("/library/{}", planned.item)>{plain(library, &planned.item)}</a>
                <span class="soft small">
                    {format!("{} min", planned.minutes)} {done.map(|done| format!(" · {done}"))}
                </span>
            </p>
            {opens}
            {reasons}
        </li>
    }
    .into_any()
}

fn beside(library: &Library, aside: &Aside) -> AnyView {
    let what = aside.item.as_ref().map(|id| {
        let minutes = if aside.minutes.0 > 0 { format!(", about {} minutes", aside.minutes) } else { String::new() };
        format!("Each alone, beside the session: {}{minutes}. ", title(library, id))
    });
    view! { <li>{Icon::Person.view()} <span>{what} {aside.why.clone()}</span></li> }.into_any()
}

/// The plan of the session, or the way to make it where it is the next one.
fn foot(desk: &ProgrammeDesk, step: &Step) -> Option<AnyView> {
    if let Some(plan) = desk.plan_of(step) {
        let words = match plan.value.status {
            Status::Draft => "Open its plan (draft)",
            Status::Ready => "Open its plan (ready)",
            Status::Held => "Open what was held",
        };
        return Some(
            view! { <a class="button" href=format!("/plans/{}", plan.id.0)>{Icon::Sheet.view()} {words}</a> }
                .into_any(),
        );
    }
    let next = desk.next_step()?;
    (next.number == step.number).then(|| make(desk, step))
}

/// The form that makes the plan of the next session. Who comes alone is asked, for a programme knows only the role.
fn make(desk: &ProgrammeDesk, step: &Step) -> AnyView {
    let alone = matches!(step.session, Session::Individual(..)).then(|| {
        let couple = &desk.couple.value;
        let option = |value: &'static str, partner| {
            let label = format!("\u{2068}{}\u{2069} alone", couple.partner(partner).label);
            view! { <option value=value>{label}</option> }
        };
        view! {
            <div class="field">
                <label for="who">"Who comes"</label>
                <select id="who" name="who">{option("a", Partner::A)} {option("b", Partner::B)}</select>
            </div>
        }
    });
    let day = step.on.map(|day| day.to_string()).unwrap_or_default();
    view! {
        <form class="programme-make" method="post" action=format!("{}/{}", address(desk), step.number)>
            <div class="field">
                <label for="on">"Day"</label>
                <input id="on" name="on" type="date" value=day autocomplete="off" />
            </div>
            <div class="field">
                <label for="start">"Begins"</label>
                <input id="start" name="start" type="time" autocomplete="off" />
            </div>
            {alone}
            <button class="button" data-kind="primary">{Icon::Plus.view()} "Make this session’s plan"</button>
        </form>
    }
    .into_any()
}

fn plain(library: &Library, id: &domain::ids::ItemId) -> String {
    library.item(id).map_or_else(|| id.to_string(), |item| item.title.to_string())
}

fn title(library: &Library, id: &domain::ids::ItemId) -> String {
    // A title that is a saying has quotation marks of its own.
    format!("\u{201c}{}\u{201d}", plain(library, id).trim_matches('"'))
}
