//! The way in and out.

use axum::http::{HeaderName, StatusCode};

use crate::support::{Answer, Desk, PASSWORD, get};

pub const ROUTES: &[&str] = &[
    "/hidden",
    "/lock",
    "/locked",
    "/recover",
    "/recovery-key",
    "/settings",
    "/settings/password",
    "/settings/recovery-key",
    "/sign-in",
    "/sign-out",
    "/welcome",
];

/// The cookie that an answer sets, as a browser would send it back.
fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

async fn sign_in(desk: &Desk, login: &str, password: &str) -> anyhow::Result<Answer> {
    desk.post_as("/sign-in", &[("login", login), ("password", password)], None).await
}

#[tokio::test]
async fn sec_19_a_fresh_install_has_no_account_and_leads_to_the_first_one() -> anyhow::Result<()> {
    for page in ["/sign-in", "/recover"] {
        assert_eq!(get(page).await?.header("location"), "/welcome", "{page}");
    }
    assert_eq!(get("/welcome").await?.status, StatusCode::OK);
    let desk = Desk::open().await?;
    assert_eq!(desk.stranger("/welcome").await?.header("location"), "/sign-in");
    let second = desk.post_as("/welcome", &[("login", "another"), ("password", PASSWORD)], None).await?;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY, "only the first one is made here");
    Ok(())
}

#[tokio::test]
async fn sec_09_an_unknown_name_and_a_wrong_password_look_the_same() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let unknown = sign_in(&desk, "nobody", PASSWORD).await?;
    let wrong = sign_in(&desk, "nobody-", "not the password at all").await?;
    let known = sign_in(&desk, "counsellor", "not the password at all").await?;
    let body = |answer: &Answer, login: &str| {
        let words = answer.body.split("<main").nth(1).unwrap_or_default().to_owned();
        words.split("<script").next().unwrap_or_default().replace(&format!("value=\"{login}\""), "")
    };
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!((unknown.status, known.status, wrong.status), (known.status, wrong.status, unknown.status));
    assert_eq!(body(&unknown, "nobody"), body(&known, "counsellor"));
    assert!(!known.body.contains("not the password at all"));
    Ok(())
}

#[tokio::test]
async fn sec_10_the_eleventh_failure_waits_whatever_a_header_says() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for _ in 0..10 {
        assert_eq!(sign_in(&desk, "counsellor", "wrong wrong wrong").await?.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let late = sign_in(&desk, "counsellor", PASSWORD).await?;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    let wait: u32 = late.header("retry-after").parse()?;
    assert!((1..=600).contains(&wait), "{wait}");
    Ok(())
}

#[tokio::test]
async fn sec_13_signing_in_and_out_changes_the_cookie() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let entered =
        desk.post_as("/sign-in?next=%2Fcouples", &[("login", "counsellor"), ("password", PASSWORD)], None).await?;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/couples"));
    let fresh = cookie(&entered);
    assert_ne!(fresh, desk.cookie);
    let left = desk.post_as("/sign-out", &[], Some(&fresh)).await?;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(left.header("clear-site-data").contains("cache"));
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    let after = desk.post_as("/couples/new", &[], Some(&fresh)).await?;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED, "the old cookie opens nothing");
    assert_eq!(desk.get("/today").await?.status, StatusCode::OK, "the other session goes on");
    Ok(())
}

#[tokio::test]
async fn after_signing_in_nobody_is_led_elsewhere() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for next in ["https%3A%2F%2Felsewhere.example", "%2F%2Felsewhere.example", "%2F%5Celsewhere.example", "couples"] {
        let path = format!("/sign-in?next={next}");
        let entered = desk.post_as(&path, &[("login", "counsellor"), ("password", PASSWORD)], None).await?;
        assert_eq!(entered.header("location"), "/today", "{next}");
    }
    Ok(())
}

#[tokio::test]
async fn sec_14_a_locked_session_opens_with_its_password_and_a_new_cookie() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.post("/lock", &[]).await?;
    assert_eq!(desk.get("/today").await?.header("location"), "/locked?next=%2Ftoday");
    let wrong = desk.post("/locked?next=%2Fcouples", &[("password", "not the password at all")]).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let open = desk.post("/locked?next=%2Fcouples", &[("password", PASSWORD)]).await?;
    assert_eq!((open.status, open.header("location")), (StatusCode::SEE_OTHER, "/couples"));
    assert_ne!(cookie(&open), desk.cookie);
    Ok(())
}

#[tokio::test]
async fn sec_15_a_new_password_ends_the_other_sessions() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let other = cookie(&sign_in(&desk, "counsellor", PASSWORD).await?);
    let short = desk.post("/settings/password", &[("old_password", PASSWORD), ("password", "short")]).await?;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY, "checklist 11");
    let wrong = [("old_password", "not the password at all"), ("password", "a kingfisher waits on the bridge")];
    assert_eq!(desk.post("/settings/password", &wrong).await?.status, StatusCode::UNPROCESSABLE_ENTITY, "checklist 16");
    let right = [("old_password", PASSWORD), ("password", "a kingfisher waits on the bridge")];
    let changed = desk.post("/settings/password", &right).await?;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    for ended in [&other, &desk.cookie] {
        assert_eq!(desk.post_as("/couples/new", &[], Some(ended)).await?.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(desk.post_as("/lock", &[], Some(&cookie(&changed))).await?.status, StatusCode::SEE_OTHER);
    Ok(())
}

#[tokio::test]
async fn sec_16_a_new_recovery_key_needs_the_password() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let wrong = desk.post("/settings/recovery-key", &[("confirm_password", "not the password at all")]).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = desk.post("/settings/recovery-key", &[("confirm_password", PASSWORD)]).await?;
    assert!(shown.body.contains("recovery key"), "{}", shown.status);
    assert_eq!(shown.header("cache-control"), "no-store");
    Ok(())
}

#[tokio::test]
async fn sec_17_the_cookie_is_for_this_site_alone_and_no_script_reads_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let entered = sign_in(&desk, "counsellor", PASSWORD).await?;
    let set = entered.headers.get(HeaderName::from_static("set-cookie")).and_then(|value| value.to_str().ok());
    let set = set.unwrap_or_default();
    assert!(set.starts_with("reweave="), "plain HTTP on this machine has no prefix");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(set.contains(part), "{part}: {set}");
    }
    assert!(!set.contains("Domain"), "{set}");
    Ok(())
}

#[tokio::test]
async fn sec_20_a_sign_in_that_another_site_sends_is_refused() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let request = axum::http::Request::post("/sign-in").header("sec-fetch-site", "cross-site");
    let answer = crate::support::ask(desk.router.clone(), request, axum::body::Body::empty()).await?;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    Ok(())
}

#[tokio::test]
async fn the_screen_can_be_hidden_without_scripts() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let hidden = desk.get("/hidden").await?;
    assert_eq!(hidden.status, StatusCode::OK);
    for word in ["Heron", "counsellor", "Couples"] {
        assert!(!hidden.body.contains(word), "{word}");
    }
    Ok(())
}
