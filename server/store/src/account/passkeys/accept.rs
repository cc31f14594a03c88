//! Accepting the answer of a passkey, once.

use domain::records::Stamp;
use uuid::Uuid;

use crate::{
    StoreError,
    account::passkeys::{
        answer::PasskeyAnswer,
        challenge::{self, BadChallenge, ChallengeFor},
        client_data::{Ceremony, challenge_in},
        relying_party::RelyingParty,
        stored::{StoredPasskey, row_id, unwrap, wrap},
        verify::{NotAccepted, verify_answer},
    },
    database::pool::Tx,
    key_file::ServerKey,
    seal::Key,
};

/// The reason why an answer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The challenge is older than five minutes. Nothing was noted.
    Late,
    /// Wrong, unknown, removed, for something else, or sent before.
    Wrong,
    /// The counter of the authenticator went back, now or before: there is a copy.
    Copied,
}

/// An account whose data key is known, and the key file.
#[derive(Clone, Copy)]
pub(crate) struct Opened<'a> {
    pub(crate) account: Uuid,
    pub(crate) key: &'a Key,
    pub(crate) server_key: &'a ServerKey,
}

impl Tx {
    /// Accepts an answer, and uses its challenge up; the account row must be locked. A secret that comes with it wraps the data
    /// key, if that is not wrapped by it: after a change of keys, the passkey so opens the account alone again. What is noted
    /// about a refused answer is to be committed too, except if it is late.
    pub(crate) async fn accept_passkey(
        &mut self,
        opened: Opened<'_>,
        (answer, party): (&PasskeyAnswer, &RelyingParty),
        purpose: ChallengeFor<'_>,
        now: Stamp,
    ) -> Result<Result<(), Refused>, StoreError> {
        let Opened { account, key, server_key } = opened;
        let Some(challenge) = challenge_in(&answer.client_data, Ceremony::Get, party) else {
            return Ok(Err(Refused::Wrong));
        };
        match challenge::check(server_key, purpose, &challenge, now) {
            Ok(()) => {}
            Err(BadChallenge::Old) => return Ok(Err(Refused::Late)),
            Err(BadChallenge::Foreign) => return Ok(Err(Refused::Wrong)),
        }
        let is_first = self.use_challenge(account, &challenge, now).await?;
        let is_owner = answer.user.is_empty() || answer.user == account.as_bytes();
        let id = row_id(&answer.credential);
        let Some((mut passkey, wrapped)) = self.passkey(account, key, &id).await?.filter(|_| is_first && is_owner)
        else {
            return Ok(Err(Refused::Wrong));
        };
        if passkey.copied.is_some() {
            return Ok(Err(Refused::Copied));
        }
        let counter = match verify_answer(answer, passkey.known(), party) {
            Ok(counter) => counter,
            Err(NotAccepted::Wrong) => return Ok(Err(Refused::Wrong)),
            Err(NotAccepted::Copied) => {
                passkey.copied = Some(now);
                self.update_passkey(account, key, (&passkey, Vec::new())).await?;
                return Ok(Err(Refused::Copied));
            }
        };
        let wrapped = wrapped_again(opened, answer, &id, wrapped)?;
        let passkey =
            StoredPasskey { counter, first_used: passkey.first_used.or(Some(now)), used: Some(now), ..passkey };
        self.update_passkey(account, key, (&passkey, wrapped)).await?;
        Ok(Ok(()))
    }
}

/// Returns the wrapped data key, wrapped anew if the secret of the answer does not open it.
fn wrapped_again(
    opened: Opened<'_>,
    answer: &PasskeyAnswer,
    id: &[u8],
    wrapped: Vec<u8>,
) -> Result<Vec<u8>, StoreError> {
    let Opened { account, key, server_key } = opened;
    match &answer.secret {
        Some(secret) => match unwrap(&wrapped, account, id, (secret, server_key)) {
            Ok(found) if found.mark() == key.mark() => Ok(wrapped),
            _ => wrap(key, account, id, (secret, server_key)),
        },
        None => Ok(wrapped),
    }
}
