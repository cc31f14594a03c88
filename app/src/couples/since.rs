//! Since the last session: what the note begins with, what was found about safety, and the homework that is due.

use domain::{
    assess::Session,
    plan::{HomeworkResult, SafetyToday, SessionPlan, SessionRecord},
    records::Couple,
    safety::WorkOnHold,
};
use leptos::prelude::*;
use store::{CoupleFile, SavedPlan};

use crate::{
    http::visitor::Now,
    layout::{Icon, Segments, only_here},
    session_record::words::{length, who_came_in_short, whom},
};

/// Letters of the note: two lines of the card.
const TWO_LINES: usize = 220;

const RESULTS: [(HomeworkResult, &str, &str); 3] = [
    (HomeworkResult::Done, "done", "Done"),
    (HomeworkResult::Partly, "partly", "Partly"),
    (HomeworkResult::NotDone, "not-done", "Not done"),
];

/// The card; none before the first session that was recorded.
pub fn since(file: &CoupleFile, last: Option<&SavedPlan>, on_hold: Option<&WorkOnHold>, now: Now) -> Option<AnyView> {
    let saved = last?;
    let plan = &saved.plan.value;
    let none = SessionRecord::default();
    let record = plan.record.as_deref().unwrap_or(&none);
    let couple = &file.couple.value;
    let begins = record.note_begins(TWO_LINES);
    let day = plan.on.map(|day| day.near(now.day));
    let facts: Vec<String> =
        day.into_iter().chain([format!("{} min", length(plan))]).chain(who_came_in_short(plan, couple)).collect();
    Some(
        view! {
            <section class="card" aria-labelledby="since">
                <div class="card-top">
                    <h2 id="since">"Since last session"</h2>
                    <p class="small soft">{facts.join(" · ")} " · " <a href=format!("/plans/{}/note", saved.plan.id.0)>"Session note"</a></p>
                </div>
                {only_here()}
                {(!begins.is_empty()).then(|| view! { <p dir="auto">{begins}</p> })}
                {safety(saved, record)}
                {homework(saved, record, couple, on_hold)}
            </section>
        }
        .into_any(),
    )
}

/// What was not asked shows until the next session is recorded.
fn safety(saved: &SavedPlan, record: &SessionRecord) -> Option<AnyView> {
    saved.plan.value.record.as_ref()?;
    let words = match record.safety {
        Some(SafetyToday::NoConcern) => return None,
        Some(SafetyToday::Concern) => "A safety concern was recorded. See the session note.",
        Some(SafetyToday::NotChecked) | None => "Safety was not checked in this session. Ask each partner alone.",
    };
    Some(view! { <p class="limit">{Icon::Warning.view()} <span>{words}</span></p> }.into_any())
}

/// The homework with what came of it, which the record of the next session begins with.
fn homework(
    saved: &SavedPlan,
    record: &SessionRecord,
    couple: &Couple,
    on_hold: Option<&WorkOnHold>,
) -> Option<AnyView> {
    let plan: &SessionPlan = &saved.plan.value;
    if record.homework.is_empty() && plan.homework.is_empty() {
        return None;
    }
    if on_hold.is_some_and(|on_hold| on_hold.stops(Session::Couple)) {
        return Some(
            view! {
                <h3>"Homework due"</h3>
                <p class="soft">"On hold too. Do not ask about it while both are present."</p>
            }
            .into_any(),
        );
    }
    if record.homework.is_empty() {
        let doses = plan.homework.iter().map(|(_, dose)| view! { <li dir="auto">{dose.clone()}</li> }).collect_view();
        return Some(view! { <h3>"Homework due"</h3> <ul class="list">{doses}</ul> }.into_any());
    }
    let options: Vec<(&str, &str)> = RESULTS.iter().map(|(_, value, words)| (*value, *words)).collect();
    let rows = record
        .homework
        .iter()
        .enumerate()
        .map(|(n, agreed)| {
            let chosen = RESULTS.iter().find(|(one, ..)| Some(*one) == agreed.result).map_or("", |(_, value, _)| value);
            let legend = format!("{}: {}", whom(agreed.whom, couple), agreed.words.on_paper());
            let name = format!("before{n}");
            view! { <li><Segments name=name legend=legend options=options.clone() chosen=chosen fault=None /></li> }
        })
        .collect_view();
    Some(
        view! {
            <h3>"Homework due"</h3>
            <form method="post" action=format!("/plans/{}/homework", saved.plan.id.0) class="due">
                <input type="hidden" name="seen" value=saved.plan.revision.0.to_string() />
                <ul>{rows}</ul>
                <button class="button">"Save homework"</button>
            </form>
        }
        .into_any(),
    )
}
