//! The demo: an account with made-up couples, in a database that goes when the program ends.

mod couples;
mod fill;

use anyhow::{Context as _, bail};
use domain::desk::Stamp;
use store::{Password, SessionToken, SignInError, Store, Visit};

use crate::web::Clock;

/// The name of the demo's account.
pub const LOGIN: &str = "demo";

/// The way into the demo's account. Its password is made anew whenever a demo starts, and nobody is told.
#[derive(Clone, Debug)]
pub struct Demo {
    password: Password,
}

impl Demo {
    /// Makes the account in a fresh, temporary database, and fills it with made-up couples as of today.
    ///
    /// # Errors
    ///
    /// When the database does not answer, has an account already, or a made-up couple does not fit the library.
    pub async fn open(store: &Store, clock: &Clock) -> anyhow::Result<Self> {
        let now = clock.now();
        let password = Password::random()?;
        let made = store.create_first_account(LOGIN, password.clone(), now.stamp).await;
        let token = made.context("the demo's account could not be made")?.token;
        let Visit::Open(records) = store.visit(&token, now.stamp).await? else { bail!("the demo's account is shut") };
        fill::fill(&records, now).await.context("the demo's couples could not be made")?;
        store.sign_out(&token).await?;
        Ok(Self { password })
    }

    /// A new session of the demo's account.
    ///
    /// # Errors
    ///
    /// When the database does not answer, or a visitor has changed the password.
    pub async fn sign_in(&self, store: &Store, now: Stamp) -> Result<SessionToken, SignInError> {
        store.sign_in(LOGIN, self.password.clone(), now).await
    }
}
