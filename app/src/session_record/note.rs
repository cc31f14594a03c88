//! `/plans/{plan}/note`: the session note, as it is read before the next session.

use domain::{
    assess::Partner,
    plan::{NextAppointment, Outcome, PlanBlock, SafetyToday, SessionPlan, SessionRecord, Slot, Status},
    records::Couple,
    vocabulary::Day,
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::{CoupleId, PlanId, SavedPlan};

use crate::{
    browser::api::Problem,
    couples::{audit::viewed, head::Name},
    http::{
        page_result::{awaited, plan_in_address},
        visitor::{Now, now, records},
    },
    layout::{Breadcrumbs, Icon, PrintButton, only_here, title::tab_title},
    plans::calendar::Calendar,
    session_record::{
        concern::hold,
        page::reopen,
        words::{became, next, safety, time, who_came, whom},
    },
};

/// How many earlier versions are listed.
const SHOWN: usize = 6;

/// The note of the session that the address names.
#[component]
pub fn NotePage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records, now) = (plan_in_address()?, records()?, now()?);
    let saved = records.plan(id).await?;
    let couple = records.couple(saved.couple).await?.value;
    viewed(&records, saved.couple).await?;
    let mut versions: Vec<_> = records.plan_versions(id).await?.into_iter().map(|version| version.saved).collect();
    versions.insert(0, saved.plan.changed);
    let clash = clash(&Calendar::of(&records, now).await?, &saved, now);
    let plan = &saved.plan.value;
    let on_hold = hold(&records, saved.couple, plan.record.as_deref()).await?;
    let day = plan.on.map_or(String::new(), |day| format!(", {}", day.with_year()));
    let address = format!("/couples/{}", saved.couple.0);
    let trail = vec![
        (address.clone(), couple.name.clone()),
        (format!("{address}/sessions"), "Sessions".to_owned()),
        (format!("/plans/{}", id.0), format!("Session {}", plan.number)),
    ];
    let changes = versions
        .into_iter()
        .take(SHOWN)
        .enumerate()
        .map(|(place, at)| {
            let (day, time) = now.local(at);
            let as_it_is = if place == 0 { ", as it is now" } else { "" };
            view! { <li>{format!("{}, {time}{as_it_is}", day.near(now.day))}</li> }
        })
        .collect_view();
    Ok(view! {
        <Title text=tab_title(&format!("Session note {}", plan.number)) />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>{format!("Session {}{day}", plan.number)}</h1>
                <p class="soft">"Session note · " <Name text=couple.name.clone() /></p>
            </div>
            <div class="actions">
                {only_here()}
                {tools(&saved)}
            </div>
        </div>
        {concern(saved.couple, plan, &couple, on_hold)}
        <div class="detail">
            {if plan.status.is_recorded() { written(plan, &couple, clash) } else { not_yet(id, plan) }}
            <aside class="stack" aria-label="About this note">
                <section class="card">
                    <h2>"Who can read this"</h2>
                    <p class="small">"Only you. It is encrypted, and no handout has a place for the note."</p>
                    <p class="small soft">"“Copy for the record” leaves out the note and the names. It keeps who came, times, what took place and homework."</p>
                </section>
                <section class="card">
                    <h2>"History"</h2>
                    <ol class="small history" reversed>{changes}</ol>
                    <p><a class="small" href=format!("/plans/{}/versions", id.0)>"Compare versions"</a></p>
                </section>
            </aside>
        </div>
    }
    .into_any())
}

fn tools(saved: &SavedPlan) -> AnyView {
    let id = saved.plan.id;
    if !saved.plan.value.status.is_recorded() {
        return ().into_any();
    }
    view! {
        <a class="button" href=format!("/plans/{}/record-text", id.0)>{Icon::Copy.view()} "Copy for the record"</a>
        <PrintButton label="Print" />
        {reopen(id, saved.plan.revision)}
    }
    .into_any()
}

/// A session that was not recorded yet.
fn not_yet(id: PlanId, plan: &SessionPlan) -> AnyView {
    view! {
        <section class="card stack">
            <p>{format!("Session {} has not been recorded yet.", plan.number)}</p>
            <div class="row">
                <a class="button" data-kind="primary" href=format!("/plans/{}/record", id.0)>{format!("Record session {}", plan.number)}</a>
                <a class="button" href=format!("/plans/{}", id.0)>"Open the plan"</a>
            </div>
        </section>
    }
    .into_any()
}

/// A concern names the hold that it put on, and leads to the answers and the holds at once.
fn concern(couple: CoupleId, plan: &SessionPlan, people: &Couple, on_hold: Option<AnyView>) -> Option<AnyView> {
    let record = plan.record.as_deref().filter(|record| record.safety == Some(SafetyToday::Concern))?;
    let address = format!("/couples/{}", couple.0);
    let links = plan
        .expected()
        .into_iter()
        .map(|partner| {
            let letter = if partner == Partner::A { "a" } else { "b" };
            let name = people.partner(partner).label.clone();
            view! { <a class="button" href=format!("{address}/interview/{letter}")><span>"Interview of " <bdi>{name}</bdi></span></a> }
        })
        .collect_view();
    let what = record.safety_note.trim().to_owned();
    Some(
        view! {
            <section class="note record-hold" data-tone="stop" aria-labelledby="concern">
                {Icon::Warning.view()}
                <div>
                    <h2 id="concern">"A safety concern was recorded"</h2>
                    {(!what.is_empty()).then(|| view! { <p dir="auto">{what}</p> })}
                    {on_hold}
                    <p>"Record the answer in the interview of the partner who gave it, or in the situation."</p>
                    <div class="row">
                        {links}
                        <a class="button" href=format!("{address}/situation")>"Situation"</a>
                        <a class="button" href=format!("{address}/gates")>"Safety holds"</a>
                    </div>
                </div>
            </section>
        }
        .into_any(),
    )
}

/// What was written down, as a list of facts.
fn written(plan: &SessionPlan, couple: &Couple, clash: Option<String>) -> AnyView {
    let none = SessionRecord::default();
    let record = plan.record.as_deref().unwrap_or(&none);
    let who = who_came(plan, couple);
    let took_place = plan.status == Status::Completed;
    let felt = felt(plan, record, couple);
    let typed = record.note.clone();
    let prepared = plan.note.clone();
    view! {
        <article class="card note-read">
            <dl>
                {(!took_place).then(|| fact("Session", view! { {became(plan.status)} }.into_any()))}
                {(!who.is_empty()).then(|| fact("Who came", view! { {who} }.into_any()))}
                {took_place.then(|| fact("Time", view! { {time(plan)} }.into_any()))}
                {took_place.then(|| what_took_place(plan, record))}
                {took_place.then(|| homework(plan, record, couple))}
                {took_place.then(|| fact("Safety", view! { {safety(record.safety)} }.into_any()))}
                {(!felt.is_empty()).then(|| fact("How safe it felt", view! { {felt} }.into_any()))}
                {(!typed.trim().is_empty()).then(|| fact("Note", view! { <p class="as-typed" dir="auto">{typed}</p> }.into_any()))}
                {(!prepared.trim().is_empty()).then(|| fact("Note of the plan", view! { <p class="as-typed" dir="auto">{prepared}</p> }.into_any()))}
                {fact("Next", view! { {next(record.next)} {clash.map(|clash| view! { <p class="note small">{Icon::Warning.view()} {clash}</p> })} }.into_any())}
            </dl>
        </article>
    }
    .into_any()
}

fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! { <dt>{name}</dt> <dd>{value}</dd> }.into_any()
}

fn what_took_place(plan: &SessionPlan, record: &SessionRecord) -> AnyView {
    let line = |block: &PlanBlock| {
        let (icon, words) = match block.outcome {
            Some(Outcome::Done) => (Icon::Check, ""),
            Some(Outcome::Partly) => (Icon::Clock, "partly"),
            Some(Outcome::Left) => (Icon::Cross, "not reached"),
            Some(Outcome::Dreaded) => (Icon::Warning, "dreaded or declined"),
            None => (Icon::Question, "not recorded"),
        };
        let minutes = record.minutes.get(&block.id).map(|minutes| format!("{minutes} min"));
        let said: Vec<String> = minutes.into_iter().chain((!words.is_empty()).then(|| words.to_owned())).collect();
        view! {
            <li>{icon.view()} <span dir="auto">{block.title.clone()}</span> <span class="soft">{said.join(", ")}</span></li>
        }
    };
    let lines = plan.blocks.iter().map(line).collect_view();
    let none = plan.blocks.is_empty().then(|| view! { <p class="soft">"There was no agenda."</p> });
    fact("What took place", view! { {none} <ul class="ticks">{lines}</ul> }.into_any())
}

fn homework(plan: &SessionPlan, record: &SessionRecord, couple: &Couple) -> AnyView {
    let agreed = record
        .homework
        .iter()
        .map(|agreed| {
            let result = agreed.result.map(|result| super::fields::value_of(&RESULT_WORDS, Some(result)));
            view! {
                <li>
                    <b><bdi>{whom(agreed.whom, couple)}</bdi> ":"</b>
                    " "
                    <span dir="auto">{agreed.words.on_paper()}</span>
                    {result.map(|result| view! { <span class="soft">{format!(" · {result}")}</span> })}
                </li>
            }
        })
        .collect_view();
    let planned = plan.homework.iter().filter(|_| record.homework.is_empty());
    let planned = planned.map(|(_, dose)| view! { <li dir="auto">{dose.clone()}</li> }).collect_view();
    let none = (record.homework.is_empty() && plan.homework.is_empty()).then_some("None");
    fact("Homework agreed", view! { {none} <ul class="stack">{agreed} {planned}</ul> }.into_any())
}

const RESULT_WORDS: [(domain::plan::HomeworkResult, &str, ()); 3] = [
    (domain::plan::HomeworkResult::Done, "done", ()),
    (domain::plan::HomeworkResult::Partly, "partly done", ()),
    (domain::plan::HomeworkResult::NotDone, "not done", ()),
];

/// “Lena 6, Tom 7 of 10”.
fn felt(plan: &SessionPlan, record: &SessionRecord, couple: &Couple) -> String {
    let felt = |partner: Partner| {
        let felt = record.felt_safe[partner as usize]?;
        Some(format!("{} {felt}", super::words::isolated(&couple.partner(partner).label)))
    };
    let all: Vec<String> = plan.expected().into_iter().filter_map(felt).collect();
    if all.is_empty() { String::new() } else { format!("{} (0 to 10)", all.join(", ")) }
}

/// What the next appointment overlaps with, in words.
fn clash(calendar: &Calendar, saved: &SavedPlan, now: Now) -> Option<String> {
    let plan = &saved.plan.value;
    let NextAppointment::At(on, start) = plan.record.as_deref()?.next? else { return None };
    let slot = Slot { on, start, minutes: plan.minutes };
    if is_past(on, now.day) {
        return None;
    }
    let own = calendar.at(saved.couple, slot).map(|one| one.plan);
    calendar.warning(slot, own, now.day)
}

fn is_past(day: Day, today: Day) -> bool {
    day < today
}
