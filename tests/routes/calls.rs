//! Who may call what: every call of an island, for strangers, locked sessions, colleagues, and with fields of its own.

use std::collections::BTreeSet;

use app::packed::pack;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Desk, ask};

/// All calls, each with a body that would do for this couple and this plan, and whether the body names one of them.
async fn calls(desk: &Desk, couple: Uuid, plan: Uuid) -> anyhow::Result<Vec<(&'static str, Value, bool)>> {
    let own = desk.records.plan(desk.plan).await?.plan;
    let (couple, plan, value) = (couple.to_string(), plan.to_string(), pack(&own.value));
    Ok(vec![
        ("/api/plan/save", json!({ "plan": plan, "seen": 1, "situation": 1, "value": value }), true),
        ("/api/plan/fetch", json!({ "plan": plan }), true),
        ("/api/plan/fill", json!({ "plan": plan, "value": value }), true),
        ("/api/situation/save", json!({ "couple": couple, "seen": 1, "edits": [{ "phase": "repair" }] }), true),
        ("/api/situation/look", json!({ "couple": couple }), true),
        ("/api/session", json!({}), false),
        // Last, because it ends what the others need.
        ("/api/session/lock", json!({}), false),
    ])
}

/// Checklist 3, for calls: they share one route, so the list of routes does not show them.
#[tokio::test]
async fn sec_03_every_call_has_a_test() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let tested = calls(&desk, desk.couple.0, desk.plan.0).await?;
    let tested: BTreeSet<&str> = tested.iter().map(|(path, ..)| *path).collect();
    let known: BTreeSet<&str> = server::web::calls().iter().copied().collect();
    assert_eq!(tested, known);
    Ok(())
}

#[tokio::test]
async fn every_call_answers_whose_records_they_are() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for (path, body, _) in calls(&desk, desk.couple.0, desk.plan.0).await? {
        let answer = desk.call(path, &body, Some(&desk.cookie)).await?;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        assert_eq!(answer.header("cache-control"), "no-store", "{path}: checklist 23");
    }
    Ok(())
}

#[tokio::test]
async fn sec_01_a_call_without_an_open_session_is_answered_401() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let calls = calls(&desk, desk.couple.0, desk.plan.0).await?;
    let refused = async |cookie: Option<&str>| -> anyhow::Result<()> {
        for (path, body, _) in &calls {
            let answer = desk.call(path, body, cookie).await?;
            assert_eq!((answer.status, answer.body.as_str()), (StatusCode::UNAUTHORIZED, "\"SignedOut\""), "{path}");
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
    let foreign = calls(&desk, couple.0, plan.0).await?;
    let unknown = calls(&desk, Uuid::now_v7(), Uuid::now_v7()).await?;
    let garbled = [json!("x"), json!("")];
    for ((path, foreign, _), (_, unknown, _)) in foreign.iter().zip(&unknown).filter(|((.., named), _)| *named) {
        let foreign = desk.call(path, foreign, Some(&desk.cookie)).await?;
        let answer = desk.call(path, unknown, Some(&desk.cookie)).await?;
        assert_eq!((foreign.status, foreign.body.as_str()), (StatusCode::NOT_FOUND, "\"NotFound\""), "{path}");
        assert_eq!((answer.status, &answer.body), (foreign.status, &foreign.body), "{path}");
        for id in &garbled {
            let mut body = unknown.clone();
            for name in ["plan", "couple"] {
                if let Some(field) = body.get_mut(name) {
                    *field = id.clone();
                }
            }
            assert_eq!(desk.call(path, &body, Some(&desk.cookie)).await?.status, StatusCode::NOT_FOUND, "{path}: {id}");
        }
    }
    assert_eq!(records.plan(plan).await?.plan.revision, before, "checklist 5: nothing was written");
    Ok(())
}

#[tokio::test]
async fn sec_06_a_call_with_a_field_that_nobody_asked_for_is_refused() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for (path, body, _) in calls(&desk, desk.couple.0, desk.plan.0).await? {
        for extra in ["account_id", "role"] {
            let mut body = body.clone();
            body[extra] = json!("1");
            let answer = desk.call(path, &body, Some(&desk.cookie)).await?;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} with {extra}: {}", answer.body);
        }
    }
    assert_eq!(desk.get("/today").await?.status, StatusCode::OK, "refused, so nothing was locked");
    Ok(())
}

#[tokio::test]
async fn sec_20_sec_21_a_call_from_elsewhere_or_by_looking_changes_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for (path, body, _) in calls(&desk, desk.couple.0, desk.plan.0).await? {
        let looked = desk.get(path).await?;
        assert_eq!(looked.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        let request = Request::post(path)
            .header("cookie", &desk.cookie)
            .header("content-type", "application/json")
            .header("sec-fetch-site", "cross-site");
        let sent = ask(desk.router.clone(), request, Body::from(body.to_string())).await?;
        assert_eq!(sent.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(desk.records.plan(desk.plan).await?.plan.revision.0, 1);
    Ok(())
}

/// Checklist 25: a call is answered, never forwarded to where a request claims to come from.
#[tokio::test]
async fn sec_25_a_call_with_a_foreign_referrer_leads_nowhere() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let request = Request::post("/api/session")
        .header("cookie", &desk.cookie)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .header("accept", "text/html")
        .header("referer", "https://elsewhere.example/");
    let answer = ask(desk.router.clone(), request, Body::from("{}")).await?;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::OK, ""));
    Ok(())
}
