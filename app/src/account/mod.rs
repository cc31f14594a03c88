//! Sign-in, sign-out and account settings.

pub mod activity;
pub mod api;
pub mod archive;
pub mod auth_card;
pub mod auth_form;
pub mod devices;
pub mod form;
pub mod hidden;
pub mod keys;
pub mod letterhead;
pub mod locked;
pub mod passkeys;
pub mod recover;
pub mod recovery_key;
pub mod second_factor;
pub mod session_form;
pub mod settings;
pub mod sign_in;
pub mod welcome;

pub use crate::account::{
    activity::page::ActivityPage,
    archive::page::ArchivePage,
    devices::page::DevicesPage,
    hidden::HiddenPage,
    keys::page::KeysPage,
    letterhead::page::LetterheadPage,
    locked::LockedPage,
    recover::RecoverPage,
    recovery_key::RecoveryKeyPage,
    second_factor::{code_page::CodePage, page::SecondFactorPage},
    settings::page::SettingsPage,
    sign_in::SignInPage,
    welcome::{JoinPage, WelcomePage},
};

/// Returns the forms and documents of an account.
pub fn routes() -> Vec<crate::http::routes::Form> {
    let all = [
        api::routes(),
        form::forms(),
        archive::form::forms(),
        devices::form::forms(),
        keys::form::forms(),
        letterhead::form::forms(),
        passkeys::form::forms(),
        second_factor::form::forms(),
        session_form::forms(),
        settings::form::forms(),
    ];
    all.into_iter().flatten().collect()
}
