//! A full disk, and a database that does not do as it is told.

use std::fs;

use anyhow::Context;
use axum::http::StatusCode;
use domain::desk::Stamp;
use serde_json::json;
use server::web::{Hosts, Web, router};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use store::{Deed, Place, Store, StoreError};
use tempfile::TempDir;

use crate::support::{Desk, ask, site};

/// A desk whose database lies in a folder of its own.
async fn in_a_folder() -> anyhow::Result<(Desk, TempDir)> {
    let folder = tempfile::tempdir()?;
    Ok((Desk::on(Store::open(&at(&folder)).await?).await?, folder))
}

fn at(folder: &TempDir) -> Place {
    Place::Folder(Some(folder.path().to_owned()))
}

/// The same desk, with a database that has this many pages left.
async fn with_room(desk: Desk, folder: &TempDir, pages: u64) -> anyhow::Result<Desk> {
    desk.store.close().await;
    let used = fs::metadata(folder.path().join("reweave.db"))?.len() / 4096;
    let store = Store::open_no_larger(&at(folder), u32::try_from(used + pages)?).await?;
    let router = router(&Web::new(site(), Hosts::Loopback, store.clone()));
    Ok(Desk { router, store, ..desk })
}

/// Writes audit lines until not even one more fits.
async fn fill(desk: &Desk) -> anyhow::Result<()> {
    let now = Stamp(jiff::Timestamp::now().as_microsecond());
    let token = desk.cookie.strip_prefix("reweave=").and_then(store::SessionToken::read).context("a token")?;
    let store::Visit::Open(records) = desk.store.visit(&token, now).await? else { anyhow::bail!("not open") };
    for _ in 0..100_000 {
        match records.note_deed(Deed::Viewed, desk.couple.0, now).await {
            Ok(()) => {}
            Err(StoreError::Full) => return Ok(()),
            Err(other) => return Err(other.into()),
        }
    }
    anyhow::bail!("it does not fill")
}

#[tokio::test]
async fn sec_35_on_a_full_disk_a_form_comes_back_with_what_was_typed() -> anyhow::Result<()> {
    let (desk, folder) = in_a_folder().await?;
    let desk = with_room(desk, &folder, 2).await?;
    let notes = format!("/couples/{}/notes", desk.couple.0);
    let typed = "a long evening ".repeat(5_000);
    for filled in [false, true] {
        if filled {
            fill(&desk).await?;
        }
        let answer = desk.post(&notes, &[("seen", "1"), ("notes", &typed)]).await?;
        assert_eq!(answer.status, StatusCode::INSUFFICIENT_STORAGE);
        assert!(answer.body.contains("free some space"), "it says what to do");
        assert!(answer.body.contains(typed.trim_end()), "what was typed is still in the form");
    }
    let page = desk.get(&notes).await?;
    assert_eq!(page.status, StatusCode::INSUFFICIENT_STORAGE, "a look that leaves no line does not happen");
    assert!(page.body.contains("Free some space"));
    assert!(!page.body.contains("a long evening"), "nothing was saved");
    Ok(())
}

#[tokio::test]
async fn sec_35_on_a_full_disk_a_call_is_told_so() -> anyhow::Result<()> {
    let (desk, folder) = in_a_folder().await?;
    let mut plan = desk.records.plan(desk.plan).await?.plan.value;
    plan.note = "a long evening ".repeat(1_300);
    let body = json!({ "plan": desk.plan.0.to_string(), "seen": 1, "situation": 1, "value": plan });
    let desk = with_room(desk, &folder, 1).await?;
    fill(&desk).await?;
    let answer = desk.call("/api/plan/save", &body, Some(&desk.cookie)).await?;
    assert_eq!(answer.status, StatusCode::INSUFFICIENT_STORAGE, "{}", answer.body);
    assert!(answer.body.contains("Full"), "{}", answer.body);
    Ok(())
}

#[tokio::test]
async fn sec_42_an_sql_error_tells_nothing_of_the_database_or_of_what_was_typed() -> anyhow::Result<()> {
    let (desk, folder) = in_a_folder().await?;
    let options = SqliteConnectOptions::new().filename(folder.path().join("reweave.db"));
    let behind = SqlitePool::connect_with(options).await?;
    for table in ["version", "page", "plan"] {
        let statement = sqlx::AssertSqlSafe(format!("DROP TABLE {table}"));
        sqlx::query(statement).execute(&behind).await?;
    }
    let notes = format!("/couples/{}/notes", desk.couple.0);
    let got = axum::http::Request::get(&notes).header("cookie", &desk.cookie).header("accept", "text/html");
    let posted = axum::http::Request::post(&notes)
        .header("cookie", &desk.cookie)
        .header("accept", "text/html")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
    for (request, body) in [(got, ""), (posted, "seen=1&notes=zq7canary")] {
        let answer = ask(desk.router.clone(), request, body.into()).await?;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.body);
        assert!(answer.header("x-request-id").len() >= 16);
        let folder = folder.path().display().to_string();
        for told in ["no such table", "SELECT", "UPDATE", "INSERT", "sqlite", "reweave.db", "zq7canary", &folder] {
            assert!(!answer.body.contains(told), "{told}: {}", answer.body);
        }
    }
    Ok(())
}
