//! Creating accounts: the first one, by the operator, and by invitation.

use domain::records::Stamp;
use uuid::Uuid;

use crate::{
    Account, AuditEvent, Invitation, NewCredentials, Password, SignInError, Store, StoreError,
    account::{credentials::UnlockedAccount, key_rotation::wrap_by_recovery, login_name::normalise_login},
    database::pool::{Tx, with_pool, with_tx},
    key_file,
    seal::Key,
};

/// Maximum length of a login name, in characters.
const LONGEST_LOGIN: usize = 120;

/// Authority for creating an account.
#[derive(Clone, Copy)]
pub(crate) enum CreatedBy<'a> {
    /// No account exists yet.
    First,
    /// The operator of the server.
    Operator,
    /// An invitation, which is used up.
    Invitation(&'a Invitation),
}

const COUNT: &str = "SELECT count(*) FROM account WHERE login <> ''";
const INSERT: &str = "INSERT INTO account (id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped, \
                      created, audit_head, key_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
                      ON CONFLICT (login) DO NOTHING";

impl Store {
    /// Tells if there is no account yet.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn has_no_accounts(&self) -> Result<bool, StoreError> {
        let accounts: i64 = with_pool!(self.pool(), p => sqlx::query_scalar(COUNT).fetch_one(p).await?);
        Ok(accounts == 0)
    }

    /// Tells if there are accounts that a lost key file was for. Their passwords open nothing; their recovery keys do.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn needs_recovery_keys(&self) -> Result<bool, StoreError> {
        Ok(key_file::count_not_by(self.pool(), &self.server_key().id()).await? > 0)
    }

    /// Creates the first account and its data key.
    ///
    /// # Errors
    ///
    /// [`SignInError::Taken`] if there is an account already, [`SignInError::Name`] or [`SignInError::Weak`] if the
    /// name or password is not acceptable.
    pub async fn create_first_account(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
    ) -> Result<NewCredentials, SignInError> {
        self.create(login, password, now, CreatedBy::First).await
    }

    /// Creates a further account, on behalf of the operator; no page calls this.
    ///
    /// # Errors
    ///
    /// [`SignInError::Taken`] if the name is in use, [`SignInError::Name`] or [`SignInError::Weak`] if the name or
    /// password is not acceptable.
    pub async fn create_account(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
    ) -> Result<NewCredentials, SignInError> {
        self.create(login, password, now, CreatedBy::Operator).await
    }

    pub(crate) async fn create(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
        by: CreatedBy<'_>,
    ) -> Result<NewCredentials, SignInError> {
        let login = checked_login(login)?;
        password.may_be_chosen(&login, &[]).map_err(SignInError::Weak)?;
        if !self.account_row(&login).await?.is_placeholder() {
            return Err(SignInError::Taken);
        }
        let (id, key) = (Uuid::now_v7(), Key::random()?);
        let locked = self.wrap_by_password(&key, id, password).await?;
        let (recovery, wrapping) = wrap_by_recovery(&key, id)?;
        let mut tx = self.pool().write().await?;
        tx.require_key_file(self.server_key()).await?;
        let refused = match by {
            CreatedBy::First if !no_account_exists(&mut tx).await? => Some(SignInError::Taken),
            CreatedBy::Invitation(code) if !tx.redeem(code, now).await? => Some(SignInError::Wrong),
            _ => None,
        };
        if let Some(refused) = refused {
            tx.rollback().await?;
            return Err(refused);
        }
        let made = with_tx!(&mut tx, t => sqlx::query(INSERT)
            .bind(id).bind(&login).bind(locked.cost.written()).bind(&locked.salt[..]).bind(&locked.verifier)
            .bind(locked.wrapped).bind(&wrapping.verifier).bind(wrapping.wrapped).bind(now.0).bind(Vec::<u8>::new())
            .bind(self.server_key().id())
            .execute(t).await?.rows_affected());
        if made == 0 {
            tx.rollback().await?;
            return Err(SignInError::Taken);
        }
        let account = Account { id, login };
        let unlocked = UnlockedAccount {
            account,
            key,
            verifier: locked.verifier,
            recovery_verifier: wrapping.verifier,
            has_second_factor: false,
        };
        let token = self.begin_session(tx, &unlocked, AuditEvent::AccountCreated, now).await?;
        // From now on a copy of the database file cannot be mistaken for a new installation.
        self.checkpoint().await;
        Ok(NewCredentials { token, recovery })
    }

    /// Creates an account with an invitation and uses the invitation up.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] if the code is unknown, used or expired; otherwise as for [`Store::create_account`].
    pub async fn create_invited_account(
        &self,
        code: &Invitation,
        login: &str,
        password: Password,
        now: Stamp,
    ) -> Result<NewCredentials, SignInError> {
        // Check the code before the expensive password hash, so that strangers cannot cause that work.
        if !self.is_valid_invitation(code, now).await? {
            return Err(SignInError::Wrong);
        }
        self.create(login, password, now, CreatedBy::Invitation(code)).await
    }
}

/// Tells if there is no account. [`Tx::require_key_file`] has locked the installation: of two first accounts created at
/// once, one waits there for the other (checklist 19).
async fn no_account_exists(tx: &mut Tx) -> Result<bool, StoreError> {
    let accounts: i64 = with_tx!(tx, t => sqlx::query_scalar(COUNT).fetch_one(t).await?);
    Ok(accounts == 0)
}

fn checked_login(login: &str) -> Result<String, SignInError> {
    let login = normalise_login(login);
    if login.is_empty() {
        return Err(SignInError::Name("Choose a name or e-mail address to sign in with.".into()));
    }
    if login.chars().count() > LONGEST_LOGIN || login.chars().any(char::is_control) {
        return Err(SignInError::Name(format!("Use {LONGEST_LOGIN} characters or fewer, without line breaks.")));
    }
    Ok(login)
}
