//! Names of the background fields.

use domain::records::{BackgroundChange, BackgroundText};

/// Returns the name of a changed field, for showing both versions of it.
pub fn background_name(change: &BackgroundChange) -> &'static str {
    match change {
        BackgroundChange::Opening(..) => "Opening question",
        BackgroundChange::Text(BackgroundText::Story, _) => "Story",
        BackgroundChange::Text(BackgroundText::HopesA | BackgroundText::HopesB, _) => "Hopes",
        BackgroundChange::Text(BackgroundText::CameToLight, _) => "Came to light",
        BackgroundChange::Discovery(_) => "How it came to light",
        BackgroundChange::AskNext(..) => "Ask next time",
    }
}
