//! A safety concern in the record of a session puts joint work on hold at once, and only lifting the hold takes it off.

use axum::http::StatusCode;
use domain::{
    plan::Status,
    safety::{GateEvent, Opener},
    vocabulary::GateId,
};

use super::Session;

async fn holds(session: &Session, gate: GateId) -> anyhow::Result<bool> {
    Ok(session.desk.records.situation(session.couple).await?.value.gates.holds(gate))
}

#[tokio::test]
async fn a_concern_holds_joint_work_at_once_and_says_so() -> anyhow::Result<()> {
    let session = Session::begin().await?;
    let form = session.desk.see(&session.address("record")).await?.body;
    assert!(form.contains("Joint work goes on hold as soon as you save"), "{form}");
    assert!(!holds(&session, GateId::Suicide).await?);
    let lines = session.desk.records.check_audit().await?.map_err(|broken| anyhow::anyhow!("{broken:?}"))?;
    let saved =
        session.send("save", &[("safety", "concern"), ("concern", "suicide"), ("safety-note", "Okapi")]).await?;
    assert_eq!(
        (saved.status, saved.header("location")),
        (StatusCode::SEE_OTHER, &*format!("{}?did=saved", session.address("record")))
    );
    assert!(holds(&session, GateId::Suicide).await?, "saved for later, and on hold now");
    assert_eq!(session.desk.stored(session.plan).await?.1.status, Status::Draft);
    let after = session.desk.records.check_audit().await?.map_err(|broken| anyhow::anyhow!("{broken:?}"))?;
    assert_eq!(after, lines + 1, "with a line in the audit log");

    for page in [session.address("record"), session.address("note")] {
        let body = session.desk.see(&page).await?.body;
        assert!(body.contains("Joint work is on hold: see each partner alone"), "{page}: {body}");
        assert!(body.contains("Suicide, self-harm or homicide risk not assessed” is active"), "{page}: {body}");
        assert!(body.contains(&format!("/couples/{}/gates/GATE-SUICIDE", session.couple.0)), "{page}");
    }
    let gate = session.desk.see(&format!("/couples/{}/gates/GATE-SUICIDE", session.couple.0)).await?.body;
    assert!(gate.contains("A safety concern in a session") && !gate.contains("Okapi"), "{gate}");
    let overview = session.desk.see(&format!("/couples/{}", session.couple.0)).await?.body;
    assert!(overview.contains("Joint work is on hold"), "{overview}");
    Ok(())
}

#[tokio::test]
async fn changing_the_answer_or_reopening_lifts_nothing_and_lifting_stays_lifted() -> anyhow::Result<()> {
    let session = Session::begin().await?;
    let concern = [("event", "took-place"), ("safety", "concern"), ("concern", "medical")];
    session.send("save", &concern).await?;
    assert!(holds(&session, GateId::Acute).await?);
    session.send("save", &[("event", "took-place"), ("safety", "no-concern")]).await?;
    assert!(holds(&session, GateId::Acute).await?, "a change of the answer lifts nothing");

    let situation = session.desk.records.situation(session.couple).await?;
    let seen = situation.revision.0.to_string();
    let lift = [
        ("do", "close"),
        ("seen", &*seen),
        ("by", "ada"),
        ("on", "2026-01-09"),
        ("ground", "checked"),
        ("checked", "seen by a doctor"),
    ];
    let lifted = session.desk.post(&format!("/couples/{}/gates/GATE-ACUTE", session.couple.0), &lift).await?;
    assert_eq!(lifted.status, StatusCode::SEE_OTHER, "{}", lifted.body);
    assert!(!holds(&session, GateId::Acute).await?);
    let note = session.desk.see(&session.address("note")).await?.body;
    assert!(!note.contains("is active"), "{note}");

    session.send("save", &concern).await?;
    assert!(holds(&session, GateId::Acute).await?, "a concern that is new puts it on again");
    session.send("all-done", &concern).await?;
    let (_, plan) = session.desk.stored(session.plan).await?;
    let outcomes: Vec<String> = plan.blocks.iter().map(|block| format!("b{}-outcome", block.id.0)).collect();
    let mut fields = concern.to_vec();
    fields.extend(outcomes.iter().map(|name| (name.as_str(), "done")));
    assert_eq!(session.send("finish", &fields).await?.status, StatusCode::SEE_OTHER);
    let state = session.desk.records.situation(session.couple).await?.value.gates.state(GateId::Acute);
    let opened = state.history.iter().filter(|event| **event == GateEvent::Opened(Opener::Concern));
    assert_eq!(opened.count(), 2, "writing the same concern again is no new one");
    assert_eq!(session.send("reopen", &[]).await?.status, StatusCode::SEE_OTHER);
    assert!(holds(&session, GateId::Acute).await?, "reopening lifts nothing");
    Ok(())
}

#[tokio::test]
async fn a_concern_that_is_not_named_is_treated_as_control_whatever_became_of_the_session() -> anyhow::Result<()> {
    for event in ["took-place", "cancelled", "no-show", "moved"] {
        let session = Session::begin().await?;
        let (_, plan) = session.desk.stored(session.plan).await?;
        let outcomes: Vec<String> = plan.blocks.iter().map(|block| format!("b{}-outcome", block.id.0)).collect();
        let mut fields = vec![("event", event), ("came-a", "no-show"), ("safety", "concern")];
        fields.push(("moved-on", "2999-01-08"));
        fields.extend(outcomes.iter().map(|name| (name.as_str(), "done")));
        let done = session.send("finish", &fields).await?;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{event}: {}", done.body);
        assert!(holds(&session, GateId::Control).await?, "{event}");
        assert!(holds(&session, GateId::Unscreened).await?, "{event}: safety is asked again");
    }
    Ok(())
}
