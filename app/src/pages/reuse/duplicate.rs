//! `/plans/{plan}/duplicate`: a plan for the next session of the same couple, or for another one.

use domain::{
    desk::{SessionPlan, agenda::Standings},
    library::Library,
    template::{Carry, CarryRow, carry_rows, from_plan},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{CoupleId, PlanId, Records};

use super::{both_lists, trail};
use crate::{
    calls::Problem,
    forms::template::Occasion,
    pages::{
        awaited,
        couple::viewed,
        plan_in_address, tab_title,
        templates::{ApplyForm, CoupleChoice, Source, couples_at_work},
    },
    parts::{Chip, Crumbs, Entry, Icon, Name, ReplyNote},
    reuse::Beside,
    visitor::{Reply, records, reply},
};

/// Both ways, for the plan that the address names; with a couple in the address, how the plan stands for that one.
#[component]
pub fn DuplicatePage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    let value = move |name: &str| asked.get(name);
    awaited(async move {
        let (records, id) = (records()?, plan_in_address()?);
        let saved = records.plan(id).await?;
        viewed(&records, saved.couple).await?;
        let other = value("couple").and_then(|couple| couple.parse().ok()).map(CoupleId);
        let plan = saved.plan.value;
        let inside = match other {
            Some(couple) => for_another(&records, id, &plan, couple, value).await?,
            None => both_ways(&records, id, &plan, saved.couple).await?,
        };
        Ok(view! {
            <Title text=tab_title("Duplicate a plan") />
            <Crumbs trail=trail(id, plan.number) />
            {inside}
        }
        .into_any())
    })
}

async fn both_ways(records: &Records, id: PlanId, plan: &SessionPlan, couple: CoupleId) -> Result<AnyView, Problem> {
    let beside = Beside::of(records, couple).await?;
    let picture = beside.picture(plan.booked);
    let standings = Standings::of(&picture.moment(&beside.library, &beside.course));
    let rows = carry_rows(&beside.library, &standings, plan);
    let mut others = couples_at_work(records).await?;
    others.retain(|(other, _)| *other != couple);
    let name = beside.couple.value.name.clone();
    let address = format!("/plans/{}/duplicate", id.0);
    Ok(view! {
        <div class="head">
            <div>
                <h1>{format!("Use session {} again", plan.number)}</h1>
                <p class="soft">"For the next session of the same couple, or for another couple without anything about this one."</p>
            </div>
        </div>
        <div class="detail">
            <section class="card" aria-labelledby="next">
                <h2 id="next">{format!("Session {} of ", beside.number)} <Name text=name /></h2>
                {next_form(id, plan, rows, &beside.library)}
            </section>
            <section class="card" aria-labelledby="other">
                <h2 id="other">"Another couple"</h2>
                <p class="small soft">"You see first what goes along, what stays with this couple, and what the gates of the other one hold."</p>
                <CoupleChoice action=address couples=others button="See what fits" />
                <p><a class="button" data-kind="quiet" href=format!("/plans/{}/template", id.0)>{Icon::Copy.view()} "Save it as a template instead"</a></p>
            </section>
        </div>
    }
    .into_any())
}

fn next_form(id: PlanId, plan: &SessionPlan, rows: Vec<CarryRow>, library: &Library) -> AnyView {
    let reply = reply();
    let start = plan.start.map(|start| start.to_string()).unwrap_or_default();
    let homework = (!plan.homework.is_empty())
        .then(|| view! { <p class="small">{Icon::Check.view()} " The homework of last time stands in the note of the homework review."</p> });
    let lines = rows.into_iter().map(|row| carry_row(library, &reply, row)).collect_view();
    view! {
        <form class="next-form" method="post" action=format!("/plans/{}/next", id.0) novalidate>
            <ReplyNote />
            <input type="hidden" name="shown" value="yes" />
            <p class="soft">"What comes along. Day, outcome and what was written about the session as a whole stay with it; private notes come along with what was not finished."</p>
            <ul class="carry">{lines}</ul>
            {homework}
            <div class="next-when">
                <Entry name="on" label="Day" kind="date" />
                <Entry name="start" label="Begins" kind="time" saved=start />
            </div>
            <button class="button" data-kind="primary">{Icon::Plus.view()} "Make the next plan"</button>
        </form>
    }
    .into_any()
}

fn carry_row(library: &Library, reply: &Reply, row: CarryRow) -> AnyView {
    let name = format!("b{}", row.block.0);
    let ticked = row.carry.may() && reply.ticked(&name, "yes", row.carry.is_proposed());
    let (chip, tone) = match &row.carry {
        Carry::Part => ("", "plain"),
        Carry::Unfinished => ("Not finished", "teal"),
        Carry::Done => ("Done", "plain"),
        Carry::Dreaded => ("Was not wanted", "amber"),
        Carry::Held(_) => ("Held", "stop"),
        Carry::Gone => ("Not in your library", "clay"),
    };
    let because: Vec<String> = match &row.carry {
        Carry::Held(holds) => holds.iter().map(|hold| hold.in_words(library)).collect(),
        Carry::Gone => vec!["The library has this exercise no more.".into()],
        Carry::Dreaded => vec!["Explore first what stood in its way (R26).".into()],
        Carry::Part | Carry::Unfinished | Carry::Done => Vec::new(),
    };
    view! {
        <li>
            <label class="check">
                <input type="checkbox" name=name value="yes" checked=ticked disabled=!row.carry.may() />
                <span dir="auto">{format!("{} min · {}", row.minutes, row.title)}</span>
                {(!chip.is_empty()).then(|| view! { <Chip text=chip tone=tone /> })}
            </label>
            {(!because.is_empty()).then(|| view! {
                <ul class="why-held small soft">{because.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            })}
        </li>
    }
    .into_any()
}

async fn for_another(
    records: &Records,
    id: PlanId,
    plan: &SessionPlan,
    couple: CoupleId,
    value: impl Fn(&str) -> Option<String>,
) -> Result<AnyView, Problem> {
    let beside = Beside::of(records, couple).await?;
    viewed(records, couple).await?;
    let (template, left) = from_plan(&beside.library, plan);
    let occasion = Occasion { couple: Some(couple), ..Occasion::read(&template, value) };
    let lists = both_lists(&beside.library, &template, left);
    let source = Source { template, action: format!("/plans/{}/duplicate", id.0) };
    let name = beside.couple.value.name.clone();
    Ok(view! {
        <div class="head">
            <div>
                <h1>"Duplicate for " <Name text=name /></h1>
                <p class="soft">"Nothing is made before you press the button below. The gates of this couple hold."</p>
            </div>
        </div>
        {lists}
        <ApplyForm source=source occasion=occasion beside=beside />
    }
    .into_any())
}
