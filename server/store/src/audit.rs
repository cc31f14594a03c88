//! Who did what to which record, and when; without content. Each line carries the hash of the one before it.

use domain::desk::Stamp;
use uuid::Uuid;

use crate::{
    Store, StoreError,
    pool::{Tx, on, within},
    seal::digest,
    sql,
};

/// What was done with a record; the audit line holds this word, who, when and which record, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The account was created.
    AccountCreated,
    /// Somebody signed in.
    SignedIn,
    /// Somebody failed to sign in.
    SignInFailed,
    /// The password was changed.
    PasswordChanged,
    /// The account was opened with the recovery key, which was replaced.
    Recovered,
    /// A new recovery key was made.
    RecoveryKeyReplaced,
    /// A couple was looked at.
    Viewed,
    /// A sheet was printed or downloaded.
    Printed,
    /// A gate was closed.
    GateClosed,
    /// A gate was overridden.
    GateOverridden,
    /// A record was deleted.
    Deleted,
    /// Everything was taken out as one archive.
    Exported,
    /// An archive was taken in.
    Imported,
}

impl Deed {
    /// The word that is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccountCreated => "account-created",
            Self::SignedIn => "signed-in",
            Self::SignInFailed => "sign-in-failed",
            Self::PasswordChanged => "password-changed",
            Self::Recovered => "recovered",
            Self::RecoveryKeyReplaced => "recovery-key-replaced",
            Self::Viewed => "viewed",
            Self::Printed => "printed",
            Self::GateClosed => "gate-closed",
            Self::GateOverridden => "gate-overridden",
            Self::Deleted => "deleted",
            Self::Exported => "exported",
            Self::Imported => "imported",
        }
    }
}

/// Where a chain of audit lines is broken: the number of the first line that does not follow from the one before, or of
/// the first one that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenAt(pub i64);

impl Tx {
    /// Writes an audit line for an account, together with what it is about. From here to the end of the transaction the
    /// account's row is locked, so that two lines never follow the same one.
    pub(crate) async fn audit(&mut self, account: Uuid, deed: Deed, about: Uuid, at: Stamp) -> Result<(), StoreError> {
        let taken: Option<(i64, Vec<u8>)> =
            within!(self, t => sqlx::query_as(sql::NEXT_AUDIT).bind(account).fetch_optional(t).await?);
        let (number, head) = taken.ok_or(StoreError::NotFound)?;
        let hash = line_hash(&head, account, number, at, deed.as_str(), about);
        within!(self, t => sqlx::query(sql::INSERT_AUDIT)
            .bind(account).bind(number).bind(at.0).bind(deed.as_str()).bind(about).bind(&hash[..])
            .execute(t).await.map(|_| ())?);
        within!(self, t => sqlx::query(sql::SET_AUDIT_HEAD)
            .bind(account).bind(&hash[..]).execute(t).await.map(|_| ())?);
        Ok(())
    }
}

impl Store {
    /// Writes an audit line about something that changed nothing.
    pub(crate) async fn write_audit(
        &self,
        account: Uuid,
        deed: Deed,
        about: Uuid,
        at: Stamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.pool().write().await?;
        tx.audit(account, deed, about, at).await?;
        tx.commit().await
    }

    /// Follows the chain of an account's audit lines to its end; gives the number of lines, or where it is broken.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn check_audit(&self, account: Uuid) -> Result<Result<i64, BrokenAt>, StoreError> {
        let (lines, (count, head)) = on!(self.pool(), p => {
            let lines: Vec<(i64, i64, String, Uuid, Vec<u8>)> =
                sqlx::query_as(sql::AUDIT).bind(account).fetch_all(p).await?;
            let end: Option<(i64, Vec<u8>)> = sqlx::query_as(sql::AUDIT_HEAD).bind(account).fetch_optional(p).await?;
            (lines, end.ok_or(StoreError::NotFound)?)
        });
        let mut before = Vec::new();
        let mut expected = 1;
        for (number, at, deed, about, hash) in lines {
            let follows = line_hash(&before, account, number, Stamp(at), &deed, about);
            if number != expected || hash != follows {
                return Ok(Err(BrokenAt(expected)));
            }
            before = hash;
            expected += 1;
        }
        let whole = expected == count + 1 && before == head;
        Ok(if whole { Ok(count) } else { Err(BrokenAt(expected)) })
    }
}

fn line_hash(before: &[u8], account: Uuid, number: i64, at: Stamp, deed: &str, about: Uuid) -> [u8; 32] {
    let mut line = before.to_vec();
    line.extend(format!("|{account}|{number}|{}|{deed}|{about}", at.0).into_bytes());
    digest(&line)
}
