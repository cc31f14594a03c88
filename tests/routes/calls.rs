//! Access to API calls: each one by strangers, locked sessions and colleagues, and with unknown content.

use app::{
    browser::api::{Call, MEDIA_TYPE, Problem},
    plan_editor::api::{FetchPlan, FillPlan, SavePlan},
    situation::api::{SaveSituation, StoredSituation},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    records::{Edit, Revision},
    vocabulary::Phase,
};
use std::collections::BTreeSet;
use uuid::Uuid;

use crate::support::{Desk, ask_bytes};

/// All calls that their coverage is recorded for, by address.
pub const ROUTES: &[&str] =
    &[SavePlan::PATH, FetchPlan::PATH, FillPlan::PATH, SaveSituation::PATH, StoredSituation::PATH, SESSION];

/// Says whose session is open; it takes nothing.
const SESSION: &str = "/api/session";

/// A call with a body that would do.
struct Sent {
    path: &'static str,
    body: Vec<u8>,
    /// True if the body names a couple or a plan.
    names: bool,
}

fn sent<C: Call>(call: &C) -> Sent {
    Sent { path: C::PATH, body: postcard::to_allocvec(call).expect("a call can be written"), names: true }
}

/// All calls about this couple and this plan.
async fn calls(desk: &Desk, couple: &str, plan: &str) -> anyhow::Result<Vec<Sent>> {
    let value = desk.records.plan(desk.plan).await?.plan.value;
    let (couple, plan, one) = (couple.to_owned(), plan.to_owned(), Revision(1));
    Ok(vec![
        sent(&SavePlan { plan: plan.clone(), seen: one, situation: one, value: value.clone() }),
        sent(&FetchPlan { plan: plan.clone() }),
        sent(&FillPlan { plan, value }),
        sent(&SaveSituation { couple: couple.clone(), seen: one, edits: vec![Edit::Phase(Some(Phase::Repair))] }),
        sent(&StoredSituation { couple }),
        Sent { path: SESSION, body: Vec::new(), names: false },
    ])
}

async fn own(desk: &Desk) -> anyhow::Result<Vec<Sent>> {
    calls(desk, &desk.couple.0.to_string(), &desk.plan.0.to_string()).await
}

fn problem(body: &[u8]) -> Option<Problem> {
    postcard::from_bytes(body).ok()
}

/// Checklist 3, for calls.
#[tokio::test]
async fn sec_03_every_call_has_a_test() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let tested: BTreeSet<&str> = own(&desk).await?.iter().map(|call| call.path).collect();
    assert_eq!(tested, server::edge::calls().into_iter().collect());
    assert_eq!(tested, ROUTES.iter().copied().collect());
    Ok(())
}

#[tokio::test]
async fn every_call_answers_whose_records_they_are() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for call in own(&desk).await? {
        let (status, headers, body) = desk.call_with(call.path, call.body, Some(&desk.cookie)).await?;
        assert_eq!(status, StatusCode::OK, "{}: {:?}", call.path, problem(&body));
        assert_eq!(headers["cache-control"], "no-store", "{}: checklist 23", call.path);
    }
    Ok(())
}

#[tokio::test]
async fn sec_01_a_call_without_an_open_session_is_answered_401() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let calls = own(&desk).await?;
    let refused = async |cookie: Option<&str>| -> anyhow::Result<()> {
        for Sent { path, body, .. } in &calls {
            let (status, _, answer) = desk.call_with(path, body.clone(), cookie).await?;
            assert_eq!((status, problem(&answer)), (StatusCode::UNAUTHORIZED, Some(Problem::SignedOut)), "{path}");
        }
        Ok(())
    };
    refused(None).await?;
    refused(Some("reweave=nonsense")).await?;
    desk.post("/lock", &[]).await?;
    refused(Some(&desk.cookie)).await?;
    desk.post("/sign-out", &[]).await?;
    refused(Some(&desk.cookie)).await
}

#[tokio::test]
async fn sec_02_sec_04_a_call_with_a_colleagues_id_is_answered_like_one_with_an_unknown_id() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (records, couple, plan) = desk.colleague().await?;
    let before = records.plan(plan).await?.plan.revision;
    let unknown = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
    let foreign = (couple.0.to_string(), plan.0.to_string());
    for (couple, plan) in [foreign, unknown, ("x".into(), "x".into()), (String::new(), String::new())] {
        for call in calls(&desk, &couple, &plan).await?.into_iter().filter(|call| call.names) {
            let (status, _, body) = desk.call_with(call.path, call.body, Some(&desk.cookie)).await?;
            let answer = (status, problem(&body));
            assert_eq!(answer, (StatusCode::NOT_FOUND, Some(Problem::NotFound)), "{}: {couple}", call.path);
        }
    }
    assert_eq!(records.plan(plan).await?.plan.revision, before, "checklist 5: nothing was written");
    Ok(())
}

/// A body has no field names, so whatever nobody asked for would come behind what was.
#[tokio::test]
async fn sec_06_a_call_that_says_more_or_less_than_was_asked_is_refused() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for call in own(&desk).await?.into_iter().filter(|call| call.names) {
        let more = [&call.body[..], b"1"].concat();
        let less = call.body[..call.body.len() - 1].to_vec();
        for body in [more, less, Vec::new(), b"{\"couple\":\"1\"}".to_vec()] {
            let (status, _, answer) = desk.call_with(call.path, body, Some(&desk.cookie)).await?;
            let answer = (status, problem(&answer));
            assert_eq!(answer, (StatusCode::BAD_REQUEST, Some(Problem::Malformed)), "{}", call.path);
        }
        let request = Request::post(call.path)
            .header("cookie", &desk.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "text/plain");
        let (status, ..) = ask_bytes(desk.router.clone(), request, Body::from(call.body)).await?;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{}: as plain text", call.path);
    }
    assert_eq!(desk.get("/today").await?.status, StatusCode::OK, "refused, and still signed in");
    assert_eq!(desk.records.plan(desk.plan).await?.plan.revision.0, 1, "nothing was written");
    Ok(())
}

#[tokio::test]
async fn sec_20_sec_21_a_call_from_elsewhere_or_by_looking_changes_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for Sent { path, body, .. } in own(&desk).await? {
        let looked = desk.get(path).await?;
        assert_eq!(looked.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let request = Request::post(path)
            .header("cookie", &desk.cookie)
            .header("content-type", MEDIA_TYPE)
            .header("sec-fetch-site", "cross-site");
        let (status, ..) = ask_bytes(desk.router.clone(), request, Body::from(body)).await?;
        assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(desk.records.plan(desk.plan).await?.plan.revision.0, 1);
    Ok(())
}

/// Checklist 25: a call is answered, never forwarded to where a request claims to come from.
#[tokio::test]
async fn sec_25_a_call_with_a_foreign_referrer_leads_nowhere() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for Sent { path, body, .. } in own(&desk).await? {
        let request = Request::post(path)
            .header("cookie", &desk.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", MEDIA_TYPE)
            .header("accept", "text/html")
            .header("referer", "https://elsewhere.example/");
        let (status, headers, _) = ask_bytes(desk.router.clone(), request, Body::from(body)).await?;
        assert_eq!((status, headers.get("location")), (StatusCode::OK, None), "{path}");
    }
    Ok(())
}
