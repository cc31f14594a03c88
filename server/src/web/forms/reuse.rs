//! Plans used again: as a template, for the next session, for another couple, and as a text for the record.

use std::collections::BTreeSet;

use app::{
    forms::template::{Fields, when},
    reuse::Beside,
};
use axum::{
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::{
    desk::{
        BlockId, SessionPlan,
        agenda::{Booking, Standings},
    },
    template::{KeptTemplate, Labels, for_record, from_plan, next_session},
};
use serde::Deserialize;
use store::{Deed, PlanId};

use super::{
    Asked, Form, Go, Post, Refusal, download, form,
    templates::{made, once_each},
};

/// The forms and documents of this module.
pub fn forms() -> Vec<Form> {
    vec![
        form("/plans/{plan}/template", save_as),
        form("/plans/{plan}/next", next),
        form("/plans/{plan}/duplicate", duplicate),
        download("/plans/{plan}/record.txt", record),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    title: String,
    description: String,
    tags: String,
}

/// Keeps a template of the plan, with words of its own.
async fn save_as(post: Post) -> Result<Go, Refusal> {
    let (id, typed) = (PlanId(post.id("plan")?), post.read::<Typed>()?);
    let plan = post.records.plan(id).await?.plan.value;
    let labels = Labels::typed(&typed.title, &typed.description, &typed.tags)?;
    let (template, _) = from_plan(&post.library, &plan);
    let made = post.records.create_thing(&KeptTemplate::new(labels.on(template)), post.now.stamp).await?;
    Ok(Go::to(format!("/templates/{}", made.0)))
}

/// Makes a plan of this one for another couple, by way of a template that is not kept: what a template cannot hold never
/// reaches the other couple.
async fn duplicate(post: Post) -> Result<Go, Refusal> {
    let id = PlanId(post.id("plan")?);
    let plan = post.records.plan(id).await?.plan.value;
    let (template, _) = from_plan(&post.library, &plan);
    let made = made(&post, &template, &format!("/plans/{}/duplicate", id.0)).await?;
    Ok(Go::to(format!("/plans/{}", made.0)))
}

/// Makes the plan for the next session of the same couple.
async fn next(post: Post) -> Result<Go, Refusal> {
    let id = PlanId(post.id("plan")?);
    let saved = post.records.plan(id).await?;
    let before = saved.plan.value;
    let fields = once_each(post.fields())?;
    let back = |refusal: Refusal| refusal.on(format!("/plans/{}/duplicate", id.0));
    let wanted = wanted(&before, &fields)?;
    let (on, start) = when(&fields).map_err(|faults| back(faults.into()))?;
    let beside = Beside::of(&post.records, saved.couple).await?;
    let picture = beside.picture(before.booked);
    let standings = Standings::of(&picture.moment(&beside.library, &beside.course));
    let booking = Booking { number: beside.number, on, start, minutes: before.minutes, booked: before.booked };
    let next = next_session(&beside.library, &standings, &before, booking, &wanted);
    if !next.held.is_empty() {
        let text = "Something that you chose is held by now, so nothing was made. The list below says what and why.";
        return Err(back(Refusal::Problem(text.into())));
    }
    let made = post.records.create_plan(saved.couple, &next.plan, post.now.stamp).await?;
    Ok(Go::to(format!("/plans/{}", made.0)))
}

/// The blocks that come along. A field that the page does not have is refused (checklist 6).
fn wanted(before: &SessionPlan, fields: &Fields) -> Result<BTreeSet<BlockId>, Refusal> {
    let mut wanted = BTreeSet::new();
    for (name, value) in fields.iter().filter(|(name, _)| !["shown", "on", "start"].contains(&name.as_str())) {
        let id = name.strip_prefix('b').and_then(|id| id.parse().ok()).map(BlockId);
        match id.filter(|id| before.block(*id).is_some() && value == "yes") {
            Some(id) => wanted.insert(id),
            None => return Err(Refusal::Malformed),
        };
    }
    Ok(wanted)
}

/// There is nothing to choose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// A held session as a text file. Its name says nothing, and it leaves an audit line, as paper does.
async fn record(asked: Asked) -> Result<Response, Refusal> {
    let id = PlanId(asked.id("plan")?);
    let Nothing {} = asked.query()?;
    let plan = asked.records.plan(id).await?.plan.value;
    let Some(record) = for_record(&asked.library, &plan) else {
        let text = "This session was not held yet. Say first what came of each block.";
        return Err(Refusal::Problem(text.into()).on(format!("/plans/{}/record-text", id.0)));
    };
    asked.records.note_deed(Deed::Printed, id.0, asked.now.stamp).await?;
    let named = format!("attachment; filename=\"notes-{}.txt\"", plan.on.unwrap_or(asked.now.day));
    let named = HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, named)], record.text).into_response())
}
