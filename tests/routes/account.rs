//! The way in and out.

use axum::{
    body::Body,
    http::{HeaderName, Request, StatusCode},
};

use app::http::clock::Clock;
use app::http::hosts::Hosts;
use domain::records::Stamp;
use server::edge::{Server, router};

use crate::support::{Answer, Desk, PASSWORD, ask, get, site};

pub const ROUTES: &[&str] = &[
    "/hidden",
    "/join",
    "/lock",
    "/locked",
    "/recover",
    "/recovery-key",
    "/settings",
    "/settings/activity",
    "/settings/defaults",
    "/settings/devices",
    "/settings/devices/others",
    "/settings/keys",
    "/settings/keys/continue",
    "/settings/keys/sheet",
    "/settings/password",
    "/settings/recovery-key",
    "/settings/zone",
    "/sign-in",
    "/sign-out",
    "/welcome",
];

/// The session cookie that an answer sets, as a browser would send it back.
pub fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

pub async fn sign_in(desk: &Desk, login: &str, password: &str) -> anyhow::Result<Answer> {
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
        let words = words.split("<script").next().unwrap_or_default().replace(&format!("value=\"{login}\""), "");
        // The challenge for a passkey is another one each time.
        words.split("data-options=\"").next().unwrap_or_default().to_owned()
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

/// Chromium keeps whole pages in memory for the way back until one of the site's cookies changes.
#[tokio::test]
async fn sec_14_locking_takes_the_pages_out_of_the_memory_of_the_browser() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let locked = desk.post("/lock", &[]).await?;
    assert_eq!((locked.status, locked.header("location")), (StatusCode::SEE_OTHER, "/locked"));
    assert!(locked.header("clear-site-data").contains("cache"));
    assert_eq!(cookie(&locked), desk.cookie);
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
    let forms: [(&str, &[(&str, &str)]); 9] = [
        ("/settings/password", &[("old_password", PASSWORD), ("password", "a kingfisher waits on the bridge")]),
        ("/settings/recovery-key", &[("confirm_password", PASSWORD)]),
        ("/settings/keys", &[("confirm_password", PASSWORD)]),
        ("/settings/keys/continue", &[]),
        ("/settings/keys/sheet", &[]),
        ("/settings/devices", &[("device", "0123456789abcdef")]),
        ("/settings/devices/others", &[]),
        ("/locked", &[("password", PASSWORD)]),
        ("/lock", &[]),
    ];
    for (form, fields) in forms {
        let answer = desk.post_as(form, fields, None).await?;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::UNAUTHORIZED, ""), "{form}");
    }
    desk.post("/lock", &[]).await?;
    for (form, fields) in &forms[..7] {
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

/// The day is that of the account, not that of the machine: at one moment it is another day on either side of the date line.
#[tokio::test]
async fn the_day_is_the_one_in_the_zone_of_the_account() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let now = desk.get("/settings").await?;
    assert!(now.body.contains("<option value=\"Pacific/Auckland\""), "the zones of the world");
    // Noon in Greenwich, of the day on which this test runs, so that the session of the desk is not too old.
    let noon = jiff::Timestamp::now().as_microsecond() / 86_400_000_000 * 86_400_000_000 + 43_200_000_000;
    let mut server = Server::new(site(), Hosts::Loopback, desk.store.clone());
    server.config.clock = Clock::from_fn(move || Stamp(noon));
    let router = router(&server);
    let mut days = Vec::new();
    for (seen, zone) in [("", "Pacific/Kiritimati"), ("1", "Pacific/Pago_Pago")] {
        let saved = desk.post("/settings/zone", &[("seen", seen), ("zone", zone)]).await?;
        assert_eq!(saved.header("location"), "/settings?done=zone", "{zone}");
        let entered = Request::post("/sign-in")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let typed = format!("login=counsellor&password={}", PASSWORD.replace(' ', "+"));
        let cookie = cookie(&ask(router.clone(), entered, Body::from(typed)).await?);
        let page = ask(router.clone(), Request::get("/settings").header("cookie", cookie), Body::empty()).await?;
        let day = page.body.split("It is now ").nth(1).and_then(|rest| rest.split('<').next());
        days.push(day.unwrap_or_default().to_owned());
    }
    assert!(days[0].starts_with("02:00 on ") && days[1].starts_with("01:00 on "), "{days:?}");
    assert_ne!(days[0][9..], days[1][9..], "the next day there, this one here");
    let unknown = desk.post("/settings/zone", &[("seen", "2"), ("zone", "Nowhere/At_All")]).await?;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}

/// Signs in with the browser that sends this user agent; returns its cookie.
async fn sign_in_with(desk: &Desk, user_agent: &str) -> anyhow::Result<String> {
    let request = Request::post("/sign-in")
        .header("sec-fetch-site", "same-origin")
        .header("user-agent", user_agent)
        .header("content-type", "application/x-www-form-urlencoded");
    let typed = format!("login=counsellor&password={}", PASSWORD.replace(' ', "+"));
    Ok(cookie(&ask(desk.router.clone(), request, Body::from(typed)).await?))
}

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 zq7canary";

#[tokio::test]
async fn sec_15_another_device_is_listed_and_signed_out() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (here, there) = (sign_in_with(&desk, FIREFOX).await?, sign_in_with(&desk, "Safari/1 iPhone").await?);
    let page = desk.get_as("/settings/devices", &here).await?;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["Firefox on Linux", "Safari on iPhone", "Unknown browser", "This one"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains("zq7canary"), "nothing that a browser says of itself is kept");
    let names: Vec<&str> =
        page.body.split("name=\"device\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(names.len(), 2, "this one has no button");
    let there_name =
        page.body.split("Safari on iPhone").nth(1).and_then(|rest| rest.split("name=\"device\" value=\"").nth(1));
    let there_name = there_name.and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let done = desk.post_as("/settings/devices", &[("device", there_name)], Some(&here)).await?;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/settings/devices?done=one"));
    assert_eq!(desk.get_as("/today", &there).await?.status, StatusCode::SEE_OTHER, "it is signed out");
    for open in [&here, &desk.cookie] {
        assert_eq!(desk.get_as("/today", open).await?.status, StatusCode::OK);
    }
    let twice = desk.post_as("/settings/devices", &[("device", there_name)], Some(&here)).await?;
    assert_eq!(twice.status, StatusCode::SEE_OTHER, "it is as good if it has ended already");
    let extra = desk.post_as("/settings/devices/others", &[("account_id", "1")], Some(&here)).await?;
    assert_eq!(extra.status, StatusCode::BAD_REQUEST, "checklist 6");
    let others = desk.post_as("/settings/devices/others", &[], Some(&here)).await?;
    assert_eq!(others.header("location"), "/settings/devices?done=others");
    assert_eq!(desk.get_as("/today", &desk.cookie).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.get_as("/today", &here).await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn sec_15_a_colleagues_device_is_signed_out_by_nobody_else() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let colleague = desk.colleague_cookie().await?;
    let second = desk.post_as("/sign-in", &[("login", "other"), ("password", PASSWORD)], None).await?;
    let page = desk.get_as("/settings/devices", &colleague).await?;
    let name = page.body.split("name=\"device\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let name = name.unwrap_or_default();
    assert_eq!(name.len(), 16);
    let refused = desk.post("/settings/devices", &[("device", name)]).await?;
    let unknown = desk.post("/settings/devices", &[("device", "0123456789abcdef")]).await?;
    assert_eq!((refused.status, refused.header("location")), (unknown.status, unknown.header("location")));
    assert_eq!(desk.get_as("/today", &cookie(&second)).await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn sec_41_what_was_done_is_read_in_plain_words() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let plan = format!("/plans/{}", desk.plan.0);
    desk.get(&plan).await?;
    let now = Stamp(jiff::Timestamp::now().as_microsecond());
    desk.records.record_audit(store::AuditEvent::Printed, desk.plan.0, now).await?;
    desk.records.record_audit(store::AuditEvent::Printed, desk.records.account().id, now).await?;
    sign_in(&desk, "counsellor", "not the password at all").await?;
    let page = desk.get("/settings/activity").await?;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["You created this account", "A wrong password or recovery key was entered", "You viewed"] {
        assert!(page.body.contains(words), "{words}");
    }
    for link in [plan, format!("/couples/{}", desk.couple.0)] {
        assert!(page.body.contains(&format!("<a href=\"{link}\">")), "{link}");
    }
    assert!(page.body.contains("session 1 of ") && page.body.contains("Heron"));
    assert!(page.body.contains("You opened a document to print</span>"), "of the account itself");
    assert!(!page.body.contains("First talk with"), "no title");
    assert!(!page.body.contains(".wasm"), "no WebAssembly");
    let checked = desk.get("/settings/activity?check=yes").await?;
    assert!(checked.body.contains("none changed or missing"), "{}", checked.status);
    // More than one page.
    for _ in 0..60 {
        desk.records.record_audit(store::AuditEvent::Viewed, desk.couple.0, Stamp(1_800_000_000_000_000)).await?;
    }
    let newest = desk.get("/settings/activity").await?;
    assert_eq!(newest.body.matches("class=\"when\"").count(), 50);
    let earlier = newest.body.split("/settings/activity?before=").nth(1).and_then(|rest| rest.split('"').next());
    let last = desk.get(&format!("/settings/activity?before={}", earlier.unwrap_or_default())).await?;
    assert!(last.body.contains("You created this account") && !last.body.contains(">Earlier<"));
    desk.records.delete_couple(desk.couple, Stamp(1_800_000_000_000_000)).await?;
    let gone = desk.get("/settings/activity").await?;
    assert!(gone.body.contains("a record that was deleted") && !gone.body.contains("Heron"));
    Ok(())
}

#[tokio::test]
async fn sec_16_a_change_of_keys_shows_its_progress_and_the_new_recovery_key() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let other = cookie(&sign_in(&desk, "counsellor", PASSWORD).await?);
    let wrong = desk.post("/settings/keys", &[("confirm_password", "not the password at all")]).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let extra = desk.post("/settings/keys", &[("confirm_password", PASSWORD), ("account_id", "1")]).await?;
    assert_eq!(extra.status, StatusCode::BAD_REQUEST, "checklist 6");
    let begun = desk.post("/settings/keys", &[("confirm_password", PASSWORD)]).await?;
    assert_eq!((begun.status, begun.header("location")), (StatusCode::SEE_OTHER, "/settings/keys"));
    for ended in [&other, &desk.cookie] {
        assert_eq!(desk.get_as("/today", ended).await?.status, StatusCode::SEE_OTHER);
    }
    let fresh = cookie(&begun);
    let mut page = desk.get_as("/settings/keys", &fresh).await?;
    let mut loads = 0;
    while page.body.contains("http-equiv=\"refresh\"") {
        assert!(page.body.contains("of 1 couple") && !page.body.contains(".wasm"), "{loads}");
        loads += 1;
        assert!(loads < 1_000, "it does not end");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        page = desk.get_as("/settings/keys", &fresh).await?;
    }
    assert!(page.body.contains("Show my new recovery key"), "{}", page.body);
    assert!(desk.get_as("/settings", &fresh).await?.body.contains("has not been shown yet"));
    let shown = desk.post_as("/settings/keys/sheet", &[], Some(&fresh)).await?;
    assert_eq!((shown.status, shown.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(shown.body.contains("Your recovery key"));
    let twice = desk.post_as("/settings/keys/sheet", &[], Some(&fresh)).await?;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let couple = desk.get_as(&format!("/couples/{}", desk.couple.0), &fresh).await?;
    assert!(couple.status == StatusCode::OK && couple.body.contains("Heron"));
    let again = desk.post_as("/settings/keys/continue", &[], Some(&fresh)).await?;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "nothing is left to do");
    Ok(())
}

#[tokio::test]
async fn sec_34_an_interrupted_change_of_keys_is_continued_by_a_form() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let token = desk
        .records
        .change_keys(store::Password::from(PASSWORD).into(), Stamp(jiff::Timestamp::now().as_microsecond()))
        .await?;
    let fresh = format!("reweave={}", token.as_str());
    let page = desk.get_as("/settings/keys", &fresh).await?;
    assert!(page.body.contains("0 of 1 couple") && page.body.contains("Continue"));
    assert!(!page.body.contains("http-equiv=\"refresh\""), "nothing would change");
    assert!(desk.get_as("/settings", &fresh).await?.body.contains("See how far it is"));
    let couple = desk.get_as(&format!("/couples/{}", desk.couple.0), &fresh).await?;
    assert!(couple.body.contains("Heron"), "it is readable meanwhile");
    desk.post_as("/settings/keys/continue", &[], Some(&fresh)).await?;
    for _ in 0..1_000 {
        if desk.get_as("/settings/keys", &fresh).await?.body.contains("Show my new recovery key") {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    anyhow::bail!("it does not go on")
}
