//! What stands beside the sessions of the day: what was left half done, and the homework that comes back.

use std::{cmp::Reverse, collections::HashMap};

use domain::desk::{Couple, Day, Status};
use leptos::prelude::*;
use store::{CoupleId, PlanHead, PlanId, Records, Stored};

use crate::{calls::Problem, pages::couple::Known, parts::Name, visitor::Now, wording};

/// How many things left half done are shown of each kind.
const SHOWN: usize = 3;

/// Among how many plans the sessions that come soon are looked for.
const RECENT: u32 = 60;

/// How many days count as soon.
const SOON: i32 = 3;

/// The code names of all couples.
pub struct Names(HashMap<CoupleId, String>);

impl Names {
    /// Those of these couples.
    pub fn of(couples: &[Stored<CoupleId, Couple>]) -> Self {
        Self(couples.iter().map(|couple| (couple.id, couple.value.name.clone())).collect())
    }

    /// The code name of a couple; empty where there is none.
    pub fn get(&self, id: CoupleId) -> String {
        self.0.get(&id).cloned().unwrap_or_default()
    }
}

/// Something half done.
pub struct Left {
    address: String,
    before: String,
    name: String,
    after: String,
    line: String,
}

/// Drafts that were saved last, and couples that still have open questions.
///
/// # Errors
///
/// Whatever the database says.
pub async fn left_off(
    records: &Records,
    couples: Vec<Stored<CoupleId, Couple>>,
    names: &Names,
    now: Now,
) -> Result<Vec<Left>, Problem> {
    let recent = records.recent_plans(RECENT).await?;
    let drafts = recent.into_iter().filter(|plan| plan.value.status == Status::Draft).take(SHOWN);
    let mut left: Vec<Left> = drafts.map(|plan| draft(&plan, names, now)).collect();
    let mut at_work: Vec<_> = couples.into_iter().filter(|couple| !couple.value.archived).collect();
    at_work.sort_by_key(|couple| Reverse(couple.changed));
    for couple in at_work.into_iter().take(SHOWN) {
        let known = Known::with(records, couple).await?;
        if known.not_asked() > 0 {
            left.push(Left {
                address: format!("/couples/{}/situation", known.couple.id.0),
                before: "Situation of ".into(),
                name: known.couple.value.name.clone(),
                after: String::new(),
                line: format!("{} not asked", wording::questions(known.not_asked())),
            });
        }
    }
    Ok(left)
}

fn draft(plan: &Stored<PlanId, PlanHead>, names: &Names, now: Now) -> Left {
    Left {
        address: format!("/plans/{}", plan.id.0),
        before: "Plan for ".into(),
        name: names.get(plan.value.couple),
        after: format!(", session {}", plan.value.number),
        line: format!("edited {}", wording::ago(plan.changed, now.stamp)),
    }
}

/// What was left half done.
#[component]
pub fn LeftOff(left: Vec<Left>) -> impl IntoView {
    let none = left.is_empty();
    let rows = left
        .into_iter()
        .map(|one| {
            view! {
                <li>
                    <span>
                        <a href=one.address>{one.before} <Name text=one.name /> {one.after}</a>
                        <br />
                        <span class="small soft">{one.line}</span>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="left">
            <h2 id="left">"Pick up where you left off"</h2>
            {none.then(|| view! { <p class="soft">"Nothing is half done."</p> })}
            <ul class="rows">{rows}</ul>
        </section>
    }
}

/// Homework that comes back: the code name, and what was agreed.
pub type Task = (String, String);

/// The homework of the last held session of each couple with a session today or soon.
///
/// # Errors
///
/// Whatever the database says.
pub async fn homework(records: &Records, names: &Names, today: Day) -> Result<Vec<Task>, Problem> {
    let soon = |plan: &&Stored<PlanId, PlanHead>| {
        let days = plan.value.on.map(|day| today.days_until(day));
        plan.value.status != Status::Held && days.is_some_and(|days| (0..=SOON).contains(&days))
    };
    let recent = records.recent_plans(RECENT).await?;
    let today = records.plans_on(today).await?;
    let mut coming: Vec<&Stored<PlanId, PlanHead>> = today.iter().chain(&recent).filter(soon).collect();
    coming.sort_by_key(|plan| (plan.value.on, plan.value.start));
    let mut couples: Vec<CoupleId> = Vec::new();
    for plan in coming {
        if !couples.contains(&plan.value.couple) {
            couples.push(plan.value.couple);
        }
    }
    let mut tasks = Vec::new();
    for couple in couples {
        let plans = records.plans_of(couple).await?;
        let held = plans.into_iter().filter(|plan| plan.value.status == Status::Held);
        let last = held.max_by_key(|plan| plan.value.number);
        let given = last.map(|plan| plan.value.homework).unwrap_or_default();
        tasks.extend(given.into_iter().map(|task| (names.get(couple), task)));
    }
    Ok(tasks)
}

/// The homework that comes back.
#[component]
pub fn Homework(tasks: Vec<Task>) -> impl IntoView {
    let none = tasks.is_empty();
    let rows = tasks
        .into_iter()
        .map(|(name, task)| {
            view! {
                <li>
                    <span><strong><Name text=name /></strong> ": " <Name text=task /></span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="homework">
            <h2 id="homework">"Homework due back"</h2>
            {none.then(|| view! { <p class="soft">"None from the last sessions of those who come soon."</p> })}
            <ul class="rows">{rows}</ul>
        </section>
    }
}
