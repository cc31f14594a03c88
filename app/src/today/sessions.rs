//! The sessions of the day, by time: what is over is one line, what comes next is outlined with what to remember.

use std::sync::Arc;

use domain::{
    assess::{Partner, Session},
    paper::handout::{Audience, Discretion, Wanted, from_plan},
    plan::{SessionPlan, Status, is_over},
    records::Couple,
    safety::WorkOnHold,
    vocabulary::{Day, Language},
};
use leptos::prelude::*;
use store::{CoupleFile, PlanId, Records, SavedPlan};

use crate::{
    browser::api::Problem,
    couples::{card::marks, head::Name},
    http::visitor::Now,
    layout::Icon,
    session_record::{
        before::{before, homework},
        words::{became, isolated, length},
    },
    today::cases::Cases,
};

/// Letters of the note: two lines of the card.
const TWO_LINES: usize = 150;

/// A session of the day with all that is known of its couple.
pub struct DaySession {
    id: PlanId,
    plan: SessionPlan,
    file: Arc<CoupleFile>,
    /// True if it cannot take place as it is planned: joint work is on hold.
    stopped: bool,
    /// Number of sheets that could be printed now.
    sheets: usize,
    /// The session before, as far as it may be named in this one.
    before: Option<SavedPlan>,
}

impl DaySession {
    /// True if its time is over.
    pub fn is_over(&self, now: Now) -> bool {
        let SessionPlan { on, start, minutes, status, .. } = &self.plan;
        status.is_recorded() || is_over(*on, *start, *minutes, now.when())
    }

    /// True if it waits to be recorded.
    pub fn waits(&self, now: Now) -> bool {
        self.is_over(now) && !self.plan.status.is_recorded()
    }
}

/// The sessions of a day, by time.
///
/// # Errors
///
/// Whatever the database says.
pub async fn sessions_on(records: &Records, cases: &mut Cases, day: Day) -> Result<Vec<DaySession>, Problem> {
    let mut sessions = Vec::new();
    let heads = records.plans_on(day).await?;
    cases.read(records, heads.iter().map(|head| head.value.couple)).await?;
    for head in heads {
        let saved = records.plan(head.id).await?;
        let file = cases.of(saved.couple)?;
        let plan = saved.plan.value;
        let stopped = !plan.status.is_recorded() && file.on_hold().is_some_and(|on_hold| on_hold.stops(plan.booked));
        let sheets = if stopped { 0 } else { sheets(&file, &plan) };
        let before = before(records, saved.couple, Some(plan.number), plan.booked).await?;
        sessions.push(DaySession { id: head.id, plan, file, stopped, sheets, before });
    }
    Ok(sessions)
}

/// Counts the sheets that could be printed of a plan now.
fn sheets(file: &CoupleFile, plan: &SessionPlan) -> usize {
    let sheets = [Audience::Both, Audience::A, Audience::B].into_iter().filter(|audience| {
        let wanted = Wanted {
            audience: *audience,
            discretion: Discretion::Standard,
            country: None,
            violence_lines: false,
            verified: domain::paper::handout::Verified::default(),
            language: Language::English,
        };
        from_plan(&file.library, &file.case, plan, &wanted).is_ok()
    });
    sheets.count()
}

/// “Two sessions to go; one still to be recorded”.
pub fn summary(sessions: &[DaySession], now: Now) -> String {
    let waiting = sessions.iter().filter(|session| session.waits(now)).count();
    let to_go = sessions.iter().filter(|session| !session.is_over(now)).count();
    let to_go = match to_go {
        0 => "No session to go".to_owned(),
        1 => "One session to go".to_owned(),
        many => format!("{many} sessions to go"),
    };
    match waiting {
        0 => to_go,
        1 => format!("{to_go}; one still to be recorded"),
        many => format!("{to_go}; {many} still to be recorded"),
    }
}

/// The sessions as a list.
pub fn sessions(sessions: Vec<DaySession>, now: Now) -> AnyView {
    let none = sessions.is_empty();
    let next = sessions.iter().position(|session| !session.is_over(now));
    let rows = sessions
        .into_iter()
        .enumerate()
        .map(
            |(place, session)| {
                if session.is_over(now) { over(&session) } else { to_come(&session, next == Some(place), now) }
            },
        )
        .collect_view();
    view! {
        <section aria-labelledby="sessions">
            <h2 id="sessions" class="unseen">"Today’s sessions"</h2>
            {if none {
                view! {
                    <div class="empty">
                        <p>"No sessions today. Book one, or open this week."</p>
                        <div class="row">
                            <a class="button" href="/plans/new">{Icon::Plus.view()} "Book a session"</a>
                            <a class="button" data-kind="quiet" href="#week">"This week"</a>
                        </div>
                    </div>
                }
                .into_any()
            } else {
                view! { <ol class="slots">{rows}</ol> }.into_any()
            }}
        </section>
    }
    .into_any()
}

/// A session that is over: one line.
fn over(session: &DaySession) -> AnyView {
    let DaySession { id, plan, file, .. } = session;
    let couple = &file.couple.value;
    let recorded = plan.status.is_recorded();
    let on_hold = !recorded && session.stopped;
    let what = match plan.status {
        Status::Completed => format!("took place, {} min", length(plan)),
        Status::Cancelled | Status::NoShow => became(plan.status).to_lowercase(),
        Status::Draft | Status::Ready => "not recorded yet".into(),
    };
    view! {
        <li class="slot" data-state="past">
            {time(plan)}
            <div class="slot-what">
                <h3>
                    <a href=format!("/couples/{}", file.couple.id.0)><Name text=couple.name.clone() /></a>
                    " "
                    <small>{alone(couple, plan.booked)} {format!("session {} · {what}", plan.number)}</small>
                </h3>
                {on_hold.then(|| view! { <p class="stopped small">{Icon::Pause.view()} " " {WorkOnHold::HEADLINE} "."</p> })}
            </div>
            <div class="slot-acts">
                {if recorded {
                    view! { <a href=format!("/plans/{}/note", id.0)>"Session note"</a> }.into_any()
                } else {
                    view! { <a class="button" href=format!("/plans/{}/record", id.0)>"Record" <span class="unseen">{format!(" session {}", plan.number)}</span></a> }.into_any()
                }}
            </div>
        </li>
    }
    .into_any()
}

fn to_come(session: &DaySession, is_next: bool, now: Now) -> AnyView {
    let DaySession { id, plan, file, stopped, .. } = session;
    let couple = &file.couple.value;
    let away = is_next.then(|| in_minutes(plan, now)).flatten();
    view! {
        <li class="slot" data-state=if is_next { "next" } else { "later" } data-stopped=stopped.then_some("")>
            {time(plan)}
            <div class="slot-what">
                <h3>
                    <a href=format!("/couples/{}", file.couple.id.0)><Name text=couple.name.clone() /></a>
                    " "
                    <small>{alone(couple, plan.booked)} {format!("session {}", plan.number)} {away.map(|away| format!(" · {away}"))}</small>
                </h3>
                {if *stopped {
                    view! { <p class="stopped">{Icon::Pause.view()} " " {WorkOnHold::HEADLINE} "."</p> }.into_any()
                } else {
                    remember(session)
                }}
                <ul class="chips" aria-label="Marks">{marks(file)}</ul>
            </div>
            {if *stopped { alone_instead(file, *id, is_next) } else { actions(session, is_next) }}
        </li>
    }
    .into_any()
}

/// Two lines of the last note, and what is due. Nothing that one partner said alone, unless that partner comes alone.
fn remember(session: &DaySession) -> AnyView {
    let last = session.before.as_ref().map(|saved| &saved.plan.value);
    let note = last.and_then(|plan| plan.record.as_ref()).map(|record| record.note_begins(TWO_LINES));
    let note = note.filter(|note| !note.is_empty());
    let due = last.map(homework).unwrap_or_default();
    let title = title(&session.plan);
    view! {
        <dl class="slot-facts">
            {last.is_some().then(|| view! {
                <div><dt>"Last time"</dt> <dd dir="auto">{note.unwrap_or_else(|| "No note was written.".into())}</dd></div>
                <div><dt>"Due today"</dt> <dd dir="auto">{if due.is_empty() { "Nothing.".to_owned() } else { due.join(" · ") }}</dd></div>
            })}
            <div><dt>"Planned"</dt> <dd><Name text=title /></dd></div>
        </dl>
    }
    .into_any()
}

fn actions(session: &DaySession, is_next: bool) -> AnyView {
    let DaySession { id, sheets, .. } = session;
    view! {
        <div class="slot-acts">
            <a class="button" data-kind=is_next.then_some("primary") href=format!("/plans/{}", id.0)>"Open plan"</a>
            {(*sheets > 0).then(|| view! { <a class="button" data-kind="quiet" href=format!("/plans/{}/handout", id.0)>"Handouts"</a> })}
        </div>
    }
    .into_any()
}

/// The actions for a session that cannot take place as planned.
fn alone_instead(file: &CoupleFile, id: PlanId, is_next: bool) -> AnyView {
    let kind = is_next.then_some("primary");
    view! {
        <div class="slot-acts">
            <a class="button" href=format!("/plans/{}", id.0)>"Open plan"</a>
            <a class="button" data-kind=kind href=format!("/couples/{}/sessions#new", file.couple.id.0)>
                "See each partner alone"
            </a>
        </div>
    }
    .into_any()
}

fn time(plan: &SessionPlan) -> AnyView {
    view! {
        <p class="slot-time">
            {plan.start.map_or_else(
                || view! { <span class="soft">"No time yet"</span> }.into_any(),
                |start| view! { <time>{start.to_string()}</time> }.into_any(),
            )}
            " "
            <small>{format!("{} min", plan.minutes)}</small>
        </p>
    }
    .into_any()
}

/// “in 48 minutes”, “now”; nothing for a session without a time.
fn in_minutes(plan: &SessionPlan, now: Now) -> Option<String> {
    let left = plan.start?.minutes().saturating_sub(now.time.minutes());
    Some(match left {
        0 => "now".into(),
        1 => "in 1 minute".into(),
        2..=90 => format!("in {left} minutes"),
        _ => return None,
    })
}

/// “A alone, ” where only one partner is expected.
fn alone(couple: &Couple, booked: Session) -> String {
    let partner = match booked {
        Session::Couple => return String::new(),
        Session::Individual(_, partner) => partner,
    };
    let label = |partner: Partner| format!("{} alone, ", isolated(&couple.partner(partner).label));
    partner.map_or_else(|| "one partner alone, ".into(), label)
}

/// The title that the counsellor gave the session, or its exercises.
fn title(plan: &SessionPlan) -> String {
    if !plan.title.is_empty() {
        return plan.title.clone();
    }
    let exercises: Vec<&str> =
        plan.blocks.iter().filter_map(|block| block.item.as_ref()).map(|item| item.title().as_str()).collect();
    if exercises.is_empty() { "No exercise chosen yet".into() } else { exercises.join(" · ") }
}
