//! Plans: making one, and every edit of one without WebAssembly.

use app::{
    calls::plan::Desk,
    forms::plan::{Action, Fields, knows_all, outcomes, pressed, seen, session, typed},
};
use domain::{
    course::Partner,
    desk::{
        Fault, SessionPlan,
        agenda::{Booking, Refused, apply, draft},
        course,
    },
    minutes::Minutes,
    picture::Picture,
    plan::{LONGEST, SHORTEST},
};
use serde::Deserialize;
use store::{CoupleId, PlanId, StoreError};

use super::{Form, Go, Post, Refusal, form};

/// The forms of plans.
pub fn forms() -> Vec<Form> {
    vec![form("/couples/{couple}/plans", create), form("/plans/{plan}", change)]
}

/// When a session is and who is expected.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct New {
    #[serde(default)]
    pub(super) on: String,
    #[serde(default)]
    pub(super) start: String,
    pub(super) minutes: String,
    pub(super) who: String,
    #[serde(default)]
    pub(super) role: String,
}

/// Drafts the next session of a couple from what is known of it, and leads to it.
async fn create(post: Post) -> Result<Go, Refusal> {
    let couple = CoupleId(post.id("couple")?);
    let new = post.read::<New>()?;
    let plan = drafted(&post, couple, &new).await.map_err(|refusal| match refusal {
        Refusal::Faults(_) => refusal.on(format!("/couples/{}/sessions", couple.0)),
        other => other,
    })?;
    let id = post.records.create_plan(couple, &plan, post.now.stamp).await?;
    Ok(Go::to(address(id)))
}

async fn drafted(post: &Post, couple: CoupleId, new: &New) -> Result<SessionPlan, Refusal> {
    let records = &post.records;
    let situation = records.situation(couple).await?.value;
    let a = records.interview(couple, Partner::A).await?.value;
    let b = records.interview(couple, Partner::B).await?.value;
    let earlier = records.plans_of(couple).await?;
    let number = earlier.iter().map(|plan| plan.value.number).max().unwrap_or(0).saturating_add(1);
    let booking = booking(new, number)?;
    let course = course(&situation, [&a, &b]);
    let picture = Picture::of(&post.library, &course, situation.phase, booking.booked);
    Ok(draft(&picture.moment(&post.library, &course), booking))
}

/// When and for whom a session is; what is wrong with what was typed otherwise.
pub(super) fn booking(new: &New, number: u16) -> Result<Booking, Vec<Fault>> {
    let mut faults = Vec::new();
    let on = match new.on.trim() {
        "" => None,
        day => day.parse().map_err(|error| faults.push(Fault::new("on", format!("Please {error}.")))).ok(),
    };
    let start = match new.start.trim() {
        "" => None,
        time => time
            .parse()
            .map_err(|_| faults.push(Fault::new("start", "Write the time as hours and minutes, for example 09:30.")))
            .ok(),
    };
    let minutes = new.minutes.trim().parse().map(Minutes).ok().filter(|n| (SHORTEST..=LONGEST).contains(n));
    match minutes {
        Some(minutes) if faults.is_empty() => {
            Ok(Booking { number, on, start, minutes, booked: session(&new.who, &new.role) })
        }
        Some(_) => Err(faults),
        None => {
            faults.push(Fault::new("minutes", "A session lasts 30 to 120 minutes."));
            Err(faults)
        }
    }
}

/// Takes in everything that stands in the form, does what the button asks for, and saves it all in one commit.
async fn change(post: Post) -> Result<Go, Refusal> {
    let id = PlanId(post.id("plan")?);
    let fields = once_each(post.fields())?;
    let seen = seen(&fields).ok_or(Refusal::Malformed)?;
    let desk = Desk::open(&post.records, id).await?;
    let stored = &desk.saved.plan;
    if stored.revision != seen {
        return Err(StoreError::Stale { latest: stored.revision }.into());
    }
    let (plan, faults) = typed(&desk.library, &desk.standings, &stored.value, &fields).map_err(refused)?;
    let action = pressed(&plan, &fields).ok_or(Refusal::Malformed)?;
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let plan = match action {
        Action::Held => return held(&post, &desk, plan, &fields).await,
        Action::Save => plan,
        Action::Fill => desk.fill(&plan).map_err(|problem| Refusal::Problem(problem.to_string()))?,
        Action::Edit(edit) => apply(&desk.library, &desk.standings, &plan, &edit).map_err(refused)?,
    };
    let plan = desk.accept(plan).map_err(|problem| Refusal::Problem(problem.to_string()))?;
    if plan != stored.value {
        post.records.save_plan(id, seen, &plan, post.now.stamp).await?;
    }
    Ok(Go::to(address(id)))
}

/// Saves the plan as held and what is known then, both or neither.
async fn held(post: &Post, desk: &Desk, plan: SessionPlan, fields: &Fields) -> Result<Go, Refusal> {
    let plan = desk.accept(plan).map_err(|problem| Refusal::Problem(problem.to_string()))?;
    let after = desk.conclude(&plan, &outcomes(&plan, fields)).map_err(refused)?;
    let seen = desk.saved.plan.revision;
    let situation = (desk.situation.revision, &after.situation);
    post.records.save_held_plan(desk.id(), seen, &after.plan, situation, post.now.stamp).await?;
    Ok(Go::to(address(desk.id())))
}

/// The fields by their names; one that stands there twice, or that this form does not have, is refused (checklist 6).
fn once_each(sent: Vec<(String, String)>) -> Result<Fields, Refusal> {
    let count = sent.len();
    let fields: Fields = sent.into_iter().collect();
    if fields.len() == count && knows_all(&fields) { Ok(fields) } else { Err(Refusal::Malformed) }
}

#[expect(clippy::needless_pass_by_value, reason = "used where errors are mapped")]
fn refused(refused: Refused) -> Refusal {
    Refusal::Problem(refused.to_string())
}

fn address(id: PlanId) -> String {
    format!("/plans/{}", id.0)
}
