//! The second factor: setting it up, and signing in with it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use app::http::{clock::Clock, hosts::Hosts};
use axum::http::StatusCode;
use domain::records::Stamp;
use server::edge::{Server, router};
use tests::authenticator::code_at;

use crate::{
    account::{cookie, sign_in},
    support::{Answer, Desk, PASSWORD, site},
};

pub const ROUTES: &[&str] = &[
    "/settings/second-factor",
    "/settings/second-factor/codes",
    "/settings/second-factor/off",
    "/settings/second-factor/on",
    "/sign-in/code",
];

const PAGE: &str = "/settings/second-factor";

/// A desk whose clock the test moves.
struct Secured {
    desk: Desk,
    clock: Arc<AtomicI64>,
    secret: String,
    codes: Vec<String>,
}

impl Secured {
    /// An account without a second factor, on a server that requires one or not.
    async fn without(require: bool) -> anyhow::Result<Self> {
        let mut desk = Desk::open().await?;
        let clock = Arc::new(AtomicI64::new(jiff::Timestamp::now().as_microsecond()));
        let mut server = Server::new(site(), Hosts::Loopback, desk.store.clone());
        let shared = Arc::clone(&clock);
        server.config.clock = Clock::from_fn(move || Stamp(shared.load(Ordering::Relaxed)));
        server.config.require_second_factor = require;
        desk.router = router(&server);
        Ok(Self { desk, clock, secret: String::new(), codes: Vec::new() })
    }

    /// An account with a second factor, whose next code is good.
    async fn open() -> anyhow::Result<Self> {
        let mut secured = Self::without(false).await?;
        secured.set_up().await?;
        secured.wait(60);
        Ok(secured)
    }

    async fn set_up(&mut self) -> anyhow::Result<()> {
        let offered = self.desk.post(PAGE, &[("confirm_password", PASSWORD)]).await?;
        self.secret = between(&offered.body, "class=\"typed-key\">", "<");
        let offer = between(&offered.body, "name=\"offer\" value=\"", "\"");
        let fields = [("offer", offer.as_str()), ("one_time_code", &self.code())];
        let done = self.desk.post("/settings/second-factor/on", &fields).await?;
        self.codes = codes_in(&done);
        anyhow::ensure!(self.codes.len() == 10, "{}", done.status);
        Ok(())
    }

    /// Moves the clock on by this many seconds.
    fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// The code that an app shows now.
    fn code(&self) -> String {
        code_at(&self.secret, u64::try_from(self.clock.load(Ordering::Relaxed) / 1_000_000).unwrap_or_default())
    }

    /// Types the password; returns the cookie of the pending sign-in.
    async fn pending(&self) -> anyhow::Result<String> {
        Ok(cookie(&sign_in(&self.desk, "counsellor", PASSWORD).await?))
    }

    /// Types a code.
    async fn type_code(&self, pending: &str, code: &str) -> anyhow::Result<Answer> {
        self.desk.post_as("/sign-in/code", &[("one_time_code", code)], Some(pending)).await
    }
}

fn between(text: &str, before: &str, after: &str) -> String {
    let rest = text.split(before).nth(1).unwrap_or_default();
    rest.split(after).next().unwrap_or_default().to_owned()
}

fn codes_in(answer: &Answer) -> Vec<String> {
    let list = between(&answer.body, "class=\"key\">", "</ol>");
    list.split("<li>").skip(1).filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
}

/// The cookies that an answer sets.
fn cookies(answer: &Answer) -> Vec<&str> {
    answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect()
}

#[tokio::test]
async fn sec_16_it_is_set_up_with_the_password_and_a_first_code() -> anyhow::Result<()> {
    let secured = Secured::without(false).await?;
    let desk = &secured.desk;
    assert!(desk.get("/settings").await?.body.contains("Off. Recommended"));
    let wrong = desk.post(PAGE, &[("confirm_password", "not the password at all")]).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.body.contains("class=\"qr\""));
    let offered = desk.post(PAGE, &[("confirm_password", PASSWORD)]).await?;
    assert_eq!((offered.status, offered.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(offered.body.contains("class=\"qr\"") && !offered.body.contains("otpauth"));
    let secret = between(&offered.body, "class=\"typed-key\">", "<");
    assert!(secret.len() == 39 && secret.split(' ').all(|group| group.len() == 4), "{secret}");
    let offer = between(&offered.body, "name=\"offer\" value=\"", "\"");
    // A wrong code shows the same secret again, and not what was typed.
    let code = "123 45";
    let again = desk.post("/settings/second-factor/on", &[("offer", &offer), ("one_time_code", code)]).await?;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains(&secret) && again.body.contains("This code is wrong"));
    assert!(again.body.contains("aria-describedby=\"one_time_code-hint one_time_code-fault\""));
    assert!(!again.body.contains(code));
    assert!(desk.get(PAGE).await?.body.contains("Set up second factor"), "nothing is on yet");
    // An offer that was not made here turns nothing on.
    let forged = desk.post("/settings/second-factor/on", &[("offer", "00"), ("one_time_code", "123456")]).await?;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    let now = u64::try_from(secured.clock.load(Ordering::Relaxed) / 1_000_000)?;
    let fields = [("offer", offer.as_str()), ("one_time_code", &code_at(&secret, now))];
    let done = desk.post("/settings/second-factor/on", &fields).await?;
    assert_eq!((done.status, done.header("cache-control")), (StatusCode::OK, "no-store"));
    assert_eq!(codes_in(&done).len(), 10);
    let page = desk.get(PAGE).await?;
    assert!(page.body.contains("10 recovery codes are left") && codes_in(&page).is_empty(), "they are shown once");
    assert!(!page.body.contains(&secret));
    assert!(desk.get("/settings").await?.body.contains("On: a passkey or a code"));
    Ok(())
}

#[tokio::test]
async fn sec_16_between_password_and_code_nothing_opens() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    let desk = &secured.desk;
    assert_eq!(desk.stranger("/sign-in/code").await?.header("location"), "/sign-in");
    let fields = [("login", "counsellor"), ("password", PASSWORD)];
    let asked = desk.post_as("/sign-in?next=%2Fcouples", &fields, None).await?;
    assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/sign-in/code?next=%2Fcouples"));
    let [set] = cookies(&asked)[..] else { panic!("one cookie, and none of a session: {:?}", cookies(&asked)) };
    for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=300"] {
        assert!(set.starts_with("reweave-code=") && set.contains(part), "{part}: {set}");
    }
    let pending = cookie(&asked);
    let page = desk.get_as("/sign-in/code", &pending).await?;
    assert!(page.status == StatusCode::OK && page.body.contains("name=\"one_time_code\""), "{}", page.status);
    // The token is no session, under whatever name it comes.
    let posing = pending.replace("reweave-code=", "reweave=");
    for cookies in [&pending, &posing, &format!("{pending}; {posing}")] {
        for path in ["/today", "/couples", "/settings"] {
            let answer = desk.get_as(path, cookies).await?;
            assert!(answer.header("location").starts_with("/sign-in?"), "{path} {cookies}");
        }
        let answer = desk.post_as("/settings/recovery-key", &[("confirm_password", PASSWORD)], Some(cookies)).await?;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        let answer = desk.post_as("/locked", &[("password", PASSWORD)], Some(cookies)).await?;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let wrong = secured.type_code(&pending, "000000").await?;
    assert_eq!((wrong.status, cookies(&wrong).len()), (StatusCode::UNPROCESSABLE_ENTITY, 0));
    assert!(wrong.body.contains("This code is wrong") && !wrong.body.contains("value=\"000000\""));
    let extra = [("one_time_code", secured.code()), ("account_id", "1".into())];
    let extra: Vec<_> = extra.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(desk.post_as("/sign-in/code", &extra, Some(&pending)).await?.status, StatusCode::BAD_REQUEST);
    let code = [("one_time_code", &*secured.code())];
    let entered = desk.post_as("/sign-in/code?next=%2Fcouples", &code, Some(&pending)).await?;
    assert_eq!((entered.status, entered.header("location")), (StatusCode::SEE_OTHER, "/couples"));
    assert!(cookies(&entered).iter().any(|set| set.starts_with("reweave-code=;") && set.contains("Max-Age=0")));
    assert_eq!(desk.get_as("/couples", &cookie(&entered)).await?.status, StatusCode::OK);
    // Used up, and its code with it.
    let late = "/sign-in?late=yes&next=%2Ftoday";
    assert_eq!(secured.type_code(&pending, &secured.codes[0]).await?.header("location"), late);
    let again = secured.type_code(&secured.pending().await?, &secured.code()).await?;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "a code works once");
    assert!(desk.get_as(late, "").await?.body.contains("within five minutes"));
    Ok(())
}

#[tokio::test]
async fn sec_16_a_sign_in_waits_five_minutes_for_its_code() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    let pending = secured.pending().await?;
    secured.wait(301);
    assert_eq!(secured.desk.get_as("/sign-in/code", &pending).await?.header("location"), "/sign-in");
    let late = secured.type_code(&pending, &secured.code()).await?;
    assert!(late.header("location").starts_with("/sign-in?late=yes"), "{}", late.status);
    assert_eq!(cookies(&late), Vec::<&str>::new());
    let entered = secured.type_code(&secured.pending().await?, &secured.codes[3].replace(' ', "")).await?;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "a recovery code");
    Ok(())
}

#[tokio::test]
async fn sec_09_a_wrong_password_looks_the_same_with_a_second_factor() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    let body = |answer: &Answer, login: &str| {
        let words = answer.body.split("<main").nth(1).unwrap_or_default().to_owned();
        let words = words.split("<script").next().unwrap_or_default().replace(&format!("value=\"{login}\""), "");
        // The challenge for a passkey is another one each time.
        words.replace(&between(&words, "data-options=\"", "\""), "")
    };
    let unknown = sign_in(&secured.desk, "nobody", "not the password at all").await?;
    let known = sign_in(&secured.desk, "counsellor", "not the password at all").await?;
    assert_eq!((unknown.status, body(&unknown, "nobody")), (known.status, body(&known, "counsellor")));
    assert_eq!((cookies(&unknown), cookies(&known)), (Vec::new(), Vec::new()));
    Ok(())
}

#[tokio::test]
async fn sec_10_wrong_codes_count_like_wrong_passwords() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    for n in 0..5 {
        let wrong = sign_in(&secured.desk, "counsellor", "wrong wrong wrong").await?;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    // A right password in between takes nothing back.
    for n in 0..5 {
        let wrong = secured.type_code(&secured.pending().await?, "000000").await?;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    let late = sign_in(&secured.desk, "counsellor", PASSWORD).await?;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
    let secured = Secured::open().await?;
    let pending = secured.pending().await?;
    for n in 0..10 {
        assert_eq!(secured.type_code(&pending, "000000").await?.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    let late = secured.type_code(&pending, &secured.code()).await?;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS, "the right one has to wait as well");
    let wait: u32 = late.header("retry-after").parse()?;
    assert!((1..=600).contains(&wait), "{wait}");
    Ok(())
}

#[tokio::test]
async fn sec_01_it_is_set_up_and_turned_off_by_nobody_else() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    let desk = &secured.desk;
    let both = [("confirm_password", PASSWORD), ("one_time_code", secured.codes[0].as_str())];
    let forms: [(&str, &[(&str, &str)]); 4] = [
        (PAGE, &both[..1]),
        ("/settings/second-factor/on", &[("offer", "00"), ("one_time_code", "000000")]),
        ("/settings/second-factor/codes", &both),
        ("/settings/second-factor/off", &both),
    ];
    for (form, fields) in forms {
        let answer = desk.post_as(form, fields, None).await?;
        assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::UNAUTHORIZED, ""), "{form}");
        let extra: Vec<_> = fields.iter().copied().chain([("account_id", "1")]).collect();
        assert_eq!(desk.post(form, &extra).await?.status, StatusCode::BAD_REQUEST, "{form}");
    }
    for form in &ROUTES[1..4] {
        assert_eq!(desk.get(form).await?.status, StatusCode::METHOD_NOT_ALLOWED, "{form}: checklist 21");
    }
    assert!(desk.stranger(PAGE).await?.header("location").starts_with("/sign-in?next="));
    desk.post("/lock", &[]).await?;
    for (form, fields) in forms {
        assert_eq!(desk.post(form, fields).await?.status, StatusCode::UNAUTHORIZED, "{form}, locked");
    }
    assert!(desk.get(PAGE).await?.header("location").starts_with("/locked"));
    // Unlocking needs the password only.
    assert_eq!(desk.post("/locked", &[("password", PASSWORD)]).await?.status, StatusCode::SEE_OTHER);
    assert!(desk.store.accounts().await?[0].has_second_factor);
    Ok(())
}

#[tokio::test]
async fn sec_16_it_is_changed_with_password_and_code_and_each_change_is_listed() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    let desk = &secured.desk;
    let post = async |form: &str, password: &str, code: &str| {
        desk.post(form, &[("confirm_password", password), ("one_time_code", code)]).await
    };
    for form in ["/settings/second-factor/codes", "/settings/second-factor/off"] {
        for (password, code) in [("not the password at all", secured.codes[0].as_str()), (PASSWORD, "000000")] {
            let refused = post(form, password, code).await?;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form} {code}");
            assert!(refused.body.contains("Make new recovery codes"), "the page of the settings");
        }
    }
    let renewed = codes_in(&post("/settings/second-factor/codes", PASSWORD, &secured.code()).await?);
    assert_eq!(renewed.len(), 10);
    let old = post("/settings/second-factor/off", PASSWORD, &secured.codes[0]).await?;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY, "an earlier recovery code");
    let off = post("/settings/second-factor/off", PASSWORD, &renewed[0]).await?;
    assert_eq!((off.status, off.header("location")), (StatusCode::SEE_OTHER, "/settings/second-factor?done=off"));
    assert!(desk.get("/settings/second-factor?done=off").await?.body.contains("The second factor is off."));
    let listed = desk.get("/settings/activity?check=yes").await?.body;
    for words in ["turned on the second factor", "new recovery codes", "turned off the second", "A wrong code was"] {
        assert!(listed.contains(words), "{words}");
    }
    assert!(listed.contains("none changed or missing"));
    let entered = sign_in(desk, "counsellor", PASSWORD).await?;
    assert_eq!(entered.header("location"), "/today", "the password is enough again");
    Ok(())
}

#[tokio::test]
async fn sec_31_the_recovery_key_turns_it_off_and_says_so() -> anyhow::Result<()> {
    let secured = Secured::open().await?;
    let desk = &secured.desk;
    let without = desk.post("/settings/recovery-key", &[("confirm_password", PASSWORD)]).await?;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "the code is missing");
    let fields = [("confirm_password", PASSWORD), ("recovery_one_time_code", &secured.code())];
    let shown = desk.post("/settings/recovery-key", &fields).await?;
    assert!(!shown.body.contains("Recommended next"), "it is set up");
    let key = between(&shown.body, "name=\"recovery_key\" value=\"", "\"");
    for page in ["/recover", "/sign-in/code"] {
        let pending = secured.pending().await?;
        assert!(desk.get_as(page, &pending).await?.body.contains("second factor"), "{page} says it");
    }
    let new = "a kingfisher waits on the bridge";
    let fields = [("login", "counsellor"), ("recovery_key", key.as_str()), ("password", new)];
    let recovered = desk.post_as("/recover", &fields, None).await?;
    assert!(recovered.body.contains("Recommended next") && recovered.body.contains("href=\"/settings/second-factor\""));
    assert!(!desk.store.accounts().await?[0].has_second_factor);
    assert_eq!(sign_in(desk, "counsellor", new).await?.header("location"), "/today");
    Ok(())
}

#[tokio::test]
async fn sec_16_where_it_is_required_nothing_opens_before_it_is_set_up() -> anyhow::Result<()> {
    let mut secured = Secured::without(true).await?;
    let desk = &secured.desk;
    for page in ["/", "/today", "/couples", "/library", "/settings", "/settings/activity", "/own-library/mine"] {
        assert_eq!(desk.get(page).await?.header("location"), "/settings/second-factor?required=yes", "{page}");
    }
    for form in ["/couples/new", "/settings/recovery-key", "/api/plan/save", "/settings/archive"] {
        let refused = desk.post(form, &[("confirm_password", PASSWORD)]).await?;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{form}");
    }
    let page = desk.get("/settings/second-factor?required=yes").await?;
    assert!(page.status == StatusCode::OK && page.body.contains("This server requires"), "{}", page.status);
    assert_eq!(desk.post("/lock", &[]).await?.header("location"), "/locked");
    let unlocked = desk.post("/locked", &[("password", PASSWORD)]).await?;
    assert_eq!(unlocked.status, StatusCode::SEE_OTHER);
    secured.desk.cookie = cookie(&unlocked);
    secured.set_up().await?;
    assert_eq!(secured.desk.get("/couples").await?.status, StatusCode::OK);
    assert_eq!(secured.desk.post("/sign-out", &[]).await?.header("location"), "/sign-in");
    Ok(())
}
