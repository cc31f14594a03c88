//! Reusing a plan: as a template, for the next session, for another couple, and as text for the record.

use crate::{
    http::{
        app_error::Refusal,
        document_request::{DocumentRequest, download},
        done::Done,
        form_request::{FormRequest, NoFields},
        routes::{Form, Redirect, form},
    },
    plan_reuse::recipient::PlanRecipient,
    templates::{
        apply::form::made,
        fields::{Fields, when},
    },
};
use axum::{
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::plan::{
    BlockId, SessionPlan,
    editor::{Booking, ExerciseStatuses},
    templates::{KeptTemplate, Labels, for_record, from_plan, next_session},
};
use domain::vocabulary::SmallSet;
use serde::Deserialize;
use store::{AuditEvent, PlanId};

/// Returns the forms and documents of this module.
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

/// Saves the plan as a template, with its own labels.
async fn save_as(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (PlanId(post.id("plan")?), post.read::<Typed>()?);
    let plan = post.records.plan(id).await?.plan.value;
    let labels = Labels::typed(&typed.title, &typed.description, &typed.tags)?;
    let (template, _) = from_plan(&post.library, &plan);
    let made = post.records.create_document(&KeptTemplate::new(labels.on(template)), post.now.stamp).await?;
    Ok(Redirect::saying(format!("/templates/{}", made.0), Done::TemplateSaved))
}

/// Copies this plan for another couple through a template that is not stored, so that nothing outside a template
/// reaches the other couple.
async fn duplicate(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = PlanId(post.id("plan")?);
    let plan = post.records.plan(id).await?.plan.value;
    let (template, _) = from_plan(&post.library, &plan);
    let made = made(&post, &template, &format!("/plans/{}/duplicate", id.0)).await?;
    Ok(Redirect::saying(format!("/plans/{}", made.0), Done::SessionPlanned))
}

/// Makes the plan for the next session of the same couple.
async fn next(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = PlanId(post.id("plan")?);
    let saved = post.records.plan(id).await?;
    let before = saved.plan.value;
    let fields = post.once_each()?;
    let back = |refusal: Refusal| refusal.on(format!("/plans/{}/duplicate", id.0));
    let wanted = wanted(&before, &fields)?;
    let (on, start) = when(&fields).map_err(|faults| back(faults.into()))?;
    let recipient = PlanRecipient::of(&post.records, saved.couple).await?;
    let picture = recipient.file.assess(before.booked);
    let standings = ExerciseStatuses::of(&picture.moment(&recipient.file.library, &recipient.file.case));
    let booking = Booking { number: recipient.number, on, start, minutes: before.minutes, booked: before.booked };
    let next = next_session(&recipient.file.library, &standings, &before, booking, &wanted);
    if !next.held.is_empty() {
        let text = "Something that you chose is now on hold, so nothing was created. The list below says what and why.";
        return Err(back(Refusal::Problem(text.into())));
    }
    let made = post.records.create_plan(saved.couple, &next.plan, post.now.stamp).await?;
    Ok(Redirect::saying(format!("/plans/{}", made.0), Done::SessionPlanned))
}

/// Returns the blocks to carry over. Unknown fields are rejected (checklist 6).
fn wanted(before: &SessionPlan, fields: &Fields) -> Result<SmallSet<BlockId>, Refusal> {
    let mut wanted = SmallSet::new();
    for (name, value) in fields.iter().filter(|(name, _)| !["shown", "on", "start"].contains(&name.as_str())) {
        let id = name.strip_prefix('b').and_then(|id| id.parse().ok()).map(BlockId);
        match id.filter(|id| before.block(*id).is_some() && value == "yes") {
            Some(id) => wanted.insert(id),
            None => return Err(Refusal::Malformed),
        };
    }
    Ok(wanted)
}

/// Exports a completed session as a text file. Its name reveals nothing, and it is audited like a sheet.
async fn record(asked: DocumentRequest) -> Result<Response, Refusal> {
    let id = PlanId(asked.id("plan")?);
    let NoFields {} = asked.query()?;
    let saved = asked.records.plan(id).await?;
    let (couple, plan) = (asked.records.couple(saved.couple).await?.value, saved.plan.value);
    let Some(record) = for_record(&asked.library, &couple, &plan) else {
        let text = "This session has not been recorded yet. Record it first.";
        return Err(Refusal::Problem(text.into()).on(format!("/plans/{}/record-text", id.0)));
    };
    asked.records.record_audit(AuditEvent::Printed, id.0, asked.now.stamp).await?;
    let named = format!("attachment; filename=\"notes-{}.txt\"", plan.on.unwrap_or(asked.now.day));
    let named = HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, named)], record.text).into_response())
}
