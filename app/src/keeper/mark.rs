//! The saved mark: what happens to what was typed, in words.

use maud::{Markup, html};

use super::Mark;

/// “Saving…”, “Saved 09:12”, or why not yet. Screen readers hear it when it changes.
pub fn words(mark: &Mark) -> String {
    match mark {
        Mark::Saved(None) => "Saved".into(),
        Mark::Saved(Some(at)) => format!("Saved {at}"),
        Mark::Saving => "Saving…".into(),
        Mark::Away(why) => why.clone(),
        Mark::SignedOut => "Not saved yet; you are signed out. Kept here.".into(),
        Mark::Stale { .. } => "Not saved: this was changed in another window. Both texts are kept.".into(),
        Mark::Refused(why) => format!("Not saved: {why}"),
    }
}

/// For style sheets: `saved`, `saving` or `kept`.
fn state(mark: &Mark) -> &'static str {
    match mark {
        Mark::Saved(_) => "saved",
        Mark::Saving => "saving",
        _ => "kept",
    }
}

/// The saved mark, with the way to sign in again where that is what is missing. `at_first` stands there before anything
/// was changed, for example “Saved”.
pub fn saved_mark(mark: &Mark, at_first: &str) -> Markup {
    let text = if *mark == Mark::Saved(None) { at_first.to_owned() } else { words(mark) };
    html! {
        span class="saved" role="status" data-state=(state(mark)) {
            span { (text) }
            a href="/sign-in" target="_blank" rel="opener" hidden[*mark != Mark::SignedOut] { "Sign in again" }
        }
    }
}
