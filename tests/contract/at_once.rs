//! Several at the same moment: exactly one is the first, and whoever is late changes nothing.

use std::{sync::Arc, task::Poll};

use domain::{
    assess::Partner,
    records::{Interview, Revision, Situation, Stamp},
};
use store::{Password, Records, SessionAccess, SignInError, StoreError};
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    engines::{Desk, NOW, PASSWORD, couple, kept_couple, open, plan},
    on_both_engines,
};

on_both_engines!(
    sec_19_of_many_first_accounts_one_is_made,
    sec_31_of_many_uses_of_a_recovery_key_one_succeeds,
    sec_15_of_many_password_changes_one_succeeds_and_one_session_is_left,
    of_many_new_recovery_keys_the_one_that_opens_is_the_one_shown,
    of_many_saves_of_a_page_one_is_kept,
    of_many_saves_of_a_plan_one_is_kept,
    of_many_saves_of_a_couple_one_is_kept,
    of_many_saves_of_two_pages_together_one_is_kept,
    the_audit_chain_holds_when_many_write_to_it,
    sec_34_what_is_saved_after_a_dropped_request_is_kept,
    whoever_saves_while_a_couple_is_deleted_is_told_that_it_is_gone,
);

/// Number of concurrent attempts.
const MANY: usize = 12;

/// Does something many times at the same moment; gives what came of each.
async fn at_once<T, Done>(act: impl Fn(usize) -> Done) -> Vec<T>
where
    T: Send + 'static,
    Done: Future<Output = T> + Send + 'static,
{
    let start = Arc::new(Barrier::new(MANY));
    let mut all = JoinSet::new();
    for n in 0..MANY {
        let (start, done) = (Arc::clone(&start), act(n));
        all.spawn(async move {
            start.wait().await;
            done.await
        });
    }
    all.join_all().await
}

fn new_password(n: usize) -> String {
    format!("a kingfisher waits on bridge {n}")
}

/// That one save succeeded, and that the others were told which revision is there now.
fn one_was_kept(answers: &[Result<Revision, StoreError>]) {
    let kept = answers.iter().filter(|answer| matches!(answer, Ok(Revision(2)))).count();
    let late = answers.iter().filter(|answer| matches!(answer, Err(StoreError::Stale { latest: Revision(2) }))).count();
    assert_eq!((kept, late), (1, MANY - 1), "{answers:?}");
}

async fn sec_19_of_many_first_accounts_one_is_made(desk: Desk) {
    let answers = at_once(|n| {
        let store = desk.store.clone();
        async move { store.create_first_account(&format!("counsellor {n}"), Password::from(PASSWORD), NOW).await }
    })
    .await;
    let made: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert_eq!(made.len(), 1);
    assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(SignInError::Taken))));
    open(&desk.store, &made[0].token, NOW).await;
    assert_eq!((desk.count("account WHERE login <> ''").await, desk.count("session").await), (1, 1));
}

/// The race itself, made certain: nobody's insert goes through until two are past the point at which they looked for others.
/// The embedded database lets one write at a time, so there is no such moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sec_19_of_two_who_found_nobody_at_the_same_moment_one_is_first() {
    let desk = Desk::postgres().await;
    let store::DatabaseLocation::Postgres(address) = &desk.place else { panic!("PostgreSQL") };
    let pool = sqlx::PgPool::connect(address).await.unwrap();
    let mut barred = pool.begin().await.unwrap();
    sqlx::query("LOCK TABLE account IN SHARE MODE").execute(&mut *barred).await.unwrap();
    let both: Vec<_> = ["one", "other"]
        .map(|login| {
            let store = desk.store.clone();
            tokio::spawn(async move { store.create_first_account(login, Password::from(PASSWORD), NOW).await })
        })
        .into();
    let waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while sqlx::query_scalar::<_, i64>(waiting).fetch_one(&pool).await.unwrap() < 2 {
        tokio::task::yield_now().await;
    }
    barred.commit().await.unwrap();
    let mut made = 0;
    for one in both {
        match one.await.unwrap() {
            Ok(_) => made += 1,
            Err(error) => assert!(matches!(error, SignInError::Taken), "{error}"),
        }
    }
    assert_eq!(made, 1);
}

async fn sec_31_of_many_uses_of_a_recovery_key_one_succeeds(desk: Desk) {
    let made = desk.store.create_first_account("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let written = made.recovery.written();
    let answers = at_once(|n| {
        let (store, written) = (desk.store.clone(), written.clone());
        async move {
            let recovered = store.recover("counsellor", &written, new_password(n).as_str().into(), NOW).await;
            (n, recovered)
        }
    })
    .await;
    let good: Vec<_> = answers.iter().filter_map(|(n, answer)| Some((*n, answer.as_ref().ok()?))).collect();
    let [(n, welcome)] = good[..] else { panic!("{} succeeded", good.len()) };
    let late = |(_, answer): &(usize, Result<_, SignInError>)| {
        matches!(answer, Ok(_) | Err(SignInError::Meanwhile | SignInError::Wrong))
    };
    assert!(answers.iter().all(late));
    open(&desk.store, &welcome.token, NOW).await;
    assert_eq!(desk.count("session").await, 1);
    assert!(desk.store.sign_in("counsellor", new_password(n).as_str().into(), NOW).await.is_ok());
    let next = desk.store.recover("counsellor", &welcome.recovery.written(), PASSWORD.into(), NOW).await;
    assert!(next.is_ok(), "the key that was shown opens the account");
}

async fn sec_15_of_many_password_changes_one_succeeds_and_one_session_is_left(desk: Desk) {
    let (records, first) = desk.first_account().await;
    let answers = at_once(|n| {
        let (records, store) = (records.clone(), desk.store.clone());
        async move {
            // Others sign in meanwhile: a session of the old password must not outlive it.
            if n % 3 == 0 {
                let _ = store.sign_in("counsellor", Password::from(PASSWORD), NOW).await;
            }
            records.change_password(PASSWORD.into(), new_password(n).as_str().into(), NOW).await.map(|token| (n, token))
        }
    })
    .await;
    let good: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    let [(n, token)] = good[..] else { panic!("{} succeeded", good.len()) };
    open(&desk.store, token, NOW).await;
    assert!(matches!(desk.store.open_session(&first, NOW).await.unwrap(), SessionAccess::Unknown));
    assert_eq!(desk.count("session").await, 1, "no session of the old password is left");
    assert!(desk.store.sign_in("counsellor", new_password(*n).as_str().into(), NOW).await.is_ok());
}

async fn of_many_new_recovery_keys_the_one_that_opens_is_the_one_shown(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let answers = at_once(|_| {
        let records = records.clone();
        async move { records.new_recovery_key(Password::from(PASSWORD).into(), NOW).await }
    })
    .await;
    assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(SignInError::Meanwhile))));
    // One after the other is fine: then each has replaced the one before, and exactly one opens the account.
    let mut open = 0;
    for key in answers.iter().flatten() {
        open += u32::from(desk.store.recover("counsellor", &key.written(), PASSWORD.into(), NOW).await.is_ok());
    }
    assert_eq!(open, 1);
}

async fn of_many_saves_of_a_page_one_is_kept(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let answers = at_once(|n| {
        let records = records.clone();
        async move { records.save_notes(id, Revision(1), &format!("note {n}"), NOW).await }
    })
    .await;
    one_was_kept(&answers);
    assert_eq!(records.notes(id).await.unwrap().revision, Revision(2));
    assert_eq!(desk.count("version").await, 1);
}

async fn of_many_saves_of_a_plan_one_is_kept(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let plan_id = records.create_plan(id, &plan("first"), NOW).await.unwrap();
    let answers = at_once(|n| {
        let records = records.clone();
        async move { records.save_plan(plan_id, Revision(1), &plan(&format!("plan {n}")), NOW).await }
    })
    .await;
    one_was_kept(&answers);
    assert_eq!(records.plan(plan_id).await.unwrap().plan.revision, Revision(2));
    assert_eq!(desk.count("version").await, 1);
}

async fn of_many_saves_of_a_couple_one_is_kept(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let answers = at_once(|n| {
        let records = records.clone();
        async move { records.save_couple(id, Revision(1), &couple(&format!("Heron {n}")), NOW).await }
    })
    .await;
    one_was_kept(&answers);
    assert_eq!(records.couple(id).await.unwrap().revision, Revision(2));
}

async fn of_many_saves_of_two_pages_together_one_is_kept(desk: Desk) {
    async fn save(records: Records, id: store::CoupleId, n: usize) -> Result<Revision, StoreError> {
        let told = Interview { note: format!("told {n}"), ..Default::default() };
        let partner = if n.is_multiple_of(2) { Partner::A } else { Partner::B };
        let situation = (Revision(1), &Situation::default());
        records.save_interview(id, partner, Revision(1), &told, situation, NOW).await.map(|both| both.1)
    }
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let answers = at_once(|n| save(records.clone(), id, n)).await;
    let kept = answers.iter().filter(|answer| matches!(answer, Ok(Revision(2)))).count();
    let late = answers.iter().filter(|answer| matches!(answer, Err(StoreError::Stale { .. }))).count();
    assert_eq!((kept, late), (1, MANY - 1), "{answers:?}");
    let revisions = [Partner::A, Partner::B].map(|partner| {
        let records = records.clone();
        async move { records.interview(id, partner).await.unwrap().revision.0 }
    });
    let [a, b] = revisions;
    assert_eq!(a.await + b.await, 3, "one interview was saved, the other not");
    assert_eq!(records.situation(id).await.unwrap().revision, Revision(2));
}

async fn the_audit_chain_holds_when_many_write_to_it(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let answers = at_once(|n| {
        let records = records.clone();
        async move {
            let plan_id = records.create_plan(id, &plan(&format!("plan {n}")), NOW).await?;
            records.record_audit(store::AuditEvent::Viewed, id.0, NOW).await?;
            records.delete_plan(plan_id, NOW).await
        }
    })
    .await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    let lines = desk.store.check_audit(records.account().id).await.unwrap();
    assert_eq!(lines, Ok(i64::try_from(2 * MANY + 1).unwrap()));
}

async fn whoever_saves_while_a_couple_is_deleted_is_told_that_it_is_gone(desk: Desk) {
    async fn save(records: Records, id: store::CoupleId, plan_id: store::PlanId, n: usize) -> Result<(), StoreError> {
        let (seen, situation) = (Revision(2), Situation::default());
        // The plan has a version of a minute ago, the situation has none yet: that one is due.
        let now = Stamp(NOW.0 + 60_000_000);
        match n % 4 {
            0 => records
                .save_completed_plan(plan_id, seen, &plan("held"), (Revision(1), &situation), now)
                .await
                .map(|_| ()),
            1 => {
                let (told, both) = (Interview::default(), (Revision(1), &situation));
                records.save_interview(id, Partner::A, Revision(1), &told, both, now).await.map(|_| ())
            }
            2 => records.create_plan(id, &plan("new"), now).await.map(|_| ()),
            _ => records.delete_couple(id, now).await,
        }
    }
    let (records, _) = desk.first_account().await;
    for _ in 0..10 {
        let id = kept_couple(&records, "Heron").await;
        let plan_id = records.create_plan(id, &plan("first"), NOW).await.unwrap();
        records.save_plan(plan_id, Revision(1), &plan("second"), NOW).await.unwrap();
        let answers = at_once(|n| save(records.clone(), id, plan_id, n)).await;
        let told =
            |answer: &Result<_, _>| matches!(answer, Ok(()) | Err(StoreError::NotFound | StoreError::Stale { .. }));
        assert!(answers.iter().all(told), "{answers:?}");
    }
    for table in ["couple", "page", "plan", "version"] {
        assert_eq!(desk.count(table).await, 0, "{table}");
    }
}

/// A browser that goes away drops its request at any of its waits; whoever gets the connection next is not affected.
async fn sec_34_what_is_saved_after_a_dropped_request_is_kept(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let id = kept_couple(&records, "Heron").await;
    let elsewhere = desk.again().await;
    let reader =
        open(&elsewhere, &desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap(), NOW).await;
    for waits in 1..20 {
        let seen = records.notes(id).await.unwrap().revision;
        let mut dropped = Box::pin(records.save_notes(id, seen, "dropped", NOW));
        let mut waited = 0;
        std::future::poll_fn(|context| {
            waited += 1;
            if waited > waits || dropped.as_mut().poll(context).is_ready() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        drop(dropped);
        let browser = format!("Browser {waits}");
        records.note_browser(&browser).await.unwrap();
        let devices = reader.signed_in_devices(NOW).await.unwrap();
        assert!(devices.iter().any(|device| device.browser == browser), "dropped after {waits} waits");
    }
}
