//! `/plans/{plan}/record`: stores what was written down, and finishes or reopens it.

use domain::{
    assess::{Partner, Session},
    paper::handout::Audience,
    plan::{
        Attendance, HomeworkResult, NextAppointment, Outcome, SessionEvent, SessionPlan, SessionRecord, Slot,
        editor::{Booking, Concluded, Outcomes, Refused, call_off},
    },
    records::{Fault, Situation},
    safety::SafetyConcern,
};
use store::{AuditEvent, PlanId, SavedPlan, SessionSave, StoreError};

use crate::{
    http::{
        app_error::Refusal,
        done::Done,
        form_request::FormRequest,
        routes::{Form, Quiet, Redirect, form},
    },
    plan_editor::{fields::seen, plan_file::PlanFile},
    plans::{calendar::Calendar, next_number},
    session_record::{
        before::before,
        fields::{Fields, Typed, is_known, result, typed},
    },
};

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/plans/{plan}/record", record), form("/plans/{plan}/homework", homework)]
}

/// What came of the homework of a session, said before the next one is recorded.
async fn homework(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = PlanId(post.id("plan")?);
    let fields = post.once_each()?;
    let saved = post.records.plan(id).await?;
    let seen = seen(&fields).ok_or(Refusal::Malformed)?;
    let mut plan = saved.plan.value.clone();
    for (name, value) in fields.iter().filter(|(name, _)| *name != "seen") {
        let place = name.strip_prefix("before").and_then(|n| n.parse::<usize>().ok());
        let agreed = place.and_then(|place| plan.record.as_mut()?.homework.get_mut(place));
        agreed.ok_or(Refusal::Malformed)?.result = result(value);
    }
    let back = format!("/couples/{}", saved.couple.0);
    if plan != saved.plan.value {
        let stored = post.records.save_plan(id, seen, &plan, post.now.stamp).await;
        stored.map_err(|error| Refusal::from(error).on(back.clone()))?;
    }
    Ok(Redirect::saying(format!("{back}#since"), Done::HomeworkSaved))
}

/// What is stored of the session, and of the one before.
struct Stored {
    file: PlanFile,
    before: Option<SavedPlan>,
}

impl Stored {
    fn record_before(&self) -> Option<&SessionRecord> {
        self.before.as_ref().and_then(|before| before.plan.value.record.as_deref())
    }

    fn plan(&self) -> &SessionPlan {
        &self.file.saved.plan.value
    }
}

async fn record(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = PlanId(post.id("plan")?);
    let fields = post.once_each()?;
    let file = PlanFile::open(&post.records, id).await?;
    let (couple, plan) = (file.saved.couple, &file.saved.plan.value);
    let before = before(&post.records, couple, Some(plan.number), plan.booked).await.map_err(|_| Refusal::NotFound)?;
    let stored = Stored { file, before };
    if !fields.keys().all(|name| is_known(stored.plan(), stored.record_before(), name)) {
        return Err(Refusal::Malformed);
    }
    let seen = seen(&fields).ok_or(Refusal::Malformed)?;
    if stored.file.saved.plan.revision != seen {
        return Err(StoreError::Stale { latest: stored.file.saved.plan.revision }.into());
    }
    let pressed = fields.get("do").map(String::as_str).ok_or(Refusal::Malformed)?;
    match pressed {
        "reopen" => reopen(&post, &stored).await,
        "save" | "add" | "all-done" | "finish" | "interview-a" | "interview-b" | "holds" => {
            write(&post, stored, pressed, &fields).await
        }
        _ => Err(Refusal::Malformed),
    }
}

/// Takes back that the session was recorded. What was written down stays in the form.
async fn reopen(post: &FormRequest, stored: &Stored) -> Result<Redirect, Refusal> {
    let after = stored.file.reopen().map_err(|refused| Refusal::Problem(refused.to_string()))?;
    let Concluded { plan, situation } = after;
    let change = Change { plan, situation: Some(situation), results: Vec::new(), concern: None };
    save(post, stored, change).await?;
    Ok(Redirect::saying(address(stored.file.id(), "record"), Done::SessionReopened))
}

async fn write(post: &FormRequest, stored: Stored, pressed: &str, fields: &Fields) -> Result<Redirect, Refusal> {
    let id = stored.file.id();
    if stored.plan().status.is_recorded() {
        return Err(Refusal::Problem("This session is recorded. Reopen it to change what was written down.".into()));
    }
    let mut typed = typed(stored.plan(), stored.record_before(), fields);
    if !typed.faults.is_empty() {
        return Err(typed.faults.into());
    }
    keep_for_who_came(stored.plan().booked, &mut typed.record);
    if pressed == "all-done" {
        as_planned(stored.plan(), &mut typed);
    }
    if pressed == "finish" {
        return finish(post, &stored, typed).await;
    }
    let change = Change::of(&stored, &typed);
    save(post, &stored, change.to(with_record(stored.plan(), typed))).await?;
    let couple = stored.file.saved.couple.0;
    let next = match pressed {
        "interview-a" => format!("/couples/{couple}/interview/a"),
        "interview-b" => format!("/couples/{couple}/interview/b"),
        "holds" => format!("/couples/{couple}/gates"),
        "all-done" => address(id, "record#what"),
        "add" => address(id, "record#homework"),
        _ => return Ok(Redirect::saying(address(id, "record"), Done::Saved)),
    };
    Ok(Redirect::quietly(next, Quiet::NextStep))
}

/// Homework that one partner agreed alone is that partner's own, and no one else's attendance is asked.
fn keep_for_who_came(booked: Session, record: &mut SessionRecord) {
    let Session::Individual(_, Some(partner)) = booked else { return };
    let own = if partner == Partner::A { Audience::A } else { Audience::B };
    record.homework.iter_mut().for_each(|agreed| agreed.whom = own);
    let other = usize::from(partner == Partner::A);
    (record.attendance[other], record.felt_safe[other]) = (None, None);
}

/// What was not chosen otherwise was done, in the minutes that were planned.
fn as_planned(plan: &SessionPlan, typed: &mut Typed) {
    for block in &plan.blocks {
        if *typed.outcomes.entry(block.id).or_insert(Outcome::Done) == Outcome::Done {
            typed.record.minutes.entry(block.id).or_insert(block.minutes);
        }
    }
}

/// The plan with what was written down; how far it is does not change.
fn with_record(plan: &SessionPlan, typed: Typed) -> SessionPlan {
    let mut next = SessionPlan { record: Some(Box::new(typed.record)), ..plan.clone() };
    for block in &mut next.blocks {
        block.outcome = typed.outcomes.get(&block.id).copied();
    }
    next
}

/// Stores what became of the session, and books the next one where that was chosen.
async fn finish(post: &FormRequest, stored: &Stored, typed: Typed) -> Result<Redirect, Refusal> {
    let (id, couple) = (stored.file.id(), stored.file.saved.couple);
    let event = typed.record.event.ok_or_else(|| Fault::new("event", "Choose what became of the session."))?;
    let (next, change) = (typed.record.next, Change::of(stored, &typed));
    let refused = |refused: Refused| Refusal::Problem(refused.to_string());
    let change = match event {
        SessionEvent::Moved => {
            let plan = moved(stored.plan(), typed)?;
            let number = plan.number;
            let done = if clashes(post, id, &plan).await? { Done::MovedIntoAnother } else { Done::SessionMoved };
            save(post, stored, Change { results: Vec::new(), ..change.to(plan) }).await?;
            return Ok(Redirect::saying(format!("/couples/{}/sessions#s{number}", couple.0), done));
        }
        SessionEvent::TookPlace => {
            let outcomes = outcomes(stored, &typed)?;
            let plan = with_record(stored.plan(), typed);
            let Concluded { plan, situation } =
                stored.file.conclude(&plan, &outcomes, post.now.when()).map_err(refused)?;
            Change { situation: Some(situation), ..change.to(plan) }
        }
        SessionEvent::Cancelled | SessionEvent::NoShow => {
            let typed = if event == SessionEvent::NoShow { who_was_missing(stored.plan(), typed)? } else { typed };
            let plan = with_record(stored.plan(), typed);
            change.to(call_off(&plan, event, post.now.when()).map_err(refused)?)
        }
    };
    save(post, stored, change).await?;
    if let Some(NextAppointment::At(on, start)) = next {
        book(post, stored, Slot { on, start, minutes: stored.plan().minutes }).await?;
    }
    Ok(Redirect::saying(address(id, "note"), Done::SessionRecorded))
}

/// The plan at its new time. It is to come again, so that nothing was written down about it yet but the note and what was
/// found about safety.
fn moved(plan: &SessionPlan, typed: Typed) -> Result<SessionPlan, Refusal> {
    let (on, start) = typed.moved_to;
    let on = on.ok_or_else(|| Fault::new("moved-on", "Enter the new date."))?;
    let SessionRecord { note, safety, concern, safety_note, moved_from, .. } = typed.record;
    let mut record = SessionRecord { note, safety, concern, safety_note, moved_from, ..Default::default() };
    record.moved_from.push((plan.on, plan.start));
    let mut plan = SessionPlan { on: Some(on), start: start.or(plan.start), ..plan.clone() };
    plan.blocks.iter_mut().for_each(|block| block.outcome = None);
    plan.record = Some(Box::new(record));
    Ok(plan)
}

/// True if the new time of a session overlaps with another session.
async fn clashes(post: &FormRequest, id: PlanId, plan: &SessionPlan) -> Result<bool, Refusal> {
    let Some((on, start)) = plan.on.zip(plan.start) else { return Ok(false) };
    let calendar = Calendar::of(&post.records, post.now).await.map_err(|_| Refusal::NotFound)?;
    Ok(calendar.warning(Slot { on, start, minutes: plan.minutes }, Some(id), post.now.day).is_some())
}

/// A no-show is of somebody: of the one who was expected, or of those who are chosen.
fn who_was_missing(plan: &SessionPlan, mut typed: Typed) -> Result<Typed, Refusal> {
    if let [only] = plan.expected()[..] {
        typed.record.attendance[only as usize].get_or_insert(Attendance::NoShow);
    }
    let missing = |partner: &Partner| typed.record.attendance[*partner as usize] == Some(Attendance::NoShow);
    if !plan.expected().iter().any(missing) {
        return Err(Fault::new("came-a", "Choose who did not come.").into());
    }
    Ok(typed)
}

/// What came of each exercise; each that was planned needs an answer.
fn outcomes(stored: &Stored, typed: &Typed) -> Result<Outcomes, Refusal> {
    let open =
        stored.plan().blocks.iter().filter(|block| block.item.is_some() && !typed.outcomes.contains_key(&block.id));
    let faults: Vec<Fault> = open
        .map(|block| {
            let name = super::fields::outcome_name(block.id);
            Fault::new(&name, "Choose what came of this, or press “All done as planned”.")
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let asked: Vec<HomeworkResult> =
        typed.before.iter().copied().flatten().chain(typed.record.homework_before).collect();
    let homework_done = (!asked.is_empty()).then(|| asked.iter().all(|result| *result == HomeworkResult::Done));
    Ok(Outcomes { blocks: typed.outcomes.clone(), homework_done })
}

/// The changes of one press of a button.
struct Change {
    /// The plan of the session.
    plan: SessionPlan,
    /// The situation, where recording the session changes it.
    situation: Option<Situation>,
    /// The results of the homework of the session before.
    results: Vec<Option<HomeworkResult>>,
    /// A concern that was not written down yet.
    concern: Option<SafetyConcern>,
}

impl Change {
    /// Takes from the form all but the plan itself.
    fn of(stored: &Stored, typed: &Typed) -> Self {
        Self {
            plan: stored.plan().clone(),
            situation: None,
            results: typed.before.clone(),
            concern: typed.record.new_concern(stored.plan().record.as_deref()),
        }
    }

    fn to(self, plan: SessionPlan) -> Self {
        Self { plan, ..self }
    }
}

/// Saves what changed, all of it or nothing: the plan, what came of the homework with the session that gave it, and what is
/// known then. A new concern puts its hold on, with a line in the audit log.
async fn save(post: &FormRequest, stored: &Stored, change: Change) -> Result<(), Refusal> {
    let file = &stored.file;
    let mut situation = change.situation;
    if let Some(concern) = change.concern {
        let known = situation.get_or_insert_with(|| file.situation().value.clone());
        file.put_on_hold(known, concern);
    }
    let before = stored.before.as_ref().map(|before| (&before.plan, with_results(before, &change.results)));
    let mut plans = Vec::new();
    if change.plan != *stored.plan() {
        plans.push((file.id(), file.saved.plan.revision, &change.plan));
    }
    if let Some((old, new)) = before.as_ref().filter(|(old, new)| old.value != *new) {
        plans.push((old.id, old.revision, new));
    }
    if plans.is_empty() && situation.is_none() {
        return Ok(());
    }
    let situation = situation.as_ref().map(|situation| (file.situation().revision, situation));
    let event = change.concern.map(|_| AuditEvent::GateOpened);
    let save = SessionSave { plans, situation, event };
    Ok(post.records.save_session(file.saved.couple, save, post.now.stamp).await?)
}

/// The plan of the session before with what came of its homework.
fn with_results(before: &SavedPlan, results: &[Option<HomeworkResult>]) -> SessionPlan {
    let mut plan = before.plan.value.clone();
    let homework = plan.record.iter_mut().flat_map(|record| &mut record.homework);
    homework.zip(results).for_each(|(agreed, result)| agreed.result = *result);
    plan
}

/// Books the next session as an empty one, unless the couple is booked for that time already. A clash with another couple is
/// said and not forbidden.
async fn book(post: &FormRequest, stored: &Stored, slot: Slot) -> Result<(), Refusal> {
    let couple = stored.file.saved.couple;
    let calendar = Calendar::of(&post.records, post.now).await.map_err(|_| Refusal::NotFound)?;
    if calendar.at(couple, slot).is_some() {
        return Ok(());
    }
    let earlier = post.records.plans_of(couple).await?;
    let number = next_number(&earlier);
    let plan = stored.plan();
    let booking =
        Booking { number, on: Some(slot.on), start: Some(slot.start), minutes: plan.minutes, booked: plan.booked };
    let next = SessionPlan::empty(booking, plan.phase);
    post.records.create_plan(couple, &next, post.now.stamp).await?;
    Ok(())
}

fn address(id: PlanId, below: &str) -> String {
    format!("/plans/{}/{below}", id.0)
}
