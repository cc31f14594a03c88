//! `/plans/{plan}/duplicate`: a plan for the next session of the same couple, or for another one.

use domain::{
    library::Library,
    plan::{
        Proposal, SessionPlan,
        editor::ExerciseStatuses,
        templates::{CarryOver, CarryRow, carry_rows, from_plan},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{CoupleId, PlanId, Records};

use crate::{
    browser::api::Problem,
    couples::{audit::viewed, head::Name},
    http::{
        page_result::{awaited, plan_in_address},
        visitor::{FormState, now, records, reply},
    },
    layout::{Breadcrumbs, Chip, FormId, Icon, Kept, ReplyNote, TextField, title::tab_title},
    plan_reuse::{both_lists, recipient::PlanRecipient, trail},
    plans::calendar::proposal,
    templates::{ApplyForm, CoupleChoice, Source, couples_at_work, fields::Occasion},
};

/// Both options for the plan in the address; with a couple in the address, the result for that one.
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
            <Breadcrumbs trail=trail(id, plan.number) />
            {inside}
        }
        .into_any())
    })
}

async fn both_ways(records: &Records, id: PlanId, plan: &SessionPlan, couple: CoupleId) -> Result<AnyView, Problem> {
    let recipient = PlanRecipient::of(records, couple).await?;
    let proposal = proposal(records, couple, now()?).await?;
    let picture = recipient.file.assess(plan.booked);
    let standings = ExerciseStatuses::of(&picture.moment(&recipient.file.library, &recipient.file.case));
    let rows = carry_rows(&recipient.file.library, &standings, plan);
    let mut others = couples_at_work(records).await?;
    others.retain(|(other, _)| *other != couple);
    let name = recipient.file.couple.value.name.clone();
    let address = format!("/plans/{}/duplicate", id.0);
    Ok(view! {
        <div class="head">
            <div>
                <h1>{format!("Duplicate session {}", plan.number)}</h1>
                <p class="soft">"For the next session of the same couple, or for another couple without anything about this one."</p>
            </div>
        </div>
        <div class="detail">
            <section class="card" aria-labelledby="next">
                <h2 id="next">{format!("Session {} of ", recipient.number)} <Name text=name /></h2>
                {next_form(id, plan, proposal, rows, &recipient.file.library)}
            </section>
            <section class="card" aria-labelledby="other">
                <h2 id="other">"Another couple"</h2>
                <p class="small soft">"You see first what is copied, what is not, and what the other couple’s holds block."</p>
                <CoupleChoice action=address couples=others button="See what fits" kind="plain" />
                <p><a class="button" data-kind="quiet" href=format!("/plans/{}/template", id.0)>{Icon::Copy.view()} "Save as template instead"</a></p>
            </section>
        </div>
    }
    .into_any())
}

fn next_form(id: PlanId, plan: &SessionPlan, proposal: Proposal, rows: Vec<CarryRow>, library: &Library) -> AnyView {
    let reply = reply();
    let on = proposal.on.map(|day| day.to_string()).unwrap_or_default();
    let start = proposal.start.or(plan.start).map(|start| start.to_string()).unwrap_or_default();
    let homework = (!plan.homework.is_empty())
        .then(|| view! { <p class="small">{Icon::Check.view()} " The homework from the last session is in the note of the homework review."</p> });
    let lines = rows.into_iter().map(|row| carry_row(library, &reply, row)).collect_view();
    view! {
        <form class="next-form" method="post" action=format!("/plans/{}/next", id.0) novalidate>
            <FormId />
            <ReplyNote />
            <Kept page=format!("/plans/{}/duplicate", id.0) about="Next plan" />
            <input type="hidden" name="shown" value="yes" />
            <p class="soft">"Copied: agenda, and private notes of unfinished items. Not copied: date, outcomes and the session note."</p>
            <ul class="carry">{lines}</ul>
            {homework}
            <div class="next-when">
                <TextField name="on" label="Date" kind="date" saved=on />
                <TextField name="start" label="Start" kind="time" saved=start />
            </div>
            <button class="button" data-kind="primary">{Icon::Plus.view()} "Create plan"</button>
        </form>
    }
    .into_any()
}

fn carry_row(library: &Library, reply: &FormState, row: CarryRow) -> AnyView {
    let name = format!("b{}", row.block.0);
    let ticked = row.carry.may() && reply.ticked(&name, "yes", row.carry.is_proposed());
    let (chip, tone) = match &row.carry {
        CarryOver::Part => ("", "plain"),
        CarryOver::Unfinished => ("Not finished", "teal"),
        CarryOver::Done => ("Done", "plain"),
        CarryOver::Dreaded => ("Dreaded or declined", "amber"),
        CarryOver::Held(_) => ("On hold", "stop"),
        CarryOver::Gone => ("Not in your library", "clay"),
    };
    let because: Vec<String> = match &row.carry {
        CarryOver::Held(holds) => holds.iter().map(|hold| hold.in_words(library)).collect(),
        CarryOver::Gone => vec!["This exercise is no longer in the library.".into()],
        CarryOver::Dreaded => vec!["Explore what got in the way first.".into()],
        CarryOver::Part | CarryOver::Unfinished | CarryOver::Done => Vec::new(),
    };
    let why = format!("{name}-why");
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    name=name
                    value="yes"
                    checked=ticked
                    disabled=!row.carry.may()
                    title=(!row.carry.may()).then(|| because.join(" "))
                    aria-describedby=(!row.carry.may()).then(|| why.clone())
                />
                <span dir="auto">{format!("{} min · {}", row.minutes, row.title)}</span>
                {(!chip.is_empty()).then(|| view! { <Chip text=chip tone=tone /> })}
            </label>
            {(!because.is_empty()).then(|| view! {
                <ul class="why-held small soft" id=why>{because.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
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
    let recipient = PlanRecipient::of(records, couple).await?;
    let proposal = proposal(records, couple, now()?).await?;
    viewed(records, couple).await?;
    let (template, left) = from_plan(&recipient.file.library, plan);
    let occasion = Occasion { couple: Some(couple), ..Occasion::read(&template, value) };
    let lists = both_lists(&recipient.file.library, &template, left);
    let source = Source { template, action: format!("/plans/{}/duplicate", id.0) };
    let name = recipient.file.couple.value.name.clone();
    Ok(view! {
        <div class="head">
            <div>
                <h1>"Duplicate for " <Name text=name /></h1>
                <p class="soft">"Nothing is created until you press the button. This couple’s holds apply."</p>
            </div>
        </div>
        {lists}
        <ApplyForm source=source occasion=occasion recipient=recipient proposal=proposal />
    }
    .into_any())
}
