//! Sign-in, sign-out and account settings.

pub mod activity;
pub mod api;
pub mod archive;
pub mod auth_form;
pub mod devices;
pub mod form;
pub mod hidden;
pub mod keys;
pub mod letterhead;
pub mod locked;
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

use leptos::prelude::*;

/// Advice on passphrases: the only rule is the length (checklist 11).
const PASSPHRASE: &str = "At least 15 characters. Four or five unrelated words are easy to remember and hard to guess; \
                          spaces are fine.";

/// A page without a session: one card in the middle, with further information beside it.
#[component]
fn AuthCard(
    /// The purpose of the page.
    heading: &'static str,
    /// One line below it.
    #[prop(optional, into)]
    line: String,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="entrance">
            <div class="card">
                <h1>{heading}</h1>
                {(!line.is_empty()).then(|| view! { <p class="soft">{line}</p> })}
                {children()}
            </div>
        </div>
    }
}

/// Returns the forms and documents of an account.
pub fn routes() -> Vec<crate::http::routes::Form> {
    let all = [
        api::routes(),
        form::forms(),
        archive::form::forms(),
        devices::form::forms(),
        keys::form::forms(),
        letterhead::form::forms(),
        second_factor::form::forms(),
        session_form::forms(),
        settings::form::forms(),
    ];
    all.into_iter().flatten().collect()
}
