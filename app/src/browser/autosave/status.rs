//! The save status in words.

use maud::{Markup, html};

use crate::browser::autosave::{Offer, SaveStatus};

/// Formats “Saving…”, “Saved 09:12”, or the reason for the delay. Screen readers announce changes.
pub fn words(mark: &SaveStatus) -> String {
    match mark {
        SaveStatus::Saved(None) => "Saved".into(),
        SaveStatus::Saved(Some(at)) => format!("Saved {at}"),
        SaveStatus::Saving => "Saving…".into(),
        SaveStatus::Away(why) => why.clone(),
        SaveStatus::SignedOut => "Not saved yet: you have been signed out. Kept here".into(),
        SaveStatus::Stale { .. } => "Not saved: changed in another window. Both versions are kept.".into(),
        SaveStatus::Refused(why) => format!("Not saved: {why}"),
    }
}

/// Returns the state for style sheets: `saved`, `saving` or `kept`.
fn state(mark: &SaveStatus) -> &'static str {
    match mark {
        SaveStatus::Saved(_) => "saved",
        SaveStatus::Saving => "saving",
        _ => "kept",
    }
}

/// Renders the unsaved drafts of other windows of this browser, with buttons to restore them.
pub fn offered(offers: &[Offer]) -> Markup {
    html! {
        @for offer in offers {
            section class="card conflict" role="status" {
                h2 { "Changes in another window are not saved" }
                p { "They were made in another window of this browser. You can compare them with the saved version before anything is replaced." }
                div class="row" {
                    button class="button" type="button" data-do=(format!("adopt:{}", offer.name)) { "Restore them" }
                    button class="button" data-kind="quiet" type="button" data-do=(format!("discard:{}", offer.name)) { "Discard them" }
                }
            }
        }
    }
}

/// Renders the save status, with a link to sign in again if required. `at_first` is shown before any change, for
/// example “Saved”.
pub fn saved_mark(mark: &SaveStatus, at_first: &str) -> Markup {
    let text = if *mark == SaveStatus::Saved(None) { at_first.to_owned() } else { words(mark) };
    html! {
        span class="saved" role="status" data-state=(state(mark)) {
            span { (text) }
            a href="/sign-in" target="_blank" rel="opener" hidden[*mark != SaveStatus::SignedOut] { "Sign in again" }
        }
    }
}
