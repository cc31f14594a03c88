//! The way in and out, and what one sets for oneself.

mod archive;
mod hidden;
mod letterhead;
mod locked;
mod recover;
mod recovery_key;
mod settings;
mod sign_in;
mod welcome;

pub use self::{
    archive::ArchivePage, hidden::HiddenPage, letterhead::LetterheadPage, locked::LockedPage, recover::RecoverPage,
    recovery_key::RecoveryKeyPage, settings::SettingsPage, sign_in::SignInPage, welcome::WelcomePage,
};

use leptos::prelude::*;

/// What a good passphrase is, in one line: the rule is its length alone (checklist 11).
const PASSPHRASE: &str = "At least 15 characters. Four or five words that have nothing to do with each other are easy to \
                          keep in mind and hard to guess; blanks are fine.";

/// A page of the way in: one card in the middle, and beside it what one may want to know.
#[component]
fn Entrance(
    /// What the page is for.
    heading: &'static str,
    /// One line below it.
    #[prop(optional, into)]
    line: String,
    /// What one does here.
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
