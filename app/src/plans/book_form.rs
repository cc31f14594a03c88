//! The forms that book sessions and delete one.

use domain::{
    assess::Session,
    plan::{SessionPlan, Slot, editor::Booking},
    planning::roles,
    records::Fault,
};
use serde::Deserialize;
use store::{CoupleId, PlanId};
use uuid::Uuid;

use crate::{
    account::settings::preferences,
    http::{
        app_error::Refusal,
        done::Done,
        form_request::FormRequest,
        routes::{Form, Redirect, form},
    },
    plan_editor::form::{New, booking},
    plans::{calendar::Calendar, next_number},
};

/// The most sessions that are booked at once.
const MOST_WEEKS: u16 = 12;

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/plans/new", book), form("/plans/{plan}/delete", delete)]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    couple: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    start: String,
    #[serde(default)]
    minutes: String,
    weeks: String,
    who: String,
    #[serde(default)]
    despite: String,
}

/// Books a session, or one every week. A clash is said once, and then it is up to the counsellor.
async fn book(post: FormRequest) -> Result<Redirect, Refusal> {
    let typed = post.read::<Typed>()?;
    if typed.couple.is_empty() {
        return Err(Fault::new("couple", "Choose a couple.").into());
    }
    let couple = CoupleId(typed.couple.parse::<Uuid>().map_err(|_| Refusal::NotFound)?);
    let situation = post.records.situation(couple).await?.value;
    let earlier = post.records.plans_of(couple).await?;
    let number = next_number(&earlier);
    let weeks = typed.weeks.trim().parse().ok().filter(|weeks| (1..=MOST_WEEKS).contains(weeks));
    let weeks: u16 = weeks.ok_or_else(|| Fault::new("weeks", "Enter how many sessions to book, 1 to 12."))?;
    let calendar = Calendar::of(&post.records, post.now).await.map_err(|_| Refusal::NotFound)?;
    let proposal = calendar.proposal(couple, &preferences(&post.records).await?.session, post.now);
    let or = |said: String, proposed: Option<String>| {
        if said.trim().is_empty() { proposed.unwrap_or_default() } else { said }
    };
    let new = New {
        on: or(typed.on, proposal.on.map(|day| day.to_string())),
        start: or(typed.start, proposal.start.map(|start| start.to_string())),
        minutes: or(typed.minutes, Some(proposal.minutes.to_string())),
        who: typed.who,
        role: String::new(),
    };
    let first = booking(&new, number, roles(&post.library, &situation.answers))?;
    let (Some(on), Some(start)) = (first.on, first.start) else {
        let missing =
            [("on", first.on.is_none(), "Enter the date."), ("start", first.start.is_none(), "Enter the time.")];
        let faults = missing.into_iter().filter(|(_, is, _)| *is).map(|(field, _, why)| Fault::new(field, why));
        return Err(faults.collect::<Vec<_>>().into());
    };
    let slot = Slot { on, start, minutes: first.minutes };
    let slots: Vec<Slot> = (0..i32::from(weeks)).map(|week| slot.on_day(on.later(week * 7))).collect();
    if typed.despite.is_empty() {
        let clashes: Vec<String> =
            slots.iter().filter_map(|slot| calendar.warning(*slot, None, post.now.day)).collect();
        if !clashes.is_empty() {
            return Err(Refusal::Problem(clashes.join(" ")));
        }
    }
    let phase = situation_phase(&post, couple).await?;
    for (number, slot) in (number..).zip(slots) {
        let plan = SessionPlan::empty(Booking { number, on: Some(slot.on), ..first }, phase);
        post.records.create_plan(couple, &plan, post.now.stamp).await?;
    }
    Ok(Redirect::saying(format!("/couples/{}/sessions#s{number}", couple.0), Done::SessionBooked))
}

/// The phase in which the couple is now.
async fn situation_phase(post: &FormRequest, couple: CoupleId) -> Result<domain::vocabulary::Phase, Refusal> {
    let file = post.records.couple_file(couple).await.map_err(|_| Refusal::NotFound)?;
    Ok(file.assess(Session::Couple).phase.id)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Delete {
    #[serde(default)]
    sure: String,
}

/// Deletes a session with its plan and all its versions.
async fn delete(post: FormRequest) -> Result<Redirect, Refusal> {
    let (id, typed) = (PlanId(post.id("plan")?), post.read::<Delete>()?);
    let saved = post.records.plan(id).await?;
    if typed.sure != "yes" {
        return Err(Fault::new("sure", "Select the box to delete it. Nothing was deleted.").into());
    }
    post.records.delete_plan(id, post.now.stamp).await?;
    Ok(Redirect::saying(format!("/couples/{}/sessions", saved.couple.0), Done::SessionDeleted))
}
