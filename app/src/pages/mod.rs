//! One module a screen.

mod challenge;
mod challenges;
mod exercise;
mod library;
mod not_found;

pub use challenge::ChallengePage;
pub use challenges::ChallengesPage;
pub use exercise::ExercisePage;
pub use library::LibraryPage;
pub use not_found::NotFoundPage;

/// The title of the browser's tab.
fn tab_title(name: &str) -> String {
    format!("{name} · Reweave")
}
