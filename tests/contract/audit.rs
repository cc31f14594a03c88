//! The audit chain against somebody who can write to the database, but has no session.

use domain::{paper::handout::Audience, records::Stamp};
use sha2::{Digest as _, Sha256};
use store::{AuditAbout, AuditEvent, BrokenAt, Password};

use crate::{
    engines::{Desk, NOW, PASSWORD, kept_couple, open, plan},
    on_both_engines,
};

on_both_engines!(
    sec_41_a_chain_that_was_cut_off_and_made_to_end_there_is_noticed,
    sec_41_a_chain_whose_proofs_were_taken_away_is_noticed,
    sec_41_a_line_that_somebody_added_is_noticed,
    sec_41_a_line_that_was_changed_with_all_hashes_after_it_is_noticed,
    sec_41_the_log_is_read_in_pages_with_the_couples_and_plans_that_still_exist,
    the_last_time_that_each_sheet_was_fetched_is_known_to_its_account_alone,
);

/// Ends the audit chain at its last remaining entry.
const END_THERE: &str = "UPDATE account SET \
    audit_count = (SELECT count(*) FROM audit WHERE audit.account_id = account.id), \
    audit_head = coalesce((SELECT hash FROM audit WHERE audit.account_id = account.id ORDER BY number DESC LIMIT 1), audit_head)";

/// No bytes, in the words of both engines: nobody's wrapped key.
macro_rules! empty {
    () => {
        "(SELECT wrapped FROM account WHERE login = '')"
    };
}

/// Nine lines: created, three looks, two failed sign-ins, a look, two signings-in.
async fn nine(desk: &Desk) -> store::Records {
    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    for _ in 0..3 {
        records.record_audit(AuditEvent::Viewed, couple.0, NOW).await.unwrap();
    }
    for _ in 0..2 {
        let wrong = desk.store.sign_in("counsellor", Password::from("seven quiet herons by the weie"), NOW).await;
        assert!(wrong.is_err());
    }
    records.record_audit(AuditEvent::Viewed, couple.0, NOW).await.unwrap();
    for _ in 0..2 {
        desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    }
    assert_eq!(records.check_audit().await.unwrap(), Ok(9));
    records
}

async fn sec_41_a_chain_that_was_cut_off_and_made_to_end_there_is_noticed(desk: Desk) {
    let records = nine(&desk).await;
    desk.raw("DELETE FROM audit WHERE number > 7").await;
    desk.raw(END_THERE).await;
    let account = records.account().id;
    assert_eq!(desk.store.check_audit(account).await.unwrap(), Ok(7), "by its hashes alone it is whole");
    assert_eq!(records.check_audit().await.unwrap(), Err(BrokenAt(9)));
    // Going on does not heal it.
    let token = desk.store.sign_in("counsellor", Password::from(PASSWORD), NOW).await.unwrap();
    let records = open(&desk.store, &token, NOW).await;
    for _ in 0..3 {
        records.record_audit(AuditEvent::Viewed, account, NOW).await.unwrap();
    }
    assert!(desk.store.check_audit(account).await.unwrap().is_ok());
    assert_eq!(records.check_audit().await.unwrap(), Err(BrokenAt(9)));
}

async fn sec_41_a_chain_whose_proofs_were_taken_away_is_noticed(desk: Desk) {
    let records = nine(&desk).await;
    desk.raw(concat!("UPDATE audit SET mac = ", empty!(), " WHERE number = 4")).await;
    assert_eq!(records.check_audit().await.unwrap(), Err(BrokenAt(4)), "a look has a proof");
    desk.raw(concat!("UPDATE audit SET mac = ", empty!())).await;
    assert!(records.check_audit().await.unwrap().is_err(), "as if all were lines of before there was a key");
    assert!(desk.store.check_audit(records.account().id).await.unwrap().is_ok());
}

async fn sec_41_a_line_that_somebody_added_is_noticed(desk: Desk) {
    let records = nine(&desk).await;
    // The proof of another line, under a line of one's own.
    desk.raw("UPDATE audit SET mac = (SELECT o.mac FROM audit o WHERE o.number = 2 AND o.account_id = audit.account_id) WHERE number = 3").await;
    assert_eq!(records.check_audit().await.unwrap(), Err(BrokenAt(3)));
}

async fn the_last_time_that_each_sheet_was_fetched_is_known_to_its_account_alone(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let couple = kept_couple(&records, "Heron").await;
    let made = records.create_plan(couple, &plan("first"), NOW).await.unwrap();
    let other = records.create_plan(couple, &plan("first"), NOW).await.unwrap();
    let later = Stamp(NOW.0 + 60_000_000);
    for (event, about, at) in [
        (AuditEvent::SheetPrinted(Audience::A), made, NOW),
        (AuditEvent::SheetPrinted(Audience::Both), made, NOW),
        (AuditEvent::SheetPrinted(Audience::A), made, later),
        (AuditEvent::SheetPrinted(Audience::B), other, later),
        (AuditEvent::Printed, made, later),
    ] {
        records.record_audit(event, about.0, at).await.unwrap();
    }
    let mut printed = records.printed_sheets(made).await.unwrap();
    printed.sort_unstable();
    assert_eq!(printed, [(Audience::Both, NOW), (Audience::A, later)]);
    assert_eq!(desk.second_account().await.printed_sheets(made).await.unwrap(), []);
}

/// The hash of a line, as anyone can compute it.
fn line_hash(before: &[u8], account: uuid::Uuid, number: usize, event: &str, about: uuid::Uuid) -> Vec<u8> {
    let line = format!("|{account}|{number}|{}|{event}|{about}", NOW.0);
    Sha256::digest([before, line.as_bytes()].concat()).to_vec()
}

async fn sec_41_a_line_that_was_changed_with_all_hashes_after_it_is_noticed(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let account = records.account().id;
    for event in [AuditEvent::Viewed, AuditEvent::Deleted, AuditEvent::Viewed] {
        records.record_audit(event, account, NOW).await.unwrap();
    }
    assert_eq!(records.check_audit().await.unwrap(), Ok(4));
    // The deletion becomes a look, and every hash is computed anew.
    let is_embedded = desk.folder().is_some();
    let run = async |statement: String| desk.raw(Box::leak(statement.into_boxed_str())).await;
    let bytes = |bytes: &[u8]| {
        let digits = bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        if is_embedded { format!("x'{digits}'") } else { format!("'\\x{digits}'") }
    };
    let mut hash = Vec::new();
    for (place, event) in ["account-created", "viewed", "viewed", "viewed"].into_iter().enumerate() {
        hash = line_hash(&hash, account, place + 1, event, account);
        run(format!("UPDATE audit SET deed = '{event}', hash = {} WHERE number = {}", bytes(&hash), place + 1)).await;
    }
    run(format!("UPDATE account SET audit_head = {} WHERE login = 'counsellor'", bytes(&hash))).await;
    assert_eq!(desk.store.check_audit(account).await.unwrap(), Ok(4), "by its hashes alone it is whole");
    assert_eq!(records.check_audit().await.unwrap(), Err(BrokenAt(3)));
}

async fn sec_41_the_log_is_read_in_pages_with_the_couples_and_plans_that_still_exist(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let (heron, juniper) = (kept_couple(&records, "Heron").await, kept_couple(&records, "Juniper").await);
    let made = records.create_plan(heron, &plan("what was typed"), NOW).await.unwrap();
    for about in [heron.0, juniper.0, made.0, heron.0] {
        records.record_audit(AuditEvent::Viewed, about, NOW).await.unwrap();
    }
    records.delete_couple(juniper, NOW).await.unwrap();
    let named = |id, name: &str| AuditAbout::Couple { id, name: name.into() };
    let of_plan = AuditAbout::Plan { id: made, number: 1, couple: "Heron".into() };
    let all = records.audit_entries(None, 50).await.unwrap();
    let lines: Vec<_> = all.iter().map(|entry| (entry.number, entry.event.unwrap(), entry.about.clone())).collect();
    let expected = [
        (6, AuditEvent::Deleted, AuditAbout::Deleted),
        (5, AuditEvent::Viewed, named(heron, "Heron")),
        (4, AuditEvent::Viewed, of_plan),
        (3, AuditEvent::Viewed, AuditAbout::Deleted),
        (2, AuditEvent::Viewed, named(heron, "Heron")),
        (1, AuditEvent::AccountCreated, AuditAbout::Account),
    ];
    assert_eq!(lines, expected);
    let page = records.audit_entries(Some(5), 2).await.unwrap();
    assert_eq!(page.iter().map(|entry| entry.number).collect::<Vec<_>>(), [4, 3]);
    // Another account reads its own lines only.
    let foreign = desk.second_account().await.audit_entries(None, 50).await.unwrap();
    assert_eq!(foreign.len(), 1);
}
