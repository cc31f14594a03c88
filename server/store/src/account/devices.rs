//! Browsers that have signed in before. Their tokens give them separate sign-in attempts for the account, and nothing
//! else.

use domain::records::Stamp;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    Store, StoreError,
    account::login_name::{decompose_login, normalise_login},
    database::pool::{Tx, with_pool, with_tx},
    seal::{digest, hex, random},
};

/// Maximum number of browsers remembered per account; the one unused for longest is dropped.
const MOST: i64 = 20;

/// Lifetime of the token after the last sign-in, in seconds: 400 days, the maximum that browsers keep a cookie.
pub const DEVICE_SECONDS: u32 = 400 * 24 * 60 * 60;

/// The device cookie set after signing in: 32 random bytes as 64 hexadecimal digits. The database stores only its hash.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct DeviceToken(String);

impl std::fmt::Debug for DeviceToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeviceToken")
    }
}

const KNOWN: &str = "SELECT count(*) FROM device d JOIN account a ON a.id = d.account_id \
                     WHERE d.id = $1 AND a.login IN ($2, $4) AND d.seen > $3";
const SEEN: &str = "UPDATE device SET seen = $2 WHERE id = $1";
const INSERT: &str = "INSERT INTO device (id, account_id, seen) SELECT $1, id, $3 FROM account \
                      WHERE login IN ($2, $4) AND login <> ''";
const FORGET_OLDEST: &str = "DELETE FROM device WHERE account_id = (SELECT id FROM account WHERE login IN ($1, $3) LIMIT 1) \
                             AND id NOT IN (SELECT d.id FROM device d JOIN account a ON a.id = d.account_id \
                             WHERE a.login IN ($1, $3) ORDER BY d.seen DESC LIMIT $2)";
const FORGET_ALL: &str = "DELETE FROM device WHERE account_id = $1";

impl DeviceToken {
    /// Parses the value of a cookie; none if it is malformed.
    pub fn read(cookie: &str) -> Option<Self> {
        let fits = cookie.len() == 64 && cookie.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| Self(cookie.to_owned()))
    }

    /// Returns the value for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn id(&self) -> Vec<u8> {
        digest(self.0.as_bytes()).to_vec()
    }
}

impl Store {
    /// Tells if a browser with this token has signed in to this account before.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn knows_device(&self, device: &DeviceToken, login: &str, now: Stamp) -> Result<bool, StoreError> {
        let oldest = now.0 - i64::from(DEVICE_SECONDS) * 1_000_000;
        let known: i64 = with_pool!(self.pool(), p => sqlx::query_scalar(KNOWN)
            .bind(device.id()).bind(written(login)).bind(oldest).bind(decompose_login(login)).fetch_one(p).await?);
        Ok(known == 1)
    }

    /// Remembers a browser after signing in to this account. Keeps its token, or creates one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Full`] if the disk is full.
    pub async fn remember_device(
        &self,
        device: Option<&DeviceToken>,
        login: &str,
        now: Stamp,
    ) -> Result<DeviceToken, StoreError> {
        if let Some(device) = device
            && self.knows_device(device, login, now).await?
        {
            with_pool!(self.pool(), p => sqlx::query(SEEN).bind(device.id()).bind(now.0).execute(p).await.map(|_| ())?);
            return Ok(device.clone());
        }
        let token = DeviceToken(hex(&random::<32>()?));
        let (login, split) = (written(login), decompose_login(login));
        let mut tx = self.pool().write().await?;
        with_tx!(&mut tx, t => sqlx::query(INSERT)
            .bind(token.id()).bind(&login).bind(now.0).bind(&split).execute(t).await.map(|_| ())?);
        with_tx!(&mut tx, t => sqlx::query(FORGET_OLDEST).bind(&login).bind(MOST).bind(&split).execute(t).await.map(|_| ())?);
        tx.commit().await?;
        Ok(token)
    }
}

impl Tx {
    /// Forgets all browsers of an account.
    pub(crate) async fn forget_devices(&mut self, account: uuid::Uuid) -> Result<(), StoreError> {
        with_tx!(self, t => sqlx::query(FORGET_ALL).bind(account).execute(t).await.map(|_| ())?);
        Ok(())
    }
}

/// Returns a login name as stored.
fn written(login: &str) -> String {
    normalise_login(login)
}
