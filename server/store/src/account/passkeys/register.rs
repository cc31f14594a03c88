//! Adding a passkey to an account.

use domain::records::{Revision, Stamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    AuditEvent, Records, SignInError, StoreError,
    account::{
        passkeys::{
            answer::{NewPasskey, text},
            challenge::ChallengeFor,
            client_data::{Ceremony, answers},
            public_key::KINDS,
            relying_party::RelyingParty,
            request::PasskeyHandle,
            stored::{MOST, StoredPasskey, row_id, wrap},
            verify::read_new,
        },
        recovery_codes::RecoveryCode,
        second_step::Confirmation,
    },
    seal::{SealContext, hex, random, unhex},
};

/// Maximum length of the name of a passkey, in characters.
pub const LONGEST_PASSKEY_NAME: usize = 40;

/// Validity of an offer that was not taken, in microseconds: five minutes.
const OFFER_VALID: i64 = 5 * 60 * 1_000_000;

/// What an authenticator is asked for when it makes a passkey.
#[derive(Clone)]
pub struct PasskeyOffer {
    /// The offer, sealed for the session that asked, for the form with the answer.
    pub sealed: String,
    /// The challenge, in base64 for addresses.
    pub challenge: String,
    /// The account, in the same base64.
    pub user: String,
    /// The kinds of keys that are accepted, the preferred one first, by their COSE numbers.
    pub kinds: [i32; 3],
    /// Passkeys that the account has: an authenticator with one of them makes no other.
    pub known: Vec<PasskeyHandle>,
}

#[derive(Serialize, Deserialize)]
struct Offered {
    name: String,
    challenge: Vec<u8>,
    at: Stamp,
}

impl Records {
    /// Offers to add a passkey of this name. Nothing is stored until an authenticator has made one.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] or [`SignInError::WrongCode`] if the password or the second factor is wrong (checklist 16),
    /// [`SignInError::TooManyPasskeys`] if the account has as many as it may have.
    pub async fn offer_passkey(
        &self,
        name: &str,
        confirmation: Confirmation,
        now: Stamp,
    ) -> Result<PasskeyOffer, SignInError> {
        let Confirmation { password, step } = confirmation;
        let unlocked = self.store().unlock_with_password(&self.account().login, password, now).await?;
        let confirmed =
            self.store().confirm(&unlocked, step.as_ref(), ChallengeFor::Session(self.session()), now).await?;
        confirmed.commit().await?;
        if self.passkey_rows().await?.len() >= MOST {
            return Err(SignInError::TooManyPasskeys);
        }
        let challenge = random::<32>()?.to_vec();
        let name = name.trim().chars().take(LONGEST_PASSKEY_NAME).collect();
        let offered = Offered { name, challenge, at: now };
        let sealed = hex(&self.key().seal(self.passkey_offer_context(), &offered)?);
        self.passkey_offer(sealed, &offered).await.map_err(Into::into)
    }

    /// Returns the offer that a form sent back; none if it is too old, or was made for another session.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn read_passkey_offer(&self, sealed: &str, now: Stamp) -> Result<Option<PasskeyOffer>, StoreError> {
        match self.offered_passkey(sealed, now) {
            Some(offered) => self.passkey_offer(sealed.to_owned(), &offered).await.map(Some),
            None => Ok(None),
        }
    }

    async fn passkey_offer(&self, sealed: String, offered: &Offered) -> Result<PasskeyOffer, StoreError> {
        let (challenge, user) = (text(&offered.challenge), text(self.owner().as_bytes()));
        Ok(PasskeyOffer { sealed, challenge, user, kinds: KINDS, known: self.passkey_handles().await? })
    }

    fn offered_passkey(&self, sealed: &str, now: Stamp) -> Option<Offered> {
        let offered: Offered = self.key().open(self.passkey_offer_context(), &unhex(sealed)?).ok()?;
        (0..OFFER_VALID).contains(&(now.0 - offered.at.0)).then_some(offered)
    }

    /// Adds the passkey that an authenticator has made for an offer. The first one turns the second factor on, if it is off: then
    /// all other sessions end, and the recovery codes are returned.
    ///
    /// # Errors
    ///
    /// [`SignInError::WrongPasskey`] if the answer is not one to this offer, [`SignInError::Expired`] if the offer is too old,
    /// [`SignInError::Meanwhile`] if it was taken before, or the session has ended.
    pub async fn add_passkey(
        &self,
        sealed: &str,
        (new, party): (&NewPasskey, &RelyingParty),
        now: Stamp,
    ) -> Result<Option<Vec<RecoveryCode>>, SignInError> {
        let offered = self.offered_passkey(sealed, now).ok_or(SignInError::Expired)?;
        if !answers(&new.client_data, Ceremony::Create, party, &offered.challenge) {
            return Err(SignInError::WrongPasskey);
        }
        let (made, data) = read_new(new, party).ok_or(SignInError::WrongPasskey)?;
        let (owner, key, id) = (self.owner(), self.key(), row_id(&made.id));
        let wrapped = match &new.secret {
            Some(secret) => wrap(key, owner, &id, (secret, self.store().server_key()))?,
            None => Vec::new(),
        };
        let passkey = StoredPasskey {
            credential: made.id,
            key: made.key,
            name: offered.name,
            transports: new.transports.clone(),
            counter: data.counter,
            may_be_copied: data.may_be_copied(),
            added: now,
            first_used: None,
            used: None,
            copied: None,
        };
        let mut tx = self.store().pool().write().await?;
        tx.audit(self.author(), AuditEvent::PasskeyAdded, owner, now).await?;
        let is_first_use = tx.use_challenge(owner, &offered.challenge, now).await?;
        let has_room = tx.passkey_rows(owner).await?.len() < MOST;
        if !is_first_use || !has_room || !tx.insert_passkey(owner, key, (&passkey, wrapped)).await? {
            tx.rollback().await?;
            return Err(SignInError::Meanwhile);
        }
        let (tx, codes) = self.require_second_factor(tx, now).await?;
        tx.commit().await?;
        Ok(codes)
    }

    fn passkey_offer_context(&self) -> SealContext<'static> {
        // The first half of a hash is enough to tell sessions apart.
        let id = self.session().first_chunk().map_or(Uuid::nil(), |half| Uuid::from_bytes(*half));
        SealContext { table: "session", column: "passkey", id, owner: self.owner(), revision: Revision(0) }
    }
}
