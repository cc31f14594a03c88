//! Challenges: what a passkey signs, so that no answer is good twice, or for anything else.
//!
//! A challenge is authenticated with a key derived from the key file, so it needs no row before it is answered, any server of
//! the database knows it again, and nobody else can make one. An answer is noted when it is looked at, in the same
//! transaction: whether it is accepted or not, it is used up.

use domain::records::Stamp;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::{
    StoreError,
    database::pool::{Tx, with_tx},
    key_file::ServerKey,
    seal::{digest, random},
};

/// Time for answering a challenge, in seconds: five minutes.
pub const CHALLENGE_SECONDS: u32 = 5 * 60;

const VALID: i64 = CHALLENGE_SECONDS as i64 * 1_000_000;

/// Time of making, random bytes, authentication.
const LENGTH: usize = 8 + 24 + 32;

const FORGET: &str = "DELETE FROM used_challenge WHERE account_id = $1 AND used < $2";
const USE: &str = "INSERT INTO used_challenge (account_id, id, used) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

/// What a challenge is for. An answer to one of them is none to another.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ChallengeFor<'a> {
    /// Opening an account with a passkey alone.
    SignIn,
    /// The second factor of the pending sign-in with this id.
    Pending(&'a [u8]),
    /// A change in the session with this id.
    Session(&'a [u8]),
}

impl ChallengeFor<'_> {
    fn written(self) -> Vec<u8> {
        let (name, id) = match self {
            Self::SignIn => ("sign-in", &[][..]),
            Self::Pending(id) => ("pending", id),
            Self::Session(id) => ("session", id),
        };
        [name.as_bytes(), b"|", id, b"|"].concat()
    }
}

/// The reason why a challenge is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadChallenge {
    /// It is older than five minutes.
    Old,
    /// It was not made for this.
    Foreign,
}

/// Makes a challenge.
pub(crate) fn make(key: &ServerKey, purpose: ChallengeFor<'_>, now: Stamp) -> Result<Vec<u8>, StoreError> {
    let mut challenge = now.0.to_be_bytes().to_vec();
    challenge.extend(random::<24>()?);
    let mac = mac(key, purpose, &challenge);
    challenge.extend(mac);
    Ok(challenge)
}

/// Checks that a challenge was made for this, at most five minutes ago.
pub(crate) fn check(
    key: &ServerKey,
    purpose: ChallengeFor<'_>,
    challenge: &[u8],
    now: Stamp,
) -> Result<(), BadChallenge> {
    if challenge.len() != LENGTH {
        return Err(BadChallenge::Foreign);
    }
    let (signed, sent) = challenge.split_at(LENGTH - 32);
    let is_ours: bool = mac(key, purpose, signed).ct_eq(sent).into();
    let Some((made, _)) = signed.split_first_chunk::<8>().filter(|_| is_ours) else {
        return Err(BadChallenge::Foreign);
    };
    let age = now.0.saturating_sub(i64::from_be_bytes(*made));
    if (0..VALID).contains(&age) { Ok(()) } else { Err(BadChallenge::Old) }
}

fn mac(key: &ServerKey, purpose: ChallengeFor<'_>, signed: &[u8]) -> [u8; 32] {
    key.derive("reweave|passkey challenge").mac(&[&purpose.written()[..], signed].concat())
}

impl Tx {
    /// Notes that a challenge was answered; false if it was before. Forgets those that are too old to be accepted again.
    pub(crate) async fn use_challenge(
        &mut self,
        account: Uuid,
        challenge: &[u8],
        now: Stamp,
    ) -> Result<bool, StoreError> {
        with_tx!(&mut *self, t => sqlx::query(FORGET)
            .bind(account).bind(now.0 - 2 * VALID).execute(t).await.map(|_| ())?);
        let used = with_tx!(self, t => sqlx::query(USE)
            .bind(account).bind(&digest(challenge)[..]).bind(now.0).execute(t).await?.rows_affected());
        Ok(used == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    const NOW: Stamp = Stamp(1_800_000_000_000_000);

    #[tokio::test]
    async fn sec_16_a_challenge_is_for_one_thing_and_five_minutes() {
        let store = Store::open_temporary().await.unwrap();
        let key = store.server_key();
        let (one, two) = ([1; 32], [2; 32]);
        let purposes = [
            ChallengeFor::SignIn,
            ChallengeFor::Pending(&one),
            ChallengeFor::Pending(&two),
            ChallengeFor::Session(&one),
        ];
        for (made_for, purpose) in purposes.iter().enumerate() {
            let challenge = make(key, *purpose, NOW).unwrap();
            for (asked_for, other) in purposes.iter().enumerate() {
                let answer = check(key, *other, &challenge, NOW);
                assert_eq!(answer.is_ok(), made_for == asked_for, "{purpose:?} {other:?}");
            }
            assert_eq!(check(key, *purpose, &challenge, Stamp(NOW.0 + VALID - 1)), Ok(()));
            for late in [NOW.0 + VALID, NOW.0 - 1, i64::MAX] {
                assert_eq!(check(key, *purpose, &challenge, Stamp(late)), Err(BadChallenge::Old));
            }
            for place in 0..LENGTH {
                let mut changed = challenge.clone();
                changed[place] ^= 1;
                assert_eq!(check(key, *purpose, &changed, NOW), Err(BadChallenge::Foreign), "byte {place}");
            }
            assert_eq!(check(key, *purpose, &challenge[1..], NOW), Err(BadChallenge::Foreign));
        }
        let other = Store::open_temporary().await.unwrap();
        let theirs = make(other.server_key(), ChallengeFor::SignIn, NOW).unwrap();
        assert_eq!(check(key, ChallengeFor::SignIn, &theirs, NOW), Err(BadChallenge::Foreign), "another server");
        assert_ne!(make(key, ChallengeFor::SignIn, NOW).unwrap(), make(key, ChallengeFor::SignIn, NOW).unwrap());
    }
}
