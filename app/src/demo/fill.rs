//! Fills the demo account through the same interface as every page: [`Records`].

use crate::{
    demo::couples::{COUPLES, MadeUp},
    http::{clock::Clock, visitor::Now},
    plan_editor::plan_file::PlanFile,
};
use domain::{
    assess::{Answer, Partner, Session, Whom},
    library::{Library, english},
    plan::{
        Outcome, Status,
        editor::{Booking, Edit, Outcomes, apply, draft},
    },
    records::{AnswerChange, Couple, Interview, Person, Situation, Stamp, course},
    safety::{Closing, Ground},
    vocabulary::{AppliesTo, Day, GateId, IndicatorId, Minutes},
};
use store::{CoupleFile, CoupleId, PlanId, Records};

/// Creates the three couples: answers, interviews, gates and plans.
pub async fn fill(records: &Records, now: Now) -> anyhow::Result<()> {
    for made_up in &COUPLES {
        let id = records.create_couple(&couple(made_up, ago(now, 28))?, now.stamp).await?;
        hear(records, id, made_up, now).await?;
        let notes = records.notes(id).await?;
        records.save_notes(id, notes.revision, made_up.notes, now.stamp).await?;
        if made_up.held {
            let plan = book(records, id, made_up, (made_up.session - 1, ago(now, 7)), now).await?;
            hold(records, plan, now).await?;
        }
        let plan = book(records, id, made_up, (made_up.session, now.day), now).await?;
        if made_up.ready {
            make_ready(records, plan, now).await?;
        }
    }
    Ok(())
}

/// Returns the day that many days ago.
fn ago(now: Now, days: i64) -> Day {
    let then = Stamp(now.stamp.0 - days * 24 * 60 * 60 * 1_000_000);
    Clock::from_fn(move || then).now().day
}

fn couple(made_up: &MadeUp, first_seen: Day) -> anyhow::Result<Couple> {
    let couple = Couple {
        name: made_up.name.into(),
        partners: made_up.partners.map(|(label, pronouns)| Person { label: label.into(), pronouns: pronouns.into() }),
        together: made_up.together.into(),
        first_seen: Some(first_seen),
        tags: made_up.tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..Couple::default()
    };
    couple.checked().map_err(|faults| anyhow::anyhow!("{faults:?}"))
}

/// Records the shared and private answers, and closes the gate that the interviews release (R1).
async fn hear(records: &Records, id: CoupleId, made_up: &MadeUp, now: Now) -> anyhow::Result<()> {
    let library = english();
    let CoupleFile { situation: stored, a, b, .. } = records.couple_file(id).await?;
    let mut situation = stored.value;
    let told = made_up.told.iter().map(|told| change(library, told, made_up.hurt)).collect::<Result<Vec<_>, _>>()?;
    situation.take(library, [&a.value, &b.value], &told, now.stamp)?;
    for done in made_up.done {
        situation.done.insert(done.parse()?);
    }
    situation.phase = Some(made_up.phase);
    let (mut one, mut other) = (asked(library, Partner::A, ago(now, 21)), asked(library, Partner::B, ago(now, 20)));
    situation.hear(library, Partner::A, &mut one, &b.value, true);
    let seen = (stored.revision, &situation);
    let (_, seen) = records.save_interview(id, Partner::A, a.revision, &one, seen, now.stamp).await?;
    situation.hear(library, Partner::B, &mut other, &one, true);
    close(&mut situation, [&one, &other], ago(now, 20))?;
    records.save_interview(id, Partner::B, b.revision, &other, (seen, &situation), now.stamp).await?;
    Ok(())
}

/// Returns a yes to this question, about the person it concerns.
fn change(library: &Library, id: &str, hurt: Partner) -> anyhow::Result<AnswerChange> {
    let indicator: IndicatorId = id.parse()?;
    let Some(known) = library.indicator(&indicator) else { anyhow::bail!("there is no question {id}") };
    let whom = match (known.applies_to, hurt) {
        (AppliesTo::Both, _) => Whom::Couple,
        (AppliesTo::Involved, Partner::A) | (AppliesTo::Injured | AppliesTo::Either, Partner::B) => Whom::B,
        _ => Whom::A,
    };
    Ok(AnswerChange { indicator, whom, answer: Some(Answer::Yes) })
}

/// Returns an interview in which everything was asked and nothing gives reason for a gate.
fn asked(library: &Library, partner: Partner, held_on: Day) -> Interview {
    let mut interview = Interview { held_on: Some(held_on), alone: true, ..Interview::default() };
    interview.note = "Made up for the demo: calm, spoke freely.".into();
    for part in library.interview().parts.iter().filter(|part| part.must) {
        interview.no_to_the_rest(library, partner, &part.id);
    }
    interview
}

fn close(situation: &mut Situation, interviews: [&Interview; 2], on: Day) -> anyhow::Result<()> {
    let known = course(situation, interviews);
    let checked = "Both were seen alone: no violence, no fear, no suicidal thoughts.".to_owned();
    let closing = Closing { by: "Demo".into(), on: on.to_string(), ground: Ground::AsDemanded(checked) };
    Ok(situation.gates.close(GateId::Unscreened, closing, &known.answers, &known.done)?)
}

/// Drafts the session with this number on this day.
async fn book(
    records: &Records,
    id: CoupleId,
    made_up: &MadeUp,
    (number, on): (u16, Day),
    now: Now,
) -> anyhow::Result<PlanId> {
    let file = records.couple_file(id).await?;
    let assessment = file.assess(Session::Couple);
    let start = Some(made_up.start.parse().map_err(anyhow::Error::msg)?);
    let booking = Booking { number, on: Some(on), start, minutes: Minutes(60), booked: Session::Couple };
    let mut plan = draft(&assessment.moment(&file.library, &file.case), booking);
    plan.note = "Made up for the demo: leave time at the end.".into();
    Ok(records.create_plan(id, &plan, now.stamp).await?)
}

async fn make_ready(records: &Records, id: PlanId, now: Now) -> anyhow::Result<()> {
    let file = PlanFile::open(records, id).await?;
    let stored = &file.saved.plan;
    let ready = apply(&file.couple_file.library, &file.statuses, &stored.value, &Edit::Status(Status::Ready))?;
    records.save_plan(id, stored.revision, &ready, now.stamp).await?;
    Ok(())
}

async fn hold(records: &Records, id: PlanId, now: Now) -> anyhow::Result<()> {
    let file = PlanFile::open(records, id).await?;
    let stored = &file.saved.plan;
    let blocks = stored.value.blocks.iter().map(|block| (block.id, Outcome::Done)).collect();
    let after = file.conclude(&stored.value, &Outcomes { blocks, homework_done: None }, now.when())?;
    let situation = (file.situation().revision, &after.situation);
    records.save_completed_plan(id, stored.revision, &after.plan, situation, now.stamp).await?;
    Ok(())
}
