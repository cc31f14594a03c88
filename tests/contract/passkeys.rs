//! Passkeys: as the second factor, and alone; each answer is good once, and a copy of the database opens nothing.

use domain::records::Stamp;
use store::{
    AuditEvent, Confirmation, NewPasskey, PasskeyAnswer, Password, PendingToken, Records, RecoveryCode, RelyingParty,
    SecondStep, SessionAccess, SessionToken, SignInError, Store, StoreError,
};
use tests::passkey::Passkey;

use crate::{
    engines::{Desk, NOW, PASSWORD, kept_couple, open},
    on_both_engines,
};

on_both_engines!(
    sec_16_the_first_passkey_turns_the_second_factor_on,
    sec_16_a_passkey_is_asked_for_after_the_password,
    sec_16_a_passkey_opens_the_account_alone,
    sec_16_each_challenge_is_answered_once,
    sec_16_of_two_answers_to_one_challenge_one_opens,
    sec_16_a_challenge_is_for_its_sign_in_and_five_minutes,
    sec_16_what_is_not_signed_for_this_server_is_refused,
    sec_16_a_copied_authenticator_is_refused_and_named,
    sec_16_a_removed_passkey_opens_nothing,
    sec_16_adding_and_removing_need_the_password_and_the_second_factor,
    sec_16_an_offer_of_a_passkey_is_for_its_session,
    sec_16_password_recovery_key_and_keys_need_the_second_factor,
    sec_16_any_server_of_the_database_finishes_a_sign_in,
    sec_16_an_app_can_be_added_to_a_passkey,
    sec_30_a_change_of_keys_takes_from_passkeys_what_they_wrap,
    sec_31_the_recovery_key_removes_all_passkeys,
    sec_28_database_and_export_hold_nothing_of_a_passkey,
    sec_28_without_the_key_file_a_passkey_opens_nothing,
    sec_29_a_passkey_that_was_moved_opens_nothing,
    sec_41_each_use_and_each_refusal_leaves_a_line,
);

const SECONDS: i64 = 1_000_000;

/// The time this many seconds after the tests begin.
fn at(seconds: i64) -> Stamp {
    Stamp(NOW.0 + seconds * SECONDS)
}

fn party() -> RelyingParty {
    RelyingParty { id: "localhost".into(), origin: "http://localhost:3000".into() }
}

/// An account with one passkey.
struct Secured {
    desk: Desk,
    records: Records,
    passkey: Passkey,
    codes: Vec<RecoveryCode>,
    recovery: String,
}

impl Secured {
    async fn on(desk: Desk) -> Self {
        Self::with(desk, Passkey::new(&party().origin)).await
    }

    async fn with(desk: Desk, mut passkey: Passkey) -> Self {
        let made = desk.store.create_first_account("counsellor", PASSWORD.into(), NOW).await.unwrap();
        let records = open(&desk.store, &made.token, NOW).await;
        let codes = add(&records, &mut passkey, PASSWORD.into()).await.unwrap().expect("it is the first one");
        Self { desk, records, passkey, codes, recovery: made.recovery.written() }
    }

    /// Types the password.
    async fn pending(&self, now: Stamp) -> PendingToken {
        pending(&self.desk.store, now).await
    }

    /// Types the password, and answers with the passkey.
    async fn sign_in(&mut self, now: Stamp) -> Result<SessionToken, SignInError> {
        let token = self.pending(now).await;
        let challenge = asked(&self.desk.store, &token, now).await;
        let answer = self.passkey.answer(&challenge);
        self.desk.store.finish_sign_in(&token, step(&answer), now).await
    }

    /// Signs in with the passkey alone.
    async fn alone(&mut self, now: Stamp) -> Result<SessionToken, SignInError> {
        let challenge = self.desk.store.sign_in_request(now).unwrap().challenge;
        let answer = self.passkey.answer(&challenge);
        alone(&self.desk.store, &answer, now).await
    }

    /// Confirms a change with the password and the passkey.
    async fn confirmation(&mut self, now: Stamp) -> Confirmation {
        let challenge = self.records.passkey_request(now).await.unwrap().unwrap().challenge;
        Confirmation { password: PASSWORD.into(), step: Some(step(&self.passkey.answer(&challenge))) }
    }

    /// Confirms a change with the password and a recovery code.
    fn by_code(&self, place: usize) -> Confirmation {
        Confirmation { password: PASSWORD.into(), step: Some((&self.codes[place].written()).into()) }
    }
}

async fn pending(store: &Store, now: Stamp) -> PendingToken {
    match store.sign_in("counsellor", PASSWORD.into(), now).await {
        Err(SignInError::CodeNeeded(token)) => token,
        other => panic!("no second factor is asked for: {other:?}"),
    }
}

/// The challenge of a pending sign-in.
async fn asked(store: &Store, token: &PendingToken, now: Stamp) -> String {
    store.pending_step(token, now).await.unwrap().unwrap().passkey.unwrap().challenge
}

fn step(answer: &str) -> SecondStep {
    SecondStep::Passkey(PasskeyAnswer::read(answer).unwrap(), party())
}

async fn alone(store: &Store, answer: &str, now: Stamp) -> Result<SessionToken, SignInError> {
    store.sign_in_with_passkey(&PasskeyAnswer::read(answer).unwrap(), &party(), now).await
}

/// Adds a passkey.
async fn add(
    records: &Records,
    passkey: &mut Passkey,
    confirmation: Confirmation,
) -> Result<Option<Vec<RecoveryCode>>, SignInError> {
    let offer = records.offer_passkey("Blue key", confirmation, NOW).await?;
    let made = passkey.make(&offer.challenge, &offer.user);
    records.add_passkey(&offer.sealed, (&NewPasskey::read(&made).unwrap(), &party()), NOW).await
}

async fn events(records: &Records) -> Vec<AuditEvent> {
    let mut events: Vec<_> =
        records.audit_entries(None, 100).await.unwrap().into_iter().filter_map(|line| line.event).collect();
    events.reverse();
    events
}

async fn sec_16_the_first_passkey_turns_the_second_factor_on(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let other = desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.unwrap();
    let mut passkey = Passkey::new(&party().origin);
    let wrong = add(&records, &mut passkey, "not the password at all".into()).await;
    assert!(matches!(wrong, Err(SignInError::Wrong)), "{wrong:?}");
    assert!(!records.has_second_factor().await.unwrap());
    let codes = add(&records, &mut passkey, PASSWORD.into()).await.unwrap().unwrap();
    assert_eq!(codes.len(), 10);
    let state = records.second_factor().await.unwrap().unwrap();
    assert_eq!((state.has_app, state.codes_left), (false, 10));
    let [listed] = &records.passkeys().await.unwrap()[..] else { panic!("one passkey") };
    assert_eq!((listed.name.as_str(), listed.added, listed.used), ("Blue key", NOW, None));
    assert!(listed.opens_alone && !listed.is_copied);
    assert!(matches!(desk.store.open_session(&other, NOW).await.unwrap(), SessionAccess::Unknown), "it began without");
    assert!(desk.store.accounts().await.unwrap()[0].has_second_factor);
    // Without its secret, a passkey is a second factor and no more.
    let (colleague, mut plain) = (desk.second_account().await, Passkey::new(&party().origin).without_secret());
    add(&colleague, &mut plain, PASSWORD.into()).await.unwrap().unwrap();
    assert!(!colleague.passkeys().await.unwrap()[0].opens_alone);
}

async fn sec_16_a_passkey_is_asked_for_after_the_password(desk: Desk) {
    let mut secured = Secured::with(desk, Passkey::new(&party().origin).without_secret()).await;
    let couple = kept_couple(&secured.records, "Heron").await;
    let token = secured.pending(NOW).await;
    let waits = secured.desk.store.pending_step(&token, NOW).await.unwrap().unwrap();
    assert!(!waits.has_app && waits.passkey.unwrap().known.len() == 1);
    let session = secured.sign_in(at(10)).await.unwrap();
    assert_eq!(open(&secured.desk.store, &session, at(10)).await.couple(couple).await.unwrap().value.name, "Heron");
    secured.sign_in(at(20)).await.unwrap();
    let used = secured.records.passkeys().await.unwrap()[0].used;
    assert_eq!(used, Some((at(10), at(20))));
    let code = secured.codes[0].written();
    secured.desk.store.finish_sign_in(&secured.pending(at(30)).await, &code, at(30)).await.expect("or a recovery code");
    for code in ["000000", ""] {
        let answer = secured.desk.store.finish_sign_in(&secured.pending(at(40)).await, code, at(40)).await;
        assert!(matches!(answer, Err(SignInError::WrongCode)), "there is no app: {answer:?}");
    }
    let alone = secured.alone(at(50)).await;
    assert!(matches!(alone, Err(SignInError::PasskeyNeedsPassword)), "{alone:?}");
}

async fn sec_16_a_passkey_opens_the_account_alone(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let couple = kept_couple(&secured.records, "Heron").await;
    let session = secured.alone(NOW).await.unwrap();
    assert_eq!(open(&secured.desk.store, &session, NOW).await.couple(couple).await.unwrap().value.name, "Heron");
    // Another secret, or none, or another account's name: nothing.
    let right = secured.passkey.clone();
    secured.passkey.secret = Some([9; 32]);
    assert!(matches!(secured.alone(NOW).await, Err(SignInError::WrongPasskey)));
    secured.passkey.secret = None;
    assert!(matches!(secured.alone(NOW).await, Err(SignInError::PasskeyNeedsPassword)));
    secured.passkey.clone_from(&right);
    secured.passkey.user = String::new();
    assert!(matches!(secured.alone(NOW).await, Err(SignInError::WrongPasskey)), "it names no account");
    let colleague = secured.desk.second_account().await;
    let offer = colleague.offer_passkey("x", PASSWORD.into(), NOW).await.unwrap();
    secured.passkey.user = offer.user;
    assert!(matches!(secured.alone(NOW).await, Err(SignInError::WrongPasskey)), "it is another account's");
    secured.passkey = right;
    secured.alone(at(1)).await.expect("it still opens its own");
    // Disabled by the operator.
    secured.desk.store.set_account_disabled("counsellor", true, NOW).await.unwrap();
    assert!(matches!(secured.alone(at(2)).await, Err(SignInError::WrongPasskey)));
}

async fn sec_16_each_challenge_is_answered_once(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let challenge = secured.desk.store.sign_in_request(NOW).unwrap().challenge;
    let answer = secured.passkey.answer(&challenge);
    alone(&secured.desk.store, &answer, NOW).await.unwrap();
    let again = alone(&secured.desk.store, &answer, NOW).await;
    assert!(matches!(again, Err(SignInError::WrongPasskey)), "the same answer: {again:?}");
    let again = secured.passkey.answer(&challenge);
    let again = alone(&secured.desk.store, &again, NOW).await;
    assert!(matches!(again, Err(SignInError::WrongPasskey)), "another answer to it: {again:?}");
    // An answer that was refused has used its challenge up as well.
    let token = secured.pending(NOW).await;
    let challenge = asked(&secured.desk.store, &token, NOW).await;
    let flags = std::mem::replace(&mut secured.passkey.flags, 1);
    let refused = secured.passkey.answer(&challenge);
    assert!(secured.desk.store.finish_sign_in(&token, step(&refused), NOW).await.is_err());
    secured.passkey.flags = flags;
    let late = secured.passkey.answer(&challenge);
    let late = secured.desk.store.finish_sign_in(&token, step(&late), NOW).await;
    assert!(matches!(late, Err(SignInError::WrongPasskey)), "{late:?}");
    let challenge = asked(&secured.desk.store, &token, NOW).await;
    let fresh = secured.passkey.answer(&challenge);
    secured.desk.store.finish_sign_in(&token, step(&fresh), NOW).await.expect("a new challenge of the same sign-in");
}

async fn sec_16_of_two_answers_to_one_challenge_one_opens(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let challenge = secured.desk.store.sign_in_request(NOW).unwrap().challenge;
    let (one, two) = (secured.passkey.answer(&challenge), secured.passkey.answer(&challenge));
    let store = &secured.desk.store;
    let (one, two) = tokio::join!(alone(store, &one, NOW), alone(store, &two, NOW));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
}

async fn sec_16_a_challenge_is_for_its_sign_in_and_five_minutes(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let (one, two) = (secured.pending(NOW).await, secured.pending(NOW).await);
    let challenge = asked(&secured.desk.store, &one, NOW).await;
    let answer = secured.passkey.answer(&challenge);
    let other = secured.desk.store.finish_sign_in(&two, step(&answer), NOW).await;
    assert!(matches!(other, Err(SignInError::WrongPasskey)), "another sign-in: {other:?}");
    let other = alone(&secured.desk.store, &answer, NOW).await;
    assert!(matches!(other, Err(SignInError::WrongPasskey)), "a sign-in without the password: {other:?}");
    let other = secured.records.turn_off_second_factor(PASSWORD.into(), step(&answer), NOW).await;
    assert!(matches!(other, Err(SignInError::WrongPasskey)), "a change: {other:?}");
    secured.desk.store.finish_sign_in(&one, step(&answer), NOW).await.expect("its own");
    for (made, answered) in [(0, 300), (0, 3_600), (10, 9)] {
        let challenge = secured.desk.store.sign_in_request(at(made)).unwrap().challenge;
        let answer = secured.passkey.answer(&challenge);
        let late = alone(&secured.desk.store, &answer, at(answered)).await;
        assert!(matches!(late, Err(SignInError::Expired)), "{late:?}");
    }
    let challenge = secured.desk.store.sign_in_request(NOW).unwrap().challenge;
    let answer = secured.passkey.answer(&challenge);
    alone(&secured.desk.store, &answer, at(299)).await.expect("just in time");
}

/// A way to make the answer of a passkey a wrong one.
type Change = fn(&mut Passkey);

async fn sec_16_what_is_not_signed_for_this_server_is_refused(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let right = secured.passkey.clone();
    let changes: [(&str, Change); 6] = [
        ("a false page", |passkey| passkey.origin = "http://localhost:3001".into()),
        ("a false page on TLS", |passkey| passkey.origin = "https://localhost:3000".into()),
        ("another server", |passkey| passkey.party = "example.org".into()),
        ("nobody recognised", |passkey| passkey.flags = 0x01),
        ("nobody there", |passkey| passkey.flags = 0x04),
        ("a passkey of another kind", |passkey| passkey.flags = 0x0d),
    ];
    for (what, change) in changes {
        secured.passkey = Passkey { counter: secured.passkey.counter, ..right.clone() };
        change(&mut secured.passkey);
        let refused = secured.sign_in(NOW).await;
        assert!(matches!(refused, Err(SignInError::WrongPasskey)), "{what}: {refused:?}");
        let refused = secured.alone(NOW).await;
        assert!(matches!(refused, Err(SignInError::WrongPasskey)), "{what}: {refused:?}");
    }
    // Another key under the same id.
    let counter = secured.passkey.counter;
    secured.passkey = Passkey {
        id: right.id.clone(),
        user: right.user.clone(),
        secret: right.secret,
        ..Passkey::new(&party().origin)
    };
    secured.passkey.counter = counter;
    assert!(matches!(secured.alone(NOW).await, Err(SignInError::WrongPasskey)), "another key");
    secured.passkey = Passkey { counter, ..right };
    secured.alone(NOW).await.expect("the right one");
}

async fn sec_16_a_copied_authenticator_is_refused_and_named(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let mut copy = secured.passkey.clone();
    secured.alone(NOW).await.unwrap();
    secured.alone(NOW).await.unwrap();
    let challenge = secured.desk.store.sign_in_request(NOW).unwrap().challenge;
    let refused = alone(&secured.desk.store, &copy.answer(&challenge), NOW).await;
    assert!(matches!(refused, Err(SignInError::CopiedPasskey)), "{refused:?}");
    let [listed] = &secured.records.passkeys().await.unwrap()[..] else { panic!("one passkey") };
    assert!(listed.is_copied && !listed.opens_alone, "its owner is told");
    // From then on neither of the two opens anything, and no page asks for it.
    assert!(matches!(secured.alone(NOW).await, Err(SignInError::PasskeyNeedsPassword)));
    let token = secured.pending(NOW).await;
    assert_eq!(secured.desk.store.pending_step(&token, NOW).await.unwrap().unwrap().passkey, None);
    assert_eq!(secured.records.passkey_request(NOW).await.unwrap(), None);
    assert!(events(&secured.records).await.contains(&AuditEvent::PasskeyRefused));
    // One that does not count is none.
    let (colleague, mut still) = (secured.desk.second_account().await, Passkey::new(&party().origin));
    still.counter = 0;
    add(&colleague, &mut still, PASSWORD.into()).await.unwrap();
    for _ in 0..2 {
        let challenge = secured.desk.store.sign_in_request(NOW).unwrap().challenge;
        alone(&secured.desk.store, &still.answer(&challenge), NOW).await.unwrap();
    }
}

async fn sec_16_a_removed_passkey_opens_nothing(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let mut second = Passkey::new(&party().origin);
    let confirmation = secured.confirmation(NOW).await;
    assert!(add(&secured.records, &mut second, confirmation).await.unwrap().is_none(), "the recovery codes stay");
    let id = secured.records.passkeys().await.unwrap()[0].id.clone();
    let first = if id == hex_of(&secured.passkey) { secured.passkey.clone() } else { second.clone() };
    let removed = secured.by_code(0);
    secured.records.remove_passkey(&id, removed, NOW).await.unwrap();
    assert_eq!(secured.desk.count("passkey").await, 1, "with the key that it wrapped");
    let gone = secured.passkey.id == first.id;
    let (mut gone, mut left) = if gone { (first, second) } else { (first, secured.passkey.clone()) };
    let challenge = secured.desk.store.sign_in_request(NOW).unwrap().challenge;
    let refused = alone(&secured.desk.store, &gone.answer(&challenge), NOW).await;
    assert!(matches!(refused, Err(SignInError::WrongPasskey)), "{refused:?}");
    let token = secured.pending(NOW).await;
    let challenge = asked(&secured.desk.store, &token, NOW).await;
    let refused = secured.desk.store.finish_sign_in(&token, step(&gone.answer(&challenge)), NOW).await;
    assert!(matches!(refused, Err(SignInError::WrongPasskey)), "{refused:?}");
    // The last one takes the second factor with it.
    let id = secured.records.passkeys().await.unwrap()[0].id.clone();
    let challenge = secured.records.passkey_request(NOW).await.unwrap().unwrap().challenge;
    let by_itself = Confirmation { password: PASSWORD.into(), step: Some(step(&left.answer(&challenge))) };
    secured.records.remove_passkey(&id, by_itself, NOW).await.unwrap();
    assert!(!secured.records.has_second_factor().await.unwrap());
    secured.desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.expect("the password is enough again");
    assert_eq!(secured.desk.count("passkey").await, 0);
}

fn hex_of(passkey: &Passkey) -> String {
    use sha2::{Digest as _, Sha256};
    use std::fmt::Write as _;
    Sha256::digest(&passkey.id).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

async fn sec_16_adding_and_removing_need_the_password_and_the_second_factor(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let records = secured.records.clone();
    let id = records.passkeys().await.unwrap()[0].id.clone();
    let wrong_password = Confirmation { password: "not the password at all".into(), ..secured.by_code(0) };
    let wrong_code = Confirmation { password: PASSWORD.into(), step: Some("000000".into()) };
    for (confirmation, is_password) in
        [(wrong_password, true), (wrong_code, false), (Confirmation::from(Password::from(PASSWORD)), false)]
    {
        let offered = records.offer_passkey("x", confirmation.clone(), NOW).await.err();
        let removed = records.remove_passkey(&id, confirmation, NOW).await.err();
        for refused in [offered, removed] {
            match refused {
                Some(SignInError::Wrong) => assert!(is_password),
                Some(SignInError::WrongCode) => assert!(!is_password),
                other => panic!("{other:?}"),
            }
        }
    }
    let unknown = records.remove_passkey(&"0".repeat(64), secured.by_code(1), NOW).await;
    assert!(matches!(unknown, Err(SignInError::Store(StoreError::NotFound))), "{unknown:?}");
    let colleague = secured.desk.second_account().await;
    let foreign = colleague.remove_passkey(&id, PASSWORD.into(), NOW).await;
    assert!(matches!(foreign, Err(SignInError::Store(StoreError::NotFound))), "{foreign:?}");
    // Ten, and no more.
    for _ in 0..9 {
        let confirmation = secured.confirmation(NOW).await;
        add(&records, &mut Passkey::new(&party().origin), confirmation).await.unwrap();
    }
    let confirmation = secured.confirmation(NOW).await;
    let more = add(&records, &mut Passkey::new(&party().origin), confirmation).await;
    assert!(matches!(more, Err(SignInError::TooManyPasskeys)), "{more:?}");
}

async fn sec_16_an_offer_of_a_passkey_is_for_its_session(desk: Desk) {
    let (records, _) = desk.first_account().await;
    let offer = records.offer_passkey("Blue key", PASSWORD.into(), NOW).await.unwrap();
    let token = desk.store.sign_in("counsellor", PASSWORD.into(), NOW).await.unwrap();
    let elsewhere = open(&desk.store, &token, NOW).await;
    let colleague = desk.second_account().await;
    let mut passkey = Passkey::new(&party().origin);
    let made = NewPasskey::read(&passkey.make(&offer.challenge, &offer.user)).unwrap();
    for (records, sealed, now) in [
        (&elsewhere, offer.sealed.as_str(), NOW),
        (&colleague, &offer.sealed, NOW),
        (&records, &offer.sealed, at(300)),
        (&records, &offer.sealed, at(-1)),
        (&records, &offer.sealed[2..], NOW),
        (&records, "é", NOW),
    ] {
        assert!(records.read_passkey_offer(sealed, now).await.unwrap().is_none());
        let answer = records.add_passkey(sealed, (&made, &party()), now).await;
        assert!(matches!(answer, Err(SignInError::Expired)), "{answer:?}");
    }
    // Another challenge, a page of another origin, an answer to something else.
    for (challenge, origin) in [("AAAA", party().origin), (offer.challenge.as_str(), "http://localhost:4000".into())] {
        let mut other = Passkey { origin, ..Passkey::new(&party().origin) };
        let made = NewPasskey::read(&other.make(challenge, &offer.user)).unwrap();
        let answer = records.add_passkey(&offer.sealed, (&made, &party()), NOW).await;
        assert!(matches!(answer, Err(SignInError::WrongPasskey)), "{answer:?}");
    }
    let mut stranger = Passkey { flags: 0x01, ..Passkey::new(&party().origin) };
    let stranger = NewPasskey::read(&stranger.make(&offer.challenge, &offer.user)).unwrap();
    let answer = records.add_passkey(&offer.sealed, (&stranger, &party()), NOW).await;
    assert!(matches!(answer, Err(SignInError::WrongPasskey)), "nobody was recognised: {answer:?}");
    records.add_passkey(&offer.sealed, (&made, &party()), NOW).await.unwrap();
    let mut other = Passkey::new(&party().origin);
    let other = NewPasskey::read(&other.make(&offer.challenge, &offer.user)).unwrap();
    let again = records.add_passkey(&offer.sealed, (&other, &party()), NOW).await;
    assert!(matches!(again, Err(SignInError::Meanwhile)), "an offer is taken once: {again:?}");
}

async fn sec_16_password_recovery_key_and_keys_need_the_second_factor(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let records = secured.records.clone();
    let changed = "a kingfisher waits on the bridge";
    let without = || Confirmation::from(Password::from(PASSWORD));
    let wrong = || Confirmation { password: PASSWORD.into(), step: Some("0000 0000 0000 0000".into()) };
    for confirmation in [without, wrong as fn() -> Confirmation] {
        let refused = [
            records.new_recovery_key(confirmation(), NOW).await.err(),
            records.change_password(confirmation(), changed.into(), NOW).await.err(),
            records.change_keys(confirmation(), NOW).await.err(),
        ];
        for refused in refused {
            assert!(matches!(refused, Some(SignInError::WrongCode)), "{refused:?}");
        }
    }
    assert!(secured.desk.store.recover("counsellor", &secured.recovery, "x".into(), NOW).await.is_err());
    secured.alone(NOW).await.expect("nothing was changed");
    let confirmation = secured.confirmation(NOW).await;
    let again = confirmation.clone();
    records.new_recovery_key(confirmation, NOW).await.unwrap();
    let again = records.new_recovery_key(again, NOW).await;
    assert!(matches!(again, Err(SignInError::WrongPasskey)), "one answer confirms one change: {again:?}");
    records.new_recovery_key(secured.by_code(0), NOW).await.expect("or a recovery code");
    let confirmation = secured.confirmation(NOW).await;
    records.change_password(confirmation, changed.into(), NOW).await.unwrap();
    secured.alone(NOW).await.expect("a passkey outlives the password");
}

async fn sec_16_any_server_of_the_database_finishes_a_sign_in(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let elsewhere = secured.desk.again().await;
    let token = secured.pending(NOW).await;
    let challenge = asked(&elsewhere, &token, NOW).await;
    let answer = secured.passkey.answer(&challenge);
    assert_eq!(elsewhere.pending_login(&token, NOW).await.unwrap().as_deref(), Some("counsellor"));
    let session = secured.desk.again().await.finish_sign_in(&token, step(&answer), NOW).await.unwrap();
    open(&secured.desk.store, &session, NOW).await;
    for store in [&elsewhere, &secured.desk.store] {
        let again = store.finish_sign_in(&token, &secured.codes[0].written(), NOW).await;
        assert!(matches!(again, Err(SignInError::Expired)), "it is used up everywhere: {again:?}");
    }
    assert_eq!(secured.desk.count("pending_sign_in").await, 0, "nothing of it is left");
    // What nobody finishes goes with the next one.
    secured.pending(NOW).await;
    secured.pending(at(400)).await;
    assert_eq!(secured.desk.count("pending_sign_in").await, 1);
}

async fn sec_16_an_app_can_be_added_to_a_passkey(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let records = secured.records.clone();
    let refused = records.offer_second_factor(PASSWORD.into(), NOW).await.err();
    assert!(matches!(refused, Some(SignInError::WrongCode)), "{refused:?}");
    let confirmation = secured.confirmation(NOW).await;
    let offer = records.offer_second_factor(confirmation, NOW).await.unwrap();
    let code = |time: Stamp| tests::authenticator::code_at(&offer.secret, u64::try_from(time.0 / SECONDS).unwrap());
    let codes = records.turn_on_second_factor(&offer.sealed, &code(NOW), NOW).await.unwrap();
    assert!(records.second_factor().await.unwrap().unwrap().has_app);
    let old = secured.desk.store.finish_sign_in(&secured.pending(NOW).await, &secured.codes[0].written(), NOW).await;
    assert!(matches!(old, Err(SignInError::WrongCode)), "an earlier recovery code: {old:?}");
    secured.desk.store.finish_sign_in(&secured.pending(at(60)).await, &code(at(60)), at(60)).await.unwrap();
    secured.sign_in(at(60)).await.unwrap();
    // With an app, the last passkey may go and the second factor stays.
    let id = records.passkeys().await.unwrap()[0].id.clone();
    let by_code = Confirmation { password: PASSWORD.into(), step: Some((&codes[0].written()).into()) };
    records.remove_passkey(&id, by_code, at(60)).await.unwrap();
    assert!(records.has_second_factor().await.unwrap());
    records.turn_off_second_factor(PASSWORD.into(), &codes[1].written(), at(60)).await.unwrap();
}

async fn sec_30_a_change_of_keys_takes_from_passkeys_what_they_wrap(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let couple = kept_couple(&secured.records, "Heron").await;
    secured.desk.raw("CREATE TABLE before AS SELECT * FROM passkey").await;
    let confirmation = secured.confirmation(NOW).await;
    let session = secured.records.change_keys(confirmation, NOW).await.unwrap();
    let records = open(&secured.desk.store, &session, NOW).await;
    records.reseal_all().await.unwrap();
    let same = "passkey WHERE length(wrapped) > 0 OR substr(sealed, 1, 9) IN (SELECT substr(sealed, 1, 9) FROM before)";
    assert_eq!(secured.desk.count(same).await, 0, "sealed by the earlier key, or wrapping a key");
    let alone = secured.alone(NOW).await;
    assert!(matches!(alone, Err(SignInError::PasskeyNeedsPassword)), "{alone:?}");
    // With the earlier row back in its place, the secret opens the earlier key, which opens nothing.
    secured.desk.raw("UPDATE passkey SET wrapped = (SELECT b.wrapped FROM before b)").await;
    let alone = secured.alone(NOW).await;
    assert!(matches!(alone, Err(SignInError::PasskeyNeedsPassword)), "{alone:?}");
    // After the password it counts as before, and from then on it opens alone again.
    secured.sign_in(at(1)).await.unwrap();
    let session = secured.alone(at(2)).await.unwrap();
    assert_eq!(open(&secured.desk.store, &session, at(2)).await.couple(couple).await.unwrap().value.name, "Heron");
}

async fn sec_31_the_recovery_key_removes_all_passkeys(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let changed = "a kingfisher waits on the bridge";
    let made = secured.desk.store.recover("counsellor", &secured.recovery, changed.into(), NOW).await.unwrap();
    assert_eq!(secured.desk.count("passkey").await, 0);
    assert!(matches!(secured.alone(NOW).await, Err(SignInError::WrongPasskey)));
    let records = open(&secured.desk.store, &made.token, NOW).await;
    assert!(events(&records).await.contains(&AuditEvent::PasskeyRemoved));
    secured.desk.store.sign_in("counsellor", changed.into(), NOW).await.expect("the password is enough");
}

async fn sec_28_database_and_export_hold_nothing_of_a_passkey(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let token = secured.pending(NOW).await;
    let challenge = asked(&secured.desk.store, &token, NOW).await;
    let answer = secured.passkey.answer(&challenge);
    secured.desk.store.finish_sign_in(&token, step(&answer), NOW).await.unwrap();
    let pending = secured.pending(NOW).await;
    let archive = serde_json::to_string(&secured.records.export(NOW).await.unwrap()).unwrap();
    assert!(!archive.contains("passkey") && !archive.contains("Blue key"));
    let Some(folder) = secured.desk.folder() else { return };
    let secret = secured.passkey.secret.unwrap();
    let secret_sent = answer.rsplit('.').next().unwrap().to_owned();
    secured.desk.store.close().await;
    let canaries: [&[u8]; 6] = [
        &secured.passkey.id,
        &secret,
        secret_sent.as_bytes(),
        b"Blue key",
        pending.as_str().as_bytes(),
        token.as_str().as_bytes(),
    ];
    for entry in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        for (place, canary) in canaries.iter().enumerate() {
            assert!(!bytes.windows(canary.len()).any(|window| window == *canary), "{place}");
        }
    }
}

async fn sec_28_without_the_key_file_a_passkey_opens_nothing(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    secured.alone(NOW).await.unwrap();
    let token = secured.pending(NOW).await;
    // Whoever has a copy of the database and the passkey makes a key file of their own.
    let store::KeyFile::At(file) = &secured.desk.key_file else { panic!("a file") };
    let other = store::KeyFile::At(file.with_file_name("other.key"));
    Store::replace_key_file(&secured.desk.place, &other).await.unwrap();
    let copy = Store::open_with(&secured.desk.place, &other, crate::engines::fast()).await.unwrap();
    let challenge = copy.sign_in_request(NOW).unwrap().challenge;
    let answer = secured.passkey.answer(&challenge);
    let refused = alone(&copy, &answer, NOW).await;
    assert!(matches!(refused, Err(SignInError::WrongPasskey)), "{refused:?}");
    let refused = copy.finish_sign_in(&token, &secured.codes[0].written(), NOW).await;
    assert!(refused.is_err(), "a pending sign-in needs it too: {refused:?}");
}

async fn sec_29_a_passkey_that_was_moved_opens_nothing(desk: Desk) {
    let mut secured = Secured::on(desk).await;
    let colleague = secured.desk.second_account().await;
    let mut theirs = Passkey::new(&party().origin);
    add(&colleague, &mut theirs, PASSWORD.into()).await.unwrap();
    // The colleague's passkey under the account of the counsellor.
    secured
        .desk
        .raw(
            "UPDATE passkey SET account_id = (SELECT a.id FROM account a WHERE a.login = 'counsellor') \
              WHERE account_id = (SELECT a.id FROM account a WHERE a.login = 'colleague')",
        )
        .await;
    theirs.user.clone_from(&secured.passkey.user);
    let challenge = secured.desk.store.sign_in_request(NOW).unwrap().challenge;
    let refused = alone(&secured.desk.store, &theirs.answer(&challenge), NOW).await;
    assert!(matches!(refused, Err(SignInError::WrongPasskey)), "{refused:?}");
    let listed = secured.records.passkeys().await.unwrap();
    assert_eq!((listed.len(), listed.iter().filter(|passkey| passkey.name.is_empty()).count()), (2, 1));
    secured.sign_in(NOW).await.expect("the own one still works");
    let strange = listed.into_iter().find(|passkey| passkey.name.is_empty()).unwrap();
    secured.records.remove_passkey(&strange.id, secured.by_code(0), NOW).await.expect("it can be removed");
}

async fn sec_41_each_use_and_each_refusal_leaves_a_line(desk: Desk) {
    use AuditEvent as Event;
    let mut secured = Secured::on(desk).await;
    secured.alone(NOW).await.unwrap();
    secured.sign_in(NOW).await.unwrap();
    let flags = std::mem::replace(&mut secured.passkey.flags, 1);
    secured.alone(NOW).await.unwrap_err();
    secured.sign_in(NOW).await.unwrap_err();
    secured.passkey.flags = flags;
    let secret = secured.passkey.secret.replace([1; 32]);
    secured.alone(NOW).await.unwrap_err();
    secured.passkey.secret = secret;
    let id = secured.records.passkeys().await.unwrap()[0].id.clone();
    secured.records.remove_passkey(&id, secured.by_code(0), NOW).await.unwrap();
    assert_eq!(
        events(&secured.records).await,
        [
            Event::AccountCreated,
            Event::PasskeyAdded,
            Event::SecondFactorOn,
            Event::PasskeyUsed,
            Event::PasswordAccepted,
            Event::PasskeyUsed,
            Event::PasskeyRefused,
            Event::PasswordAccepted,
            Event::PasskeyRefused,
            Event::PasskeyRefused,
            Event::PasskeyRemoved,
            Event::SecondFactorOff,
        ]
    );
    assert_eq!(secured.records.check_audit().await.unwrap(), Ok(12));
}
