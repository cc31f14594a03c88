//! Asking browsers for a passkey.

use domain::records::Stamp;
use serde::Serialize;

use crate::{
    Records, Store, StoreError,
    account::passkeys::{
        answer::text,
        challenge::{self, ChallengeFor},
        stored::{LIST, PasskeyRow, StoredPasskey},
    },
    database::pool::with_pool,
};

/// A passkey as browsers are asked for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PasskeyHandle {
    /// The id that the authenticator gave, in base64 for addresses.
    pub id: String,
    /// Ways to reach the authenticator.
    pub transports: Vec<String>,
}

/// What a page needs to ask for a passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRequest {
    /// The challenge, in base64 for addresses. It is good for five minutes.
    pub challenge: String,
    /// The passkeys that may answer; empty if the authenticator is to choose.
    pub known: Vec<PasskeyHandle>,
}

impl Store {
    /// Asks for a passkey of any account, for signing in with it alone. Nothing is stored before it is answered.
    ///
    /// # Errors
    ///
    /// Fails if the system provides no random bytes.
    pub fn sign_in_request(&self, now: Stamp) -> Result<PasskeyRequest, StoreError> {
        let challenge = challenge::make(self.server_key(), ChallengeFor::SignIn, now)?;
        Ok(PasskeyRequest { challenge: text(&challenge), known: Vec::new() })
    }

    /// Asks for one of these passkeys; none if there is none that may answer.
    pub(crate) fn request_one_of(
        &self,
        known: Vec<PasskeyHandle>,
        purpose: ChallengeFor<'_>,
        now: Stamp,
    ) -> Result<Option<PasskeyRequest>, StoreError> {
        if known.is_empty() {
            return Ok(None);
        }
        let challenge = challenge::make(self.server_key(), purpose, now)?;
        Ok(Some(PasskeyRequest { challenge: text(&challenge), known }))
    }
}

impl Records {
    /// Asks for a passkey before a change in this session; none if the account has none that may answer.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn passkey_request(&self, now: Stamp) -> Result<Option<PasskeyRequest>, StoreError> {
        let known = self.passkey_handles().await?;
        self.store().request_one_of(known, ChallengeFor::Session(self.session()), now)
    }

    /// Returns the passkeys of the account as browsers are asked for them. Those that do not open are left out.
    pub(crate) async fn passkey_handles(&self) -> Result<Vec<PasskeyHandle>, StoreError> {
        let rows = self.passkey_rows().await?;
        let opened = rows.iter().map(|(id, sealed, _)| StoredPasskey::open(self.owner(), self.key(), id, sealed));
        Ok(handles(opened.filter_map(Result::ok)))
    }

    /// Returns the rows of all passkeys of the account.
    pub(crate) async fn passkey_rows(&self) -> Result<Vec<PasskeyRow>, StoreError> {
        Ok(with_pool!(self.store().pool(), p => sqlx::query_as(LIST).bind(self.owner()).fetch_all(p).await?))
    }
}

/// Returns passkeys as browsers are asked for them, without those that were copied.
pub(crate) fn handles(passkeys: impl Iterator<Item = StoredPasskey>) -> Vec<PasskeyHandle> {
    let usable = passkeys.filter(|passkey| passkey.copied.is_none());
    usable.map(|passkey| PasskeyHandle { id: text(&passkey.credential), transports: passkey.transports }).collect()
}
