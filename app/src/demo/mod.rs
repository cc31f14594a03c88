//! The demo: an account with invented couples, in a database that is deleted when the program ends.

mod couples;
pub mod database;
mod fill;
pub mod form;

use anyhow::{Context as _, bail};
use domain::records::Stamp;
use store::{Password, SessionAccess, SessionToken, SignInError, Store};

use crate::http::clock::Clock;

/// The login of the demo account.
pub const LOGIN: &str = "demo";

/// Access to the demo account. Its password is random at each start and not disclosed.
#[derive(Clone, Debug)]
pub struct Demo {
    password: Password,
}

impl Demo {
    /// Creates the account in a new, temporary database, and fills it with invented couples as of today.
    ///
    /// # Errors
    /// If the database does not respond, has an account already, or a demo couple does not fit the library.
    pub async fn open(store: &Store, clock: &Clock) -> anyhow::Result<Self> {
        let now = clock.now();
        let password = Password::random()?;
        let made = store.create_first_account(LOGIN, password.clone(), now.stamp).await;
        let token = made.context("the demo's account could not be made")?.token;
        let SessionAccess::Open(records) = store.open_session(&token, now.stamp).await? else {
            bail!("the demo's account is shut")
        };
        fill::fill(&records, now).await.context("the demo's couples could not be made")?;
        store.sign_out(&token).await?;
        Ok(Self { password })
    }

    /// Opens a session of the demo account.
    ///
    /// # Errors
    /// If the database does not respond, or a visitor has changed the password.
    pub async fn sign_in(&self, store: &Store, now: Stamp) -> Result<SessionToken, SignInError> {
        store.sign_in(LOGIN, self.password.clone(), now).await
    }
}
