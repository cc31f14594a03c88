//! The way in and out.

use std::{net::SocketAddr, time::Instant};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{HeaderName, Request, StatusCode},
};

use crate::support::{Answer, Desk, PASSWORD, ask, get};

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

/// A sign-in from this address, with a header that claims another one.
async fn sign_in_from(desk: &Desk, address: [u8; 4], login: &str, password: &str) -> anyhow::Result<Answer> {
    let request = Request::post("/sign-in")
        .extension(ConnectInfo(SocketAddr::from((address, 50_000))))
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", format!("198.51.100.{}", address[3]))
        .header("content-type", "application/x-www-form-urlencoded");
    let fields = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("login", login), ("password", password)])
        .finish();
    ask(desk.router.clone(), request, Body::from(fields)).await
}

#[tokio::test]
async fn sec_10_the_eleventh_failure_for_an_account_waits_from_whatever_address() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for login in ["counsellor", "nobody-here"] {
        for n in 0..10 {
            let failed = sign_in_from(&desk, [192, 0, 2, n], login, "wrong wrong wrong").await?;
            assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY, "{login} {n}");
        }
        let late = sign_in_from(&desk, [203, 0, 113, 1], login, PASSWORD).await?;
        assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS, "{login}: known or not, the answer is the same");
        let wait: u32 = late.header("retry-after").parse()?;
        assert!((1..=600).contains(&wait), "{wait}");
        if login == "counsellor" {
            assert_eq!(desk.get("/today").await?.status, StatusCode::OK, "whoever is in stays in");
        }
    }
    Ok(())
}

/// The fastest of each differ by the noise of this machine at most: what else it does makes answers slower and never faster,
/// and whoever asks to find out would take the fastest too. A name that is not checked at all would answer many times
/// faster: the hash is what takes the time.
#[tokio::test]
async fn sec_09_an_unknown_name_takes_as_long_as_a_wrong_password() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut took = [Vec::new(), Vec::new()];
    for n in 0..9 {
        for (login, took) in ["counsellor", "nobody"].iter().zip(&mut took) {
            let started = Instant::now();
            sign_in_from(&desk, [192, 0, 2, n], login, "not the password at all").await?;
            took.push(started.elapsed());
        }
    }
    let [known, unknown] = took.map(|took| took.into_iter().min().unwrap_or_default().as_secs_f64());
    assert!((0.5..2.0).contains(&(unknown / known)), "{unknown} s for an unknown name, {known} s for a known one");
    Ok(())
}

#[tokio::test]
async fn sec_06_the_way_in_takes_no_field_that_nobody_asked_for() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let sign_in = [("login", "counsellor"), ("password", PASSWORD), ("role", "admin")];
    let answer = desk.post_as("/sign-in", &sign_in, None).await?;
    assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::BAD_REQUEST, ""));
    let unlock = [("password", PASSWORD), ("account_id", "1")];
    assert_eq!(desk.post("/locked", &unlock).await?.status, StatusCode::BAD_REQUEST);
    let change = [("old_password", PASSWORD), ("password", "a kingfisher waits on the bridge"), ("login", "other")];
    assert_eq!(desk.post("/settings/password", &change).await?.status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.get("/today").await?.status, StatusCode::OK, "nothing was changed");
    Ok(())
}

#[tokio::test]
async fn sec_01_what_one_sets_is_set_by_nobody_else() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let forms: [(&str, &[(&str, &str)]); 4] = [
        ("/settings/password", &[("old_password", PASSWORD), ("password", "a kingfisher waits on the bridge")]),
        ("/settings/recovery-key", &[("confirm_password", PASSWORD)]),
        ("/locked", &[("password", PASSWORD)]),
        ("/lock", &[]),
    ];
    for (form, fields) in forms {
        let answer = desk.post_as(form, fields, None).await?;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::UNAUTHORIZED, ""), "{form}");
    }
    desk.post("/lock", &[]).await?;
    for (form, fields) in &forms[..2] {
        let answer = desk.post(form, fields).await?;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{form}, locked");
        assert!(!answer.body.contains("recovery key"), "{form}, locked");
    }
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
    let request = Request::post("/sign-in").header("sec-fetch-site", "cross-site");
    let answer = ask(desk.router.clone(), request, Body::empty()).await?;
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
