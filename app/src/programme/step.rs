//! One session of a programme, as a card of the timeline.

use domain::{
    assess::{Partner, Session},
    library::Library,
    plan::{Proposal, Status},
    programme::{Planned, Purpose, SideMeeting, Step, StepStatus},
    vocabulary::Day,
};
use leptos::prelude::*;

use crate::{
    layout::{Chip, FormId, Icon, Kept, TextField, wording},
    programme::{conditions::goes_on, saved::ProgrammeFile},
};

/// The card of a step.
#[component]
pub fn StepCard<'a>(file: &'a ProgrammeFile, step: &'a Step, usual: Proposal, today: Day) -> AnyView {
    let id = format!("session-{}", step.number);
    let label = id.clone();
    let standing = match step.standing {
        StepStatus::Held => "held",
        StepStatus::Firm => "firm",
        StepStatus::Provisional => "provisional",
    };
    let exercises: Vec<_> =
        step.exercises.iter().map(|planned| exercise(&file.couple_file.library, step, planned)).collect();
    let asides: Vec<_> = step.alone.iter().map(|aside| beside(&file.couple_file.library, aside)).collect();
    let alone = (!asides.is_empty()).then(|| view! { <ul class="programme-alone">{asides}</ul> });
    view! {
        <li class="card step" data-standing=standing aria-labelledby=label>
            <header>
                <h3 id=id>{format!("Session {}", step.number)}</h3>
                <span class="soft small">{when(step, today)}</span>
                <span class="chips">{marks(step, stops(file, step))}</span>
            </header>
            {paused(file, step)}
            {goes_on(&step.goes_on_when)}
            {(!step.why.is_empty()).then(|| view! { <p>{step.why.clone()}</p> })}
            {alone}
            <ul class="programme-exercises">{exercises}</ul>
            {foot(file, step, usual)}
        </li>
    }
    .into_any()
}

/// Says why a session of a pause has so little in it, and what follows once the hold is lifted.
fn paused(file: &ProgrammeFile, step: &Step) -> Option<AnyView> {
    let to_come = step.purpose == Purpose::Pause && step.standing != StepStatus::Held;
    let who = match step.session {
        Session::Individual(..) => "it is for one partner alone, and has only what the hold asks for first",
        Session::Couple => "it has only what the hold asks for first",
    };
    let holds = format!("/couples/{}/gates", file.couple_file.couple.id.0);
    to_come.then(|| {
        view! {
            <p class="paused">
                {format!("A safety hold is active, so {who}. Once the hold is lifted, “Redraft the rest” fills this session and the later ones again. ")}
                <a href=holds>"What lifts it"</a>
            </p>
        }
        .into_any()
    })
}

/// True if joint work on hold stops this future session.
fn stops(file: &ProgrammeFile, step: &Step) -> bool {
    step.standing != StepStatus::Held && file.couple_file.on_hold().is_some_and(|on_hold| on_hold.stops(step.session))
}

/// Formats “Tuesday 1 December · 60 minutes”, with the year where it is another one.
fn when(step: &Step, today: Day) -> String {
    let day = step.on.map(|day| format!("{} · ", day.in_words_near(today))).unwrap_or_default();
    format!("{day}{} minutes", step.minutes)
}

fn marks(step: &Step, stopped: bool) -> AnyView {
    let purpose = match step.purpose {
        Purpose::Work => None,
        Purpose::Pause => Some(view! { <Chip text="Safety first" tone="stop" icon=Icon::Pause /> }),
        Purpose::Review => Some(view! { <Chip text="Review" tone="teal" icon=Icon::Clock /> }),
        Purpose::LookBack => Some(view! { <Chip text="Review before the end" tone="teal" icon=Icon::Clock /> }),
        Purpose::Ending => Some(view! { <Chip text="Ending" tone="teal" icon=Icon::Check /> }),
    };
    let who = match step.session {
        Session::Couple => view! { <Chip text="Both" icon=Icon::People /> },
        Session::Individual(role, _) => {
            view! { <Chip text=format!("{} alone", wording::role(role)) tone="clay" icon=Icon::Person /> }
        }
    };
    let standing = match step.standing {
        _ if stopped => Some(view! { <Chip text="On hold" tone="stop" icon=Icon::Pause /> }),
        StepStatus::Held => Some(view! { <Chip text="Took place" tone="plain" icon=Icon::Check /> }),
        StepStatus::Firm => None,
        StepStatus::Provisional => Some(view! { <Chip text="Provisional" tone="plain" icon=Icon::Question /> }),
    };
    view! { {who} {purpose} {standing} }.into_any()
}

/// An exercise with its reasons, prerequisites and the exercises that it enables.
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
        view! { <p class="small opens">{format!("Prepares {}", opens.join(", "))}</p> }
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

fn beside(library: &Library, aside: &SideMeeting) -> AnyView {
    let what = aside.item.as_ref().map(|id| {
        let minutes = if aside.minutes.0 > 0 { format!(", about {} minutes", aside.minutes) } else { String::new() };
        format!("Each alone, outside the session: {}{minutes}. ", title(library, id))
    });
    view! { <li>{Icon::Person.view()} <span>{what} {aside.why.clone()}</span></li> }.into_any()
}

/// A link to the plan of the session, or the form to make it if it is the next one.
fn foot(file: &ProgrammeFile, step: &Step, usual: Proposal) -> Option<AnyView> {
    if let Some(plan) = file.plan_of(step) {
        let words = match plan.value.status {
            Status::Draft => "Open plan (draft)",
            Status::Ready => "Open plan (ready)",
            Status::Completed | Status::Cancelled | Status::NoShow => "Session note",
        };
        return Some(
            view! { <a class="button" href=format!("/plans/{}", plan.id.0)>{Icon::Sheet.view()} {words}</a> }
                .into_any(),
        );
    }
    let next = file.next_step().filter(|_| !stops(file, step))?;
    (next.number == step.number).then(|| make(file, step, usual))
}

/// The form that makes the plan of the next session. It asks who comes alone, because a programme knows only the role.
fn make(file: &ProgrammeFile, step: &Step, usual: Proposal) -> AnyView {
    let alone = matches!(step.session, Session::Individual(..)).then(|| {
        let couple = &file.couple_file.couple.value;
        let option = |value: &'static str, partner| {
            let label = format!("\u{2068}{}\u{2069} alone", couple.partner(partner).label);
            view! { <option value=value>{label}</option> }
        };
        view! {
            <div class="field">
                <label for="who">"Who is coming"</label>
                <select id="who" name="who">{option("a", Partner::A)} {option("b", Partner::B)}</select>
            </div>
        }
    });
    let day = step.on.or(usual.on).map(|day| day.to_string()).unwrap_or_default();
    let start = usual.start.map(|start| start.to_string()).unwrap_or_default();
    view! {
        <form class="programme-make" method="post" action=format!("{}/{}", file.address(), step.number)>
            <FormId />
            <Kept page=file.address() about="Plan from an outline" form=format!("make-{}", step.number) />
            <TextField name="on" label="Date" kind="date" saved=day />
            <TextField name="start" label="Start" kind="time" saved=start />
            {alone}
            <button class="button" data-kind="primary">{Icon::Plus.view()} "Plan this session"</button>
        </form>
    }
    .into_any()
}

fn plain(library: &Library, id: &domain::vocabulary::ItemId) -> String {
    library.item(id).map_or_else(|| id.to_string(), |item| item.title.to_string())
}

fn title(library: &Library, id: &domain::vocabulary::ItemId) -> String {
    // A title that is a saying has quotation marks of its own.
    format!("\u{201c}{}\u{201d}", plain(library, id).trim_matches('"'))
}
