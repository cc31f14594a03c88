//! Forms of plans: creating one, and every edit without WebAssembly.

use crate::{
    browser::api::Problem,
    http::{
        app_error::Refusal,
        done::Done,
        form_request::FormRequest,
        routes::{Form, Redirect, form},
    },
    plan_editor::{
        fields::{Action, Fields, day, knows_all, length, pressed, seen, session, start, typed},
        plan_file::PlanFile,
    },
    plans::next_number,
};
use domain::{
    plan::{
        SessionPlan,
        editor::{Booking, Refused, apply, draft},
    },
    planning::{
        planner::{LONGEST, SHORTEST},
        roles,
    },
    records::Fault,
    vocabulary::{Minutes, Role},
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
    #[serde(default)]
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
    Ok(Redirect::saying(address(id), Done::SessionPlanned))
}

async fn drafted(post: &FormRequest, couple: CoupleId, new: &New) -> Result<SessionPlan, Refusal> {
    let records = &post.records;
    let file = records.couple_file(couple).await?;
    let earlier = records.plans_of(couple).await?;
    let number = next_number(&earlier);
    let booking = booking(new, number, roles(&file.library, &file.situation.value.answers))?;
    let assessment = file.assess(booking.booked);
    Ok(draft(&assessment.moment(&file.library, &file.case), booking))
}

/// Parses date and participants of a session, with a default role from `roles` for an individual one; faults for
/// invalid fields.
pub(crate) fn booking(new: &New, number: u16, roles: [Role; 2]) -> Result<Booking, Vec<Fault>> {
    let mut faults = Vec::new();
    let on = day(&new.on).map_err(|fault| faults.push(fault));
    let start = start(&new.start).map_err(|fault| faults.push(fault));
    let minutes = length(&new.minutes).map_err(|fault| faults.push(fault));
    if new.who.is_empty() {
        faults.push(Fault::new("who", "Choose who is seen first."));
    }
    match (on, start, minutes) {
        (Ok(on), Ok(start), Ok(minutes)) if faults.is_empty() => {
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
    let file = PlanFile::open(&post.records, id).await?;
    let stored = &file.saved.plan;
    if stored.revision != seen {
        return Err(StoreError::Stale { latest: stored.revision }.into());
    }
    let (plan, faults) = typed(&file.couple_file.library, &file.statuses, &stored.value, &fields);
    let (anew, action) = (anew(&fields), pressed(&plan, &fields));
    if anew.is_none() && action.is_none() {
        return Err(Refusal::Malformed);
    }
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let not_made = |problem: Problem| Refusal::Problem(problem.to_string());
    let plan = match (anew, action) {
        (Some(minutes), _) => file.anew(&plan, minutes).map_err(not_made)?,
        (None, Some(Action::Fill)) => file.fill(&plan).map_err(not_made)?,
        (None, Some(Action::Edit(edit))) => {
            apply(&file.couple_file.library, &file.statuses, &plan, &edit).map_err(refused)?
        }
        (None, Some(Action::Save) | None) => plan,
    };
    let plan = file.accept(plan).map_err(|problem| Refusal::Problem(problem.to_string()))?;
    if plan != stored.value {
        post.records.save_plan(id, seen, &plan, post.now.stamp).await?;
    }
    Ok(Redirect::saying(address(id), Done::Saved))
}

/// The length of the session that is planned anew, by the button of a notice above the agenda.
fn anew(fields: &Fields) -> Option<Minutes> {
    let minutes = fields.get("do")?.strip_prefix("anew:")?.parse().ok().map(Minutes)?;
    (SHORTEST..=LONGEST).contains(&minutes).then_some(minutes)
}

#[expect(clippy::needless_pass_by_value, reason = "used where errors are mapped")]
fn refused(refused: Refused) -> Refusal {
    Refusal::Problem(refused.to_string())
}

fn address(id: PlanId) -> String {
    format!("/plans/{}", id.0)
}
