//! `/couples/{couple}`: where the work stands, what is open, and what comes next.

use domain::{course::Partner, desk::Couple, map::Finding, words::GateId};
use leptos::prelude::*;
use leptos_meta::Title;
use store::CoupleId;

use super::{
    Known,
    next::{NextStep, label},
    viewed,
};
use crate::{
    calls::Problem,
    pages::{awaited, couple_in_address, tab_title},
    parts::{Chip, CoupleHead, CoupleRoom, Icon, Name, PlanRows},
    shelf::library,
    visitor::{now, records},
    wording,
};

/// How many findings and sessions the overview shows.
const SHOWN: usize = 4;

/// The overview of the couple that the address names.
#[component]
pub fn OverviewPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records, today) = (couple_in_address()?, records()?, now()?.day);
    let known = Known::of(&records, id).await?;
    let plans = records.plans_of(id).await?;
    viewed(&records, id).await?;
    let next = NextStep::of(&known, &plans, today);
    let address = next.address.clone();
    let couple = &known.couple.value;
    let shown: Vec<_> = plans.into_iter().take(SHOWN).collect();
    Ok(view! {
        <Title text=tab_title("Couple") />
        <CoupleHead couple=id name=couple.name.clone() here=CoupleRoom::Overview lead=who(couple)>
            <a class="button" href=format!("/couples/{}/edit", id.0)>{Icon::Pencil.view()} "Edit"</a>
            <a class="button" data-kind="primary" href=address>{next.icon.view()} {next.action}</a>
        </CoupleHead>
        <div class="detail">
            <div class="stack">
                <section class="card next" aria-labelledby="next">
                    <h2 id="next">"Next step"</h2>
                    <p class="lead">{next.sentence}</p>
                </section>
                <Findings known=&known />
                <section class="card" aria-labelledby="recent">
                    <h2 id="recent">"Sessions"</h2>
                    <PlanRows plans=shown empty="No session is planned yet." />
                    <p class="row">
                        <a href=CoupleRoom::Sessions.address(id)>"All sessions"</a>
                        <a href=format!("/couples/{}/programme", id.0)>"The programme"</a>
                    </p>
                </section>
            </div>
            <aside class="stack" aria-label="Safety and phase">
                <Gates known=&known />
                <Interviews known=&known />
                <Phase known=&known />
                <More couple=couple id=id />
            </aside>
        </div>
    }
    .into_any())
}

/// “A (they/them) and B · together nine years · first seen 3 May 2026”.
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
fn Findings<'a>(known: &'a Known) -> AnyView {
    let (findings, not_asked) = (&known.picture.findings, known.not_asked());
    let top: Vec<_> = findings.iter().take(SHOWN).map(finding).collect();
    view! {
        <section class="card" aria-labelledby="map">
            <h2 id="map">"What the answers point to"</h2>
            {if top.is_empty() {
                view! { <p class="soft">"Nothing yet. What was not asked is not a no."</p> }.into_any()
            } else {
                view! { <ol class="scores">{top}</ol> }.into_any()
            }}
            <p class="small soft">
                {format!("{} not asked so far. Points order a talk; they are no diagnosis.", wording::questions(not_asked))}
            </p>
            <p><a href=CoupleRoom::Situation.address(known.couple.id)>"Open the situation"</a></p>
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
fn Gates<'a>(known: &'a Known) -> AnyView {
    let open = known.open_gates();
    let address = format!("/couples/{}/gates", known.couple.id.0);
    let list = open.iter().map(|gate| gate_entry(known, *gate)).collect_view();
    view! {
        <section class="card" aria-labelledby="gates">
            <h2 id="gates">"Safety gates"</h2>
            {if open.is_empty() {
                view! { <p>{Icon::Check.view()} " None is open."</p> }.into_any()
            } else {
                view! { <ul class="rows">{list}</ul> }.into_any()
            }}
            <p><a href=address>"All gates and how they closed"</a></p>
        </section>
    }
    .into_any()
}

fn gate_entry(known: &Known, id: GateId) -> AnyView {
    let library = library();
    let gate = library.gate(id);
    let mark = if !known.course.gates.holds(id) {
        view! { <Chip text="Open, overridden" tone="amber" icon=Icon::Lock /> }
    } else if gate.individual_only {
        view! { <Chip text="Open: joint work paused" tone="stop" icon=Icon::Lock /> }
    } else {
        view! { <Chip text="Open" tone="amber" icon=Icon::Lock /> }
    };
    view! {
        <li>
            <a href=format!("/couples/{}/gates/{id}", known.couple.id.0)>{gate.name.as_str()}</a>
            {mark}
        </li>
    }
    .into_any()
}

#[component]
fn Interviews<'a>(known: &'a Known) -> AnyView {
    let row = |partner: Partner, letter: &'static str| {
        let interview = &known.interviews[partner as usize];
        let held = interview.held_on.filter(|_| interview.is_on_record());
        let mark = match held {
            Some(day) => view! { <Chip text=format!("On record, {}", day.with_year()) tone="teal" icon=Icon::Check /> },
            None => view! { <Chip text="Not asked yet" tone="amber" icon=Icon::Question /> },
        };
        view! {
            <li>
                <a href=format!("/couples/{}/interview/{letter}", known.couple.id.0)>
                    "Interview with " <Name text=label(&known.couple.value, partner) />
                </a>
                {mark}
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="interviews">
            <h2 id="interviews">"Asked alone"</h2>
            <ul class="rows">{row(Partner::A, "a")} {row(Partner::B, "b")}</ul>
            <p class="small soft">"Each interview stays apart: open it only where the other partner cannot look on."</p>
        </section>
    }
    .into_any()
}

#[component]
fn Phase<'a>(known: &'a Known) -> AnyView {
    let phase = &known.picture.phase;
    view! {
        <section class="card phase" data-phase=phase.id.as_str() aria-labelledby="phase">
            <h2 id="phase">{wording::phase(phase.id)}</h2>
            <p>{phase.because.clone()}</p>
            <p><a href=format!("/library?phase={}", phase.id)>"Exercises of this phase"</a></p>
        </section>
    }
    .into_any()
}

#[component]
fn More<'a>(couple: &'a Couple, id: CoupleId) -> AnyView {
    let (words, next) = if couple.archived { ("Take out of the archive", "no") } else { ("Archive", "yes") };
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
                <form method="post" action=format!("/couples/{}/archive", id.0)>
                    <input type="hidden" name="archived" value=next />
                    <button class="button" data-kind="quiet">{Icon::Archive.view()} {words}</button>
                </form>
                <a class="button" data-kind="quiet" href=format!("/couples/{}/delete", id.0)>"Delete for good"</a>
            </div>
        </section>
    }
    .into_any()
}
