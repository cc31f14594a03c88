//! The screen that a couple looks at: what is on it, how it is entered and left, and that nothing else may be seen meanwhile.

mod nothing_alone;

use app::{browser::api::Problem, http::hosts::Hosts};
use axum::http::StatusCode;
use domain::{
    assess::{Answer, Partner, Session, Whom},
    case_file::Clock,
    plan::{SessionPlan, Status},
    vocabulary::{GateId, Minutes, Phase},
};
use server::edge::{Server, router};

use crate::support::{Answer as Answered, Desk, PASSWORD, now, site};

pub const ROUTES: &[&str] =
    &["/shared-screen", "/couples/{couple}/situation/shared", "/couples/{couple}/situation/together"];

/// Paths allowed meanwhile, without personal data. `/welcome` redirects signed-in users.
const OPEN: &[&str] = &[
    "/shared-screen",
    "/hidden",
    "/lock",
    "/locked",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/passkey",
    "/sign-out",
    "/recover",
    "/welcome",
];

/// Calls of islands that may be made meanwhile.
const OPEN_CALLS: &[&str] = &["/api/session"];

/// Files and signs of life.
const FILES: &[&str] = &[
    "/pkg/{*file}",
    "/fonts/{*file}",
    "/icon.svg",
    "/healthz",
    "/readyz",
    "/library/plan.bin",
    "/library/situation.bin",
];

impl Desk {
    fn at(&self, rest: &str) -> String {
        format!("/couples/{}/{rest}", self.couple.0)
    }

    /// The cookies of a browser whose shared screen is on.
    fn shared(&self) -> String {
        format!("{}; reweave-view=shared.{}", self.cookie, self.couple.0)
    }

    /// The same desk with another clock.
    fn with_clock(mut self, clock: app::http::clock::Clock) -> Self {
        let mut server = Server::new(site(), Hosts::Loopback, self.store.clone());
        server.config.clock = clock;
        self.router = router(&server);
        self
    }

    /// Lifts every hold.
    async fn screened(&self) -> anyhow::Result<()> {
        let mut stored = self.records.situation(self.couple).await?;
        stored.value.gates = domain::safety::GateLog::default();
        self.records.save_situation(self.couple, stored.revision, &stored.value, now()).await?;
        Ok(())
    }
}

fn set_cookie(answer: &Answered) -> String {
    answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join("\n")
}

fn is_leave_first(answer: &Answered) -> bool {
    answer.status == StatusCode::FORBIDDEN && answer.body.contains("Leave the shared screen first")
}

/// Every route that there is, with and without ids, by looking and by sending: closed unless it is named above.
#[tokio::test]
async fn while_the_shared_screen_is_on_every_other_address_asks_to_leave_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let cookie = desk.shared();
    let situation = "/couples/{couple}/situation";
    for route in server::edge::routes() {
        let route = route.as_str().replace(":couple", "{couple}").replace(":plan", "{plan}");
        if OPEN.contains(&route.as_str()) || FILES.contains(&route.as_str()) || route.starts_with("/api/") {
            continue;
        }
        let path = route.replace("{couple}", &desk.couple.0.to_string()).replace("{plan}", &desk.plan.0.to_string());
        let looked = desk.get_as(&path, &cookie).await?;
        assert!(is_leave_first(&looked), "{path}: {}", looked.status);
        assert!(!looked.body.contains("Heron") && !looked.body.contains("class=\"rail\""), "{path}");
        if route != format!("{situation}/together") {
            let sent = desk.post_as(&path, &[("seen", "1")], Some(&cookie)).await?;
            assert!(is_leave_first(&sent), "{path}: {}", sent.status);
        }
    }
    for path in server::edge::calls() {
        let (status, _, body) = desk.call_with(path, Vec::new(), Some(&cookie)).await?;
        let closed = status == StatusCode::FORBIDDEN && postcard::from_bytes(&body) == Ok(Problem::SharedScreen);
        assert_eq!(closed, !OPEN_CALLS.contains(&path), "{path}: {status}");
    }
    for query in ["?view=shared", ""] {
        let other = desk.get_as(&format!("/couples/{}/situation{query}", uuid::Uuid::now_v7()), &cookie).await?;
        assert!(is_leave_first(&other), "another couple{query}");
    }
    Ok(())
}

#[tokio::test]
async fn the_shared_screen_is_entered_and_left_by_a_form() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.screened().await?;
    let page = desk.get(&desk.at("situation")).await?;
    assert!(page.body.contains("Only in your view") && page.body.contains("situation/shared"), "the switch");
    let entered = desk.post(&desk.at("situation/shared"), &[]).await?;
    assert_eq!(entered.header("location"), desk.at("situation?view=shared"));
    let cookie = set_cookie(&entered);
    assert!(cookie.starts_with(&format!("reweave-view=shared.{}; Path=/; HttpOnly; SameSite=Strict", desk.couple.0)));
    let shown = desk.get_as(&desk.at("situation?view=shared"), &desk.shared()).await?;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("<title>Reweave</title>") && shown.body.contains("Leave shared screen"));
    for private in
        ["Heron", "class=\"rail\"", "id=\"find\"", "INF-03<", "puts a safety hold on", "SituationMap", "fact.", "phase"]
    {
        assert!(!shown.body.contains(private), "{private}");
    }
    let left = desk.post_as("/shared-screen", &[("next", &desk.at("situation"))], Some(&desk.shared())).await?;
    assert_eq!(left.header("location"), desk.at("situation"));
    assert!(set_cookie(&left).contains("reweave-view=; ") && set_cookie(&left).contains("Max-Age=0"));
    let astray = desk.post_as("/shared-screen", &[("next", "//elsewhere.example")], Some(&desk.shared())).await?;
    assert_eq!(astray.header("location"), "/today", "checklist 25");
    Ok(())
}

/// The address alone turns it on, never off: an old window, a bookmark and the way back show what the couple may see.
#[tokio::test]
async fn its_address_turns_it_on_and_a_locked_session_keeps_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let shown = desk.get(&desk.at("situation?view=shared")).await?;
    assert!(set_cookie(&shown).contains("reweave-view=shared."), "on from now on");
    assert!(!shown.body.contains("Heron") && !shown.body.contains("class=\"rail\""));
    let unknown = desk.get(&format!("/couples/{}/situation?view=shared", uuid::Uuid::now_v7())).await?;
    assert_eq!((unknown.status, set_cookie(&unknown).as_str()), (StatusCode::NOT_FOUND, ""));

    let locked = desk.post_as("/lock", &[], Some(&desk.shared())).await?;
    assert_eq!((locked.header("location"), set_cookie(&locked).contains("reweave-view")), ("/locked", false));
    let opened = desk.post_as("/locked", &[("password", PASSWORD)], Some(&desk.shared())).await?;
    let session = set_cookie(&opened).split(';').next().unwrap_or_default().to_owned();
    let cookie = format!("{session}; reweave-view=shared.{}", desk.couple.0);
    assert!(is_leave_first(&desk.get_as("/today", &cookie).await?), "the couple is still there");
    let out = desk.post_as("/sign-out", &[], Some(&cookie)).await?;
    assert!(set_cookie(&out).contains("reweave-view=; "), "whoever signs in next begins anew: {}", set_cookie(&out));
    Ok(())
}

#[tokio::test]
async fn while_joint_work_is_on_hold_the_switch_is_dimmed_and_an_open_screen_shows_nothing_of_it() -> anyhow::Result<()>
{
    let desk = Desk::open().await?;
    desk.screened().await?;
    let before = desk.get_as(&desk.at("situation?view=shared"), &desk.shared()).await?;
    let mut stored = desk.records.situation(desk.couple).await?;
    let mut interview = desk.records.interview(desk.couple, Partner::A).await?;
    interview.value.answers.record(domain::library::english(), &"ABU-01".parse()?, Whom::A, Answer::Yes)?;
    stored.value.observe(domain::library::english(), [&interview.value, &domain::records::Interview::default()]);
    assert!(stored.value.gates.is_open(GateId::Control));
    let seen = (stored.revision, &stored.value);
    desk.records.save_interview(desk.couple, Partner::A, interview.revision, &interview.value, seen, now()).await?;

    let page = desk.get(&desk.at("situation")).await?.body;
    assert!(page.contains("Not available while joint work is on hold") && !page.contains("situation/shared"));
    let refused = desk.post(&desk.at("situation/shared"), &[]).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!set_cookie(&refused).contains("reweave-view"));
    let after = desk.get_as(&desk.at("situation?view=shared"), &desk.shared()).await?;
    let plain = |answer: &Answered| nothing_alone::plain(&answer.body, desk.couple);
    assert_eq!(plain(&before), plain(&after));
    Ok(())
}

#[tokio::test]
async fn answers_given_together_are_saved_and_the_gates_that_they_open_stay_unseen() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let seen = desk.mark().await?;
    let fields = [("seen", seen.as_str()), ("section", "happened"), ("then", "responds"), ("INF-03.b", "yes")];
    let cookie = desk.shared();
    let saved = desk.post_as(&desk.at("situation/together"), &fields, Some(&cookie)).await?;
    assert_eq!(saved.header("location"), desk.at("situation?view=shared&section=responds"));
    let stored = desk.records.situation(desk.couple).await?.value;
    assert!(stored.gates.is_open(GateId::Affair) && stored.answers.is_yes(&"INF-03".parse()?));
    let shown = desk.get_as(saved.header("location"), &cookie).await?.body;
    // The start script is the same for everybody.
    let parts = shown.split("<script").map(|part| part.split_once("</script>").map_or(part, |(_, after)| after));
    let shown: String = parts.collect();
    let shown = shown.to_lowercase();
    let mut words = shown.split(|letter: char| !letter.is_alphabetic());
    assert!(!words.any(|word| ["gate", "gates", "hold", "holds"].contains(&word)), "{shown}");

    // The same answers once more: they are stored, so nothing is in the way.
    let again = desk.post_as(&desk.at("situation/together"), &fields, Some(&cookie)).await?;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let stale = [("seen", seen.as_str()), ("section", "load"), ("STR-02.couple", "yes")];
    let stale = desk.post_as(&desk.at("situation/together"), &stale, Some(&cookie)).await?;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("Only what you both answer together") && !stale.body.contains("Heron"));
    for field in
        [("ABU-01.a", "no"), ("GEN-04.a", "yes"), ("fact.ending", "yes"), ("phase", "repair"), ("section", "x")]
    {
        let wrong = [("seen", seen.as_str()), field];
        let answer = desk.post_as(&desk.at("situation/together"), &wrong, Some(&cookie)).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field:?}");
    }
    Ok(())
}

/// The plain questions come first, in the couple's words; a yes that one told the counsellor alone is not among the answers.
#[tokio::test]
async fn the_openings_are_asked_together_and_show_only_what_both_answered() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut stored = desk.records.situation(desk.couple).await?;
    stored.value.background.openings.insert("affair".into(), Answer::Yes);
    desk.records.save_situation(desk.couple, stored.revision, &stored.value, now()).await?;
    let cookie = desk.shared();
    let page = async |section: &str| -> anyhow::Result<String> {
        let address = desk.at(&format!("situation?view=shared&section={section}"));
        Ok(desk.get_as(&address, &cookie).await?.body)
    };
    let is_chosen = |body: &str, name: &str, value: &str| {
        let input =
            |tag: &&str| tag.contains(&format!("name=\"{name}\"")) && tag.contains(&format!("value=\"{value}\""));
        body.split("<input")
            .find(input)
            .is_some_and(|tag| tag.split('>').next().is_some_and(|tag| tag.contains("checked")))
    };
    let mut asked = 0;
    for group in ["happened", "responds", "body", "power", "load"] {
        let body = page(group).await?;
        for opening in domain::library::english().openings().iter().filter(|opening| opening.group == group) {
            assert!(body.contains(opening.together()), "{}", opening.id);
            let name = opening.is.as_ref().map_or(format!("opening.{}", opening.id), |id| format!("{id}.couple"));
            assert!(is_chosen(&body, &name, ""), "{} was not asked of both", opening.id);
            asked += 1;
        }
    }
    assert_eq!(asked, 11);
    let seen = desk.mark().await?;
    let fields = [("seen", seen.as_str()), ("section", "happened"), ("opening.affair", "no"), ("opening.trust", "yes")];
    let saved = desk.post_as(&desk.at("situation/together"), &fields, Some(&cookie)).await?;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let body = page("happened").await?;
    assert!(is_chosen(&body, "opening.affair", "no") && is_chosen(&body, "opening.trust", "yes"), "{body}");
    let own = desk.records.situation(desk.couple).await?.value.background.openings;
    assert_eq!((own.get("affair"), own.get("trust")), (Some(&Answer::Yes), Some(&Answer::Yes)));
    for wrong in ["opening.good", "opening.court", "opening.none", "text.story", "next.affair"] {
        let fields = [("seen", seen.as_str()), (wrong, "yes")];
        let answer = desk.post_as(&desk.at("situation/together"), &fields, Some(&cookie)).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    Ok(())
}

impl Desk {
    /// The mark of what the couple answered together, as a form sends it.
    async fn mark(&self) -> anyhow::Result<String> {
        let stored = self.records.situation(self.couple).await?.value;
        Ok(domain::records::Together::of(domain::library::english(), &stored).mark().0.to_string())
    }
}

#[tokio::test]
async fn during_a_joint_session_the_shared_screen_opens_by_itself_until_it_is_left() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let clock = app::http::clock::Clock::from_fn(now);
    let moment = clock.now();
    let booked = |booked: Session, start: Clock| SessionPlan {
        number: 2,
        title: String::new(),
        on: Some(moment.day),
        start: Some(start),
        minutes: Minutes(60),
        booked,
        phase: Phase::Safety,
        blocks: Vec::new(),
        homework: Vec::new(),
        client_words: domain::vocabulary::SmallMap::new(),
        record: None,
        sheet_contents: None,
        why: String::new(),
        why_derived: false,
        stop_if: String::new(),
        note: String::new(),
        status: Status::Ready,
    };
    let situation = desk.at("situation");
    let alone = Session::Individual(domain::vocabulary::Role::Injured, Some(Partner::A));
    desk.records.create_plan(desk.couple, &booked(alone, moment.time), now()).await?;
    assert_eq!(desk.get(&situation).await?.status, StatusCode::OK, "one partner alone");
    let plan = desk.records.create_plan(desk.couple, &booked(Session::Couple, moment.time), now()).await?;
    let opened = desk.get(&situation).await?;
    assert_eq!(
        (opened.status, opened.header("location")),
        (StatusCode::SEE_OTHER, &*format!("{situation}?view=shared"))
    );
    assert!(set_cookie(&opened).contains("reweave-view=shared."));
    let left = desk.post_as("/shared-screen", &[("next", &situation)], Some(&desk.shared())).await?;
    assert!(set_cookie(&left).contains(&format!("reweave-view=left.{}", plan.0)), "{}", set_cookie(&left));
    let cookie = format!("{}; reweave-view=left.{}", desk.cookie, plan.0);
    let page = desk.get_as(&situation, &cookie).await?;
    assert!(page.status == StatusCode::OK && page.body.contains("Only in your view"));
    let (_, other, _) = desk.colleague().await?;
    assert_eq!(desk.get(&format!("/couples/{}/situation", other.0)).await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

/// An answer that a script sends from elsewhere, of a draft for example, does not turn the shared screen on.
#[tokio::test]
async fn answers_that_a_script_sends_turn_no_shared_screen_on() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let stored = desk.records.situation(desk.couple).await?.value;
    let seen = domain::records::Together::of(domain::library::english(), &stored).mark().0.to_string();
    let fields = [("seen", seen.as_str()), ("STR-01.a", "yes")];
    let form = desk.at("situation/together");
    let (status, saved) = desk.save_as(&form, &fields, &desk.cookie).await?;
    assert_eq!(status, StatusCode::OK, "{saved}");
    let answer = desk.post_with(&form, &fields, &[("accept", "application/json"), ("cookie", &desk.cookie)]).await?;
    assert_eq!(answer.header("set-cookie"), "");
    let sent = desk.post(&form, &fields).await?;
    assert!(set_cookie(&sent).contains("reweave-view=shared."), "a page that is sent goes on to it");
    Ok(())
}
