//! The second factor: after the password nothing opens before a code, and each code is accepted once.

use domain::records::Stamp;
use store::{
    AuditEvent, Confirmation, PendingToken, Records, RecoveryCode, SessionAccess, SessionToken, SignInError, Store,
    StoreError,
};
use tests::authenticator::code_at;

use crate::{
    engines::{Desk, NOW, PASSWORD, kept_couple, open},
    on_both_engines,
};

on_both_engines!(
    sec_16_it_is_on_once_a_code_of_it_was_typed,
    sec_16_the_password_alone_opens_nothing,
    sec_16_a_code_is_accepted_once_and_within_one_step,
    sec_16_of_two_sign_ins_with_one_code_one_opens,
    sec_16_a_recovery_code_is_accepted_once,
    sec_16_changing_it_needs_the_password_and_a_code,
    sec_16_an_offer_is_for_its_session_and_a_quarter_of_an_hour,
    sec_10_after_a_hundred_wrong_codes_only_a_recovery_code_is_accepted,
    sec_15_a_pending_sign_in_ends_with_the_password_that_began_it,
    sec_31_the_recovery_key_turns_it_off,
    sec_30_a_change_of_keys_seals_it_again,
    sec_28_database_and_export_hold_nothing_of_it,
    sec_29_one_that_was_tampered_with_lets_nobody_in,
    sec_41_each_change_and_each_wrong_code_leaves_a_line,
);

const SECONDS: i64 = 1_000_000;

/// The time this many seconds after the tests begin.
fn at(seconds: i64) -> Stamp {
    Stamp(NOW.0 + seconds * SECONDS)
}

/// The code that an app shows at this time.
fn code(secret: &str, time: Stamp) -> String {
    code_at(secret, u64::try_from(time.0 / SECONDS).expect("after 1970"))
}

/// An account with a second factor that was set up a minute before the tests begin.
struct Secured {
    desk: Desk,
    records: Records,
    secret: String,
    codes: Vec<RecoveryCode>,
    recovery: String,
}

impl Secured {
    async fn on(desk: Desk) -> Self {
        let made = desk.store.create_first_account("counsellor", PASSWORD.into(), NOW).await.unwrap();
        let records = open(&desk.store, &made.token, NOW).await;
        let (secret, codes) = set_up(&records, at(-60)).await;
        Self { desk, records, secret, codes, recovery: made.recovery.written() }
    }

    /// Types the password.
    async fn pending(&self, now: Stamp) -> PendingToken {
        pending(&self.desk.store, now).await
    }

    /// Types the password and this code.
    async fn sign_in(&self, code: &str, now: Stamp) -> Result<SessionToken, SignInError> {
        self.desk.store.finish_sign_in(&self.pending(now).await, code, now).await
    }

    /// Confirms a change with the password and a recovery code.
    fn confirmed(&self, password: &str, place: usize) -> Confirmation {
        Confirmation { password: password.into(), step: Some((&self.codes[place].written()).into()) }
    }

    fn code(&self, time: Stamp) -> String {
        code(&self.secret, time)
    }
}

async fn pending(store: &Store, now: Stamp) -> PendingToken {
    match store.sign_in("counsellor", PASSWORD.into(), now).await {
        Err(SignInError::CodeNeeded(token)) => token,
        other => panic!("no code is asked for: {other:?}"),
    }
}

/// Turns the second factor on; returns its secret and the recovery codes.
async fn set_up(records: &Records, now: Stamp) -> (String, Vec<RecoveryCode>) {
    let offer = records.offer_second_factor(PASSWORD.into(), now).await.unwrap();
    let codes = records.turn_on_second_factor(&offer.sealed, &code(&offer.secret, now), now).await.unwrap();
    (offer.secret.to_string(), codes)
}

async fn sec_16_it_is_on_once_a_code_of_it_was_typed(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let other = desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.unwrap();
    let wrong = records.offer_second_factor("not the password at all".into(), NOW).await;
    assert!(matches!(wrong, Err(SignInError::Wrong)));
    let offer = records.offer_second_factor(PASSWORD.into(), NOW).await.unwrap();
    for wrong in ["", "000", &code(&offer.secret, at(300)), "0000 0000 0000 0000"] {
        let answer = records.turn_on_second_factor(&offer.sealed, wrong, NOW).await;
        assert!(matches!(answer, Err(SignInError::WrongCode)), "{wrong}");
    }
    assert!(!records.has_second_factor().await.unwrap());
    desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.expect("it is still off");
    let codes = records.turn_on_second_factor(&offer.sealed, &code(&offer.secret, NOW), NOW).await.unwrap();
    let state = records.second_factor().await.unwrap().unwrap();
    assert_eq!((codes.len(), state.codes_left, state.since), (10, 10, NOW));
    assert!(desk.store.accounts().await.unwrap()[0].has_second_factor);
    assert!(matches!(desk.store.open_session(&other, NOW).await.unwrap(), SessionAccess::Unknown), "it began without");
    let again = records.turn_on_second_factor(&offer.sealed, &code(&offer.secret, at(60)), at(60)).await;
    assert!(matches!(again, Err(SignInError::Meanwhile)), "it is on: {again:?}");
    let again = records.offer_second_factor(PASSWORD.into(), NOW).await.err();
    assert!(matches!(again, Some(SignInError::Meanwhile)), "it is on: {again:?}");
    let spent = desk.store.finish_sign_in(&pending(&desk.store, NOW).await, &code(&offer.secret, NOW), NOW).await;
    assert!(matches!(spent, Err(SignInError::WrongCode)), "the code that turned it on is spent");
}

async fn sec_16_the_password_alone_opens_nothing(desk: Desk) {
    let secured = Secured::on(desk).await;
    let couple = kept_couple(&secured.records, "Heron").await;
    let (store, sessions) = (&secured.desk.store, secured.desk.count("session").await);
    let token = secured.pending(NOW).await;
    assert_eq!(secured.desk.count("session").await, sessions, "no session yet");
    let as_session = SessionToken::read(token.as_str()).unwrap();
    assert!(matches!(store.open_session(&as_session, NOW).await.unwrap(), SessionAccess::Unknown));
    assert!(matches!(store.unlock(&as_session, PASSWORD.into(), NOW).await, Err(SignInError::Wrong)));
    assert_eq!(store.pending_login(&token, NOW).await.unwrap().as_deref(), Some("counsellor"));
    let elsewhere = secured.desk.again().await;
    assert_eq!(
        elsewhere.pending_login(&token, NOW).await.unwrap().as_deref(),
        Some("counsellor"),
        "any server finishes it"
    );
    // Five minutes, and no longer; nor does it begin in the future.
    for late in [at(300), at(3_600), at(-1)] {
        assert_eq!(store.pending_login(&token, late).await.unwrap(), None);
        let answer = store.finish_sign_in(&token, &secured.code(late), late).await;
        assert!(matches!(answer, Err(SignInError::Expired)), "{answer:?}");
    }
    let session = store.finish_sign_in(&token, &secured.code(at(299)), at(299)).await.unwrap();
    assert_eq!(open(store, &session, at(299)).await.couple(couple).await.unwrap().value.name, "Heron");
    assert_eq!(store.pending_login(&token, at(299)).await.unwrap(), None, "it is used up");
    let again = store.finish_sign_in(&token, &secured.code(at(299)), at(299)).await;
    assert!(matches!(again, Err(SignInError::Expired)), "{again:?}");
    // Unlocking asks for the password only.
    open(store, &session, at(299)).await.lock().await.unwrap();
    let unlocked = store.unlock(&session, PASSWORD.into(), at(299)).await.unwrap();
    open(store, &unlocked, at(299)).await;
}

async fn sec_16_a_code_is_accepted_once_and_within_one_step(desk: Desk) {
    let secured = Secured::on(desk).await;
    for far in [at(-60), at(60), at(90)] {
        let answer = secured.sign_in(&secured.code(far), NOW).await;
        assert!(matches!(answer, Err(SignInError::WrongCode)), "{answer:?}");
    }
    // One step early, the present one, one step late: each once, and none that is older than the last.
    for near in [at(-30), NOW, at(30)] {
        let typed = secured.code(near);
        secured.sign_in(&format!("{} {}", &typed[..3], &typed[3..]), NOW).await.unwrap();
        let again = secured.sign_in(&typed, NOW).await;
        assert!(matches!(again, Err(SignInError::WrongCode)), "{again:?}");
    }
    for older in [at(-30), NOW] {
        assert!(matches!(secured.sign_in(&secured.code(older), NOW).await, Err(SignInError::WrongCode)));
    }
    // Whichever server is asked.
    let elsewhere = secured.desk.again().await;
    let again = elsewhere.finish_sign_in(&pending(&elsewhere, NOW).await, &secured.code(at(30)), NOW).await;
    assert!(matches!(again, Err(SignInError::WrongCode)), "{again:?}");
    secured.sign_in(&secured.code(at(60)), at(60)).await.unwrap();
}

async fn sec_16_of_two_sign_ins_with_one_code_one_opens(desk: Desk) {
    let secured = Secured::on(desk).await;
    for typed in [secured.code(NOW), secured.codes[0].written()] {
        let (one, two) = (secured.pending(NOW).await, secured.pending(NOW).await);
        let finish = |token| secured.desk.store.finish_sign_in(token, &typed, NOW);
        let (one, two) = tokio::join!(finish(&one), finish(&two));
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        let spent = [one, two].into_iter().find_map(Result::err);
        assert!(matches!(spent, Some(SignInError::WrongCode)), "{spent:?}");
    }
}

async fn sec_16_a_recovery_code_is_accepted_once(desk: Desk) {
    let secured = Secured::on(desk).await;
    let left = async || secured.records.second_factor().await.unwrap().unwrap().codes_left;
    for (used, code) in secured.codes.iter().enumerate() {
        assert_eq!(left().await, 10 - used);
        let typed = if used % 2 == 0 { code.written() } else { code.written().replace(' ', "-") };
        secured.sign_in(&typed, NOW).await.unwrap();
        let again = secured.sign_in(&code.written(), NOW).await;
        assert!(matches!(again, Err(SignInError::WrongCode)), "{again:?}");
    }
    assert_eq!(left().await, 0);
    secured.sign_in(&secured.code(NOW), NOW).await.expect("the app still works");
}

async fn sec_16_changing_it_needs_the_password_and_a_code(desk: Desk) {
    let secured = Secured::on(desk).await;
    let records = &secured.records;
    let wrong = "not the password at all";
    let answer = records.turn_off_second_factor(wrong.into(), &secured.code(NOW), NOW).await;
    assert!(matches!(answer, Err(SignInError::Wrong)), "{answer:?}");
    let answer = records.new_recovery_codes(wrong.into(), &secured.code(NOW), NOW).await;
    assert!(matches!(answer, Err(SignInError::Wrong)), "{answer:?}");
    for code in ["", "1", &secured.code(at(600))] {
        let answer = records.turn_off_second_factor(PASSWORD.into(), code, NOW).await;
        assert!(matches!(answer, Err(SignInError::WrongCode)), "{answer:?}");
        let answer = records.new_recovery_codes(PASSWORD.into(), code, NOW).await;
        assert!(matches!(answer, Err(SignInError::WrongCode)), "{answer:?}");
    }
    // A code that is spent for one thing is spent for all.
    let renewed = records.new_recovery_codes(PASSWORD.into(), &secured.code(NOW), NOW).await.unwrap();
    assert!(records.turn_off_second_factor(PASSWORD.into(), &secured.code(NOW), NOW).await.is_err());
    for old in &secured.codes {
        assert!(secured.sign_in(&old.written(), NOW).await.is_err(), "an earlier recovery code");
    }
    secured.sign_in(&renewed[0].written(), NOW).await.unwrap();
    records.turn_off_second_factor(PASSWORD.into(), &renewed[1].written(), NOW).await.unwrap();
    assert!(!records.has_second_factor().await.unwrap());
    secured.desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.expect("the password is enough again");
    let off = records.turn_off_second_factor(PASSWORD.into(), &renewed[2].written(), NOW).await;
    assert!(matches!(off, Err(SignInError::Meanwhile)), "{off:?}");
}

async fn sec_16_an_offer_is_for_its_session_and_a_quarter_of_an_hour(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let offer = records.offer_second_factor(PASSWORD.into(), NOW).await.unwrap();
    let token = desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.unwrap();
    let elsewhere = open(&desk.store, &token, NOW).await;
    let colleague = desk.second_account().await;
    let (late, early) = (at(15 * 60 + 1), at(-1));
    for (records, sealed, now) in [
        (&elsewhere, offer.sealed.as_str(), NOW),
        (&colleague, &offer.sealed, NOW),
        (&records, &offer.sealed, late),
        (&records, &offer.sealed, early),
        (&records, &offer.sealed[2..], NOW),
        (&records, "é", NOW),
        (&records, "", NOW),
    ] {
        assert!(records.read_second_factor_offer(sealed, now).is_none());
        let answer = records.turn_on_second_factor(sealed, &code(&offer.secret, now), now).await;
        assert!(matches!(answer, Err(SignInError::Expired)), "{answer:?}");
    }
    assert_eq!(records.read_second_factor_offer(&offer.sealed, at(800)).unwrap().secret, offer.secret);
    // A session that was ended meanwhile turns nothing on.
    elsewhere.end_other_sessions(NOW).await.unwrap();
    let answer = records.turn_on_second_factor(&offer.sealed, &code(&offer.secret, NOW), NOW).await;
    assert!(matches!(answer, Err(SignInError::Meanwhile)), "{answer:?}");
    assert!(!elsewhere.has_second_factor().await.unwrap());
}

async fn sec_10_after_a_hundred_wrong_codes_only_a_recovery_code_is_accepted(desk: Desk) {
    let secured = Secured::on(desk).await;
    let token = secured.pending(NOW).await;
    let finish = async |code: &str| secured.desk.store.finish_sign_in(&token, code, NOW).await;
    for n in 0..100 {
        assert!(matches!(finish("0000 0000 0000 0000").await, Err(SignInError::WrongCode)), "{n}");
    }
    for code in [secured.code(NOW), "000000".to_owned()] {
        assert!(matches!(finish(&code).await, Err(SignInError::NoMoreCodes)), "{code}");
    }
    finish(&secured.codes[0].written()).await.unwrap();
    secured.sign_in(&secured.code(NOW), NOW).await.expect("the count begins anew");
}

async fn sec_15_a_pending_sign_in_ends_with_the_password_that_began_it(desk: Desk) {
    let secured = Secured::on(desk).await;
    let store = &secured.desk.store;
    let changed = "a kingfisher waits on the bridge";
    let expired = async |token: &PendingToken, code: &str| {
        let answer = store.finish_sign_in(token, code, NOW).await;
        assert!(matches!(answer, Err(SignInError::Expired)), "{answer:?}");
        assert_eq!(store.pending_login(token, NOW).await.unwrap(), None);
    };
    let token = secured.pending(NOW).await;
    let session = secured.records.change_password(secured.confirmed(PASSWORD, 5), changed.into(), NOW).await.unwrap();
    expired(&token, &secured.codes[0].written()).await;
    let records = open(store, &session, NOW).await;
    records.change_password(secured.confirmed(changed, 6), PASSWORD.into(), NOW).await.unwrap();
    // Disabled by the operator in between, and enabled again.
    let token = secured.pending(NOW).await;
    store.set_account_disabled("counsellor", true, NOW).await.unwrap();
    expired(&token, &secured.codes[1].written()).await;
    store.set_account_disabled("counsellor", false, NOW).await.unwrap();
    secured.sign_in(&secured.code(NOW), NOW).await.unwrap();
}

async fn sec_31_the_recovery_key_turns_it_off(desk: Desk) {
    let secured = Secured::on(desk).await;
    let couple = kept_couple(&secured.records, "Heron").await;
    let (store, token) = (&secured.desk.store, secured.pending(NOW).await);
    let changed = "a kingfisher waits on the bridge";
    let wrong = store.recover("counsellor", &"0".repeat(36), changed.into(), NOW).await;
    assert!(wrong.is_err() && secured.records.has_second_factor().await.unwrap());
    let again = store.recover("counsellor", &secured.recovery, changed.into(), NOW).await.unwrap();
    let records = open(store, &again.token, NOW).await;
    assert!(!records.has_second_factor().await.unwrap());
    assert_eq!(records.couple(couple).await.unwrap().value.name, "Heron");
    let answer = store.finish_sign_in(&token, &secured.code(NOW), NOW).await;
    assert!(matches!(answer, Err(SignInError::Expired)), "{answer:?}");
    store.sign_in("counsellor", changed.into(), NOW).await.expect("the password is enough");
    let events: Vec<_> =
        records.audit_entries(None, 3).await.unwrap().into_iter().filter_map(|line| line.event).collect();
    assert_eq!(events, [AuditEvent::SignedIn, AuditEvent::Recovered, AuditEvent::SecondFactorOff]);
    assert!(records.check_audit().await.unwrap().is_ok());
}

async fn sec_30_a_change_of_keys_seals_it_again(desk: Desk) {
    let secured = Secured::on(desk).await;
    let (store, token) = (&secured.desk.store, secured.pending(NOW).await);
    secured.desk.raw("CREATE TABLE before AS SELECT second_factor AS value FROM account").await;
    let session = secured.records.change_keys(secured.confirmed(PASSWORD, 9), NOW).await.unwrap();
    let answer = store.finish_sign_in(&token, &secured.code(NOW), NOW).await;
    assert!(matches!(answer, Err(SignInError::Expired)), "it held the earlier key: {answer:?}");
    let records = open(store, &session, NOW).await;
    records.reseal_all().await.unwrap();
    let same = "account WHERE length(second_factor) > 0 AND substr(second_factor, 1, 9) IN \
                (SELECT substr(value, 1, 9) FROM before WHERE length(value) > 0)";
    assert_eq!(secured.desk.count(same).await, 0, "still sealed by the earlier key");
    assert_eq!(records.second_factor().await.unwrap().unwrap().codes_left, 9);
    let spent = secured.sign_in(&secured.code(at(-60)), at(-60)).await;
    assert!(matches!(spent, Err(SignInError::WrongCode)), "codes that were used stay used: {spent:?}");
    secured.sign_in(&secured.code(NOW), NOW).await.unwrap();
    secured.sign_in(&secured.codes[0].written(), NOW).await.unwrap();
    let offer = records.offer_second_factor(PASSWORD.into(), NOW).await.err();
    assert!(matches!(offer, Some(SignInError::Meanwhile)), "it is still on: {offer:?}");
}

async fn sec_28_database_and_export_hold_nothing_of_it(desk: Desk) {
    let secured = Secured::on(desk).await;
    let token = secured.pending(NOW).await;
    let archive = secured.records.export(NOW).await.unwrap();
    let archive = serde_json::to_string(&archive).unwrap();
    let mut canaries = vec![secured.secret.clone(), token.as_str().to_owned()];
    canaries.extend(secured.codes.iter().flat_map(|code| [code.written(), code.written().replace(' ', "")]));
    for canary in &canaries {
        assert!(!archive.contains(canary) && !archive.contains("second_factor"), "{canary}");
    }
    if let Some(folder) = secured.desk.folder() {
        secured.desk.store.close().await;
        for entry in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
            for canary in &canaries {
                assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()), "{canary}");
            }
        }
    }
}

async fn sec_29_one_that_was_tampered_with_lets_nobody_in(desk: Desk) {
    let secured = Secured::on(desk).await;
    let colleague = secured.desk.second_account().await;
    set_up(&colleague, NOW).await;
    secured.desk.raw("UPDATE account SET second_factor = (SELECT a.second_factor FROM account a WHERE a.login = 'colleague') WHERE login = 'counsellor'").await;
    let answer = secured.sign_in(&secured.code(NOW), NOW).await;
    assert!(matches!(answer, Err(SignInError::Store(StoreError::Damaged(_)))), "{answer:?}");
    // The recovery key is the way back.
    let changed = "a kingfisher waits on the bridge";
    secured.desk.store.recover("counsellor", &secured.recovery, changed.into(), NOW).await.unwrap();
}

async fn sec_41_each_change_and_each_wrong_code_leaves_a_line(desk: Desk) {
    use AuditEvent as Event;
    let secured = Secured::on(desk).await;
    let records = &secured.records;
    secured.sign_in(&secured.code(NOW), NOW).await.unwrap();
    secured.sign_in(&secured.code(NOW), NOW).await.unwrap_err();
    secured.sign_in(&secured.codes[0].written(), NOW).await.unwrap();
    records.new_recovery_codes(PASSWORD.into(), "x", NOW).await.unwrap_err();
    let codes = records.new_recovery_codes(PASSWORD.into(), &secured.codes[1].written(), NOW).await.unwrap();
    records.turn_off_second_factor(PASSWORD.into(), &codes[0].written(), NOW).await.unwrap();
    let mut events: Vec<_> =
        records.audit_entries(None, 50).await.unwrap().into_iter().filter_map(|line| line.event).collect();
    events.reverse();
    assert_eq!(
        events,
        [
            Event::AccountCreated,
            Event::SecondFactorOn,
            Event::PasswordAccepted,
            Event::SignedIn,
            Event::PasswordAccepted,
            Event::CodeFailed,
            Event::PasswordAccepted,
            Event::RecoveryCodeUsed,
            Event::CodeFailed,
            Event::RecoveryCodesReplaced,
            Event::SecondFactorOff,
        ]
    );
    assert_eq!(records.check_audit().await.unwrap(), Ok(11));
}
