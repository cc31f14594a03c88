//! Passkeys as stored. A row has the hash of the id that the authenticator gives, and everything else sealed by the data key;
//! beside it, the data key wrapped by the secret of the authenticator, if that has one.

use domain::records::{Revision, Stamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    StoreError,
    account::passkeys::{answer::PasskeySecret, public_key::PublicKey, verify::Known},
    database::pool::{Tx, with_tx},
    key_file::ServerKey,
    seal::{Key, SealContext, digest, hex},
};

/// Maximum number of passkeys of an account.
pub(crate) const MOST: usize = 10;

const OF_ACCOUNT: &str = "SELECT id, sealed, wrapped FROM passkey WHERE account_id = $1";
const ONE: &str = "SELECT sealed, wrapped FROM passkey WHERE account_id = $1 AND id = $2";
const INSERT: &str =
    "INSERT INTO passkey (account_id, id, sealed, wrapped) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE passkey SET sealed = $3, wrapped = $4 WHERE account_id = $1 AND id = $2";
const DELETE: &str = "DELETE FROM passkey WHERE account_id = $1 AND id = $2";
const DELETE_ALL: &str = "DELETE FROM passkey WHERE account_id = $1";

/// Id, sealed passkey, wrapped data key.
pub(crate) type PasskeyRow = (Vec<u8>, Vec<u8>, Vec<u8>);

/// A passkey.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct StoredPasskey {
    /// Id that the authenticator gave.
    pub(crate) credential: Vec<u8>,
    pub(crate) key: PublicKey,
    pub(crate) name: String,
    pub(crate) transports: Vec<String>,
    /// Counter of the last answer that was accepted.
    pub(crate) counter: u32,
    pub(crate) may_be_copied: bool,
    pub(crate) added: Stamp,
    pub(crate) first_used: Option<Stamp>,
    pub(crate) used: Option<Stamp>,
    /// Time at which its counter went back. It is not accepted any more.
    pub(crate) copied: Option<Stamp>,
}

impl StoredPasskey {
    /// Returns the part that answers are compared with.
    pub(crate) fn known(&self) -> Known<'_> {
        Known { key: &self.key, counter: self.counter, may_be_copied: self.may_be_copied }
    }

    /// Opens a row.
    pub(crate) fn open(account: Uuid, key: &Key, id: &[u8], sealed: &[u8]) -> Result<Self, StoreError> {
        key.open(context(account, id), sealed)
    }
}

/// Returns the id of the row for the id that an authenticator gave.
pub(crate) fn row_id(credential: &[u8]) -> Vec<u8> {
    digest(credential).to_vec()
}

/// Wraps the data key by the secret of an authenticator and the key file, so that a copy of the database alone is worth
/// nothing even with the authenticator.
pub(crate) fn wrap(
    data_key: &Key,
    account: Uuid,
    id: &[u8],
    (secret, server_key): (&PasskeySecret, &ServerKey),
) -> Result<Vec<u8>, StoreError> {
    wrapping(secret, server_key).wrap(data_key, account, &purpose(id))
}

/// Unwraps the data key; fails if this is not the secret, or not the key file.
pub(crate) fn unwrap(
    wrapped: &[u8],
    account: Uuid,
    id: &[u8],
    (secret, server_key): (&PasskeySecret, &ServerKey),
) -> Result<Key, StoreError> {
    wrapping(secret, server_key).unwrap(wrapped, account, &purpose(id))
}

fn wrapping(secret: &PasskeySecret, server_key: &ServerKey) -> Key {
    Key::derived(server_key.mix(&secret[..]).as_ref(), "passkey wrapping")
}

fn purpose(id: &[u8]) -> String {
    format!("passkey|{}", hex(id))
}

fn context(account: Uuid, id: &[u8]) -> SealContext<'static> {
    // The first half of a hash is enough to tell passkeys apart.
    let id = id.first_chunk().map_or(Uuid::nil(), |half| Uuid::from_bytes(*half));
    SealContext { table: "passkey", column: "sealed", id, owner: account, revision: Revision(0) }
}

/// The statement for all passkeys of an account.
pub(crate) const LIST: &str = OF_ACCOUNT;

impl Tx {
    /// Returns the rows of all passkeys of an account.
    pub(crate) async fn passkey_rows(&mut self, account: Uuid) -> Result<Vec<PasskeyRow>, StoreError> {
        Ok(with_tx!(self, t => sqlx::query_as(OF_ACCOUNT).bind(account).fetch_all(t).await?))
    }

    /// Returns a passkey with its wrapped data key. The account row must be locked, if it is to be changed.
    pub(crate) async fn passkey(
        &mut self,
        account: Uuid,
        key: &Key,
        id: &[u8],
    ) -> Result<Option<(StoredPasskey, Vec<u8>)>, StoreError> {
        let row: Option<(Vec<u8>, Vec<u8>)> =
            with_tx!(self, t => sqlx::query_as(ONE).bind(account).bind(id).fetch_optional(t).await?);
        row.map(|(sealed, wrapped)| Ok((StoredPasskey::open(account, key, id, &sealed)?, wrapped))).transpose()
    }

    /// Stores a new passkey; false if there is one with this id.
    pub(crate) async fn insert_passkey(
        &mut self,
        account: Uuid,
        key: &Key,
        (passkey, wrapped): (&StoredPasskey, Vec<u8>),
    ) -> Result<bool, StoreError> {
        let id = row_id(&passkey.credential);
        let sealed = key.seal(context(account, &id), passkey)?;
        let made = with_tx!(self, t => sqlx::query(INSERT)
            .bind(account).bind(id).bind(sealed).bind(wrapped).execute(t).await?.rows_affected());
        Ok(made == 1)
    }

    /// Stores a passkey again.
    pub(crate) async fn update_passkey(
        &mut self,
        account: Uuid,
        key: &Key,
        (passkey, wrapped): (&StoredPasskey, Vec<u8>),
    ) -> Result<(), StoreError> {
        let id = row_id(&passkey.credential);
        let sealed = key.seal(context(account, &id), passkey)?;
        with_tx!(self, t => sqlx::query(UPDATE)
            .bind(account).bind(id).bind(sealed).bind(wrapped).execute(t).await.map(|_| ())?);
        Ok(())
    }

    /// Deletes a passkey with the data key that it wraps; false if there was none.
    pub(crate) async fn delete_passkey(&mut self, account: Uuid, id: &[u8]) -> Result<bool, StoreError> {
        let gone = with_tx!(self, t => sqlx::query(DELETE).bind(account).bind(id).execute(t).await?.rows_affected());
        Ok(gone == 1)
    }

    /// Deletes all passkeys of an account; returns their number.
    pub(crate) async fn delete_passkeys(&mut self, account: Uuid) -> Result<u64, StoreError> {
        Ok(with_tx!(self, t => sqlx::query(DELETE_ALL).bind(account).execute(t).await?.rows_affected()))
    }

    /// Seals the passkeys of an account by the next data key. None of them opens the account alone any more, until it gives its
    /// secret again: to keep that secret here would let an old copy of the keys open the new ones. One that does not open is
    /// deleted. The account row must be locked.
    pub(crate) async fn reseal_passkeys(&mut self, account: Uuid, earlier: &Key, key: &Key) -> Result<(), StoreError> {
        for (id, sealed, _) in self.passkey_rows(account).await? {
            match StoredPasskey::open(account, earlier, &id, &sealed) {
                Ok(passkey) => self.update_passkey(account, key, (&passkey, Vec::new())).await?,
                Err(StoreError::Damaged(_)) => drop(self.delete_passkey(account, &id).await?),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
