//! Open tasks: sessions to record, sessions that cannot take place as planned, and plans of the next days that are drafts.

use domain::plan::Status;
use leptos::prelude::*;
use store::PlanId;

use crate::{
    couples::head::Name,
    http::visitor::Now,
    plans::calendar::{Booked, Calendar},
};

/// Days back in which a session waits to be recorded here, and days ahead in which a plan is looked at.
const BACK: i32 = 21;
const AHEAD: i32 = 7;

/// Days ahead in which a draft is an open task.
const DRAFTS: i32 = 2;

/// An open task.
pub struct Left {
    address: String,
    name: String,
    after: String,
    line: String,
}

/// The open tasks, those of the past first.
pub fn left_off(calendar: &Calendar, stopped: &[PlanId], now: Now) -> Vec<Left> {
    let mut left = Vec::new();
    for one in calendar.between(now.day.later(-BACK), now.day.later(AHEAD)).filter(|one| !one.status.is_recorded()) {
        left.extend(task(one, stopped.contains(&one.plan), now));
    }
    left
}

fn task(one: &Booked, stopped: bool, now: Now) -> Option<Left> {
    let (days, start) = (now.day.days_until(one.slot.on), one.slot.start);
    let day = match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => one.slot.on.near(now.day),
    };
    let (below, after, line) = if one.is_over(now) {
        ("/record", format!(": record session {}", one.number), format!("{day}, {start}"))
    } else if stopped {
        let after = format!(": session {} {day} cannot take place as planned", one.number);
        ("", after, "on hold".to_owned())
    } else if one.status == Status::Draft && (0..=DRAFTS).contains(&days) {
        ("", format!(": the plan for session {} {day} is a draft", one.number), start.to_string())
    } else {
        return None;
    };
    Some(Left { address: format!("/plans/{}{below}", one.plan.0), name: one.name.clone(), after, line })
}

/// The card of open tasks.
#[component]
pub fn LeftOff(left: Vec<Left>) -> impl IntoView {
    let none = left.is_empty();
    let rows = left
        .into_iter()
        .map(|one| {
            view! {
                <li>
                    <a href=one.address><Name text=one.name /> {one.after}</a>
                    <span class="small soft">{one.line}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="left">
            <h2 id="left">"Still to do"</h2>
            {none.then(|| view! { <p class="soft">"Nothing left to do."</p> })}
            <ul class="rows">{rows}</ul>
        </section>
    }
}
