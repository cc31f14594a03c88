//! The passkeys of an account as their owner sees them, and removing one.

use domain::records::Stamp;

use crate::{
    AuditEvent, Records, SignInError, StoreError,
    account::{
        passkeys::{challenge::ChallengeFor, stored::StoredPasskey},
        second_step::Confirmation,
    },
    audit::log::AuditAuthor,
    seal::{hex, unhex},
};

/// A passkey of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPasskey {
    /// Its id in forms. It opens nothing.
    pub id: String,
    /// Name that its owner gave; empty if it cannot be read, because someone has changed it.
    pub name: String,
    /// Time of adding.
    pub added: Stamp,
    /// First and last use.
    pub used: Option<(Stamp, Stamp)>,
    /// It opens the account without the password.
    pub opens_alone: bool,
    /// Its counter went back, so it is not accepted any more: there is a copy of it.
    pub is_copied: bool,
}

impl Records {
    /// Returns the passkeys of the account, the earliest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn passkeys(&self) -> Result<Vec<ListedPasskey>, StoreError> {
        let rows = self.passkey_rows().await?;
        let listed = |(id, sealed, wrapped): (Vec<u8>, Vec<u8>, Vec<u8>)| {
            let opened = StoredPasskey::open(self.owner(), self.key(), &id, &sealed).ok();
            ListedPasskey {
                id: hex(&id),
                name: opened.as_ref().map_or_else(String::new, |passkey| passkey.name.clone()),
                added: opened.as_ref().map_or(Stamp(0), |passkey| passkey.added),
                used: opened.as_ref().and_then(|passkey| passkey.first_used.zip(passkey.used)),
                opens_alone: !wrapped.is_empty(),
                is_copied: opened.is_some_and(|passkey| passkey.copied.is_some()),
            }
        };
        let mut all: Vec<ListedPasskey> = rows.into_iter().map(listed).collect();
        all.sort_by(|one, other| (one.added, &one.id).cmp(&(other.added, &other.id)));
        Ok(all)
    }

    /// Removes a passkey with the data key that it wraps. The last one turns the second factor off if there is no app.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] or [`SignInError::WrongCode`] if the password or the second factor is wrong (checklist 16),
    /// [`StoreError::NotFound`] if the account has no such passkey.
    pub async fn remove_passkey(&self, id: &str, confirmation: Confirmation, now: Stamp) -> Result<(), SignInError> {
        let Confirmation { password, step } = confirmation;
        let (owner, purpose) = (self.owner(), ChallengeFor::Session(self.session()));
        let id = unhex(id).ok_or(StoreError::NotFound)?;
        if self.passkey_rows().await?.iter().all(|(other, ..)| *other != id) {
            return Err(StoreError::NotFound.into());
        }
        let unlocked = self.store().unlock_with_password(&self.account().login, password, now).await?;
        let mut tx = self.store().confirm(&unlocked, step.as_ref(), purpose, now).await?;
        let author = AuditAuthor::open(owner, &unlocked.key);
        if !tx.delete_passkey(owner, &id).await? {
            tx.rollback().await?;
            return Err(SignInError::Meanwhile);
        }
        tx.audit(author, AuditEvent::PasskeyRemoved, owner, now).await?;
        let tx = self.store().end_empty_second_factor(tx, &unlocked, now).await?;
        tx.commit().await?;
        // Its wrapped key is in the log of an embedded database until that is written back.
        self.store().checkpoint().await;
        Ok(())
    }
}
