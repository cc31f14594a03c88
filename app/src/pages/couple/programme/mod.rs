//! `/couples/{couple}/programme`: an arc of sessions as a timeline, what it waits for, and what would change in it now.

mod forms;
mod step;

use domain::programme::{Condition, Programme, Shown, Standing, Step, Waiting};
use leptos::prelude::*;
use leptos_meta::Title;

use self::{
    forms::{Days, Wishes},
    step::StepCard,
};
use super::viewed;
use crate::{
    calls::Problem,
    pages::{awaited, couple_in_address, tab_title},
    parts::{CoupleHead, CoupleRoom, Icon, ReplyNote},
    programme::ProgrammeDesk,
    visitor::{now, records},
    wording,
};

/// How many changes are shown at once; the others unfold.
const SHOWN: usize = 6;

/// The programme of the couple that the address names.
#[component]
pub fn ProgrammePage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records, today) = (couple_in_address()?, records()?, now()?.day);
    let desk = ProgrammeDesk::open(&records, id).await?;
    viewed(&records, id).await?;
    let fresh = desk.now();
    let name = desk.couple.value.name.clone();
    let below = match (&desk.saved, fresh) {
        (Some(saved), Some(fresh)) => {
            let changes = fresh.changes.clone();
            let shown = if changes.is_empty() { fresh } else { with_held(&saved.value, fresh) };
            let last = if changes.is_empty() { saved.value.changes.clone() } else { Vec::new() };
            view! {
                <Changes desk=&desk changes />
                <div class="detail">
                    <Timeline desk=&desk programme=&shown />
                    <aside class="stack" aria-label="Draft it otherwise">
                        <Wishes desk=&desk today />
                        <Days desk=&desk programme=&shown />
                        <Last changes=last />
                    </aside>
                </div>
            }
            .into_any()
        }
        _ => view! {
            <div class="detail">
                <section class="card" aria-labelledby="what">
                    <h2 id="what">"No programme is drafted yet"</h2>
                    <p>
                        "A programme is an arc of four to sixteen sessions, drafted from what was told: which phase when, which \
                         exercise opens which, when to look back, and how to end. It is a draft for you to think with. Each \
                         session is still planned by itself, and the safety gates hold on that day."
                    </p>
                    <p>
                        "Nothing is taken for granted: where the work goes on only after something was said, seen or closed, \
                         the programme says so, and what a gate holds now stands in no session."
                    </p>
                </section>
                <aside class="stack" aria-label="Draft a programme"><Wishes desk=&desk today /></aside>
            </div>
        }
        .into_any(),
    };
    Ok(view! {
        <Title text=tab_title("Programme") />
        <CoupleHead couple=id name here=CoupleRoom::Sessions lead="The programme: an arc of sessions">
            <a class="button" href=CoupleRoom::Sessions.address(id)>{Icon::Calendar.view()} "Sessions"</a>
        </CoupleHead>
        <div class="programme-page stack">
            <ReplyNote />
            {below}
        </div>
    }
    .into_any())
}

/// The stored steps, those that were held as they were.
fn with_held(saved: &Programme, fresh: Programme) -> Programme {
    let held: Vec<Step> = fresh.steps.into_iter().filter(|step| step.standing == Standing::Held).collect();
    let after = held.last().map_or(0, |step| step.number);
    let to_come = saved.steps.iter().filter(|step| step.number > after).cloned();
    Programme { steps: held.iter().cloned().chain(to_come).collect(), ..saved.clone() }
}

/// What changed since the programme was drafted, and the offer to draft the rest again. Nothing changes by itself.
#[component]
fn Changes<'a>(desk: &'a ProgrammeDesk, changes: Vec<String>) -> Option<AnyView> {
    let seen = desk.saved.as_ref()?.revision;
    if changes.is_empty() {
        return None;
    }
    let address = format!("{}/again", address(desk));
    let line = |text: &String| view! { <li>{text.clone()}</li> };
    let more = changes.get(SHOWN..).filter(|more| !more.is_empty()).map(|more| {
        view! {
            <details>
                <summary>{format!("{} more", more.len())}</summary>
                <ul class="list">{more.iter().map(line).collect_view()}</ul>
            </details>
        }
    });
    let list = changes.iter().take(SHOWN).map(line).collect_view();
    Some(
        view! {
            <section class="note programme-changed" aria-labelledby="changed">
                {Icon::Warning.view()}
                <div>
                    <h2 id="changed">"Things have changed since this was drafted"</h2>
                    <ul class="list">{list}</ul>
                    {more}
                    <form method="post" action=address>
                        <input type="hidden" name="seen" value=seen.0.to_string() />
                        <button class="button" data-kind="primary">{Icon::Redo.view()} "Draft the rest again"</button>
                        <p class="small soft">"Sessions that were held stay as they were."</p>
                    </form>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// What the last drafting changed, and why.
#[component]
fn Last(changes: Vec<String>) -> Option<AnyView> {
    let list = changes.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
    (!changes.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>"What the last drafting changed"</summary>
                <ul class="list">{list}</ul>
            </details>
        }
        .into_any()
    })
}

#[component]
fn Timeline<'a>(desk: &'a ProgrammeDesk, programme: &'a Programme) -> AnyView {
    let phases: Vec<_> = programme
        .steps
        .chunk_by(|a, b| a.phase == b.phase)
        .map(|steps| {
            let (phase, first, last) = (steps[0].phase, steps[0].number, steps[steps.len() - 1].number);
            let which = if first == last { format!("Session {first}") } else { format!("Sessions {first} to {last}") };
            let cards: Vec<_> = steps.iter().map(|step| view! { <StepCard desk step /> }).collect();
            view! {
                <section class="programme-phase" data-phase=phase.as_str() aria-label=wording::phase(phase)>
                    <header>
                        <h2>{wording::phase(phase)}</h2>
                        <span class="soft">{which}</span>
                    </header>
                    <ol>{cards}</ol>
                </section>
            }
        })
        .collect();
    view! {
        <div class="programme">
            {phases}
            {programme.waits.as_ref().map(waiting)}
            {beyond(programme)}
        </div>
    }
    .into_any()
}

/// The sessions that are not drafted, and why.
fn waiting(waits: &Waiting) -> AnyView {
    let which = if waits.from == waits.to {
        format!("Session {} is not planned", waits.from)
    } else {
        format!("Sessions {} to {} are not planned", waits.from, waits.to)
    };
    view! {
        <section class="card programme-waits" aria-labelledby="waits">
            <h2 id="waits">{(!waits.gates.is_empty()).then(|| Icon::Lock.view())} {which}</h2>
            <p>{waits.why.clone()}</p>
            {goes_on(&waits.goes_on_when)}
        </section>
    }
    .into_any()
}

fn beyond(programme: &Programme) -> Option<AnyView> {
    let phases: Vec<&str> = programme.beyond.iter().map(|phase| wording::phase(*phase)).collect();
    (!phases.is_empty()).then(|| {
        view! {
            <p class="programme-beyond soft">
                {format!("Beyond these sessions: {}. More sessions would be needed to get there.", phases.join(", "))}
            </p>
        }
        .into_any()
    })
}

/// What must be so before the work goes on.
fn goes_on(conditions: &[Condition]) -> Option<AnyView> {
    let list: Vec<_> = conditions.iter().map(condition).collect();
    (!list.is_empty()).then(|| view! { <div class="goes-on"><p>"Goes on when"</p><ul>{list}</ul></div> }.into_any())
}

fn condition(condition: &Condition) -> AnyView {
    let (icon, shown) = match &condition.by {
        Shown::Asked => (Icon::Question, "You ask, or see it".to_owned()),
        Shown::Exercise(_, number) => (Icon::Sheet, format!("Session {number} works on it")),
        Shown::Answer(id) => (Icon::Question, format!("Ask again ({id})")),
        Shown::Gate(gate) => (Icon::Lock, format!("Closed on record ({gate})")),
    };
    let text = condition.text.clone();
    view! { <li>{icon.view()} <span>{text} <span class="soft small">{format!(" {shown}.")}</span></span></li> }
        .into_any()
}

fn address(desk: &ProgrammeDesk) -> String {
    format!("/couples/{}/programme", desk.couple.id.0)
}
