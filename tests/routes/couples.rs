//! Today, couples, their rooms, plans and handouts.

use axum::http::StatusCode;

use crate::support::get;

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
