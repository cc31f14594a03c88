//! Invitations: codes that create one account each. The operator issues them, and the browser redeems them.

use std::{fmt, time::Duration};

use domain::records::Stamp;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    Store, StoreError,
    account::recovery::SYMBOLS,
    database::pool::{Tx, with_pool, with_tx},
    seal::{digest, random},
};

/// Symbols of a code: 60 random bits.
const LENGTH: usize = 12;

/// A code that creates one account. The database stores only its hash.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Invitation(String);

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Invitation")
    }
}

const CLEAR: &str = "DELETE FROM invitation WHERE expires <= $1";
const INSERT: &str = "INSERT INTO invitation (id, expires) VALUES ($1, $2)";
const VALID: &str = "SELECT count(*) FROM invitation WHERE id = $1 AND expires > $2";
const REDEEM: &str = "DELETE FROM invitation WHERE id = $1 AND expires > $2";

impl Invitation {
    fn random() -> Result<Self, StoreError> {
        let bytes = random::<LENGTH>()?;
        Ok(Self(bytes.iter().map(|byte| char::from(SYMBOLS[usize::from(byte % 32)])).collect()))
    }

    /// Reads a typed code. Case, grouping and look-alikes (O for 0, I and L for 1) do not matter. Malformed text gives
    /// a code that does not exist.
    pub fn read(typed: &str) -> Self {
        let symbols = typed.chars().filter(|c| c.is_alphanumeric()).map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
        Self(symbols.take(LENGTH + 1).collect())
    }

    /// Returns the code in three groups of four.
    pub fn written(&self) -> String {
        let symbols: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = symbols.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }

    fn id(&self) -> Vec<u8> {
        digest(self.0.as_bytes()).to_vec()
    }
}

impl Store {
    /// Issues a code that creates one account, valid for `within`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Full`] if the disk is full.
    pub async fn invite(&self, within: Duration, now: Stamp) -> Result<Invitation, StoreError> {
        let code = Invitation::random()?;
        let expires = now.0.saturating_add(i64::try_from(within.as_micros()).unwrap_or(i64::MAX));
        with_pool!(self.pool(), p => sqlx::query(CLEAR).bind(now.0).execute(p).await.map(|_| ())?);
        with_pool!(self.pool(), p => sqlx::query(INSERT).bind(code.id()).bind(expires).execute(p).await.map(|_| ())?);
        Ok(code)
    }

    /// Tells if an invitation is known and has not expired.
    pub(crate) async fn is_valid_invitation(&self, code: &Invitation, now: Stamp) -> Result<bool, StoreError> {
        let valid: i64 = with_pool!(self.pool(), p => sqlx::query_scalar(VALID)
            .bind(code.id()).bind(now.0).fetch_one(p).await?);
        Ok(valid == 1)
    }
}

impl Tx {
    /// Uses an invitation up; false if it is unknown, used or expired.
    pub(crate) async fn redeem(&mut self, code: &Invitation, now: Stamp) -> Result<bool, StoreError> {
        let used = with_tx!(self, t => sqlx::query(REDEEM)
            .bind(code.id()).bind(now.0).execute(t).await?.rows_affected());
        Ok(used == 1)
    }
}
