//! Making a plan from a template. The gates are checked when the page is shown and again here (invariant 4).

use crate::{
    http::{app_error::Refusal, done::Done, form_request::FormRequest, routes::Redirect},
    plan_reuse::recipient::PlanRecipient,
    templates::fields::{Occasion, knows_all, take_field, wanted},
};
use domain::{
    plan::templates::{KeptTemplate, Refusal as Against, Template, plan},
    records::Fault,
};
use store::{DocumentId, PlanId, StoreError};

/// Makes a plan from a stored template, and counts the use.
pub async fn apply(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = DocumentId(post.id("template")?);
    let template = post.records.document::<KeptTemplate>(id).await?.value.template;
    let made = made(&post, &template, &format!("/templates/{}/apply", id.0)).await?;
    count(&post, id).await?;
    Ok(Redirect::saying(format!("/plans/{}", made.0), Done::SessionPlanned))
}

/// Makes and stores a plan from a template and the form. A refusal shows the page at `action` again.
pub async fn made(post: &FormRequest, template: &Template, action: &str) -> Result<PlanId, Refusal> {
    let fields = post.once_each()?;
    if !knows_all(&fields, template.blocks.len()) {
        return Err(Refusal::Malformed);
    }
    let occasion = Occasion::read(template, |name| fields.get(name).cloned());
    let couple = occasion.couple.ok_or(Refusal::NotFound)?;
    let recipient = PlanRecipient::of(&post.records, couple).await?;
    let back = |refusal: Refusal| refusal.on(format!("{action}?{}", occasion.query()));
    let wanted = wanted(template, recipient.number, &fields).map_err(|faults| back(faults.into()))?;
    let picture = recipient.file.assess(wanted.booking.booked);
    let moment = picture.moment(&recipient.file.library, &recipient.file.case);
    let plan = plan(template, &moment, wanted.booking, wanted.first, &wanted.choices);
    let plan = plan.map_err(|against| back(faults(against).into()))?;
    Ok(post.records.create_plan(couple, &plan, post.now.stamp).await?)
}

/// Converts obstacles into faults of their fields; `whole` for those that concern the whole plan.
fn faults(against: Vec<Against>) -> Vec<Fault> {
    let fault = |one: Against| match one.block {
        Some(at) => Fault::new(take_field(at), one.text),
        None => Fault::new("whole", one.text),
    };
    against.into_iter().map(fault).collect()
}

/// Counts one more use. The plan exists already, so a template changed or deleted since is not an error.
async fn count(post: &FormRequest, id: DocumentId) -> Result<(), Refusal> {
    for _ in 0..3 {
        let kept = match post.records.document::<KeptTemplate>(id).await {
            Err(StoreError::NotFound) => return Ok(()),
            kept => kept?,
        };
        let used = kept.value.used_on(post.now.day);
        match post.records.save_document(id, kept.revision, &used, post.now.stamp).await {
            Ok(_) | Err(StoreError::NotFound) => return Ok(()),
            Err(StoreError::Stale { .. }) => {}
            Err(error) => {
                tracing::error!(%error, "a template was used and not counted");
                return Ok(());
            }
        }
    }
    Ok(())
}
