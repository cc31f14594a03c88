//! Forms of plans: creating one, and every edit without WebAssembly.

use crate::{
    http::{
        app_error::Refusal,
        form_request::FormRequest,
        routes::{Form, Redirect, form},
    },
    plan_editor::{
        api::Desk,
        fields::{Action, day, knows_all, length, pressed, seen, session, start, typed},
    },
    plans::next_number,
};
use domain::{
    assess::{Assessment, Partner},
    plan::{
        SessionPlan,
        editor::{Booking, Refused, apply, draft},
    },
    planning::roles,
    records::{Fault, course},
    vocabulary::Role,
};
use serde::Deserialize;
use store::{CoupleId, PlanId, StoreError};

/// Returns the forms of plans.
pub fn forms() -> Vec<Form> {
    vec![form("/couples/{couple}/plans", create), form("/plans/{plan}", change)]
}

/// The date and participants of a new session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct New {
    #[serde(default)]
    pub(crate) on: String,
    #[serde(default)]
    pub(crate) start: String,
    pub(crate) minutes: String,
    pub(crate) who: String,
    #[serde(default)]
    pub(crate) role: String,
}

/// Drafts the next session of a couple, and redirects to it.
async fn create(post: FormRequest) -> Result<Redirect, Refusal> {
    let couple = CoupleId(post.id("couple")?);
    let new = post.read::<New>()?;
    let plan = drafted(&post, couple, &new).await.map_err(|refusal| match refusal {
        Refusal::Faults(_) => refusal.on(format!("/couples/{}/sessions", couple.0)),
        other => other,
    })?;
    let id = post.records.create_plan(couple, &plan, post.now.stamp).await?;
    Ok(Redirect::to(address(id)))
}

async fn drafted(post: &FormRequest, couple: CoupleId, new: &New) -> Result<SessionPlan, Refusal> {
    let records = &post.records;
    let situation = records.situation(couple).await?.value;
    let a = records.interview(couple, Partner::A).await?.value;
    let b = records.interview(couple, Partner::B).await?.value;
    let earlier = records.plans_of(couple).await?;
    let number = next_number(&earlier);
    let booking = booking(new, number, roles(&post.library, &situation.answers))?;
    let course = course(&situation, [&a, &b]);
    let picture = Assessment::of(&post.library, &course, situation.phase, booking.booked);
    Ok(draft(&picture.moment(&post.library, &course), booking))
}

/// Parses date and participants of a session, with a default role from `roles` for an individual one; faults for
/// invalid fields.
pub(crate) fn booking(new: &New, number: u16, roles: [Role; 2]) -> Result<Booking, Vec<Fault>> {
    let mut faults = Vec::new();
    let on = day(&new.on).map_err(|fault| faults.push(fault));
    let start = start(&new.start).map_err(|fault| faults.push(fault));
    let minutes = length(&new.minutes).map_err(|fault| faults.push(fault));
    match (on, start, minutes) {
        (Ok(on), Ok(start), Ok(minutes)) => {
            Ok(Booking { number, on, start, minutes, booked: session(&new.who, &new.role, roles) })
        }
        _ => Err(faults),
    }
}

/// Applies all fields of the form, then the action of the button, and saves in one commit.
async fn change(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = PlanId(post.id("plan")?);
    let fields = post.once_each()?;
    if !knows_all(&fields) {
        return Err(Refusal::Malformed);
    }
    let seen = seen(&fields).ok_or(Refusal::Malformed)?;
    let desk = Desk::open(&post.records, id).await?;
    let stored = &desk.saved.plan;
    if stored.revision != seen {
        return Err(StoreError::Stale { latest: stored.revision }.into());
    }
    let (plan, faults) = typed(&desk.library, &desk.standings, &stored.value, &fields);
    let action = pressed(&plan, &fields).ok_or(Refusal::Malformed)?;
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let plan = match action {
        Action::Save => plan,
        Action::Fill => desk.fill(&plan).map_err(|problem| Refusal::Problem(problem.to_string()))?,
        Action::Edit(edit) => apply(&desk.library, &desk.standings, &plan, &edit).map_err(refused)?,
    };
    let plan = desk.accept(plan).map_err(|problem| Refusal::Problem(problem.to_string()))?;
    if plan != stored.value {
        post.records.save_plan(id, seen, &plan, post.now.stamp).await?;
    }
    Ok(Redirect::to(address(id)))
}

#[expect(clippy::needless_pass_by_value, reason = "used where errors are mapped")]
fn refused(refused: Refused) -> Refusal {
    Refusal::Problem(refused.to_string())
}

fn address(id: PlanId) -> String {
    format!("/plans/{}", id.0)
}
