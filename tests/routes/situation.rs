//! Shared answers, private answers and gates, as plain forms without script.

use axum::http::StatusCode;
use domain::{
    assess::{Answer, Partner, Whom},
    vocabulary::GateId,
};

use crate::support::Desk;

impl Desk {
    fn room(&self, room: &str) -> String {
        format!("/couples/{}/{room}", self.couple.0)
    }

    /// The revisions of A's interview and of the situation, as a form sends them.
    async fn seen(&self) -> anyhow::Result<[String; 2]> {
        let interview = self.records.interview(self.couple, Partner::A).await?.revision;
        let situation = self.records.situation(self.couple).await?.revision;
        Ok([interview, situation].map(|revision| revision.0.to_string()))
    }

    async fn alone(&self, fields: &[(&str, &str)]) -> anyhow::Result<StatusCode> {
        let [interview, _] = self.seen().await?;
        let mut all = vec![("seen", interview.as_str())];
        all.extend(fields);
        Ok(self.post(&self.room("interview/a"), &all).await?.status)
    }
}

#[tokio::test]
async fn answers_are_saved_by_a_plain_form_and_a_stale_one_changes_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let [_, seen] = desk.seen().await?;
    let room = desk.room("situation");
    let fields = [("seen", seen.as_str()), ("INF-03.b", "yes"), ("STR-01.a", "no"), ("STR-01.b", "")];
    assert_eq!(desk.post(&room, &fields).await?.status, StatusCode::SEE_OTHER);
    let stored = desk.records.situation(desk.couple).await?.value;
    assert_eq!(stored.answers.about(&"INF-03".parse()?, Whom::B), Some(Answer::Yes));
    assert_eq!(stored.answers.about(&"STR-01".parse()?, Whom::B), None, "not asked is not no");
    assert!(stored.gates.is_open(GateId::Affair));
    let stale = desk.post(&room, &[("seen", seen.as_str()), ("STR-02.couple", "yes")]).await?;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(desk.records.situation(desk.couple).await?.value, stored);
    Ok(())
}

/// Every answer names the person whose behaviour or experience it is about.
#[tokio::test]
async fn every_column_says_whose_behaviour_or_experience_it_is_about() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = desk.get(&desk.room("situation")).await?.body;
    for says in [
        "Kept a romantic or emotional bond outside the agreement secret A did:",
        "Kept a romantic or emotional bond outside the agreement secret B did:",
        "it is still a turning point A experiences:",
        "(online, emotional, open-relationship rules) Both:",
    ] {
        assert!(page.contains(says), "{says}");
    }
    {
        let page = desk.get(&desk.room("situation?view=shared")).await?.body;
        for says in [
            "Have you kept a romantic or emotional relationship secret? A did:",
            "Have you kept a romantic or emotional relationship secret? B did:",
            "Was your partner absent or no help when you needed them most, and does it still hurt? A experiences:",
            "Do you disagree about whether it was a breach? Both:",
        ] {
            assert!(page.contains(says), "shared: {says}");
        }
    }
    let form = desk.get("/couples/new").await?.body;
    assert!(form.contains("the answers about this partner, no matter who gave them"));
    Ok(())
}

#[tokio::test]
async fn without_script_a_section_is_saved_where_it_stands() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let [_, seen] = desk.seen().await?;
    let fields = [("seen", seen.as_str()), ("do", "rest:load"), ("STR-02.couple", "yes")];
    let answer = desk.post(&desk.room("situation"), &fields).await?;
    assert_eq!(answer.header("location"), format!("{}?did=saved#load", desk.room("situation")));
    let stored = desk.records.situation(desk.couple).await?.value;
    assert_eq!(stored.answers.about(&"STR-01".parse()?, Whom::B), Some(Answer::No));
    assert_eq!(stored.answers.about(&"STR-02".parse()?, Whom::Couple), Some(Answer::Yes));
    Ok(())
}

#[tokio::test]
async fn sec_06_unknown_and_safety_questions_are_refused_and_nothing_is_written() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let [_, seen] = desk.seen().await?;
    let before = desk.records.situation(desk.couple).await?;
    for field in [("STR-99.a", "yes"), ("ABU-01.a", "no"), ("account_id", "1"), ("STR-01.a", "perhaps")] {
        let answer = desk.post(&desk.room("situation"), &[("seen", seen.as_str()), field]).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field:?}");
    }
    assert_eq!(desk.records.situation(desk.couple).await?, before);
    Ok(())
}

#[tokio::test]
async fn what_was_told_alone_opens_its_gates_and_stays_off_the_shared_screen() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let told = [("do", "record"), ("alone", "yes"), ("held-on", "2026-11-20"), ("ABU-01.asked", "yes")];
    assert_eq!(desk.alone(&told).await?, StatusCode::SEE_OTHER);
    let interview = desk.records.interview(desk.couple, Partner::A).await?.value;
    assert!(!interview.recorded, "most questions were not asked");
    assert!(desk.records.situation(desk.couple).await?.value.gates.is_open(GateId::Control));
    let shared = desk.get(&desk.room("situation")).await?.body;
    assert!(shared.contains("An answer from an individual interview"));
    let others = desk.get(&desk.room("interview/b")).await?.body;
    for page in [&shared, &others] {
        assert!(!page.contains("afraid of the partner") && !page.contains("\"ABU-01\""));
    }
    assert!(!shared.contains("ABU-01"));
    assert!(desk.get(&desk.room("gates")).await?.body.contains("afraid of the partner"), "the counsellor's own page");
    Ok(())
}

#[tokio::test]
async fn r16_a_brief_screen_closes_no_gate_and_what_was_typed_stays() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    assert_eq!(desk.alone(&[("do", "save"), ("ABU-01.asked", "yes")]).await?, StatusCode::SEE_OTHER);
    let [_, seen] = desk.seen().await?;
    let room = desk.room("gates/GATE-CONTROL");
    let decide = |more: &[(&'static str, &'static str)]| {
        let mut fields = vec![("seen", seen.clone()), ("by", "C. Counsellor".into()), ("on", "2026-11-20".into())];
        fields.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        fields
    };
    for (fields, says) in [
        (
            decide(&[("do", "close"), ("ground", "brief-screen"), ("checked", "typed words")]),
            "a negative screen does not lift a hold",
        ),
        (decide(&[("do", "close"), ("ground", "time"), ("checked", "typed words")]), "time alone"),
        (decide(&[("do", "override"), ("reason", "typed words"), ("second", "S.")]), "No one may go ahead despite"),
    ] {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = desk.post(&room, &fields).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(refused.body.contains(says), "{says}");
    }
    assert!(desk.records.situation(desk.couple).await?.value.gates.is_open(GateId::Control));
    let fields = decide(&[("do", "close"), ("ground", "checked"), ("checked", "service consulted; safe for a year")]);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(desk.post(&room, &fields).await?.status, StatusCode::SEE_OTHER);
    assert!(!desk.records.situation(desk.couple).await?.value.gates.is_open(GateId::Control));
    Ok(())
}

#[tokio::test]
async fn gates_and_partners_that_are_not_there_are_not_found() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for room in ["interview/c", "gates/GATE-STI", "gates/GATE-NOTHING"] {
        assert_eq!(desk.get(&desk.room(room)).await?.status, StatusCode::NOT_FOUND, "{room}");
    }
    Ok(())
}
