//! Saved states: read, compared, brought back; and what must not come back with them.

use axum::http::StatusCode;
use domain::{
    assess::{Answer, Partner, Whom},
    library::english,
    paper::handout::Audience,
    plan::{KeptItem, PlanBlock, SessionPlan, Status},
    planning::planner::Present,
    records::{AnswerChange, Revision, Stamp},
    vocabulary::{GateId, Minutes},
};

use crate::support::Desk;

fn now() -> Stamp {
    Stamp(jiff::Timestamp::now().as_microsecond())
}

impl Desk {
    fn states(&self) -> String {
        format!("/plans/{}/versions", self.plan.0)
    }

    async fn change(&self, edit: impl FnOnce(&mut SessionPlan)) -> anyhow::Result<Revision> {
        let stored = self.records.plan(self.plan).await?.plan;
        let mut plan = stored.value;
        edit(&mut plan);
        Ok(self.records.save_plan(self.plan, stored.revision, &plan, now()).await?)
    }
}

/// A block with this exercise on every sheet.
fn block(id: &str, number: u32) -> anyhow::Result<PlanBlock> {
    let item = english().item(&id.parse()?).ok_or_else(|| anyhow::anyhow!("no {id}"))?;
    Ok(PlanBlock {
        id: domain::plan::BlockId(number),
        part: "Main work".into(),
        title: item.title.to_string(),
        minutes: Minutes(20),
        present: Present::Both,
        item: Some(KeptItem::of(item)),
        note: String::new(),
        sheets: [Audience::Both, Audience::A, Audience::B].into(),
        outcome: None,
    })
}

#[tokio::test]
async fn every_saved_state_of_a_plan_is_listed_read_compared_and_brought_back() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.change(|plan| plan.note = "written second <i>".into()).await?;
    desk.change(|plan| plan.note = "written third".into()).await?;
    let list = desk.get(&desk.states()).await?;
    assert_eq!(list.status, StatusCode::OK);
    for version in 1..=3 {
        assert!(list.body.contains(&format!("?version={version}\"")), "{version}");
    }
    let second = desk.get(&format!("{}?version=2", desk.states())).await?;
    assert!(second.body.contains("written second &lt;i&gt;"), "sec_24: typed text is text");
    let pair = desk.get(&format!("{}?from=3&to=2", desk.states())).await?;
    let (was, is) = (pair.body.find("written second"), pair.body.find("written third"));
    assert!(was.is_some() && was < is, "the earlier one stands first");

    let back = desk.post(&format!("{}?version=2", desk.states()), &[("seen", "3"), ("version", "2")]).await?;
    assert_eq!(
        (back.status, back.header("location")),
        (StatusCode::SEE_OTHER, &*format!("{}?restored=4", desk.states()))
    );
    let stored = desk.records.plan(desk.plan).await?.plan;
    assert_eq!((stored.revision, stored.value.note.as_str()), (Revision(4), "written second <i>"));
    assert_eq!(desk.records.plan_version(desk.plan, Revision(3)).await?.value.note, "written third", "nothing is lost");
    let missing = desk.get(&format!("{}?version=99", desk.states())).await?;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn sec_36_a_state_is_not_brought_back_over_what_somebody_saved_meanwhile() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.change(|plan| plan.note = "two".into()).await?;
    let stale = desk.post(&format!("{}?version=1", desk.states()), &[("seen", "1"), ("version", "1")]).await?;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("changed in another window") && stale.body.contains("class=\"restore\""));
    assert_eq!(desk.records.plan(desk.plan).await?.plan.value.note, "two");
    for extra in ["account_id", "note"] {
        let answer = desk.post(&desk.states(), &[("seen", "2"), ("version", "1"), (extra, "x")]).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "sec_06 {extra}");
    }
    Ok(())
}

/// A plan that was made before GATE-CONTROL was opened, and is brought back after.
#[tokio::test]
async fn inv_04_a_restored_plan_gets_a_held_exercise_onto_no_couple_sheet() -> anyhow::Result<()> {
    const HELD: &str = "impact-listening-session";
    let desk = Desk::open().await?;
    let held = block(HELD, 1)?;
    let title = held.title.clone();
    desk.change(|plan| (plan.blocks, plan.status) = (vec![held], Status::Ready)).await?;
    desk.change(|plan| plan.blocks.clear()).await?;
    // Only now somebody tells alone what opens the gate.
    let stored = desk.records.interview(desk.couple, Partner::A).await?;
    let other = desk.records.interview(desk.couple, Partner::B).await?.value;
    let mut situation = desk.records.situation(desk.couple).await?;
    let mut told = stored.value.clone();
    told.answers.record(english(), &"ABU-01".parse()?, Whom::A, Answer::Yes)?;
    situation.value.hear(english(), Partner::A, &mut told, &other, false);
    assert!(situation.value.gates.is_open(GateId::Control));
    let seen = (situation.revision, &situation.value);
    desk.records.save_interview(desk.couple, Partner::A, stored.revision, &told, seen, now()).await?;

    let look = desk.get(&format!("{}?version=2", desk.states())).await?;
    assert!(look.body.contains("On hold today"), "it says so before anything is brought back");
    let back = desk.post(&desk.states(), &[("seen", "3"), ("version", "2")]).await?;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let plan = desk.records.plan(desk.plan).await?.plan.value;
    assert!(plan.has(&HELD.parse()?));
    assert_eq!(plan.status, Status::Draft, "ready no more");
    let page = desk.get(&format!("/plans/{}", desk.plan.0)).await?;
    assert!(
        page.body.contains(domain::safety::WorkOnHold::HEADLINE) && page.body.contains("What lifts this hold"),
        "said once above the agenda, with the way to what would release it"
    );
    let ready = desk.post(&format!("/plans/{}", desk.plan.0), &[("seen", "4"), ("do", "ready")]).await?;
    assert_eq!(ready.status, StatusCode::UNPROCESSABLE_ENTITY);
    for audience in ["both", "a", "b"] {
        for kind in ["pdf", "html"] {
            let file = desk.get(&format!("/plans/{}/handout.{kind}?for={audience}", desk.plan.0)).await?;
            assert_eq!(file.status, StatusCode::UNPROCESSABLE_ENTITY, "{audience}: no sheet");
            assert!(!file.header("content-type").contains("pdf"), "{audience}");
            assert_eq!(file.header("content-disposition"), "", "{audience}: nothing to save");
        }
    }
    let preview = desk.get(&format!("/plans/{}/handout?for=both", desk.plan.0)).await?;
    assert!(!preview.body.contains(&format!("<h2>{title}")), "and no preview of one");
    Ok(())
}

#[tokio::test]
async fn answers_come_back_and_gates_and_interviews_stay_as_they_are() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (room, states) =
        (format!("/couples/{}/situation", desk.couple.0), format!("/couples/{}/situation/versions", desk.couple.0));
    let seen = desk.records.situation(desk.couple).await?.revision.0;
    desk.post(&room, &[("seen", &seen.to_string()), ("STR-05.couple", "yes")]).await?;
    desk.post(&room, &[("seen", &(seen + 1).to_string()), ("STR-05.couple", "no"), ("INF-03.b", "yes")]).await?;
    let now_open = desk.records.situation(desk.couple).await?.value;
    assert!(now_open.gates.is_open(GateId::Affair));
    let interviews = (
        desk.records.interview(desk.couple, Partner::A).await?,
        desk.records.interview(desk.couple, Partner::B).await?,
    );
    let pair = desk.get(&format!("{states}?from={}&to={}", seen + 1, seen + 2)).await?;
    assert!(
        pair.body.contains("not asked") && pair.body.contains(">yes<") && pair.body.contains(">no<"),
        "{}",
        pair.body
    );
    let one = desk.get(&format!("{states}?version={}", seen + 1)).await?;
    assert!(one.body.contains("Restoring lifts no hold"), "{}", one.body);
    let fields = [("seen", (seen + 2).to_string()), ("version", (seen + 1).to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let back = desk.post(&states, &fields).await?;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let after = desk.records.situation(desk.couple).await?.value;
    assert_eq!(after.answers.about(&"STR-05".parse()?, Whom::Couple), Some(Answer::Yes));
    assert_eq!(after.answers.about(&"INF-03".parse()?, Whom::B), None, "as it was asked then");
    assert!(after.gates.is_open(GateId::Affair), "a gate that was opened since stays open");
    assert!(after.changes.len() > now_open.changes.len(), "and the history says what came back");
    let stayed = (
        desk.records.interview(desk.couple, Partner::A).await?,
        desk.records.interview(desk.couple, Partner::B).await?,
    );
    assert_eq!(stayed, interviews);
    assert_eq!(desk.post(&states, &fields).await?.status, StatusCode::CONFLICT, "sec_36");
    Ok(())
}

#[tokio::test]
async fn sec_26_what_was_told_alone_stands_in_no_list_of_states() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut situation = desk.records.situation(desk.couple).await?;
    let change = AnswerChange { indicator: "ABU-01".parse()?, whom: Whom::A, answer: Some(Answer::Yes) };
    let a = desk.records.interview(desk.couple, Partner::A).await?.value;
    let b = desk.records.interview(desk.couple, Partner::B).await?.value;
    situation.value.take(english(), [&a, &b], &[change], now())?;
    let next = desk.records.save_situation(desk.couple, situation.revision, &situation.value, now()).await?;
    let text = &english().indicator(&"ABU-01".parse()?).ok_or_else(|| anyhow::anyhow!("gone"))?.text;
    for query in [format!("version={}", next.0), format!("from=1&to={}", next.0)] {
        let page = desk.get(&format!("/couples/{}/situation/versions?{query}", desk.couple.0)).await?;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains(text.as_str()), "{query}");
    }
    Ok(())
}

#[tokio::test]
async fn inv_10_newer_words_are_offered_beside_the_kept_ones_and_never_taken_unasked() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let fresh = block("negotiated-time-out", 1)?;
    let mut old = serde_json::to_value(&fresh)?;
    old["item"]["client_text"] = serde_json::json!(["An older paragraph."]);
    let old: PlanBlock = serde_json::from_value(old)?;
    let revision = desk.change(|plan| plan.blocks = vec![old.clone()]).await?;
    let page = desk.get(&desk.states()).await?;
    assert!(page.body.contains("The library has newer text") && page.body.contains("An older paragraph."));
    assert_eq!(desk.records.plan(desk.plan).await?.plan.value.blocks[0], old, "looking takes nothing");
    let seen = revision.0.to_string();
    let taken = desk.post(&format!("/plans/{}", desk.plan.0), &[("seen", &seen), ("do", "renew:1")]).await?;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    assert_eq!(desk.records.plan(desk.plan).await?.plan.value.blocks[0].item, fresh.item);
    assert!(!desk.get(&desk.states()).await?.body.contains("The library has newer text"));
    Ok(())
}
