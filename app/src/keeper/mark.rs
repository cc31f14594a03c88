//! The saved mark: what happens to what was typed, in words.

use leptos::prelude::*;

use super::{Keeper, Mark};

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

/// The saved mark of a keeper, with the way to sign in again where that is what is missing.
#[component]
pub fn SavedMark(
    /// Whose.
    keeper: Keeper,
    /// What stands there before anything was changed, for example “Saved 09:12”.
    #[prop(into)]
    at_first: String,
) -> impl IntoView {
    let text = move || {
        keeper.mark().with(|mark| match mark {
            Mark::Saved(None) => at_first.clone(),
            mark => words(mark),
        })
    };
    let signed_out = move || keeper.mark().with(|mark| *mark == Mark::SignedOut);
    view! {
        <span class="saved" role="status" data-state=move || keeper.mark().with(state)>
            <span>{text}</span>
            <a href="/sign-in" target="_blank" rel="opener" hidden=move || !signed_out()>"Sign in again"</a>
        </span>
    }
}
