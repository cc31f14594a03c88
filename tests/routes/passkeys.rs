//! Passkeys: adding and removing one, and signing in with it.

use axum::http::StatusCode;
use serde_json::Value;
use server::edge::{Server, router};
use tests::passkey::Passkey;

use app::http::hosts::Hosts;

use crate::{
    account::{cookie, sign_in},
    support::{Answer, Desk, PASSWORD, ask, site},
};

pub const ROUTES: &[&str] = &[
    "/settings/second-factor/passkey",
    "/settings/second-factor/passkey/add",
    "/settings/second-factor/passkey/remove",
    "/sign-in/passkey",
];

const PAGE: &str = "/settings/second-factor";
const ADD: &str = "/settings/second-factor?change=add";
const ORIGIN: &str = "http://localhost:3000";
const SCRIPT: &str = "/pkg/passkeys.js";

/// A desk whose account has a passkey.
struct Secured {
    desk: Desk,
    passkey: Passkey,
    codes: Vec<String>,
}

impl Secured {
    async fn open() -> anyhow::Result<Self> {
        Self::with(Passkey::new(ORIGIN)).await
    }

    async fn with(mut passkey: Passkey) -> anyhow::Result<Self> {
        let desk = Desk::open().await?;
        let codes = codes_in(&add(&desk, &mut passkey, &[("confirm_password", PASSWORD)]).await?);
        anyhow::ensure!(codes.len() == 10);
        Ok(Self { desk, passkey, codes })
    }

    /// Types the password; returns the cookie of the pending sign-in.
    async fn pending(&self) -> anyhow::Result<String> {
        Ok(cookie(&sign_in(&self.desk, "counsellor", PASSWORD).await?))
    }

    /// Answers the challenge of this page.
    fn answer(&mut self, page: &Answer) -> anyhow::Result<String> {
        Ok(self.passkey.answer(text(&options(page)?, "challenge")))
    }

    /// Signs in with the passkey alone, from a page with this address.
    async fn alone(&mut self) -> anyhow::Result<Answer> {
        let page = self.desk.get_as("/sign-in", "").await?;
        let answer = self.answer(&page)?;
        self.desk.post_as("/sign-in/passkey", &[("passkey", &answer)], None).await
    }
}

/// Adds a passkey with these fields beside its name.
async fn add(desk: &Desk, passkey: &mut Passkey, confirmed: &[(&str, &str)]) -> anyhow::Result<Answer> {
    let fields: Vec<_> = [("name", "Blue key")].iter().chain(confirmed).copied().collect();
    let offered = desk.post("/settings/second-factor/passkey", &fields).await?;
    anyhow::ensure!(offered.status == StatusCode::OK, "{} {}", offered.status, offered.body);
    let options = options(&offered)?;
    let user = options["user"]["id"].as_str().unwrap_or_default();
    let made = passkey.make(text(&options, "challenge"), user);
    let offer = between(&offered.body, "name=\"offer\" value=\"", "\"");
    desk.post("/settings/second-factor/passkey/add", &[("offer", &offer), ("new_passkey", &made)]).await
}

/// What the script of a page is told, in the first place that has it.
fn options(page: &Answer) -> anyhow::Result<Value> {
    let written = between(&page.body, "data-options=\"", "\"").replace("&quot;", "\"").replace("&amp;", "&");
    serde_json::from_str(&written).map_err(|error| anyhow::anyhow!("{error}: {} {}", page.status, page.body))
}

fn text<'a>(options: &'a Value, name: &str) -> &'a str {
    options[name].as_str().unwrap_or_default()
}

fn between(text: &str, before: &str, after: &str) -> String {
    let rest = text.split(before).nth(1).unwrap_or_default();
    rest.split(after).next().unwrap_or_default().to_owned()
}

fn codes_in(answer: &Answer) -> Vec<String> {
    let list = between(&answer.body, "class=\"key\">", "</ol>");
    list.split("<li>").skip(1).filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn sec_16_a_passkey_is_added_with_the_password_and_turns_the_second_factor_on() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    assert!(desk.get(PAGE).await?.body.contains(&format!("href=\"{ADD}\"")));
    let form = desk.get(ADD).await?;
    assert!(form.body.contains("data-without-passkeys") && !form.body.contains("one_time_code"));
    assert!(form.body.contains(SCRIPT), "it hides what is for browsers without");
    let wrong = [("name", "Blue key"), ("confirm_password", "not the password at all")];
    let wrong = desk.post("/settings/second-factor/passkey", &wrong).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"Blue key\"") && !wrong.body.contains("data-options"));
    let right = [("name", "Blue key"), ("confirm_password", PASSWORD)];
    let offered = desk.post("/settings/second-factor/passkey", &right).await?;
    let told = options(&offered)?;
    assert_eq!((text(&told, "rpId"), told["user"]["name"].as_str()), ("localhost", Some("counsellor")));
    assert_eq!(told["kinds"].as_array().map(Vec::len), Some(3));
    // An answer to something else shows the same offer again, and nothing of what was sent.
    let offer = between(&offered.body, "name=\"offer\" value=\"", "\"");
    let mut passkey = Passkey::new(ORIGIN);
    let other = passkey.make("AAAA", "AAAA");
    let sent = [("offer", offer.as_str()), ("new_passkey", &other)];
    let refused = desk.post("/settings/second-factor/passkey/add", &sent).await?;
    assert_eq!(
        (refused.status, text(&options(&refused)?, "challenge")),
        (StatusCode::UNPROCESSABLE_ENTITY, text(&told, "challenge"))
    );
    assert!(refused.body.contains("was not accepted") && !refused.body.contains(&other));
    let done = add(&desk, &mut passkey, &[("confirm_password", PASSWORD)]).await?;
    assert_eq!((done.status, done.header("cache-control"), codes_in(&done).len()), (StatusCode::OK, "no-store", 10));
    let page = desk.get(PAGE).await?.body;
    for words in
        ["Blue key", "Opens your account by itself", "Not used yet", "10 recovery codes are left", "Set up an app"]
    {
        assert!(page.contains(words), "{words}");
    }
    assert!(codes_in(&desk.get(PAGE).await?).is_empty(), "they are shown once");
    assert!(desk.get("/settings").await?.body.contains("On: a passkey or a code"));
    // A second one needs the second factor as well.
    let again = desk.post("/settings/second-factor/passkey", &right).await?;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("id=\"one_time_code-fault\""));
    Ok(())
}

#[tokio::test]
async fn sec_16_a_passkey_completes_a_sign_in() -> anyhow::Result<()> {
    let mut secured = Secured::with(Passkey::new(ORIGIN).without_secret()).await?;
    let pending = secured.pending().await?;
    let page = secured.desk.get_as("/sign-in/code", &pending).await?;
    for part in
        ["Confirm your sign-in", SCRIPT, "data-passkey=\"use\"", "name=\"one_time_code\"", "data-without-passkeys"]
    {
        assert!(page.body.contains(part), "{part}");
    }
    let told = options(&page)?;
    assert_eq!(told["known"].as_array().map(Vec::len), Some(1));
    secured.passkey.user = String::new();
    let answer = secured.answer(&page)?;
    let fields = [("one_time_code", ""), ("passkey", answer.as_str())];
    let elsewhere = secured.pending().await?;
    let foreign = secured.desk.post_as("/sign-in/code", &fields, Some(&elsewhere)).await?;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY, "another sign-in");
    assert!(!foreign.body.contains(&answer) && foreign.body.contains("was not accepted"));
    let entered = secured.desk.post_as("/sign-in/code?next=%2Fcouples", &fields, Some(&pending)).await?;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/couples"));
    assert_eq!(secured.desk.get_as("/couples", &cookie(&entered)).await?.status, StatusCode::OK);
    let late = secured.desk.post_as("/sign-in/code", &fields, Some(&pending)).await?;
    assert!(late.header("location").starts_with("/sign-in?late=yes"), "it is used up: {}", late.status);
    let malformed = [("one_time_code", ""), ("passkey", "a.b")];
    assert_eq!(
        secured.desk.post_as("/sign-in/code", &malformed, Some(&elsewhere)).await?.status,
        StatusCode::BAD_REQUEST
    );
    let code = [("one_time_code", secured.codes[0].as_str())];
    let entered = secured.desk.post_as("/sign-in/code", &code, Some(&elsewhere)).await?;
    assert_eq!(entered.header("location"), "/today", "without scripts, a recovery code");
    Ok(())
}

#[tokio::test]
async fn sec_16_a_passkey_alone_signs_in_once() -> anyhow::Result<()> {
    let mut secured = Secured::open().await?;
    let page = secured.desk.get_as("/sign-in?next=%2Fcouples", "").await?;
    assert!(page.body.contains("action=\"/sign-in/passkey?next=%2Fcouples\""));
    assert_eq!(options(&page)?["known"].as_array().map(Vec::len), Some(0), "the authenticator chooses");
    let answer = secured.answer(&page)?;
    let fields = [("passkey", answer.as_str())];
    let entered = secured.desk.post_as("/sign-in/passkey?next=%2Fcouples", &fields, None).await?;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/couples"));
    assert_eq!(secured.desk.get_as("/couples", &cookie(&entered)).await?.status, StatusCode::OK);
    let again = secured.desk.post_as("/sign-in/passkey?next=%2Fcouples", &fields, None).await?;
    assert_eq!((again.status, again.header("set-cookie")), (StatusCode::UNPROCESSABLE_ENTITY, ""));
    assert!(again.body.contains("was not accepted") && !again.body.contains(&answer));
    assert!(again.body.contains("action=\"/sign-in/passkey?next=%2Fcouples\""), "the way on is kept");
    let secret = secured.passkey.secret.take();
    let plain = secured.alone().await?;
    assert!(plain.status == StatusCode::UNPROCESSABLE_ENTITY && plain.body.contains("Sign in with your name"));
    secured.passkey.secret = secret;
    for broken in ["", "a.b", "AQ.e30.Ag.Aw..!"] {
        let answer = secured.desk.post_as("/sign-in/passkey", &[("passkey", broken)], None).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{broken}");
    }
    let listed = secured.desk.get("/settings/activity?check=yes").await?.body;
    for words in
        ["You added a passkey", "You signed in with a passkey", "A passkey was refused", "none changed or missing"]
    {
        assert!(listed.contains(words), "{words}");
    }
    Ok(())
}

#[tokio::test]
async fn sec_10_refused_passkeys_count_like_wrong_passwords() -> anyhow::Result<()> {
    let mut secured = Secured::open().await?;
    let secret = secured.passkey.secret.replace([1; 32]);
    for n in 0..10 {
        assert_eq!(secured.alone().await?.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    secured.passkey.secret = secret;
    let late = secured.alone().await?;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS, "the right one has to wait as well");
    assert!(late.header("retry-after").parse::<u32>().is_ok());
    // Of no account at all: by address.
    let mut secured = Secured::open().await?;
    secured.passkey.user = "AAAAAAAAAAAAAAAAAAAAAA".into();
    for n in 0..10 {
        assert_eq!(secured.alone().await?.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    assert_eq!(secured.alone().await?.status, StatusCode::TOO_MANY_REQUESTS);
    Ok(())
}

#[tokio::test]
async fn sec_16_a_copied_passkey_is_refused_and_named() -> anyhow::Result<()> {
    let mut secured = Secured::open().await?;
    let copy = secured.passkey.clone();
    assert_eq!(secured.alone().await?.status, StatusCode::SEE_OTHER);
    secured.passkey = copy;
    let refused = secured.alone().await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("someone may have a copy of it"));
    let page = secured.desk.get(PAGE).await?.body;
    assert!(page.contains("Its counter went back") && page.contains("Refused"));
    Ok(())
}

#[tokio::test]
async fn sec_16_removing_needs_password_and_second_factor_and_only_the_own_goes() -> anyhow::Result<()> {
    let mut secured = Secured::open().await?;
    let page = secured.desk.get(PAGE).await?.body;
    let remove = between(&page, "href=\"/settings/second-factor?change=remove&amp;which=", "\"");
    let page = secured.desk.get(&format!("{PAGE}?change=remove&which={remove}")).await?;
    assert!(page.body.contains("Remove “Blue key”") && page.body.contains("turns the second factor off"));
    let form = "/settings/second-factor/passkey/remove";
    let refused =
        secured.desk.post(form, &[("which", &remove), ("confirm_password", PASSWORD), ("one_time_code", "")]).await?;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Remove “Blue key”"));
    // A colleague finds nothing under this id, as under one that does not exist.
    let colleague = secured.desk.colleague_cookie().await?;
    for id in [remove.as_str(), &"0".repeat(64), "<b>"] {
        let fields = [("which", id), ("confirm_password", PASSWORD), ("one_time_code", "")];
        assert_eq!(secured.desk.post_as(form, &fields, Some(&colleague)).await?.status, StatusCode::NOT_FOUND, "{id}");
    }
    let answer = secured.answer(&page)?;
    let fields =
        [("which", remove.as_str()), ("confirm_password", PASSWORD), ("one_time_code", ""), ("passkey", &answer)];
    let removed = secured.desk.post(form, &fields).await?;
    assert_eq!(
        (removed.status, removed.header("location")),
        (StatusCode::SEE_OTHER, "/settings/second-factor?done=removed")
    );
    assert!(secured.desk.get("/settings/second-factor?done=removed").await?.body.contains("Passkey removed."));
    assert_eq!(secured.alone().await?.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(&secured.desk, "counsellor", PASSWORD).await?.header("location"), "/today");
    Ok(())
}

/// The names and values of a form.
type Fields = &'static [(&'static str, &'static str)];

#[tokio::test]
async fn sec_16_a_new_recovery_key_needs_the_second_factor() -> anyhow::Result<()> {
    let mut secured = Secured::open().await?;
    let forms: [(&str, Fields, &str); 3] = [
        ("/settings/recovery-key", &[("confirm_password", PASSWORD)], "recovery_"),
        (
            "/settings/password",
            &[("old_password", PASSWORD), ("password", "a kingfisher waits on the bridge")],
            "password_",
        ),
        ("/settings/keys", &[("confirm_password", PASSWORD)], ""),
    ];
    for (form, fields, prefix) in forms {
        let (code, passkey) = (format!("{prefix}one_time_code"), format!("{prefix}passkey"));
        for typed in [None, Some("0000 0000 0000 0000")] {
            let sent: Vec<_> = fields.iter().copied().chain(typed.map(|typed| (code.as_str(), typed))).collect();
            let refused = secured.desk.post(form, &sent).await?;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form} {typed:?}");
            assert!(refused.body.contains(&format!("id=\"{code}-fault\"")), "{form}: the fault is at its field");
            assert!(!refused.body.contains("class=\"key\""), "{form}");
        }
        let page = secured.desk.get(if prefix.is_empty() { form } else { "/settings" }).await?;
        assert!(page.body.contains(&format!("name=\"{passkey}\"")) && page.body.contains(&format!("name=\"{code}\"")));
    }
    let page = secured.desk.get("/settings").await?;
    let answer = secured.answer(&page)?;
    let sent = [("confirm_password", PASSWORD), ("recovery_one_time_code", ""), ("recovery_passkey", answer.as_str())];
    let shown = secured.desk.post("/settings/recovery-key", &sent).await?;
    assert!(shown.status == StatusCode::OK && shown.body.contains("Your recovery key"), "{}", shown.status);
    let again = secured.desk.post("/settings/recovery-key", &sent).await?;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "one answer, one change");
    let code = secured.codes[0].clone();
    let sent = [
        ("old_password", PASSWORD),
        ("password", "a kingfisher waits on the bridge"),
        ("password_one_time_code", code.as_str()),
    ];
    let done = secured.desk.post("/settings/password", &sent).await?;
    assert_eq!(done.header("location"), "/settings?done=password");
    Ok(())
}

#[tokio::test]
async fn sec_16_passkeys_are_asked_for_under_the_name_of_the_server_alone() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    let asked = async |router: &axum::Router, host: &str, path: &str, cookie: &str, proxied: bool| {
        let mut request = axum::http::Request::get(path).header("host", host).header("cookie", cookie);
        if proxied {
            request = request.header("x-forwarded-proto", "https").header("x-forwarded-for", "192.0.2.7");
        }
        ask(router.clone(), request, axum::body::Body::empty()).await
    };
    let router_here = &secured.desk.router;
    let named = asked(router_here, "localhost:3000", "/sign-in", "", false).await?;
    assert!(named.body.contains("Sign in with a passkey") && named.body.contains(SCRIPT));
    let digits = asked(router_here, "127.0.0.1:3000", "/sign-in", "", false).await?;
    assert!(digits.status == StatusCode::OK && !digits.body.contains("passkey"), "{}", digits.status);
    let page = asked(router_here, "127.0.0.1:3000", PAGE, &secured.desk.cookie, false).await?;
    assert!(page.body.contains("Passkeys belong to a name"));
    // On a network, the one name that the operator gave.
    let mut server = Server::new(site(), Hosts::behind(["127.0.0.1".parse()?]), secured.desk.store.clone());
    let unnamed = router(&server);
    let page = asked(&unnamed, "reweave.example.org", "/sign-in", "", true).await?;
    assert!(page.status == StatusCode::OK && !page.body.contains("passkey"), "{}", page.status);
    server.config.host = Some("reweave.example.org".parse()?);
    let named = router(&server);
    let page = asked(&named, "reweave.example.org", "/sign-in", "", true).await?;
    assert_eq!(text(&options(&page)?, "rpId"), "reweave.example.org");
    let page = asked(&named, "evil.example", "/sign-in", "", true).await?;
    assert!(page.status == StatusCode::OK && !page.body.contains("passkey"), "{}", page.status);
    Ok(())
}

#[tokio::test]
async fn sec_22_the_script_is_on_the_pages_that_need_it_alone() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    let desk = &secured.desk;
    for page in ["/today", "/couples", "/library", PAGE, "/settings/activity"] {
        let page = desk.get(page).await?;
        assert_eq!(
            (page.status, page.body.contains("passkeys.js?v=")),
            (StatusCode::OK, page.body.contains("data-passkey="))
        );
    }
    assert!(!desk.get("/today").await?.body.contains(SCRIPT));
    let pending = secured.pending().await?;
    for page in ["/sign-in", "/sign-in/code"] {
        let page = desk.get_as(page, &pending).await?;
        let tag = between(&page.body, "<script type=\"module\" nonce=\"", ">");
        let nonce = tag.split('"').next().unwrap_or_default();
        assert!(!nonce.is_empty() && page.header("content-security-policy").contains(&format!("'nonce-{nonce}'")));
        assert!(page.body.contains(SCRIPT));
    }
    Ok(())
}

#[tokio::test]
async fn sec_01_passkeys_are_added_and_removed_by_nobody_else() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    let desk = &secured.desk;
    let forms: [(&str, &[(&str, &str)]); 3] = [
        (ROUTES[0], &[("name", "x"), ("confirm_password", PASSWORD)]),
        (ROUTES[1], &[("offer", "00"), ("new_passkey", "e30.Ag..")]),
        (ROUTES[2], &[("which", "00"), ("confirm_password", PASSWORD), ("one_time_code", "")]),
    ];
    for (form, fields) in forms {
        let answer = desk.post_as(form, fields, None).await?;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::UNAUTHORIZED, ""), "{form}");
        let extra: Vec<_> = fields.iter().copied().chain([("account_id", "1")]).collect();
        assert_eq!(desk.post(form, &extra).await?.status, StatusCode::BAD_REQUEST, "{form}");
    }
    let extra = [("passkey", "AQ.e30.Ag.Aw.."), ("account_id", "1")];
    assert_eq!(desk.post_as(ROUTES[3], &extra, None).await?.status, StatusCode::BAD_REQUEST);
    for form in ROUTES {
        assert_eq!(desk.get(form).await?.status, StatusCode::METHOD_NOT_ALLOWED, "{form}: checklist 21");
    }
    desk.post("/lock", &[]).await?;
    for (form, fields) in forms {
        assert_eq!(desk.post(form, fields).await?.status, StatusCode::UNAUTHORIZED, "{form}, locked");
    }
    Ok(())
}

#[tokio::test]
async fn sec_16_where_a_second_factor_is_required_a_passkey_is_one() -> anyhow::Result<()> {
    let mut desk = Desk::open().await?;
    let mut server = Server::new(site(), Hosts::Loopback, desk.store.clone());
    server.config.require_second_factor = true;
    desk.router = router(&server);
    assert_eq!(desk.get("/today").await?.header("location"), "/settings/second-factor?required=yes");
    assert!(desk.get("/settings/second-factor?required=yes").await?.body.contains(ADD));
    let mut passkey = Passkey::new(ORIGIN);
    add(&desk, &mut passkey, &[("confirm_password", PASSWORD)]).await?;
    assert_eq!(desk.get("/today").await?.status, StatusCode::OK);
    Ok(())
}
