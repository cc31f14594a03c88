//! Signing in with a passkey: after the password, and alone. Each answer is good once.

use store::{AuditEvent, SignInError};
use tests::passkey::Passkey;

use super::{Secured, add, alone, asked, at, events, party, step};
use crate::{
    engines::{Desk, NOW, PASSWORD, kept_couple, open},
    on_both_engines,
};

on_both_engines!(
    sec_16_a_passkey_is_asked_for_after_the_password,
    sec_16_a_passkey_opens_the_account_alone,
    sec_16_each_challenge_is_answered_once,
    sec_16_of_two_answers_to_one_challenge_one_opens,
    sec_16_a_challenge_is_for_its_sign_in_and_five_minutes,
    sec_16_what_is_not_signed_for_this_server_is_refused,
    sec_16_a_copied_authenticator_is_refused_and_named,
    sec_16_any_server_of_the_database_finishes_a_sign_in,
    sec_41_each_use_and_each_refusal_leaves_a_line,
);

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
