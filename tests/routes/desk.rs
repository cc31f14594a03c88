//! Access to the pages, forms and calls of couples and plans, by strangers, locked sessions and colleagues.

use app::{browser::api::Problem, plan_editor::api::FetchPlan, situation::api::StoredSituation};
use axum::http::StatusCode;
use uuid::Uuid;

use crate::support::{Answer, Desk};

pub const ROUTES: &[&str] = &[
    "/couples/{couple}/gates",
    "/couples/{couple}/gates/{gate}",
    "/couples/{couple}/interview/{partner}",
    "/couples/{couple}/plans",
    "/couples/{couple}/programme",
    "/couples/{couple}/programme/again",
    "/couples/{couple}/programme/days",
    "/couples/{couple}/programme/{number}",
    "/couples/{couple}/situation",
    "/couples/{couple}/situation/versions",
    "/plans/archive",
    "/plans/{plan}",
    "/plans/new",
    "/plans/{plan}/delete",
    "/plans/{plan}/homework",
    "/plans/{plan}/note",
    "/plans/{plan}/record",
    "/plans/{plan}/versions",
    "/search",
    "/search/found",
];

/// Pages of a couple or a plan, with ids still to fill in.
const PAGES: &[&str] = &[
    "/couples/{couple}",
    "/couples/{couple}/edit",
    "/couples/{couple}/delete",
    "/couples/{couple}/situation",
    "/couples/{couple}/situation?view=shared",
    "/couples/{couple}/interview/a",
    "/couples/{couple}/interview/b",
    "/couples/{couple}/gates",
    "/couples/{couple}/gates/GATE-UNSCREENED",
    "/couples/{couple}/situation/versions",
    "/couples/{couple}/sessions",
    "/couples/{couple}/programme",
    "/couples/{couple}/letters",
    "/couples/{couple}/notes",
    "/couples/{couple}/other-partners",
    "/plans/{plan}",
    "/plans/{plan}/record",
    "/plans/{plan}/note",
    "/plans/{plan}/delete",
    "/plans/{plan}/versions",
    "/plans/{plan}/handout",
    "/plans/{plan}/handout.pdf?for=both",
    "/plans/{plan}/handout.html?for=both",
    "/plans/{plan}/handout.svg?for=both",
    "/plans/{plan}/handouts.pdf",
    "/plans/{plan}/run-sheet.pdf",
    "/plans/{plan}/run-sheet.pdf?told-alone=yes&full-text=yes",
    "/plans/{plan}/template",
    "/plans/{plan}/duplicate",
    "/plans/{plan}/record-text",
    "/plans/{plan}/record.txt",
];

/// Pages without ids.
const ROOMS: &[&str] = &[
    "/today",
    "/couples",
    "/couples/new",
    "/plans",
    "/plans/new",
    "/search?q=heron",
    "/settings",
    "/settings/activity",
    "/settings/devices",
    "/settings/keys",
    "/settings/second-factor",
    "/settings/letterhead",
    "/templates",
    "/templates/import",
];

/// Forms, with fields that would do.
const FORMS: &[(&str, &[(&str, &str)])] = &[
    ("/couples/{couple}/edit", COUPLE),
    ("/couples/{couple}/archive", &[("archived", "yes")]),
    ("/couples/{couple}/delete", &[("name", "Heron")]),
    ("/couples/{couple}/plans", &[("minutes", "60"), ("who", "couple")]),
    ("/couples/{couple}/programme", &[("sessions", "8"), ("minutes", "60")]),
    ("/couples/{couple}/programme/again", &[("seen", "1")]),
    ("/couples/{couple}/programme/days", &[("seen", "1"), ("do", "even"), ("first", "2026-12-01"), ("weeks", "2")]),
    ("/couples/{couple}/programme/1", &[("on", "2026-12-01")]),
    ("/plans/{plan}/template", &[("title", "Mine"), ("description", ""), ("tags", "")]),
    ("/plans/{plan}/next", &[("shown", "yes")]),
    ("/plans/{plan}/delete", &[("sure", "yes")]),
    ("/plans/{plan}/homework", &[("seen", "1")]),
    ("/plans/{plan}/handout", &[("seen", "1"), ("paper", "a4"), ("a-shown", "yes")]),
    ("/plans/{plan}/record", &[("seen", "1"), ("do", "save"), ("note", "x")]),
    ("/plans/{plan}/duplicate", &[("couple", "01890a5d-ac96-774b-bcce-b302099a8057")]),
    ("/couples/{couple}/notes", &[("seen", "1"), ("notes", "x")]),
    ("/couples/{couple}/other-partners", NOBODY),
    ("/couples/{couple}/situation", &[("seen", "1"), ("STR-01.a", "yes")]),
    ("/couples/{couple}/situation/together", &[("seen", "1"), ("STR-01.a", "yes")]),
    ("/couples/{couple}/interview/a", &[("seen", "1"), ("do", "save")]),
    ("/couples/{couple}/gates", &[("seen", "1"), ("seen-situation", "1"), ("do", "accounts-differ")]),
    ("/couples/{couple}/gates/GATE-UNSCREENED", CLOSING),
    ("/couples/{couple}/situation/versions", &[("seen", "1"), ("version", "1")]),
    ("/plans/{plan}/versions", &[("seen", "1"), ("version", "1")]),
    ("/couples/{couple}/letters", LETTER),
    ("/couples/{couple}/gates/GATE-ACUTE/referrals.pdf", &[("row", "Strangulation"), ("asked", "yes")]),
];

/// A form that names its plans in a field.
const ARCHIVE: &str = "/plans/archive";

const LETTER: &[(&str, &str)] = &[
    ("template", "general"),
    ("language", "en"),
    ("who", "a"),
    ("name", ""),
    ("addressee", "A clinic"),
    ("added", ""),
    ("agreed", "yes"),
];

/// Other partners, with nobody in it.
const NOBODY: &[(&str, &str)] = &[("seen", "1"), ("do", "save"), ("agreed-on", ""), ("agreement", "")];

const CLOSING: &[(&str, &str)] =
    &[("seen", "1"), ("do", "close"), ("by", "C."), ("on", "2026-11-20"), ("ground", "checked"), ("checked", "x")];

pub const COUPLE: &[(&str, &str)] = &[
    ("seen", "1"),
    ("name", "Alder"),
    ("label-a", ""),
    ("pronouns-a", ""),
    ("label-b", ""),
    ("pronouns-b", ""),
    ("together", ""),
    ("first-seen", ""),
    ("tags", ""),
];

/// The addresses of all pages of the couple and its plan.
pub fn pages_of(desk: &Desk) -> Vec<String> {
    PAGES.iter().map(|page| at(page, desk.couple.0, desk.plan.0)).collect()
}

fn at(path: &str, couple: Uuid, plan: Uuid) -> String {
    path.replace("{couple}", &couple.to_string()).replace("{plan}", &plan.to_string())
}

/// A page without what differs between two loads of the same page: ids, nonces.
fn plain(answer: &Answer, ids: &[Uuid]) -> String {
    let mut body = answer.body.clone();
    for id in ids {
        body = body.replace(&id.to_string(), "ID");
    }
    let mut whole = String::new();
    for (place, piece) in body.split("nonce=\"").enumerate() {
        whole.push_str(if place == 0 { piece } else { piece.split_once('"').map_or(piece, |(_, rest)| rest) });
    }
    whole
}

#[tokio::test]
async fn sec_01_a_stranger_and_a_locked_session_see_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (couple, plan) = (desk.couple.0, desk.plan.0);
    let all = || PAGES.iter().chain(ROOMS).map(|page| at(page, couple, plan));
    let shows_nothing = |page: &str, answer: &Answer, door: &str| {
        let away = answer.status == StatusCode::SEE_OTHER && answer.header("location").starts_with(door);
        assert!(away || answer.status == StatusCode::UNAUTHORIZED, "{page}: {}", answer.status);
        assert!(!answer.body.contains("Heron"), "{page}");
    };
    for page in all() {
        shows_nothing(&page, &desk.stranger(&page).await?, "/sign-in?next=%2F");
    }
    // Pages turn strangers away as well. An address without a page has only the rule for all of them.
    for page in ["/couples/none/such", "/no/such/page"] {
        shows_nothing(page, &desk.stranger(page).await?, "/sign-in?next=%2F");
    }
    for (form, fields) in FORMS {
        let answer = desk.post_as(&at(form, couple, plan), fields, None).await?;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{form}");
    }
    let fields = [("plan", plan.to_string()), ("archived", "yes".into())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(desk.post_as(ARCHIVE, &fields, None).await?.status, StatusCode::UNAUTHORIZED);
    let call = StoredSituation { couple: couple.to_string() };
    let called = desk.call(&call, None).await?;
    assert_eq!((called.status, called.answer), (StatusCode::UNAUTHORIZED, Err(Problem::SignedOut)));

    assert_eq!(desk.post("/lock", &[]).await?.header("location"), "/locked");
    for page in all() {
        shows_nothing(&page, &desk.get(&page).await?, "/locked");
    }
    assert_eq!(desk.call(&call, Some(&desk.cookie)).await?.status, StatusCode::UNAUTHORIZED);
    assert_eq!(desk.records.couple(desk.couple).await?.value.name, "Heron", "nothing was written");
    Ok(())
}

#[tokio::test]
async fn every_page_opens_for_its_owner() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for page in PAGES.iter().chain(ROOMS).filter(|page| !page.contains(".pdf") && !page.contains(".txt")) {
        let answer = desk.get(&at(page, desk.couple.0, desk.plan.0)).await?;
        let known = answer.status == StatusCode::OK
            || (page.contains("handout") && answer.status == StatusCode::UNPROCESSABLE_ENTITY);
        assert!(known, "{page}: {}", answer.status);
        assert_eq!(answer.header("cache-control"), "no-store", "{page}: checklist 23");
    }
    Ok(())
}

#[tokio::test]
async fn sec_02_a_colleagues_ids_are_answered_like_unknown_ones() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (records, couple, plan) = desk.colleague().await?;
    let (no_couple, no_plan) = (Uuid::now_v7(), Uuid::now_v7());
    for page in PAGES {
        let foreign = desk.get(&at(page, couple.0, plan.0)).await?;
        let unknown = desk.get(&at(page, no_couple, no_plan)).await?;
        assert_eq!((foreign.status, unknown.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{page}");
        assert_eq!(plain(&foreign, &[couple.0, plan.0]), plain(&unknown, &[no_couple, no_plan]), "{page}");
        assert!(!foreign.body.contains("Juniper"), "{page}");
        let garbled = desk.get(&page.replace("{couple}", "x").replace("{plan}", "x")).await?;
        assert_eq!(garbled.status, StatusCode::NOT_FOUND, "{page}");
    }
    for (form, fields) in FORMS {
        let foreign = desk.post(&at(form, couple.0, plan.0), fields).await?;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{form}");
    }
    let (own, theirs) = (desk.plan.0.to_string(), plan.0.to_string());
    let both = [("plan", own.as_str()), ("plan", theirs.as_str()), ("archived", "yes")];
    assert_eq!(desk.post(ARCHIVE, &both).await?.status, StatusCode::NOT_FOUND);
    assert!(!records.plan(plan).await?.archived && !desk.records.plan(desk.plan).await?.archived, "none of them");
    let called = desk.call(&StoredSituation { couple: couple.0.to_string() }, Some(&desk.cookie)).await?;
    assert_eq!((called.status, called.answer), (StatusCode::NOT_FOUND, Err(Problem::NotFound)));
    assert_eq!(records.couple(couple).await?.value.name, "Juniper", "checklist 5: nothing was written");
    assert_eq!(records.plans_of(couple).await?.len(), 1, "checklist 5: no plan was made");
    Ok(())
}

#[tokio::test]
async fn sec_06_fields_that_nobody_asked_for_are_refused() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for extra in [("account_id", "1"), ("role", "admin")] {
        let fields: Vec<_> = COUPLE.iter().copied().chain([extra]).collect();
        let answer = desk.post(&at("/couples/{couple}/edit", desk.couple.0, desk.plan.0), &fields).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{extra:?}");
    }
    assert_eq!(desk.records.couple(desk.couple).await?.value.name, "Heron");
    Ok(())
}

#[tokio::test]
async fn sec_21_looking_changes_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let pages: Vec<String> = app::routes::pages().iter().map(|page| page.path().to_owned()).collect();
    let mut forms: Vec<&str> = app::routes::all().iter().map(|form| form.path).collect();
    // A form at the address of a page shows the page, and a file is what is looked at.
    forms.retain(|path| !pages.iter().any(|page| page == path) && !path.contains('.'));
    for path in ["/couples/{couple}/archive", "/lock", "/sign-out", "/api/situation/look"] {
        assert!(forms.contains(&path), "{path}");
    }
    for path in forms {
        let address = at(path, desk.couple.0, desk.plan.0).replace(['{', '}'], "");
        let answer = desk.get(&address).await?;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    assert!(!desk.records.couple(desk.couple).await?.value.archived);
    Ok(())
}

#[tokio::test]
async fn sec_25_a_form_leads_within_this_site_and_puts_nothing_typed_into_an_address() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut fields = COUPLE.to_vec();
    fields.retain(|(name, _)| *name != "seen");
    let made = desk.post("/couples/new", &fields).await?;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    assert!(made.header("location").starts_with("/couples/"), "{}", made.header("location"));
    for field in &mut fields {
        match field.0 {
            "name" => field.1 = "",
            "together" => field.1 = "<script>alert(1)</script>\" onerror=\"x",
            _ => {}
        }
    }
    let again = desk.post("/couples/new", &fields).await?;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again.header("location"), "");
    assert!(again.body.contains("alert(1)"), "what was typed stays in its field");
    assert!(!again.body.contains("<script>alert"), "checklist 24");
    assert!(!again.body.contains("\" onerror=\"x"), "checklist 24");
    Ok(())
}

#[tokio::test]
async fn sec_36_a_stale_form_is_answered_409_and_shows_both() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let notes = at("/couples/{couple}/notes", desk.couple.0, desk.plan.0);
    let first = desk.post(&notes, &[("seen", "1"), ("notes", "written in one window")]).await?;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let second = desk.post(&notes, &[("seen", "1"), ("notes", "typed in the other one")]).await?;
    assert_eq!(second.status, StatusCode::CONFLICT);
    for text in ["written in one window", "typed in the other one"] {
        assert!(second.body.contains(text), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn sec_41_every_look_at_a_couple_or_a_plan_leaves_an_audit_line() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let account = desk.records.account().id;
    let lines = async || desk.store.check_audit(account).await.map(Result::unwrap_or_default);
    for page in PAGES {
        let before = lines().await?;
        let answer = desk.get(&at(page, desk.couple.0, desk.plan.0)).await?;
        let looked = answer.status == StatusCode::OK;
        // There is nothing for both to print or to show here.
        let has_none = page.contains("/handout.") || page.contains(".pdf") || page.contains("record");
        assert!(looked || has_none, "{page}: {}", answer.status);
        assert!(!looked || lines().await? > before, "{page}");
    }
    let before = lines().await?;
    desk.call(&FetchPlan { plan: desk.plan.0.to_string() }, Some(&desk.cookie)).await?.answer?;
    assert_eq!(lines().await?, before + 1);
    desk.call(&StoredSituation { couple: desk.couple.0.to_string() }, Some(&desk.cookie)).await?.answer?;
    assert_eq!(lines().await?, before + 2);
    // A script whose save comes too late is shown what is stored.
    for (page, fields) in [("notes", ("notes", "x")), ("interview/a", ("do", "save"))] {
        let before = lines().await?;
        let page = format!("/couples/{}/{page}", desk.couple.0);
        let (status, answer) = desk.save_as(&page, &[("seen", "77"), fields], &desk.cookie).await?;
        assert_eq!(status, StatusCode::CONFLICT, "{page}");
        assert!(answer["fields"].is_object(), "{page}: {answer}");
        assert_eq!(lines().await?, before + 1, "{page}");
    }
    Ok(())
}
