//! A plan made of a template. The gates are asked when the page is shown and once more here (invariant 4).

use app::{
    forms::template::{Fields, Occasion, knows_all, take_field, wanted},
    reuse::Beside,
};
use domain::{
    desk::Fault,
    template::{KeptTemplate, Refusal as Against, Template, plan},
};
use store::{PlanId, StoreError, ThingId};

use super::super::{Go, Post, Refusal};

/// Makes a plan of a kept template, and counts that it was used.
pub async fn apply(post: Post) -> Result<Go, Refusal> {
    let id = ThingId(post.id("template")?);
    let template = post.records.thing::<KeptTemplate>(id).await?.value.template;
    let made = made(&post, &template, &format!("/templates/{}/apply", id.0)).await?;
    count(&post, id).await?;
    Ok(Go::to(format!("/plans/{}", made.0)))
}

/// Makes a plan of a template as the form says, and stores it. A refusal shows the page at `action` again.
pub async fn made(post: &Post, template: &Template, action: &str) -> Result<PlanId, Refusal> {
    let fields = once_each(post.fields())?;
    if !knows_all(&fields, template.blocks.len()) {
        return Err(Refusal::Malformed);
    }
    let occasion = Occasion::read(template, |name| fields.get(name).cloned());
    let couple = occasion.couple.ok_or(Refusal::NotFound)?;
    let beside = Beside::of(&post.records, couple).await?;
    let back = |refusal: Refusal| refusal.on(format!("{action}?{}", occasion.query()));
    let wanted = wanted(template, beside.number, &fields).map_err(|faults| back(faults.into()))?;
    let picture = beside.picture(wanted.booking.booked);
    let moment = picture.moment(&beside.library, &beside.course);
    let plan = plan(template, &moment, wanted.booking, wanted.first, &wanted.choices);
    let plan = plan.map_err(|against| back(faults(against).into()))?;
    Ok(post.records.create_plan(couple, &plan, post.now.stamp).await?)
}

/// What stands against a plan, at the fields it is about; `whole` for what is about all of it.
fn faults(against: Vec<Against>) -> Vec<Fault> {
    let fault = |one: Against| match one.block {
        Some(at) => Fault::new(&take_field(at), one.text),
        None => Fault::new("whole", one.text),
    };
    against.into_iter().map(fault).collect()
}

/// The fields by their names; one that stands there twice is refused (checklist 6).
pub fn once_each(sent: Vec<(String, String)>) -> Result<Fields, Refusal> {
    let count = sent.len();
    let fields: Fields = sent.into_iter().collect();
    if fields.len() == count { Ok(fields) } else { Err(Refusal::Malformed) }
}

/// Counts one more use. The plan is there already, so a template that was changed or deleted meanwhile is no error.
async fn count(post: &Post, id: ThingId) -> Result<(), Refusal> {
    for _ in 0..3 {
        let kept = match post.records.thing::<KeptTemplate>(id).await {
            Err(StoreError::NotFound) => return Ok(()),
            kept => kept?,
        };
        let used = kept.value.used_on(post.now.day);
        match post.records.save_thing(id, kept.revision, &used, post.now.stamp).await {
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
