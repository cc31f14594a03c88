//! `/couples/{couple}/programme`: the sessions as a timeline, what they wait for, and what redrafting would change.

use domain::{
    plan::Proposal,
    programme::{Programme, Step, StepStatus, Waiting},
    vocabulary::Day,
};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    browser::api::Problem,
    couples::{
        audit::viewed,
        head::{CoupleHead, CoupleRoom},
        on_hold::next_step,
    },
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{now, records},
    },
    layout::{Icon, ReplyNote, title::tab_title, wording},
    plans::calendar::proposal,
    programme::{
        conditions::goes_on,
        forms::{Days, Wishes},
        saved::ProgrammeFile,
        step::StepCard,
    },
};

/// Number of changes shown at once; the others unfold.
const SHOWN: usize = 6;

/// The programme of the couple in the address.
#[component]
pub fn ProgrammePage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records, now) = (couple_in_address()?, records()?, now()?);
    let file = ProgrammeFile::open(&records, id).await?;
    viewed(&records, id).await?;
    let (usual, today) = (proposal(&records, id, now).await?, now.day);
    let fresh = file.now();
    let panel = file.couple_file.on_hold().map(|on_hold| {
        let effect = "Nothing more is outlined while joint work is on hold. Redraft once the hold is lifted.";
        next_step(&file.couple_file, &on_hold, effect)
    });
    let name = file.couple_file.couple.value.name.clone();
    let below = match (&file.saved, fresh) {
        (Some(saved), Some(fresh)) => {
            let changes = fresh.changes.clone();
            let shown = if changes.is_empty() { fresh } else { with_held(&saved.value, fresh) };
            let last = if changes.is_empty() { saved.value.changes.clone() } else { Vec::new() };
            view! {
                <Changes file=&file changes />
                <div class="detail">
                    <Timeline file=&file programme=&shown usual today />
                    <aside class="stack" aria-label="Change the outline">
                        <Wishes file=&file usual today />
                        <Days file=&file programme=&shown />
                        <Last changes=last />
                    </aside>
                </div>
            }
            .into_any()
        }
        _ => view! {
            <div class="detail">
                <section class="card" aria-labelledby="what">
                    <h2 id="what">"No outline yet"</h2>
                    <p>
                        "An outline covers four to sixteen sessions, drafted from what was said: which phase when, which \
                         exercise prepares which, when to review, and how to end. It is a draft for you to think with. Each \
                         session is still planned by itself, and the safety holds of that day apply."
                    </p>
                    <p>
                        "Nothing is taken for granted: where the work moves on only after something was said, observed or lifted, \
                         the outline says so, and nothing that is on hold now is in it."
                    </p>
                </section>
                <aside class="stack" aria-label="Create an outline"><Wishes file=&file usual today /></aside>
            </div>
        }
        .into_any(),
    };
    Ok(view! {
        <Title text=tab_title("Treatment outline") />
        <CoupleHead couple=id name here=CoupleRoom::Sessions lead="Treatment outline">
            <a class="button" href=CoupleRoom::Sessions.address(id)>{Icon::Calendar.view()} "Sessions"</a>
        </CoupleHead>
        <div class="programme-page stack">
            <ReplyNote />
            {panel}
            {below}
        </div>
    }
    .into_any())
}

/// Returns the fresh programme with completed steps as stored.
fn with_held(saved: &Programme, fresh: Programme) -> Programme {
    let held: Vec<Step> = fresh.steps.into_iter().filter(|step| step.standing == StepStatus::Held).collect();
    let after = held.last().map_or(0, |step| step.number);
    let to_come = saved.steps.iter().filter(|step| step.number > after).cloned();
    Programme { steps: held.iter().cloned().chain(to_come).collect(), ..saved.clone() }
}

/// The changes since the programme was drafted, with the offer to redraft the rest. Nothing changes automatically.
#[component]
fn Changes<'a>(file: &'a ProgrammeFile, changes: Vec<String>) -> impl IntoView {
    let seen = file.saved.as_ref()?.revision;
    if changes.is_empty() {
        return None;
    }
    let address = format!("{}/again", file.address());
    let kind = if file.couple_file.on_hold().is_some() { "plain" } else { "primary" };
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
                    <h2 id="changed">"Changed since this outline"</h2>
                    <ul class="list">{list}</ul>
                    {more}
                    <form method="post" action=address>
                        <input type="hidden" name="seen" value=seen.0.to_string() />
                        <button class="button" data-kind=kind>{Icon::Redo.view()} "Redraft the rest"</button>
                        <p class="small soft">"Sessions that took place are not changed."</p>
                    </form>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// The changes of the last drafting, with their causes.
#[component]
fn Last(changes: Vec<String>) -> impl IntoView {
    let list = changes.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
    (!changes.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>"What the redraft changed"</summary>
                <ul class="list">{list}</ul>
            </details>
        }
        .into_any()
    })
}

#[component]
fn Timeline<'a>(file: &'a ProgrammeFile, programme: &'a Programme, usual: Proposal, today: Day) -> AnyView {
    let phases: Vec<_> = programme
        .steps
        .chunk_by(|a, b| a.phase == b.phase)
        .map(|steps| {
            let (phase, first, last) = (steps[0].phase, steps[0].number, steps[steps.len() - 1].number);
            let which = if first == last { format!("Session {first}") } else { format!("Sessions {first} to {last}") };
            let cards: Vec<_> = steps.iter().map(|step| view! { <StepCard file step usual today /> }).collect();
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

/// The sessions that are not drafted, with the reason.
fn waiting(waits: &Waiting) -> AnyView {
    let which = if waits.from == waits.to {
        format!("Session {} is not planned", waits.from)
    } else {
        format!("Sessions {} to {} are not planned", waits.from, waits.to)
    };
    view! {
        <section class="card programme-waits" aria-labelledby="waits">
            <h2 id="waits">{(!waits.gates.is_empty()).then(|| Icon::Pause.view())} {which}</h2>
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
                {format!("Not reached in these sessions: {}. It needs more sessions.", phases.join(", "))}
            </p>
        }
        .into_any()
    })
}
