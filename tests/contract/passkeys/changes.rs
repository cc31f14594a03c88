//! Adding and removing passkeys, and what a passkey confirms.

use domain::records::Stamp;
use store::{Confirmation, NewPasskey, Password, SessionAccess, SignInError, StoreError};
use tests::passkey::Passkey;

use super::{SECONDS, Secured, add, alone, asked, at, party, step};
use crate::{
    engines::{Desk, NOW, PASSWORD, open},
    on_both_engines,
};

on_both_engines!(
    sec_16_the_first_passkey_turns_the_second_factor_on,
    sec_16_a_removed_passkey_opens_nothing,
    sec_16_adding_and_removing_need_the_password_and_the_second_factor,
    sec_16_an_offer_of_a_passkey_is_for_its_session,
    sec_16_password_recovery_key_and_keys_need_the_second_factor,
    sec_16_an_app_can_be_added_to_a_passkey,
);

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
