//! A full disk, and a database that does not do as it is told.

use std::fs;

use anyhow::Context;
use app::{browser::api::Problem, http::hosts::Hosts, plan_editor::api::SavePlan};
use axum::http::StatusCode;
use domain::records::{Revision, Stamp};
use server::edge::{Server, router};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use store::{AuditEvent, StoreError, StoreOptions};
use tempfile::TempDir;

use crate::{
    snapshots::compare_error,
    support::{Desk, ask, fast, open_in, open_in_with, site},
};

/// A desk whose database lies in a folder of its own.
async fn in_a_folder() -> anyhow::Result<(Desk, TempDir)> {
    let folder = tempfile::tempdir()?;
    Ok((Desk::on(open_in(folder.path()).await?).await?, folder))
}

/// The same desk, with a database that has this many pages left.
async fn with_room(desk: Desk, folder: &TempDir, pages: u64) -> anyhow::Result<Desk> {
    desk.store.close().await;
    let used = fs::metadata(folder.path().join("reweave.db"))?.len() / 4096;
    let store =
        open_in_with(folder.path(), StoreOptions { pages: Some(u32::try_from(used + pages)?), ..fast() }).await?;
    let router = router(&Server::new(site(), Hosts::Loopback, store.clone()));
    Ok(Desk { router, store, ..desk })
}

/// Writes audit lines until not even one more fits.
async fn fill(desk: &Desk) -> anyhow::Result<()> {
    let now = Stamp(jiff::Timestamp::now().as_microsecond());
    let token = desk.cookie.strip_prefix("reweave=").and_then(store::SessionToken::read).context("a token")?;
    let store::SessionAccess::Open(records) = desk.store.open_session(&token, now).await? else {
        anyhow::bail!("not open")
    };
    for _ in 0..100_000 {
        match records.record_audit(AuditEvent::Viewed, desk.couple.0, now).await {
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
        assert!(answer.body.contains("Free some space"), "it says what to do");
        assert!(answer.body.contains(typed.trim_end()), "what was typed is still in the form");
        compare_error("error-full-form", "a form on a full disk", &answer);
    }
    let page = desk.get(&notes).await?;
    compare_error("error-full-page", "a page on a full disk", &page);
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
    let (seen, situation) = (Revision(1), Revision(1));
    let save = SavePlan { plan: desk.plan.0.to_string(), seen, situation, value: plan };
    let desk = with_room(desk, &folder, 1).await?;
    fill(&desk).await?;
    let called = desk.call(&save, Some(&desk.cookie)).await?;
    assert_eq!((called.status, called.answer), (StatusCode::INSUFFICIENT_STORAGE, Err(Problem::Full)));
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

#[tokio::test]
async fn sec_29_an_older_record_that_was_put_back_is_named_and_not_shown() -> anyhow::Result<()> {
    let (desk, folder) = in_a_folder().await?;
    let now = Stamp(jiff::Timestamp::now().as_microsecond());
    let options = SqliteConnectOptions::new().filename(folder.path().join("reweave.db"));
    let behind = SqlitePool::connect_with(options).await?;
    let first = desk.records.save_notes(desk.couple, Revision(1), "zq7older", now).await?;
    sqlx::query("CREATE TABLE old AS SELECT * FROM page WHERE kind = 'notes'").execute(&behind).await?;
    desk.records.save_notes(desk.couple, first, "newer", now).await?;
    sqlx::query("DELETE FROM page WHERE kind = 'notes'").execute(&behind).await?;
    sqlx::query("INSERT INTO page SELECT * FROM old").execute(&behind).await?;
    let page = desk.get(&format!("/couples/{}/notes", desk.couple.0)).await?;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    compare_error("error-put-back", "an older record that was put back", &page);
    assert!(page.body.contains("an older version of the notes"), "{}", page.body);
    assert!(!page.body.contains("zq7older"), "{}", page.body);
    Ok(())
}
