//! The openings and the story on the page of a situation, practice defaults, and templates to begin with.

use axum::http::StatusCode;
use domain::{
    assess::{Answer, Whom},
    records::{Interview, SharedView},
};

use crate::support::Desk;

/// Told to the counsellor, and meant for nobody else.
const STORY: &str = "CANARY-STORY\n</textarea><b>2";

impl Desk {
    fn situation_page(&self) -> String {
        format!("/couples/{}/situation", self.couple.0)
    }
}

#[tokio::test]
async fn a_yes_to_an_opening_is_kept_and_answers_none_of_its_questions() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = desk.situation_page();
    let seen = desk.records.situation(desk.couple).await?.revision.0.to_string();
    let typed = [("seen", seen.as_str()), ("opening.affair", "yes"), ("opening.trust", "no"), ("do", "save:happened")];
    let saved = desk.post(&page, &typed).await?;
    assert_eq!(saved.header("location"), format!("{page}?did=saved#happened"));
    let kept = desk.records.situation(desk.couple).await?.value;
    assert_eq!(kept.background.openings.get("affair"), Some(&Answer::Yes));
    assert_eq!(kept.background.openings.get("trust"), Some(&Answer::No));
    for id in ["INF-01", "BET-01"] {
        assert_eq!(kept.answers.about(&id.parse()?, Whom::A), None, "{id} was not asked");
    }
    let unknown = desk.post(&page, &[("seen", &(seen.parse::<u64>()? + 1).to_string()), ("opening.no", "yes")]).await?;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    Ok(())
}

#[tokio::test]
async fn the_rest_after_an_opening_becomes_no_and_the_page_comes_back_there() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = desk.situation_page();
    let seen = desk.records.situation(desk.couple).await?.revision.0.to_string();
    let typed = [("seen", seen.as_str()), ("opening.mood", "yes"), ("STR-13.a", "yes"), ("do", "rest:mood")];
    let saved = desk.post(&page, &typed).await?;
    assert_eq!(saved.header("location"), format!("{page}?did=saved#opening-mood"));
    let kept = desk.records.situation(desk.couple).await?.value.answers;
    assert_eq!(kept.about(&"STR-13".parse()?, Whom::A), Some(Answer::Yes));
    assert_eq!(kept.about(&"STR-13".parse()?, Whom::B), Some(Answer::No));
    assert_eq!(kept.about(&"STR-05".parse()?, Whom::Couple), Some(Answer::No));
    assert_eq!(kept.about(&"INF-08".parse()?, Whom::A), None, "another opening of the section");
    Ok(())
}

/// The story is for the counsellor alone: it is on the page of the situation and on no screen that a couple looks at, in no
/// plan and on no sheet.
#[tokio::test]
async fn the_story_stays_on_its_own_page() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = desk.situation_page();
    let seen = desk.records.situation(desk.couple).await?.revision.0.to_string();
    let typed = [
        ("seen", seen.as_str()),
        ("text.story", STORY),
        ("text.hopes-a", "CANARY-HOPE"),
        ("text.came-to-light", "about three weeks ago"),
        ("discovery", "found"),
        ("next.STR-05", "yes"),
    ];
    desk.post(&page, &typed).await?;
    let kept = desk.records.situation(desk.couple).await?.value;
    assert_eq!(kept.background.story, STORY);
    assert!(kept.came_to_light.is_some(), "the day is understood");
    let shown = desk.get(&page).await?.body;
    assert!(shown.contains("CANARY-STORY") && shown.contains("CANARY-HOPE") && shown.contains("3 weeks ago"));
    assert!(!shown.contains("</textarea><b>2"), "markup in it is inert");
    let shared = desk.get(&format!("{page}?view=shared")).await?.body;
    assert!(!shared.contains("CANARY"), "not on the shared screen");
    let of_plans = SharedView::of(domain::library::english(), &kept, [&Interview::default(), &Interview::default()]);
    assert!(!format!("{of_plans:?}").contains("CANARY"), "no other page gets it");
    Ok(())
}

#[tokio::test]
async fn sheets_begin_with_the_defaults_of_the_practice() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let chosen = [
        ("seen", ""),
        ("paper", "letter"),
        ("large-print", "yes"),
        ("language", "de"),
        ("country", "DE"),
        ("minutes", "90"),
        ("start", "16:00"),
    ];
    let saved = desk.post("/settings/defaults", &chosen).await?;
    assert_eq!(saved.header("location"), "/settings?done=defaults");
    let leaflet = desk.get("/library/negotiated-time-out/leaflet").await?.body;
    for part in ["paper=letter", "large-print=yes", "language=de", "country=DE"] {
        assert!(leaflet.contains(part), "{part}");
    }
    let other = desk.get("/library/negotiated-time-out/leaflet?paper=a4&language=en").await?.body;
    assert!(other.contains("paper=a4") && !other.contains("large-print=yes"), "a choice for this sheet counts alone");
    let zone = desk.post("/settings/zone", &[("seen", "1"), ("zone", "Europe/Berlin")]).await?;
    assert_eq!(zone.header("location"), "/settings?done=zone");
    assert!(desk.get("/settings").await?.body.contains("value=\"90\" selected"), "another setting leaves them alone");
    for (name, wrong) in [("minutes", "10"), ("start", "late")] {
        let wrong: Vec<_> =
            chosen.iter().map(|(field, value)| (*field, if *field == name { wrong } else { value })).collect();
        assert_eq!(desk.post("/settings/defaults", &wrong).await?.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn templates_to_begin_with_are_added_once() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    assert!(desk.get("/templates").await?.body.contains("Add the starter templates"));
    for _ in 0..2 {
        let added = desk.post("/templates/starters", &[]).await?;
        assert_eq!(added.header("location"), "/templates?did=starters");
        let page = desk.get("/templates").await?.body;
        assert_eq!(page.matches("First session together").count(), 1);
        assert!(!page.contains("Add the starter templates"), "all are there");
    }
    // Whoever came to choose one for a couple still does.
    let couple = desk.couple.0.to_string();
    let added = desk.post("/templates/starters", &[("couple", couple.as_str())]).await?;
    assert_eq!(added.header("location"), format!("/templates?couple={couple}&did=starters"));
    Ok(())
}
