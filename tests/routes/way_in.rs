//! The way in from elsewhere: through a proxy, for strangers and for those who were here before, with a code, and for too many.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU8, Ordering},
    time::{Duration, Instant},
};

use ::store::Store;
use app::http::hosts::Hosts;
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use domain::records::Stamp;
use server::edge::{Server, router};

use crate::{
    account::{cookie, sign_in},
    support::{Answer, Desk, PASSWORD, ask, get, server, site, store},
};

/// The same server behind a proxy, which asks from this machine.
fn proxied(store: &Store) -> Router {
    router(&Server::new(site(), Hosts::behind(["127.0.0.1".parse().expect("an address")]), store.clone()))
}

/// Posts a form through a proxy from this address, with a header that claims another client each time.
async fn post_from(router: &Router, address: [u8; 4], path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
    static CLAIMED: AtomicU8 = AtomicU8::new(0);
    let [a, b, c, d] = address;
    let claimed = CLAIMED.fetch_add(1, Ordering::Relaxed);
    let request = Request::post(path)
        .header("host", "reweave.example")
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-proto", "https")
        .header("x-forwarded-for", format!("198.51.100.{claimed}, {a}.{b}.{c}.{d}"))
        .header("content-type", "application/x-www-form-urlencoded");
    let fields = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    ask(router.clone(), request, Body::from(fields)).await
}

async fn sign_in_from(router: &Router, address: [u8; 4], login: &str, password: &str) -> anyhow::Result<Answer> {
    post_from(router, address, "/sign-in", &[("login", login), ("password", password)]).await
}

#[tokio::test]
async fn sec_10_the_eleventh_failure_for_an_account_waits_from_whatever_address() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let router = proxied(&desk.store);
    for login in ["counsellor", "nobody-here"] {
        for n in 0..10 {
            let failed = sign_in_from(&router, [192, 0, 2, n], login, "wrong wrong wrong").await?;
            assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY, "{login} {n}");
        }
        let late = sign_in_from(&router, [203, 0, 113, 1], login, PASSWORD).await?;
        assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS, "{login}: known or not, the answer is the same");
        let wait: u32 = late.header("retry-after").parse()?;
        assert!((1..=600).contains(&wait), "{wait}");
        if login == "counsellor" {
            assert_eq!(desk.get("/today").await?.status, StatusCode::OK, "whoever is in stays in");
        }
    }
    Ok(())
}

#[tokio::test]
async fn sec_10_the_eleventh_failure_from_an_address_waits_whatever_its_header_claims() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let router = proxied(&desk.store);
    for n in 0..10 {
        let failed = sign_in_from(&router, [192, 0, 2, 7], &format!("name {n}"), "wrong wrong wrong").await?;
        assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    let late = sign_in_from(&router, [192, 0, 2, 7], "counsellor", PASSWORD).await?;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(sign_in_from(&router, [192, 0, 2, 8], "counsellor", PASSWORD).await?.status, StatusCode::SEE_OTHER);
    Ok(())
}

/// Strangers who know a name use up the attempts of strangers. Who has signed in before, or holds a session that is locked,
/// comes in all the same, and has no more attempts than they.
#[tokio::test]
async fn sec_10_strangers_keep_nobody_out_who_was_here_before() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let entered = sign_in(&desk, "counsellor", PASSWORD).await?;
    let device = entered.headers.get_all("set-cookie").iter().nth(1).and_then(|value| value.to_str().ok());
    let device = device.and_then(|value| value.split(';').next()).unwrap_or_default().to_owned();
    assert!(device.starts_with("reweave-device="), "{device}");
    desk.post("/lock", &[]).await?;
    while sign_in(&desk, "counsellor", "wrong wrong wrong").await?.status != StatusCode::TOO_MANY_REQUESTS {}
    assert_eq!(sign_in(&desk, "counsellor", PASSWORD).await?.status, StatusCode::TOO_MANY_REQUESTS, "a stranger");
    let unlocked = desk.post("/locked", &[("password", PASSWORD)]).await?;
    assert_eq!(unlocked.status, StatusCode::SEE_OTHER, "who holds a locked session");
    let known = async |login: &str, password: &str| {
        desk.post_as("/sign-in", &[("login", login), ("password", password)], Some(&device)).await
    };
    assert_eq!(known("counsellor", PASSWORD).await?.status, StatusCode::SEE_OTHER, "who has signed in before");
    for n in 0..10 {
        assert_eq!(known("counsellor", "wrong wrong wrong").await?.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    assert_eq!(known("counsellor", PASSWORD).await?.status, StatusCode::TOO_MANY_REQUESTS, "ten, and no more");
    assert_eq!(known("colleague", PASSWORD).await?.status, StatusCode::TOO_MANY_REQUESTS, "at another name a stranger");
    Ok(())
}

/// Many passwords at once are not worked one after the other without end: who comes too late is told so at once, and has
/// lost no attempt.
#[tokio::test]
async fn sec_12_too_many_sign_ins_at_once_are_asked_to_come_back() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let router = proxied(&desk.store);
    let all = (0..120_u8).map(|n| {
        let router = router.clone();
        async move { sign_in_from(&router, [192, 0, 2, n], &format!("name {n}"), PASSWORD).await }
    });
    let answers = futures_util::future::try_join_all(all).await?;
    let (busy, worked): (Vec<_>, Vec<_>) =
        answers.iter().partition(|answer| answer.status == StatusCode::SERVICE_UNAVAILABLE);
    assert!(worked.iter().all(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY));
    assert!(!worked.is_empty() && !busy.is_empty(), "{} worked, {} busy", worked.len(), busy.len());
    assert!(busy.iter().all(|answer| answer.header("retry-after").parse::<u32>().is_ok()));
    Ok(())
}

/// The body of an unauthenticated request is limited, and not parsed beyond the limit.
#[tokio::test]
async fn sec_40_a_sign_in_holds_no_more_than_a_person_types() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let long = "x".repeat(17 * 1024);
    for path in ["/sign-in", "/recover", "/welcome", "/join"] {
        let answer = desk.post_as(path, &[("login", "counsellor"), ("password", &long)], None).await?;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        let many: Vec<(String, String)> = (0..21).map(|n| (format!("a{n}"), String::new())).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(desk.post_as(path, &many, None).await?.status, StatusCode::BAD_REQUEST, "{path}");
    }
    Ok(())
}

/// Posts a form from a browser on the host itself, or through a proxy that adds no header.
async fn post_here(router: &Router, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
    let request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    let fields = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    ask(router.clone(), request, Body::from(fields)).await
}

#[tokio::test]
async fn sec_19_behind_a_proxy_the_first_account_needs_the_code_of_the_start() -> anyhow::Result<()> {
    let store = store().await;
    let router = proxied(&store);
    first_account_needs_the_code(&store, async |path, fields| post_from(&router, [192, 0, 2, 1], path, fields).await)
        .await
}

/// A proxy that adds no header and speaks HTTP/1.1, as nginx does by itself since 1.29.7, makes every client look local.
#[tokio::test]
async fn sec_19_on_the_host_itself_the_first_account_needs_the_code_of_the_start() -> anyhow::Result<()> {
    let store = store().await;
    let router = router(&Server::new(site(), Hosts::Loopback, store.clone()));
    first_account_needs_the_code(&store, async |path, fields| post_here(&router, path, fields).await).await
}

async fn first_account_needs_the_code(
    store: &Store,
    post: impl AsyncFn(&str, &[(&str, &str)]) -> anyhow::Result<Answer>,
) -> anyhow::Result<()> {
    let now = Stamp(jiff::Timestamp::now().as_microsecond());
    let code = store.invite(Duration::from_hours(1), now).await?.written();
    let own = [("login", "counsellor"), ("password", PASSWORD)];
    for wrong in [None, Some(""), Some("0000 0000 0000"), Some("x")] {
        let mut fields = own.to_vec();
        fields.extend(wrong.map(|code| ("invitation", code)));
        let refused = post("/welcome", &fields).await?;
        assert_eq!((refused.status, refused.header("set-cookie")), (StatusCode::UNPROCESSABLE_ENTITY, ""), "{wrong:?}");
        assert!(refused.body.contains("This code opens nothing"), "{wrong:?}");
        assert!(refused.body.contains("value=\"counsellor\""), "the name is still there");
    }
    assert!(store.has_no_accounts().await?);
    let typed = code.to_lowercase().replace(' ', "-");
    let made = post("/welcome", &[own[0], own[1], ("invitation", &typed)]).await?;
    assert!(made.status == StatusCode::OK && made.body.contains("Your recovery key"), "{}", made.status);
    let again = [("login", "another"), own[1], ("invitation", typed.as_str())];
    for page in ["/welcome", "/join"] {
        assert_eq!(post(page, &again).await?.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}: a code is good once");
    }
    Ok(())
}

/// The address that the server prints at its start.
#[tokio::test]
async fn sec_19_the_code_in_the_address_of_the_start_stands_in_its_field() -> anyhow::Result<()> {
    let welcome = get("/welcome?code=7K2M-4H1P-9QRS").await?;
    assert!(welcome.body.contains("value=\"7K2M-4H1P-9QRS\""));
    assert_eq!(welcome.header("referrer-policy"), "no-referrer", "the code is told to nobody");
    Ok(())
}

#[tokio::test]
async fn sec_19_an_invitation_makes_one_account_that_sees_nothing_of_the_others() -> anyhow::Result<()> {
    let (desk, now) = (Desk::open().await?, Stamp(jiff::Timestamp::now().as_microsecond()));
    assert!(desk.stranger("/join").await?.body.contains("name=\"invitation\""));
    let late = desk.store.invite(Duration::ZERO, now).await?.written();
    let code = desk.store.invite(Duration::from_hours(1), now).await?.written();
    let join = async |code: &str| {
        let fields = [("login", "colleague"), ("password", PASSWORD), ("invitation", code)];
        desk.post_as("/join", &fields, None).await
    };
    assert_eq!(join(&late).await?.status, StatusCode::UNPROCESSABLE_ENTITY, "too late");
    let made = join(&code).await?;
    assert!(made.body.contains("Your recovery key"), "{}", made.status);
    let couples = desk.get_as("/couples", &cookie(&made)).await?;
    assert!(couples.status == StatusCode::OK && !couples.body.contains("Heron"), "{}", couples.status);
    assert_eq!(join(&code).await?.status, StatusCode::UNPROCESSABLE_ENTITY, "a code is good once");
    Ok(())
}

/// A server for this machine alone does not answer through a proxy: for it everybody who comes that way would be here.
#[tokio::test]
async fn sec_19_nobody_is_here_who_comes_through_a_proxy() -> anyhow::Result<()> {
    for name in ["x-forwarded-for", "x-forwarded-proto", "forwarded", "via", "x-real-ip"] {
        let answer = ask(server().await, Request::get("/welcome").header(name, "127.0.0.1"), Body::empty()).await?;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert!(answer.body.contains("--trusted-proxy") && !answer.body.contains("<form"), "{name}");
    }
    let old = Request::get("/welcome").version(axum::http::Version::HTTP_10);
    let old = ask(server().await, old, Body::empty()).await?;
    assert!(old.body.contains("name=\"invitation\""), "a proxy that says nothing of itself speaks HTTP/1.0");
    let store = store().await;
    let past = Request::get("/library").extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 50_000))));
    let past = ask(proxied(&store), past.header("x-forwarded-for", "127.0.0.1"), Body::empty()).await?;
    assert_eq!(past.status, StatusCode::FORBIDDEN, "past the proxy");
    let alive = Request::get("/healthz").extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 50_000))));
    assert_eq!(ask(proxied(&store), alive, Body::empty()).await?.status, StatusCode::OK);
    Ok(())
}

/// No password is asked for where others on the network could read it.
#[tokio::test]
async fn sec_17_without_tls_nobody_signs_in_over_a_network() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let open = router(&Server::new(site(), Hosts::Any, desk.store.clone()));
    let plain = proxied(&desk.store);
    for server in [open, plain] {
        for path in ["/sign-in", "/locked", "/recover", "/join", "/welcome", "/"] {
            let looked = ask(server.clone(), Request::get(path), Body::empty()).await?;
            assert_eq!(looked.status, StatusCode::FORBIDDEN, "{path}");
            assert!(looked.body.contains("not encrypted") && !looked.body.contains("<form"), "{path}");
        }
        let request = Request::post("/sign-in")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let typed = format!("login=counsellor&password={}", PASSWORD.replace(' ', "+"));
        let sent = ask(server.clone(), request, Body::from(typed)).await?;
        assert_eq!((sent.status, sent.header("set-cookie")), (StatusCode::FORBIDDEN, ""));
        let library = ask(server, Request::get("/library"), Body::empty()).await?;
        assert_eq!(library.status, StatusCode::OK, "it is about nobody");
    }
    Ok(())
}

#[tokio::test]
async fn sec_17_over_tls_the_cookies_are_bound_to_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let entered = sign_in_from(&proxied(&desk.store), [192, 0, 2, 1], "counsellor", PASSWORD).await?;
    let cookies: Vec<&str> = entered.headers.get_all("set-cookie").iter().filter_map(|one| one.to_str().ok()).collect();
    assert_eq!(cookies.len(), 2, "a session, and the browser that is known again");
    for set in cookies {
        assert!(set.starts_with("__Host-reweave") && !set.contains("Domain"), "{set}");
        for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Secure"] {
            assert!(set.split("; ").any(|one| one == part), "{part}: {set}");
        }
    }
    Ok(())
}

/// Browsers send a cookie to every port of a machine.
#[tokio::test]
async fn sec_17_two_servers_on_one_machine_do_not_sign_each_other_out() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let request = Request::post("/sign-in")
        .header("host", "localhost:4000")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    let typed = format!("login=counsellor&password={}", PASSWORD.replace(' ', "+"));
    let other = cookie(&ask(desk.router.clone(), request, Body::from(typed)).await?);
    let name = |cookie: &str| cookie.split('=').next().unwrap_or_default().to_owned();
    assert_ne!(name(&other), name(&desk.cookie), "one would take the place of the other");
    let both = format!("{}; {other}", desk.cookie);
    assert_eq!(desk.get_as("/today", &both).await?.status, StatusCode::OK);
    Ok(())
}

/// The fastest of each differ by the noise of this machine at most: what else it does makes answers slower and never faster,
/// and whoever asks to find out would take the fastest too. A name that is not checked at all would answer many times
/// faster: the hash is what takes the time.
#[tokio::test]
async fn sec_09_an_unknown_name_takes_as_long_as_a_wrong_password() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let router = proxied(&desk.store);
    let mut took = [Vec::new(), Vec::new()];
    for n in 0..9 {
        for (login, took) in ["counsellor", "nobody"].iter().zip(&mut took) {
            let started = Instant::now();
            sign_in_from(&router, [192, 0, 2, n], login, "not the password at all").await?;
            took.push(started.elapsed());
        }
    }
    let [known, unknown] = took.map(|took| took.into_iter().min().unwrap_or_default().as_secs_f64());
    assert!((0.5..2.0).contains(&(unknown / known)), "{unknown} s for an unknown name, {known} s for a known one");
    Ok(())
}
