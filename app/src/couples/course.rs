//! The course of a couple's sessions as a line: what took place, what did not, what comes next and what is booked.

use domain::{
    assess::{Partner, Session},
    plan::{SessionPlan, Status},
    records::Couple,
    vocabulary::Day,
};
use leptos::prelude::*;
use store::{CoupleFile, PlanHead, PlanId, Records, Stored};

use crate::{
    browser::api::Problem,
    couples::head::Name,
    http::visitor::Now,
    layout::{Chip, Icon},
    plans::rows::{StatusChip, UseAgain},
    session_record::words::{isolated, length, moved_from, who_came_in_short},
};

/// A session on the line.
pub struct Visit {
    /// Its plan's id.
    pub id: PlanId,
    /// Its plan.
    pub plan: SessionPlan,
}

impl Visit {
    fn is_past(&self, now: Now) -> bool {
        self.plan.status.is_recorded() || self.plan.on.is_some_and(|on| on < now.day)
    }
}

/// The sessions of a couple in the order of their days, those without one last; at most `past` of those that are over.
///
/// # Errors
///
/// Whatever the database says.
pub async fn visits(
    records: &Records,
    heads: &[Stored<PlanId, PlanHead>],
    past: usize,
    now: Now,
) -> Result<Vec<Visit>, Problem> {
    let mut heads: Vec<&Stored<PlanId, PlanHead>> = heads.iter().filter(|head| !head.value.archived).collect();
    heads.sort_by_key(|head| (head.value.on.is_none(), head.value.on, head.value.start, head.value.number));
    let is_over = |head: &Stored<PlanId, PlanHead>| {
        head.value.status.is_recorded() || head.value.on.is_some_and(|on| on < now.day)
    };
    let over = heads.iter().filter(|head| is_over(head)).count();
    let mut skip = over.saturating_sub(past);
    let mut visits = Vec::new();
    for head in heads {
        if skip > 0 && is_over(head) {
            skip -= 1;
            continue;
        }
        visits.push(Visit { id: head.id, plan: records.plan(head.id).await?.plan.value });
    }
    Ok(visits)
}

/// How the line is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A line each.
    Brief,
    /// With what can be done with each.
    Full,
}

/// The line; `stopped` are the sessions that cannot take place as they are planned.
pub fn course(file: &CoupleFile, visits: &[Visit], stopped: &[PlanId], detail: Detail, now: Now) -> AnyView {
    let next = visits.iter().find(|visit| !visit.is_past(now)).map(|visit| visit.id);
    let interviews = interviews(file, now.day);
    if visits.is_empty() && interviews.is_empty() {
        return view! { <p class="soft">"No sessions yet. Book the first."</p> }.into_any();
    }
    let rows = visits
        .iter()
        .map(|visit| row(file, visit, next == Some(visit.id), stopped.contains(&visit.id), detail, now))
        .collect_view();
    view! { <ol class="course">{interviews} {rows}</ol> }.into_any()
}

/// The individual interviews, as far as they are complete.
fn interviews(file: &CoupleFile, today: Day) -> Vec<AnyView> {
    let mut held: Vec<(Day, Partner)> = [Partner::A, Partner::B]
        .into_iter()
        .filter_map(|partner| {
            let interview = &file.interview(partner).value;
            Some((interview.held_on.filter(|_| interview.is_on_record())?, partner))
        })
        .collect();
    held.sort_by_key(|(day, _)| *day);
    let line = |(day, partner): (Day, Partner)| {
        let name = file.couple.value.partner(partner).label.clone();
        view! {
            <li data-state="done">
                <p class="course-line"><time>{day.near(today)}</time> <b><Name text=name /> " alone"</b></p>
                <p class="course-what">"Individual interview complete"</p>
            </li>
        }
        .into_any()
    };
    held.into_iter().map(line).collect()
}

fn row(file: &CoupleFile, visit: &Visit, is_next: bool, stopped: bool, detail: Detail, now: Now) -> AnyView {
    let (plan, couple) = (&visit.plan, &file.couple.value);
    let state = match plan.status {
        _ if stopped => "stop",
        Status::Completed => "done",
        Status::Cancelled | Status::NoShow => "off",
        _ if is_next => "next",
        _ => "planned",
    };
    let waits = !plan.status.is_recorded() && has_begun(plan, now);
    let what = what(plan);
    let mark = if stopped {
        view! { <Chip text="On hold: cannot take place as planned" tone="stop" icon=Icon::Pause /> }.into_any()
    } else if waits {
        view! { <Chip text="Not recorded yet" tone="amber" icon=Icon::Question /> }.into_any()
    } else {
        view! { <StatusChip status=plan.status /> }.into_any()
    };
    view! {
        <li data-state=state id=format!("s{}", plan.number)>
            <p class="course-line">
                <time>{moment(plan, now.day)}</time>
                <b><a href=address(visit)>{format!("Session {}", plan.number)}</a></b>
                <span class="soft">{facts(plan, couple, now.day)}</span>
                {mark}
            </p>
            {(!what.is_empty()).then(|| view! { <p class="course-what"><Name text=what /></p> })}
            {(detail == Detail::Full).then(|| actions(visit, waits))}
        </li>
    }
    .into_any()
}

/// True if the time of a session has come.
pub fn has_begun(plan: &SessionPlan, now: Now) -> bool {
    plan.on.is_some_and(|_| domain::plan::editor::not_started(plan, now.when()).is_none())
}

/// A session that was recorded leads to its note, any other to its plan.
fn address(visit: &Visit) -> String {
    let below = if visit.plan.status.is_recorded() { "/note" } else { "" };
    format!("/plans/{}{below}", visit.id.0)
}

/// “Today, 16:00”, “10 December, 16:00”.
fn moment(plan: &SessionPlan, today: Day) -> String {
    let day = match plan.on {
        None => return "No date yet".into(),
        Some(day) if day == today => "Today".into(),
        Some(day) => day.near(today),
    };
    match plan.start.filter(|_| !plan.status.is_recorded()) {
        Some(start) => format!("{day}, {start}"),
        None => day,
    }
}

/// “57 min, both came”, “60 min, both · moved from 3 December”, “Tom did not come”.
fn facts(plan: &SessionPlan, couple: &Couple, today: Day) -> String {
    let whole = match plan.status {
        Status::Completed => Some(format!("{} min", length(plan))),
        Status::Cancelled | Status::NoShow => None,
        Status::Draft | Status::Ready => Some(format!("{} min", plan.minutes)),
    };
    let alone = match plan.booked {
        Session::Couple => None,
        Session::Individual(_, Some(partner)) => Some(format!("{} alone", isolated(&couple.partner(partner).label))),
        Session::Individual(_, None) => Some("one partner alone".into()),
    };
    let expected = alone.or_else(|| (!plan.status.is_recorded()).then(|| "both".to_owned()));
    let came = plan.status.is_recorded().then(|| who_came_in_short(plan, couple)).flatten();
    let line = whole.into_iter().chain(expected).chain(came).collect::<Vec<_>>().join(", ");
    let parts = [Some(line).filter(|line| !line.is_empty()), moved_from(plan, today)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What the counsellor calls the session, or its exercises.
fn what(plan: &SessionPlan) -> String {
    if !plan.title.is_empty() {
        return plan.title.clone();
    }
    let titles: Vec<&str> =
        plan.blocks.iter().filter_map(|block| block.item.as_ref()).map(|item| item.title().as_str()).collect();
    titles.join(" · ")
}

fn actions(visit: &Visit, waits: bool) -> AnyView {
    let (id, number) = (visit.id.0, visit.plan.number);
    view! {
        <p class="course-acts">
            {waits.then(|| view! { <a class="button" href=format!("/plans/{id}/record")>{format!("Record session {number}")}</a> })}
            {(!visit.plan.status.is_recorded() && !waits).then(|| view! {
                <a class="button" data-kind="quiet" href=format!("/plans/{id}/record")>
                    <span>"Move or cancel" <span class="sr-only">{format!(" session {number}")}</span></span>
                </a>
            })}
            <UseAgain plan=visit.id number=number />
            <a class="button" data-kind="quiet" href=format!("/plans/{id}/delete")>
                <span>"Delete" <span class="sr-only">{format!(" session {number}")}</span></span>
            </a>
        </p>
    }
    .into_any()
}
