//! The page of a session's sheets while joint work is on hold: a slip, and what one partner asks for alone.

use axum::http::StatusCode;
use domain::assess::Partner;
use store::{CoupleId, PlanId};

use crate::{parsed::elements, plans::Desk, support::Answer};

/// A couple under the hold on control, in which A is harmed, with a plan for both and a session booked with B alone.
struct OnHold {
    desk: Desk,
    plan: PlanId,
}

impl OnHold {
    async fn begin() -> anyhow::Result<Self> {
        let desk = Desk::open().await?;
        let couple = desk.couple(true).await?;
        let plan = desk.plan(couple).await?;
        told_alone(&desk, couple).await?;
        let fields = [("on", "2999-01-07"), ("start", "15:30"), ("minutes", "60"), ("who", "b")];
        let made = desk.post(&format!("/couples/{}/plans", couple.0), &fields).await?;
        anyhow::ensure!(made.status == StatusCode::SEE_OTHER, "{}", made.body);
        Ok(Self { desk, plan })
    }

    fn address(&self) -> String {
        format!("/plans/{}/handout", self.plan.0)
    }

    async fn send(&self, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let seen = self.desk.stored(self.plan).await?.0.0.to_string();
        let first = [("seen", seen.as_str()), ("paper", "a4"), ("discretion", "in-room")];
        self.desk.post(&self.address(), &[&first, fields].concat()).await
    }

    /// The status of the file of this sheet.
    async fn sheet(&self, audience: &str) -> anyhow::Result<StatusCode> {
        Ok(self.desk.see(&format!("{}.pdf?for={audience}", self.address())).await?.status)
    }
}

/// A says alone what opens the hold on control.
async fn told_alone(desk: &Desk, couple: CoupleId) -> anyhow::Result<()> {
    let interview = desk.records.interview(couple, Partner::A).await?.revision.0.to_string();
    let situation = desk.records.situation(couple).await?.revision.0.to_string();
    let fields = [
        ("seen", interview.as_str()),
        ("seen-situation", situation.as_str()),
        ("do", "save"),
        ("alone", "yes"),
        ("held-on", "2026-11-02"),
        ("ABU-01.asked", "yes"),
    ];
    let saved = desk.post(&format!("/couples/{}/interview/a", couple.0), &fields).await?;
    anyhow::ensure!(saved.status == StatusCode::SEE_OTHER, "{}", saved.body);
    Ok(())
}

#[tokio::test]
async fn on_hold_the_page_offers_a_slip_alone() -> anyhow::Result<()> {
    let on_hold = OnHold::begin().await?;
    let page = on_hold.desk.see(&on_hold.address()).await?.body;
    for words in [
        "Print \u{2068}Bo\u{2069}’s slip",
        "appointment-2999-01-07.pdf",
        "No sheet for both while joint work is on hold.",
        "Nothing by default",
        "Nothing to take home but an appointment slip while",
        "Not printed while this hold is active. Tell the person; do not write it down unless asked.",
    ] {
        assert!(page.contains(words), "“{words}” is missing: {page}");
    }
    let links: Vec<String> = elements(&page).iter().filter_map(|one| one.get("href").map(str::to_owned)).collect();
    let files: Vec<&String> = links.iter().filter(|link| link.contains(".pdf")).collect();
    assert!(!files.is_empty() && files.iter().all(|link| link.contains("for=b&")), "{files:?}");
    assert_eq!(on_hold.sheet("b").await?, StatusCode::OK);
    for audience in ["both", "a"] {
        assert_eq!(on_hold.sheet(audience).await?, StatusCode::UNPROCESSABLE_ENTITY, "{audience}");
    }
    let taken_off = on_hold.send(&[("b-shown", "yes"), ("b-initial", "yes")]).await?;
    assert_eq!(taken_off.status, StatusCode::SEE_OTHER, "{}", taken_off.body);
    assert_eq!(on_hold.sheet("b").await?, StatusCode::UNPROCESSABLE_ENTITY, "the appointment was taken off");
    Ok(())
}

#[tokio::test]
async fn on_hold_a_request_counts_once_it_was_checked_alone() -> anyhow::Result<()> {
    let on_hold = OnHold::begin().await?;
    let words = [("a-yours", "yes"), ("a-yours-text", "Well done."), ("a-shown", "yes")];
    let refused = on_hold.send(&[("do", "ask-a")]).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Check this alone first, then tick it."), "{}", refused.body);
    let ticked = on_hold.send(&[("a-checked", "yes")]).await?;
    assert_eq!(ticked.status, StatusCode::SEE_OTHER);
    let asked = async || {
        anyhow::Ok(on_hold.desk.stored(on_hold.plan).await?.1.sheet_contents.is_some_and(|all| all.a.asked_for))
    };
    assert!(!asked().await?, "the tick alone is no request");
    assert_eq!(on_hold.send(&[("do", "ask-a"), ("a-checked", "yes")]).await?.status, StatusCode::SEE_OTHER);
    assert!(asked().await?);
    let page = on_hold.desk.see(&on_hold.address()).await?.body;
    assert!(
        page.contains("name=\"a-asked\"") && page.contains("Sentence from you, printed on \u{2068}Ada\u{2069}’s sheet")
    );
    let typed = on_hold.send(&[&words[..], &[("a-asked", "yes")]].concat()).await?;
    assert_eq!(typed.status, StatusCode::SEE_OTHER, "{}", typed.body);
    assert_eq!(on_hold.sheet("a").await?, StatusCode::OK);
    assert_eq!(on_hold.send(&[("a-shown", "yes")]).await?.status, StatusCode::SEE_OTHER);
    assert!(!asked().await?, "taken back");
    assert_eq!(on_hold.sheet("a").await?, StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}
