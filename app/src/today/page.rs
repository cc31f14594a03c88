//! `/today`: the sessions of the day, open tasks, and the week.

use domain::vocabulary::Day;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{PlanId, Records};

use crate::{
    browser::{api::Problem, form::FormPlace},
    http::{
        page_result::awaited,
        visitor::{now, records},
    },
    layout::{Icon, title::tab_title},
    plans::calendar::Calendar,
    today::{
        cases::Cases,
        sessions::{sessions, sessions_on, summary},
        sidebar::{LeftOff, left_off},
        unsaved::unsaved_drafts,
        week::{days, week},
    },
};

/// The day; an address may name another week.
#[component]
pub fn TodayPage() -> impl IntoView {
    let asked = use_query_map().get_untracked().get("week").and_then(|day| day.parse::<Day>().ok());
    awaited(page(asked))
}

async fn page(asked: Option<Day>) -> Result<AnyView, Problem> {
    let (records, now) = (records()?, now()?);
    let calendar = Calendar::of(&records, now).await?;
    if !calendar.has_couples() {
        return Ok(view! {
            <Title text=tab_title("Today") />
            <div class="head">
                <div><h1>{now.day.in_words()}</h1></div>
            </div>
            {first_steps()}
        }
        .into_any());
    }
    let mut cases = Cases::default();
    let today = sessions_on(&records, &mut cases, now.day).await?;
    let monday = asked.unwrap_or(now.day).monday();
    let stopped = stopped(&records, &mut cases, &calendar, &[days(&calendar, monday), soon(now.day)].concat()).await?;
    let left = left_off(&calendar, &stopped, now);
    let line = summary(&today, now);
    Ok(view! {
        <Title text=tab_title("Today") />
        <p class="crumbs">{format!("Week {}", now.day.week())}</p>
        <div class="head">
            <div>
                <h1>{now.day.in_words()}</h1>
                <p class="soft">{line}</p>
            </div>
            <div class="actions">
                <a class="button" href="/couples/new">{Icon::Plus.view()} "New couple"</a>
                <a class="button" data-kind="primary" href="/plans/new">{Icon::Plus.view()} "Book a session"</a>
            </div>
        </div>
        <div class="today">
            <div class="stack">
                {sessions(today, now)}
                {unsaved_drafts(&FormPlace::of(&records, String::new(), ""))}
                <LeftOff left=left />
            </div>
            {week(&calendar, monday, &stopped, now)}
        </div>
    }
    .into_any())
}

/// Today and the days after it that open tasks look at.
fn soon(today: Day) -> Vec<Day> {
    (0..=7).map(|days| today.later(days)).collect()
}

/// The sessions of these days that cannot take place as they are planned, because joint work is on hold.
async fn stopped(
    records: &Records,
    cases: &mut Cases,
    calendar: &Calendar,
    days: &[Day],
) -> Result<Vec<PlanId>, Problem> {
    let (Some(from), Some(to)) = (days.iter().min(), days.iter().max()) else { return Ok(Vec::new()) };
    let mut stopped = Vec::new();
    let booked: Vec<_> = calendar.between(*from, *to).filter(|one| !one.status.is_recorded()).collect();
    cases.read(records, booked.iter().map(|one| one.couple)).await?;
    let mut on_hold = Vec::new();
    for one in booked {
        on_hold.extend(cases.of(one.couple)?.on_hold().map(|on_hold| (one.plan, on_hold)));
    }
    let plans = records.plans(&on_hold.iter().map(|(plan, _)| *plan).collect::<Vec<_>>()).await?;
    for (plan, on_hold) in on_hold {
        if plans.get(&plan).is_some_and(|saved| on_hold.stops(saved.plan.value.booked)) {
            stopped.push(plan);
        }
    }
    Ok(stopped)
}

fn first_steps() -> impl IntoView {
    let steps = [
        ("Add a couple", "A code name is enough."),
        (
            "Interview each partner alone",
            "Safety comes first: most exercises are on hold until both interviews are complete.",
        ),
        ("Record the situation", "The map shows what the answers point to and what has not been asked."),
        ("Plan the session", "Reweave suggests an agenda; you change it."),
        ("Print handouts", "Calm sheets with nothing private on them."),
    ];
    let steps = steps.map(
        |(what, why)| view! { <li><span><strong>{what}</strong> <br /> <span class="soft">{why}</span></span></li> },
    );
    view! {
        <div class="empty">
            <h2>"From the first session to a handout"</h2>
            <ol class="steps">{steps.into_iter().collect_view()}</ol>
            <div class="row">
                <a class="button" data-kind="primary" href="/couples/new">{Icon::Plus.view()} "Add your first couple"</a>
                <a class="button" data-kind="quiet" href="/library">"Look at the exercises first"</a>
            </div>
        </div>
    }
}
