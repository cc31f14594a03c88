//! Today, couples, their rooms, plans and handouts.

use axum::http::StatusCode;

use domain::{
    assess::{Answer, Whom},
    records::{AnswerChange, Couple, Interview, Revision, Stamp},
};

use crate::{
    parsed::elements,
    support::{Desk, get},
};

pub const ROUTES: &[&str] = &[
    "/today",
    "/couples",
    "/couples/new",
    "/couples/{couple}",
    "/couples/{couple}/edit",
    "/couples/{couple}/delete",
    "/couples/{couple}/sessions",
    "/couples/{couple}/notes",
    "/couples/{couple}/archive",
    "/plans",
    "/plans/{plan}/handout",
    "/plans/{plan}/handout.pdf",
    "/plans/{plan}/handout.html",
    "/plans/{plan}/handout.svg",
    "/plans/{plan}/handouts.pdf",
    "/plans/{plan}/run-sheet.pdf",
];

#[tokio::test]
async fn sec_01_without_a_session_no_page_shows_anything() -> anyhow::Result<()> {
    let id = "0195f3c0-7a1c-7000-8000-000000000001";
    for route in ROUTES {
        let page = get(&route.replace("{couple}", id).replace("{plan}", id)).await?;
        let turned_away = page.status == StatusCode::UNAUTHORIZED || page.status == StatusCode::SEE_OTHER;
        let posted = *route == "/couples/{couple}/archive" && page.status == StatusCode::METHOD_NOT_ALLOWED;
        assert!(turned_away || posted, "{route}: {}", page.status);
        assert!(!page.body.contains("<form"), "{route} shows a form");
    }
    Ok(())
}

#[tokio::test]
async fn a_code_name_is_recognised_in_whichever_bytes_it_is_typed() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for (kept, other, typed) in [("Zo\u{eb}", "Zoe", "Zoe\u{308}"), ("Zoe\u{308}", "Zoe", "Zo\u{eb}")] {
        let couple = Couple { name: kept.into(), ..Couple::default() };
        let address = format!("/couples/{}/delete", desk.records.create_couple(&couple, Stamp(1)).await?.0);
        assert_eq!(desk.post(&address, &[("name", other)]).await?.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(desk.post(&address, &[("name", typed)]).await?.status, StatusCode::SEE_OTHER, "{kept}");
    }
    Ok(())
}

#[tokio::test]
async fn the_overview_counts_the_open_questions_as_the_situation_does() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut known = Vec::new();
    for answers in [&[][..], &[("STR-02", Answer::No)], &[("STR-02", Answer::No), ("STR-05", Answer::Yes)]] {
        let mut situation = desk.records.situation(desk.couple).await?;
        let of = |(id, answer): &(&str, Answer)| -> anyhow::Result<AnswerChange> {
            let indicator = id.parse().map_err(|_| anyhow::anyhow!("no such question"))?;
            Ok(AnswerChange { indicator, whom: Whom::Couple, answer: Some(*answer) })
        };
        let changes = answers.iter().map(of).collect::<anyhow::Result<Vec<_>>>()?;
        let nobody = Interview::default();
        situation.value.take(domain::library::english(), [&nobody, &nobody], &changes, Stamp(1))?;
        let seen: Revision = situation.revision;
        desk.records.save_situation(desk.couple, seen, &situation.value, Stamp(1)).await?;
        let page = desk.get(&format!("/couples/{}/situation", desk.couple.0)).await?.body;
        let counted = page.split_once("data-menu-open").and_then(|(_, rest)| rest.split_once('>'));
        let counted = counted.and_then(|(_, rest)| rest.split_once('<')).map(|(count, _)| count.to_owned());
        let counted = counted.ok_or_else(|| anyhow::anyhow!("no count in the menu"))?;
        let overview = desk.get(&format!("/couples/{}", desk.couple.0)).await?.body;
        assert!(overview.contains(&format!("{counted} questions not asked yet")), "{counted}: {overview}");
        known.push(counted);
    }
    known.dedup();
    assert!(known.len() > 1, "the count follows the answers: {known:?}");
    Ok(())
}

/// On a small screen “More” unfolds without scripts, and has all that the bar leaves out.
#[tokio::test]
async fn the_places_that_a_small_screen_leaves_out_are_behind_one() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = desk.get("/today").await?.body;
    let (_, more) = page.split_once("class=\"places\"").ok_or_else(|| anyhow::anyhow!("{page}"))?;
    let more = more.split_once("</details>").map_or(more, |(more, _)| more);
    for place in ["/templates", "/search", "/settings", "/hidden"] {
        assert!(more.contains(&format!("href=\"{place}\"")), "{place}: {more}");
    }
    for way_out in ["action=\"/lock\"", "action=\"/sign-out\""] {
        assert!(more.contains(way_out), "{way_out}: {more}");
    }
    let says_here = |page: &str| {
        let all = elements(page);
        all.iter().any(|one| one.get("class") == Some("places") && one.get("data-here").is_some())
    };
    let settings = desk.get("/settings").await?.body;
    assert!(!says_here(&page) && says_here(&settings), "it says that the page is one of them");
    assert!(!desk.stranger("/library").await?.body.contains("class=\"places\""), "a stranger has two places");
    Ok(())
}
