//! Programmes: drafting one, what it says when things change, and the plan of its next session.

use axum::http::StatusCode;
use domain::{
    assess::{Answer as Told, Partner, Whom},
    library::english,
    programme::{Programme, StepStatus},
    records::{AnswerChange, Interview, Stamp},
    vocabulary::Day,
};

use crate::support::{Answer, Desk};

const DRAFT: &[(&str, &str)] = &[("sessions", "8"), ("minutes", "60"), ("first", "2026-12-01"), ("weeks", "2")];

/// A counsellor with a couple whose interviews are on record, that has told this.
async fn interviewed(told: &[&str]) -> anyhow::Result<Desk> {
    let desk = Desk::open().await?;
    let (id, records) = (desk.couple, &desk.records);
    for partner in [Partner::A, Partner::B] {
        let interview = records.interview(id, partner).await?;
        let held =
            Interview { alone: true, recorded: true, held_on: Some(Day::new(2026, 11, 2)?), ..interview.value.clone() };
        let situation = records.situation(id).await?;
        let seen = (situation.revision, &situation.value);
        records.save_interview(id, partner, interview.revision, &held, seen, Stamp(1)).await?;
    }
    let mut situation = records.situation(id).await?;
    let [a, b] = [records.interview(id, Partner::A).await?.value, records.interview(id, Partner::B).await?.value];
    situation.value.done.extend(["individual-safety-interview", "negotiated-time-out"].map(|id| id.parse().unwrap()));
    situation.value.observe(english(), [&a, &b]);
    for gate in domain::vocabulary::GateId::ALL {
        situation.value.gates.close_as_stated(*gate, "checked", &situation.value.done);
    }
    records.save_situation(id, situation.revision, &situation.value, Stamp(2)).await?;
    tell(&desk, told).await?;
    Ok(desk)
}

/// The couple tells more, with both in the room.
async fn tell(desk: &Desk, told: &[&str]) -> anyhow::Result<()> {
    let (id, records) = (desk.couple, &desk.records);
    let [a, b] = [records.interview(id, Partner::A).await?.value, records.interview(id, Partner::B).await?.value];
    let mut situation = records.situation(id).await?;
    let changes: Vec<AnswerChange> = told
        .iter()
        .map(|indicator| {
            let indicator: domain::vocabulary::IndicatorId = indicator.parse().unwrap();
            let both = english().indicator(&indicator).unwrap().applies_to == domain::vocabulary::AppliesTo::Both;
            let whom = if both { Whom::Couple } else { Whom::A };
            AnswerChange { indicator, whom, answer: Some(Told::Yes) }
        })
        .collect();
    situation.value.take(english(), [&a, &b], &changes, Stamp(3))?;
    records.save_situation(id, situation.revision, &situation.value, Stamp(3)).await?;
    Ok(())
}

fn at(desk: &Desk, below: &str) -> String {
    format!("/couples/{}/programme{below}", desk.couple.0)
}

async fn saved(desk: &Desk) -> anyhow::Result<Programme> {
    Ok(desk.records.programme(desk.couple).await?.expect("a programme is stored").value)
}

async fn drafted(desk: &Desk) -> anyhow::Result<Answer> {
    let answer = desk.post(&at(desk, ""), DRAFT).await?;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, format!("{}?did=drafted", at(desk, "")).as_str())
    );
    desk.get(&at(desk, "")).await
}

#[tokio::test]
async fn a_programme_is_drafted_and_shown_with_its_days_and_reasons() -> anyhow::Result<()> {
    let desk = interviewed(&["INF-01", "INF-08", "BET-07"]).await?;
    let empty = desk.get(&at(&desk, "")).await?;
    assert!(empty.body.contains("No outline yet"));
    let page = drafted(&desk).await?;
    let programme = saved(&desk).await?;
    assert_eq!(programme.wish.first, 2, "the first session has a plan already");
    for said in ["Session 2", "Tuesday 1 December", "Moves on when", "Review before the end", "Serves "] {
        assert!(page.body.contains(said), "{said}");
    }
    assert!(!page.body.contains("Changed since this outline"), "nothing has changed yet");
    Ok(())
}

#[tokio::test]
async fn numbers_out_of_range_are_said_and_what_was_typed_stays() -> anyhow::Result<()> {
    let desk = interviewed(&["STR-01"]).await?;
    let answer = desk.post(&at(&desk, ""), &[("sessions", "17"), ("minutes", "20"), ("first", "soon")]).await?;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in
        ["An outline has 4 to 16 sessions.", "A session lasts 30 to 120 minutes.", "value=\"17\"", "value=\"soon\""]
    {
        assert!(answer.body.contains(said), "{said}");
    }
    assert!(desk.records.programme::<Programme>(desk.couple).await?.is_none(), "nothing was written");
    Ok(())
}

#[tokio::test]
async fn a_gate_that_opens_is_said_and_nothing_changes_by_itself() -> anyhow::Result<()> {
    let desk = interviewed(&["INF-01", "INF-08", "BET-07"]).await?;
    drafted(&desk).await?;
    let before = saved(&desk).await?;
    tell(&desk, &["GEN-03"]).await?;
    let page = desk.get(&at(&desk, "")).await?;
    assert!(page.body.contains("Changed since this outline"));
    assert!(page.body.contains("GATE-CHILD"));
    assert_eq!(saved(&desk).await?, before, "nothing changes by itself");
    let again = desk.post(&at(&desk, "/again"), &[("seen", "1")]).await?;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let after = saved(&desk).await?;
    assert!(after.waits.is_some() && after.steps.len() < before.steps.len());
    assert!(!after.changes.is_empty());
    let page = desk.get(&at(&desk, "")).await?;
    assert!(page.body.contains("are not planned") && page.body.contains("What the redraft changed"));
    Ok(())
}

#[tokio::test]
async fn a_programme_that_was_saved_elsewhere_is_not_written_over() -> anyhow::Result<()> {
    let desk = interviewed(&["INF-01", "INF-08"]).await?;
    drafted(&desk).await?;
    for (below, fields) in [
        ("", &[("sessions", "10"), ("minutes", "60"), ("seen", "7")][..]),
        ("/again", &[("seen", "7")]),
        ("/days", &[("seen", "7"), ("do", "even"), ("first", "2027-01-05"), ("weeks", "1")]),
    ] {
        assert_eq!(desk.post(&at(&desk, below), fields).await?.status, StatusCode::CONFLICT, "{below}");
    }
    assert_eq!(saved(&desk).await?.wish.sessions, 8);
    Ok(())
}

#[tokio::test]
async fn days_are_set_evenly_or_each_by_itself() -> anyhow::Result<()> {
    let desk = interviewed(&["INF-01", "INF-08"]).await?;
    drafted(&desk).await?;
    let even = [("seen", "1"), ("do", "even"), ("first", "2027-01-05"), ("weeks", "3")];
    assert_eq!(desk.post(&at(&desk, "/days"), &even).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(saved(&desk).await?.steps[1].on.map(|day| day.to_string()).as_deref(), Some("2027-01-26"));
    let each = [("seen", "2"), ("do", "each"), ("first", ""), ("weeks", ""), ("on-2", ""), ("on-3", "2027-02-02")];
    assert_eq!(desk.post(&at(&desk, "/days"), &each).await?.status, StatusCode::SEE_OTHER);
    let steps = saved(&desk).await?.steps;
    assert_eq!((steps[0].on, steps[1].on.map(|day| day.to_string()).as_deref()), (None, Some("2027-02-02")));
    let unknown = [("seen", "3"), ("do", "each"), ("on-99", "2027-02-02")];
    assert_eq!(desk.post(&at(&desk, "/days"), &unknown).await?.status, StatusCode::BAD_REQUEST);
    let wrong =
        desk.post(&at(&desk, "/days"), &[("seen", "3"), ("do", "even"), ("first", "x"), ("weeks", "0")]).await?;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("1 to 8 weeks"));
    Ok(())
}

#[tokio::test]
async fn the_next_session_becomes_a_plan_once_and_in_order() -> anyhow::Result<()> {
    let desk = interviewed(&["INF-01", "INF-08", "BET-07"]).await?;
    drafted(&desk).await?;
    let step = saved(&desk).await?.steps[0].clone();
    let later = desk.post(&at(&desk, "/4"), &[("on", "")]).await?;
    assert!(later.status == StatusCode::UNPROCESSABLE_ENTITY && later.body.contains("Plan session 2 first"));
    let made = desk.post(&at(&desk, "/2"), &[("on", "2026-12-01"), ("start", "09:30"), ("who", "b")]).await?;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let plans = desk.records.plans_of(desk.couple).await?;
    let plan = plans.iter().find(|plan| plan.value.number == 2).expect("session 2 has a plan");
    assert_eq!(made.header("location"), format!("/plans/{}?did=planned", plan.id.0));
    let plan = desk.records.plan(plan.id).await?.plan.value;
    for exercise in &step.exercises {
        assert!(plan.has(&exercise.item), "{}", exercise.item);
    }
    assert_eq!(plan.planned(), 60);
    let twice = desk.post(&at(&desk, "/2"), &[("on", "")]).await?;
    assert!(twice.status == StatusCode::UNPROCESSABLE_ENTITY && twice.body.contains("already has a plan"));
    assert!(desk.get(&at(&desk, "")).await?.body.contains("Open plan (draft)"));
    Ok(())
}

#[tokio::test]
async fn the_gates_hold_at_the_moment_the_plan_is_made() -> anyhow::Result<()> {
    let desk = interviewed(&["INF-01", "INF-08", "BET-07"]).await?;
    drafted(&desk).await?;
    tell(&desk, &["GEN-03"]).await?;
    let answer = desk.post(&at(&desk, "/2"), &[("on", "")]).await?;
    let plans = desk.records.plans_of(desk.couple).await?;
    for plan in plans.iter().filter(|plan| plan.value.number == 2) {
        let plan = desk.records.plan(plan.id).await?.plan.value;
        for id in plan.blocks.iter().filter_map(|block| block.exercise()) {
            let blocked = &english().item(id).unwrap().blocked_by;
            assert!(!blocked.contains(&domain::vocabulary::GateId::Child), "{id} is held under CHILD");
        }
    }
    assert!(
        plans.len() == 2 || answer.body.contains("None of this session"),
        "either what is not held is planned, or it is said"
    );
    Ok(())
}

#[tokio::test]
async fn sec_what_was_told_alone_stands_in_no_word_of_the_page() -> anyhow::Result<()> {
    let desk = interviewed(&["INF-01", "BET-07"]).await?;
    let (id, records) = (desk.couple, &desk.records);
    let interview = records.interview(id, Partner::A).await?;
    let mut told = interview.value.clone();
    told.answers.record(english(), &"ABU-15".parse()?, Whom::A, Told::Yes)?;
    let mut situation = records.situation(id).await?;
    let b = records.interview(id, Partner::B).await?.value;
    situation.value.observe(english(), [&told, &b]);
    let seen = (situation.revision, &situation.value);
    records.save_interview(id, Partner::A, interview.revision, &told, seen, Stamp(4)).await?;
    let page = drafted(&desk).await?;
    assert!(!page.body.contains("ABU-15"));
    assert!(!serde_json::to_string(&saved(&desk).await?)?.contains("ABU-15"));
    assert!(saved(&desk).await?.steps.iter().all(|step| step.standing != StepStatus::Held));
    Ok(())
}
