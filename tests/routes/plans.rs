//! Making a plan, and every edit of one as a form.

mod booking;
mod refused;

use app::http::hosts::Hosts;
use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header::COOKIE},
};
use domain::{
    assess::Partner,
    library::english,
    plan::{SessionPlan, Status},
    records::{Couple, Interview, Person, Revision, Stamp},
    vocabulary::{Day, ItemId},
};
use server::edge::{Server, router};
use store::{CoupleId, Password, PlanId, Records, SessionAccess};
use tempfile::TempDir;

use crate::support::{Answer, ask, open_in, site, urlencoded};

pub const ROUTES: &[&str] = &["/couples/{couple}/plans", "/plans/{plan}"];

/// A counsellor who is signed in.
pub struct Desk {
    pub router: Router,
    pub cookie: String,
    pub records: Records,
    /// The database; gone when the test is over.
    _folder: TempDir,
}

impl Desk {
    pub async fn open() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let store = open_in(folder.path()).await?;
        let now = Stamp(now());
        let welcome = store.create_first_account("ada", Password::from("a long phrase of my own"), now).await?;
        let SessionAccess::Open(records) = store.open_session(&welcome.token, now).await? else {
            anyhow::bail!("signed out")
        };
        let cookie = format!("reweave={}", welcome.token.as_str());
        Ok(Self { router: router(&Server::new(site(), Hosts::Loopback, store)), cookie, records, _folder: folder })
    }

    /// A couple, with both interviews on record where that is wanted.
    pub async fn couple(&self, interviewed: bool) -> anyhow::Result<CoupleId> {
        let person = |label: &str| Person { label: label.into(), pronouns: String::new() };
        let couple = Couple { name: "Heron".into(), partners: [person("Ada"), person("Bo")], ..Couple::default() };
        let id = self.records.create_couple(&couple, Stamp(now())).await?;
        for partner in [Partner::A, Partner::B].into_iter().filter(|_| interviewed) {
            let interview = self.records.interview(id, partner).await?;
            let mut situation = self.records.situation(id).await?;
            let held = Interview {
                alone: true,
                recorded: true,
                held_on: Some(Day::new(2026, 11, 2)?),
                ..interview.value.clone()
            };
            let other = self.records.interview(id, other(partner)).await?.value;
            let both = if partner == Partner::A { [&held, &other] } else { [&other, &held] };
            situation.value.observe(english(), both);
            let seen = (situation.revision, &situation.value);
            self.records.save_interview(id, partner, interview.revision, &held, seen, Stamp(now())).await?;
        }
        Ok(id)
    }

    /// The page at this address.
    pub async fn see(&self, path: &str) -> anyhow::Result<Answer> {
        ask(self.router.clone(), Request::get(path).header(COOKIE, &self.cookie), Body::empty()).await
    }

    /// Posts a form and returns the response.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let body = urlencoded(path, fields);
        let request = Request::post(path)
            .header(COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        ask(self.router.clone(), request, Body::from(body)).await
    }

    /// Makes a plan of an hour.
    pub async fn plan(&self, couple: CoupleId) -> anyhow::Result<PlanId> {
        let fields = [("on", "2025-11-24"), ("start", "09:30"), ("minutes", "60"), ("who", "couple")];
        let made = self.post(&format!("/couples/{}/plans", couple.0), &fields).await?;
        anyhow::ensure!(made.status == StatusCode::SEE_OTHER, "{}: {}", made.status, made.body);
        let id = made.page().trim_start_matches("/plans/").parse()?;
        Ok(PlanId(id))
    }

    pub async fn stored(&self, id: PlanId) -> anyhow::Result<(Revision, SessionPlan)> {
        let plan = self.records.plan(id).await?.plan;
        Ok((plan.revision, plan.value))
    }

    /// Presses a button on the plan's page, with these fields beside it.
    pub async fn press(&self, id: PlanId, button: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let seen = self.stored(id).await?.0.0.to_string();
        let mut all = vec![("seen", seen.as_str()), ("do", button)];
        all.extend(fields);
        self.post(&format!("/plans/{}", id.0), &all).await
    }

    /// Presses a button of the form in which a session is recorded, with these fields.
    pub async fn record(&self, id: PlanId, button: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let seen = self.stored(id).await?.0.0.to_string();
        let mut all = vec![("seen", seen.as_str()), ("do", button)];
        all.extend(fields);
        self.post(&format!("/plans/{}/record", id.0), &all).await
    }

    /// Records that the session took place as planned.
    pub async fn record_as_planned(&self, id: PlanId) -> anyhow::Result<()> {
        let (_, plan) = self.stored(id).await?;
        let done: Vec<String> = plan.blocks.iter().map(|block| format!("b{}-outcome", block.id.0)).collect();
        let mut fields = vec![("event", "took-place")];
        fields.extend(done.iter().map(|name| (name.as_str(), "done")));
        let answer = self.record(id, "finish", &fields).await?;
        anyhow::ensure!(answer.status == StatusCode::SEE_OTHER, "{}", answer.body);
        Ok(())
    }
}

fn other(partner: Partner) -> Partner {
    if partner == Partner::A { Partner::B } else { Partner::A }
}

/// The moment, in microseconds: sessions end by the clock of the machine.
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

#[tokio::test]
async fn a_plan_is_made_and_every_button_does_what_it_says() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let id = desk.plan(desk.couple(true).await?).await?;
    let (_, first) = desk.stored(id).await?;
    assert_eq!((first.number, first.minutes.0, first.planned()), (1, 60, 60));

    let page = desk.see(&format!("/plans/{}", id.0)).await?;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("<b>60 of</b>") && page.body.contains("kept for debrief and close"));

    let last = first.blocks.len() - 1;
    let up = format!("up:{}", first.blocks[last].id.0);
    let note = format!("b{}-note", first.blocks[0].id.0);
    let marker = format!("b{}", first.blocks[0].id.0);
    let answer = desk.press(id, &up, &[(&marker, "1"), (&note, "typed on the way")]).await?;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, &*format!("/plans/{}?did=saved", id.0))
    );
    let (revision, moved) = desk.stored(id).await?;
    assert_eq!(moved.blocks[last - 1].id, first.blocks[last].id);
    assert_eq!(moved.blocks[0].note, "typed on the way");

    desk.press(id, &format!("remove:{}", first.blocks[last].id.0), &[]).await?;
    desk.press(id, "fill", &[]).await?;
    let (later, filled) = desk.stored(id).await?;
    assert_eq!(filled.planned(), 60);
    assert_eq!(later.0, revision.0 + 2);
    desk.press(id, "own", &[("own-title", "Tea"), ("own-minutes", "4")]).await?;
    let page = desk.see(&format!("/plans/{}", id.0)).await?;
    assert!(page.body.contains("4 min over"), "an overrun is said in words");
    let refused = desk.press(id, "ready", &[]).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("The plan is not ready"));
    Ok(())
}

#[tokio::test]
async fn inv_04_a_held_exercise_gets_in_by_no_form() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let id = desk.plan(desk.couple(false).await?).await?;
    let before = desk.stored(id).await?;
    let answer = desk.press(id, "add:impact-listening-session", &[("note", "kept <b>though</b> refused")]).await?;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("is on hold"));
    assert!(answer.body.contains("kept &lt;b&gt;though&lt;/b&gt; refused"), "what was typed is still there");
    assert_eq!(answer.header("location"), "", "and in no address");
    assert_eq!(desk.stored(id).await?, before);
    Ok(())
}

#[tokio::test]
async fn sec_36_a_stale_form_is_answered_with_both_texts() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let id = desk.plan(desk.couple(true).await?).await?;
    desk.press(id, "save", &[("note", "saved in another window")]).await?;
    let path = format!("/plans/{}", id.0);
    let stale = desk.post(&path, &[("seen", "1"), ("do", "save"), ("note", "typed here")]).await?;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for text in ["typed here", "saved in another window"] {
        assert!(stale.body.contains(text), "{text}");
    }
    assert_eq!(desk.stored(id).await?.1.note, "saved in another window");
    let again = desk.press(id, "save", &[("note", "typed here")]).await?;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.stored(id).await?.1.note, "typed here");
    Ok(())
}

#[tokio::test]
async fn what_came_of_a_session_is_saved_with_what_is_known_then() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple(true).await?;
    let id = desk.plan(couple).await?;
    let (_, plan) = desk.stored(id).await?;
    let done: Vec<(String, ItemId)> = plan
        .blocks
        .iter()
        .filter_map(|block| Some((format!("b{}-outcome", block.id.0), block.exercise()?.clone())))
        .collect();
    assert!(!done.is_empty());
    let mut fields = vec![("event", "took-place"), ("homework-before", "not-done")];
    fields.extend(done.iter().map(|(name, _)| (name.as_str(), "done")));
    let answer = desk.record(id, "finish", &fields).await?;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let situation = desk.records.situation(couple).await?.value;
    assert_eq!(desk.stored(id).await?.1.status, Status::Completed);
    assert!(done.iter().all(|(_, item)| situation.done.contains(item)));
    assert!(situation.facts.homework_missed);
    assert_eq!(situation.facts.sessions_since_review, 1);
    let twice = desk.record(id, "finish", &fields).await?;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "a session is recorded once");
    Ok(())
}

/// Without WebAssembly the length and the button are sent together.
#[tokio::test]
async fn the_length_is_beside_the_time_line_and_the_agenda_is_fitted_to_it_in_one_step() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let id = desk.plan(desk.couple(true).await?).await?;
    let page = desk.see(&format!("/plans/{}", id.0)).await?.body;
    let line = page.split_once("class=\"meter\"").and_then(|(_, rest)| rest.split_once("</section>"));
    let line = line.map(|(line, _)| line).unwrap_or_default();
    for part in ["name=\"minutes\"", "list=\"lengths\"", "value=\"fit\"", "09:30", "09:45", "10:00", "10:15", "10:30"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(page.contains("<datalist id=\"lengths\"") && page.matches("name=\"minutes\"").count() == 1);
    let fitted = desk.press(id, "fit", &[("minutes", "55")]).await?;
    assert_eq!(fitted.status, StatusCode::SEE_OTHER, "{}", fitted.body);
    let (_, plan) = desk.stored(id).await?;
    assert_eq!((plan.minutes.0, plan.planned()), (55, 55));
    let page = desk.see(&format!("/plans/{}", id.0)).await?.body;
    assert!(page.contains("<b>55 of</b>") && !page.contains("09:45</span>"), "its ticks are even distances");
    Ok(())
}

#[tokio::test]
async fn wrong_values_are_named_and_unknown_fields_refused() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple(true).await?;
    let path = format!("/couples/{}/plans", couple.0);
    let wrong = desk.post(&path, &[("on", "soon"), ("start", ""), ("minutes", "500"), ("who", "couple")]).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("30 to 120 minutes"), "{}", wrong.body);
    let id = desk.plan(couple).await?;
    for field in ["account_id", "b1-owner", "status"] {
        let answer = desk.press(id, "save", &[(field, "x")]).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "sec_06 {field}");
    }
    Ok(())
}

#[tokio::test]
async fn sec_01_sec_02_strangers_and_unknown_ids_learn_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let id = desk.plan(desk.couple(true).await?).await?;
    let path = format!("/plans/{}", id.0);
    let stranger = ask(desk.router.clone(), Request::get(&path), Body::empty()).await?;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
    let unknown = "/plans/0195f3c0-7a1c-7000-8000-000000000001";
    let (one, other) = (desk.see(unknown).await?, desk.see("/plans/no-id").await?);
    assert_eq!((one.status, other.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    let posted = desk.post(unknown, &[("seen", "1"), ("do", "save")]).await?;
    assert_eq!(posted.status, StatusCode::NOT_FOUND);
    let page = desk.see(&path).await?;
    assert!(!page.body.contains("\"answers\""), "sec_26: no answer travels with the plan page");
    Ok(())
}
