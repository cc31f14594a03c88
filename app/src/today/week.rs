//! The week: a list of days with their sessions, placed by time where the screen is wide enough, and clashes in words.

use domain::{
    plan::Status,
    vocabulary::{Clock, Day},
};
use leptos::prelude::*;
use store::PlanId;

use crate::{
    couples::head::Name,
    http::visitor::Now,
    layout::Icon,
    plans::calendar::{Booked, Calendar},
};

/// The first hour of the grid, and how many it has.
const FROM: u16 = 8;
const HOURS: u16 = 12;

/// Minutes of one row of the grid.
const ROW: u16 = 15;

/// The days of a week that are shown: Monday to Friday, and the weekend where something is booked.
pub fn days(calendar: &Calendar, monday: Day) -> Vec<Day> {
    let booked = |day: Day| calendar.between(day, day).next().is_some();
    (0..7).map(|n| monday.later(n)).filter(|day| monday.days_until(*day) < 5 || booked(*day)).collect()
}

/// The card of the week that begins with `monday`; `stopped` are the sessions that cannot take place as they are planned.
pub fn week(calendar: &Calendar, monday: Day, stopped: &[PlanId], now: Now) -> AnyView {
    let days = days(calendar, monday);
    let count = days.len().to_string();
    let next = calendar
        .between(now.day, now.day)
        .find(|one| !one.status.is_recorded() && !one.is_over(now))
        .map(|one| one.plan);
    let heading = if monday == now.day.monday() { "This week".to_owned() } else { format!("Week {}", monday.week()) };
    let shown = days.iter().map(|day| column(calendar, *day, stopped, next, now)).collect_view();
    let clashes = clashes(calendar, &days);
    let link = |weeks: i32| format!("/today?week={}#week", monday.later(weeks * 7));
    view! {
        <section class="card" id="week" aria-labelledby="week-title">
            <div class="card-top">
                <h2 id="week-title">{heading}</h2>
                <nav class="row small" aria-label="Weeks">
                    <a href=link(-1)>"Previous week"</a>
                    <a href=link(1)>"Next week"</a>
                </nav>
            </div>
            <div class="week" data-days=count>{shown}</div>
            <ul class="week-keys small soft" aria-label="Key">
                <li data-state="ready">"Ready"</li>
                <li data-state="draft">"Draft"</li>
                <li data-state="past">"Took place"</li>
                <li data-state="stop">"Joint work on hold"</li>
            </ul>
            {clashes}
        </section>
    }
    .into_any()
}

fn column(calendar: &Calendar, day: Day, stopped: &[PlanId], next: Option<PlanId>, now: Now) -> AnyView {
    let sessions: Vec<&Booked> = calendar.between(day, day).collect();
    let none = sessions.is_empty();
    let line = (day == now.day).then(|| row_of(now.time)).flatten();
    let line = line.map(|row| view! { <li class="week-now" data-at=row.to_string() aria-hidden="true"></li> });
    let rows = sessions.into_iter().map(|one| event(calendar, one, stopped, next)).collect_view();
    let name = &day.weekday()[..3];
    view! {
        <section class="week-day" data-today=(day == now.day).then_some("")>
            <h3><span aria-hidden="true">{name}</span> <span class="unseen">{day.weekday()}</span> " " <b>{day.of_month()}</b></h3>
            {none.then(|| view! { <p class="unseen">"No sessions"</p> })}
            <ol>{rows} {line}</ol>
        </section>
    }
    .into_any()
}

fn event(calendar: &Calendar, one: &Booked, stopped: &[PlanId], next: Option<PlanId>) -> AnyView {
    let open = !one.status.is_recorded();
    let clash = open && calendar.clashes(one.slot, Some(one.plan)).next().is_some();
    let (state, words) = match one.status {
        _ if stopped.contains(&one.plan) => ("stop", "joint work on hold"),
        _ if clash => ("clash", "overlaps with another session"),
        _ if next == Some(one.plan) => ("next", "next"),
        Status::Completed => ("past", "took place"),
        Status::Cancelled => ("off", "cancelled"),
        Status::NoShow => ("off", "no-show"),
        Status::Draft => ("draft", "draft"),
        Status::Ready => ("ready", "ready"),
    };
    let (at, rows) = place(one);
    let below = if open { "" } else { "/note" };
    view! {
        <li data-at=at.to_string() data-rows=rows.to_string()>
            <a data-state=state href=format!("/plans/{}{below}", one.plan.0) title=one.name.clone()>
                <b><Name text=one.name.clone() /></b>
                " "
                <span>{one.slot.start.to_string()}</span>
                <span class="unseen">{format!(", session {}, {words}", one.number)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The row at which a session begins, from 1, and how many it takes; what is outside the grid is put at its edge.
fn place(one: &Booked) -> (u16, u16) {
    let last = HOURS * 60 / ROW;
    let since = one.slot.start.minutes().saturating_sub(FROM * 60) / ROW;
    let rows = u16::from(one.slot.minutes.0).div_ceil(ROW).clamp(2, 8);
    ((since + 1).min(last - rows + 1), rows)
}

/// The row that begins nearest to a time, from 1; none while the grid has not begun or has ended.
fn row_of(time: Clock) -> Option<u16> {
    let since = time.minutes().checked_sub(FROM * 60)?;
    (since < HOURS * 60).then(|| ((since + ROW / 2) / ROW + 1).min(HOURS * 60 / ROW))
}

/// “Friday 11:30 to 12:00: Wren and Rowan overlap.”, with a way to move one of them.
fn clashes(calendar: &Calendar, days: &[Day]) -> AnyView {
    let (Some(from), Some(to)) = (days.first(), days.last()) else { return ().into_any() };
    let open: Vec<&Booked> = calendar.between(*from, *to).filter(|one| !one.status.is_recorded()).collect();
    let mut notes = Vec::new();
    for (place, one) in open.iter().enumerate() {
        for other in open[place + 1..].iter().filter(|other| one.slot.overlap(other.slot) > 0) {
            let begins = one.slot.start.max(other.slot.start);
            let ends = begins.later(one.slot.overlap(other.slot));
            let words = format!("{} {begins} to {ends}: ", other.slot.on.weekday());
            notes.push(view! {
                <div class="note small">
                    {Icon::Warning.view()}
                    <p>{words} <Name text=one.name.clone() /> " and " <Name text=other.name.clone() /> " overlap. " <a href=format!("/plans/{}/record", other.plan.0)>"Move one"</a></p>
                </div>
            });
        }
    }
    notes.collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use domain::{plan::Slot, vocabulary::Minutes};
    use store::CoupleId;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_session_stands_in_the_row_of_its_quarter_of_an_hour() {
        let booked = |start: &str, minutes: u8| Booked {
            plan: PlanId(Uuid::nil()),
            couple: CoupleId(Uuid::nil()),
            name: "Heron".into(),
            status: Status::Draft,
            number: 1,
            slot: Slot { on: "2026-12-03".parse().unwrap(), start: start.parse().unwrap(), minutes: Minutes(minutes) },
        };
        assert_eq!(place(&booked("08:00", 60)), (1, 4));
        assert_eq!(place(&booked("16:30", 50)), (35, 4));
        assert_eq!(place(&booked("06:00", 60)), (1, 4), "before the grid begins");
        assert_eq!(place(&booked("23:00", 60)), (45, 4), "after it has ended");
        assert_eq!(place(&booked("09:00", 120)), (5, 8));
    }

    #[test]
    fn the_line_for_now_is_at_the_nearest_quarter_of_an_hour() {
        let row = |time: &str| row_of(time.parse().unwrap());
        assert_eq!(row("08:00"), Some(1));
        assert_eq!(row("15:12"), Some(30));
        assert_eq!(row("19:59"), Some(48));
        assert_eq!([row("07:59"), row("20:00"), row("00:00")], [None; 3], "the grid shows no such hour");
    }
}
