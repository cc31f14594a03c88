//! `/couples/{couple}`: the progress of the work, open matters, and the next step.

use domain::{
    assess::{Assessment, Finding, Partner, Session},
    plan::{SessionPlan, Status},
    records::Couple,
    safety::WorkOnHold,
    vocabulary::GateId,
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleFile, CoupleId, PlanHead, PlanId};

use crate::{
    browser::{api::Problem, library_context::library},
    couples::{
        audit::viewed,
        course::{Detail, course, visits},
        due,
        head::{CoupleHead, CoupleRoom, Name},
        measures::measures,
        next_step::{NextStep, Step, label},
        on_hold::{self, stopped},
        since::since,
    },
    gates::page::standing,
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{now, records},
    },
    layout::{Chip, Icon, title::tab_title, wording},
    other_partners,
    session_record::before::before,
    shared_screen::switch::switch,
};

/// How many findings the overview shows.
const SHOWN: usize = 4;

/// How many sessions that are over it shows.
const PAST: usize = 4;

/// The overview of the couple that the address names.
#[component]
pub fn OverviewPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records, now) = (couple_in_address()?, records()?, now()?);
    let file = records.couple_file(id).await?;
    let plans = records.plans_of(id).await?;
    viewed(&records, id).await?;
    let (assessment, next) = (file.assess(Session::Couple), NextStep::of(&file, &plans, now));
    let couple = &file.couple.value;
    let stopped = stopped(&file, &records, &plans).await?;
    let booked: Vec<_> =
        plans.iter().filter(|plan| stopped.contains(&plan.id)).map(|plan| plan.value.clone()).collect();
    let shown = visits(&records, &plans, PAST, now).await?;
    let recorded: Vec<(PlanId, SessionPlan)> = shown
        .iter()
        .filter(|visit| visit.plan.status == Status::Completed)
        .map(|visit| (visit.id, visit.plan.clone()))
        .collect();
    // What comes next decides what may be named: what one partner said alone is named to that partner alone.
    let for_whom = shown.iter().find(|visit| !visit.plan.status.is_recorded());
    let last = before(&records, id, None, for_whom.map_or(Session::Couple, |visit| visit.plan.booked)).await?;
    Ok(view! {
        <Title text=tab_title("Couple") />
        <CoupleHead
            couple=id
            name=couple.name.clone()
            here=CoupleRoom::Overview
            lead=who(couple)
            beside_tabs=switch(id, file.on_hold().is_some())
        >
            <a class="button" href=format!("/couples/{}/edit", id.0)>{Icon::Pencil.view()} "Edit"</a>
        </CoupleHead>
        <div class="detail">
            <div class="stack">
                {match &next {
                    NextStep::OnHold(on_hold) => stop(&file, on_hold, &booked),
                    NextStep::Step(step) => next_step(&file, step),
                }}
                {since(&file, last.as_ref(), file.on_hold().as_ref(), now)}
                <section class="card" aria-labelledby="recent">
                    <div class="card-top">
                        <h2 id="recent">"Sessions"</h2>
                        <p class="row small">
                            <a href=CoupleRoom::Sessions.address(id)>"All sessions"</a>
                            <a href=format!("/couples/{}/programme", id.0)>"Treatment outline"</a>
                        </p>
                    </div>
                    {course(&file, &shown, &stopped, Detail::Brief, now)}
                </section>
                <Findings file=&file assessment=&assessment />
            </div>
            <aside class="stack" aria-label="Safety and phase">
                <Gates file=&file />
                <Phase assessment=&assessment />
                <Interviews file=&file />
                {due::card(&file, now)}
                {other_partners::card::card(&file)}
                {measures(&file, &recorded, now)}
                <More couple=couple id=id />
            </aside>
        </div>
    }
    .into_any())
}

/// The one next step, with the one primary button of the page.
fn next_step(file: &CoupleFile, step: &Step) -> AnyView {
    view! {
        <section class="next-step" aria-label="Next step">
            <div>
                <p class="small soft">"Next step"</p>
                <h2>{step.title.clone()}</h2>
                <p>{step.sentence.clone()}</p>
                {softer(file).map(|line| view! { <p class="limit">{Icon::Pause.view()} <span>{line}</span></p> })}
            </div>
            <a class="button" data-kind="primary" href=step.address.clone()>{step.icon.view()} {step.action.clone()}</a>
        </section>
    }
    .into_any()
}

/// The panel while joint work is on hold: why, what that means for sessions that are booked for both, and the way on.
fn stop(file: &CoupleFile, on_hold: &WorkOnHold, booked: &[PlanHead]) -> AnyView {
    let effect = booked.iter().min_by_key(|plan| (plan.on.is_none(), plan.on)).map_or_else(String::new, |plan| {
        let day = plan.on.map_or(String::new(), |day| format!(" on {}", day.in_words()));
        format!(
            "Session {}{day} is booked for both; it needs to become two individual sessions at separate times.",
            plan.number
        )
    });
    on_hold::next_step(file, on_hold, &effect)
}

/// Describes the active holds that do not stop joint work.
fn softer(file: &CoupleFile) -> Option<String> {
    match file.active_holds().into_iter().filter(|gate| file.case.gates.holds(*gate)).count() {
        0 => None,
        1 => Some("1 hold is active; what it blocks stays out of plans and handouts.".into()),
        many => Some(format!("{many} holds are active; what they block stays out of plans and handouts.")),
    }
}

/// Formats “A (they/them) and B · together nine years · first seen 3 May 2026”.
fn who(couple: &Couple) -> String {
    let person = |partner| {
        let person = couple.partner(partner);
        // Isolated, so that a name in another script does not turn the words around it.
        let label = format!("\u{2068}{}\u{2069}", person.label);
        if person.pronouns.is_empty() { label } else { format!("{label} (\u{2068}{}\u{2069})", person.pronouns) }
    };
    let together =
        Some(&couple.together).filter(|words| !words.is_empty()).map(|words| format!("\u{2068}{words}\u{2069}"));
    let seen = couple.first_seen.map(|day| format!("first seen {}", day.with_year()));
    let parts = [Some(format!("{} and {}", person(Partner::A), person(Partner::B))), together, seen];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[component]
fn Findings<'a>(file: &'a CoupleFile, assessment: &'a Assessment) -> AnyView {
    let (findings, not_asked) = (&assessment.findings, file.open_questions());
    let top: Vec<_> = findings.iter().take(SHOWN).map(finding).collect();
    view! {
        <section class="card" aria-labelledby="map">
            <h2 id="map">"What the answers point to"</h2>
            {if top.is_empty() {
                view! { <p class="soft">"Nothing yet. An unasked question does not count as a no."</p> }.into_any()
            } else {
                view! { <ol class="scores">{top}</ol> }.into_any()
            }}
            <p class="small soft">
                {format!("{} not asked yet. Points suggest where to start; they are not a diagnosis.", wording::questions(not_asked))}
            </p>
            <p><a href=CoupleRoom::Situation.address(file.couple.id)>"Situation"</a></p>
        </section>
    }
    .into_any()
}

fn finding(finding: &Finding) -> AnyView {
    let challenge = finding.challenge;
    view! {
        <li>
            <a href=format!("/library/challenges/{challenge}")>{wording::challenge(challenge)}</a>
            <meter min="0" max="12" value=finding.points.min(12).to_string() aria-hidden="true"></meter>
            <span class="soft">{format!("{} · {}", wording::band(finding.band), wording::points(finding.points))}</span>
        </li>
    }
    .into_any()
}

#[component]
fn Gates<'a>(file: &'a CoupleFile) -> AnyView {
    let open = file.active_holds();
    let address = format!("/couples/{}/gates", file.couple.id.0);
    let list = open.iter().map(|gate| gate_entry(file, *gate)).collect_view();
    view! {
        <section class="card" aria-labelledby="gates">
            <h2 id="gates">"Safety holds"</h2>
            {if open.is_empty() {
                view! { <p>{Icon::Check.view()} " No active holds"</p> }.into_any()
            } else {
                view! { <ul class="rows">{list}</ul> }.into_any()
            }}
            <p><a href=address>"All holds and their history"</a></p>
        </section>
    }
    .into_any()
}

fn gate_entry(file: &CoupleFile, id: GateId) -> AnyView {
    let library = library();
    let gate = library.gate(id);
    let mark = standing(gate, &file.case.gates.state(id));
    view! {
        <li class="hold-entry">
            <div>
                <a href=format!("/couples/{}/gates/{id}", file.couple.id.0)>{gate.name.as_str()}</a>
                {mark}
            </div>
            <p class="small soft">{lifts(&gate.closes_when)}</p>
        </li>
    }
    .into_any()
}

/// The first sentence of what lifts a hold.
fn lifts(closes_when: &str) -> String {
    closes_when.split_inclusive(". ").next().unwrap_or_default().trim().to_owned()
}

#[component]
fn Interviews<'a>(file: &'a CoupleFile) -> AnyView {
    let row = |partner: Partner, letter: &'static str| {
        let interview = &file.interview(partner).value;
        let held = interview.held_on.filter(|_| interview.is_on_record());
        let repeat = held.is_some() && !file.is_interview_complete(partner);
        let mark = match held {
            _ if repeat => view! { <Chip text="Needs repeating" tone="amber" icon=Icon::Question /> },
            Some(day) => view! { <Chip text=format!("Complete, {}", day.with_year()) tone="teal" icon=Icon::Check /> },
            None => view! { <Chip text="Not complete" tone="amber" icon=Icon::Question /> },
        };
        view! {
            <li>
                <a href=format!("/couples/{}/interview/{letter}", file.couple.id.0)>
                    "Interview with " <Name text=label(&file.couple.value, partner) />
                </a>
                {mark}
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="interviews">
            <h2 id="interviews">"Individual interviews"</h2>
            <ul class="rows">{row(Partner::A, "a")} {row(Partner::B, "b")}</ul>
            <p class="small soft">"Interviews are kept separate. Open one only when the other partner cannot see the screen."</p>
        </section>
    }
    .into_any()
}

#[component]
fn Phase<'a>(assessment: &'a Assessment) -> AnyView {
    let phase = &assessment.phase;
    let place = phase.id as usize + 1;
    let track = (1..=domain::vocabulary::Phase::ALL.len())
        .map(|n| view! { <i data-on=(n <= place).then_some("")></i> })
        .collect_view();
    view! {
        <section class="card phase" data-phase=phase.id.as_str() aria-labelledby="phase">
            <h2 id="phase">"Phase: " {wording::phase(phase.id).to_lowercase()}</h2>
            <div class="phase-track" role="img" aria-label=format!("Phase {place} of {}", domain::vocabulary::Phase::ALL.len())>{track}</div>
            <p>{phase.because.clone()}</p>
            <p><a href=format!("/library?phase={}", phase.id)>"Exercises of this phase"</a></p>
        </section>
    }
    .into_any()
}

#[component]
fn More<'a>(couple: &'a Couple, id: CoupleId) -> AnyView {
    let (words, next) = if couple.archived { ("Unarchive", "no") } else { ("Archive", "yes") };
    let tags = couple
        .tags
        .iter()
        .map(|tag| view! { <li><span class="chip"><Name text=tag.clone() /></span></li> })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="more">
            <h2 id="more">"This couple"</h2>
            {couple.archived.then(|| view! { <p><Chip text="Archived" icon=Icon::Archive /></p> })}
            {(!couple.tags.is_empty()).then(|| view! { <ul class="chips" aria-label="Tags">{tags}</ul> })}
            <div class="row">
                <a class="button" data-kind="quiet" href=format!("/couples/{}/letters", id.0)>"Referral letter"</a>
                <a class="button" data-kind="quiet" href=other_partners::page::address(id)>"Other partners"</a>
                <form method="post" action=format!("/couples/{}/archive", id.0)>
                    <input type="hidden" name="archived" value=next />
                    <button class="button" data-kind="quiet">{Icon::Archive.view()} {words}</button>
                </form>
                <a class="button" data-kind="quiet" href=format!("/couples/{}/delete", id.0)>"Delete permanently"</a>
            </div>
        </section>
    }
    .into_any()
}
