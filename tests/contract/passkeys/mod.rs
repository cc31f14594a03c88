//! Passkeys: as the second factor, and alone.

mod changes;
mod keys;
mod sign_in;

use domain::records::Stamp;
use store::{
    AuditEvent, Confirmation, NewPasskey, PasskeyAnswer, PendingToken, Records, RecoveryCode, RelyingParty, SecondStep,
    SessionToken, SignInError, Store,
};
use tests::passkey::Passkey;

use crate::engines::{Desk, NOW, PASSWORD, open};

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
