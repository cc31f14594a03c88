//! The accounts of a server, for its operator: listing, disabling and enabling. Nothing here opens a record.

use domain::records::Stamp;
use uuid::Uuid;

use crate::{
    AuditEvent, Store, StoreError,
    account::login_name::normalise_login,
    audit::log::AuditAuthor,
    database::pool::{with_pool, with_tx},
};

/// An account as its operator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedAccount {
    /// Login name.
    pub login: String,
    /// Time of creation.
    pub created: Stamp,
    /// Last use of a session that has not ended; none if there is no session.
    pub seen: Option<Stamp>,
    /// The account was disabled.
    pub disabled: bool,
    /// Its second factor is on.
    pub has_second_factor: bool,
}

/// Login, creation, last use of a session, disabling, sealed second factor.
type ListedRow = (String, i64, Option<i64>, i64, Vec<u8>);

const LIST: &str = "SELECT a.login, a.created, max(s.seen), a.disabled, a.second_factor FROM account a \
                    LEFT JOIN session s ON s.account_id = a.id WHERE a.login <> '' \
                    GROUP BY a.id, a.login, a.created, a.disabled, a.second_factor ORDER BY a.login";
const BY_NAME: &str = "SELECT id FROM account WHERE login = $1 AND login <> ''";
const SET_DISABLED: &str = "UPDATE account SET disabled = $2 WHERE id = $1";

impl Store {
    /// Returns all accounts by name.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn accounts(&self) -> Result<Vec<ListedAccount>, StoreError> {
        let rows: Vec<ListedRow> = with_pool!(self.pool(), p => sqlx::query_as(LIST).fetch_all(p).await?);
        let listed = |(login, created, seen, disabled, second_factor): ListedRow| ListedAccount {
            login,
            created: Stamp(created),
            seen: seen.map(Stamp),
            disabled: disabled != 0,
            has_second_factor: !second_factor.is_empty(),
        };
        Ok(rows.into_iter().map(listed).collect())
    }

    /// Disables an account, or enables it again. A disabled account answers like an unknown one, to its password and to
    /// its recovery key; its sessions end, and its records stay.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if there is no account of this name.
    pub async fn set_account_disabled(&self, login: &str, disabled: bool, now: Stamp) -> Result<(), StoreError> {
        let id: Option<Uuid> = with_pool!(self.pool(), p => sqlx::query_scalar(BY_NAME)
            .bind(normalise_login(login)).fetch_optional(p).await?);
        let id = id.ok_or(StoreError::NotFound)?;
        let (since, event) =
            if disabled { (now.0, AuditEvent::AccountDisabled) } else { (0, AuditEvent::AccountEnabled) };
        let mut tx = self.pool().write().await?;
        tx.audit(AuditAuthor::closed(id), event, id, now).await?;
        with_tx!(&mut tx, t => sqlx::query(SET_DISABLED).bind(id).bind(since).execute(t).await.map(|_| ())?);
        if disabled {
            tx.end_all(id).await?;
            tx.forget_devices(id).await?;
        }
        tx.commit().await
    }

    /// Verifies the hash chain of every audit log; returns the login, and the number of lines or the break. Only
    /// [`crate::Records::check_audit`] detects a chain that was computed anew.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn check_all_audits(&self) -> Result<Vec<(String, Result<i64, crate::BrokenAt>)>, StoreError> {
        let ids: Vec<(Uuid, String)> = with_pool!(self.pool(), p =>
            sqlx::query_as("SELECT id, login FROM account ORDER BY login").fetch_all(p).await?);
        let mut all = Vec::with_capacity(ids.len());
        for (id, login) in ids {
            all.push((login, self.check_audit(id).await?));
        }
        Ok(all)
    }
}
