//! One module a screen.

mod awaited;
mod challenge;
mod challenges;
mod couple;
mod exercise;
mod library;
mod not_found;
mod rules;
mod sources;

pub use challenge::ChallengePage;
pub use challenges::ChallengesPage;
pub use couple::{GatePage, GatesPage, InterviewPage, SituationPage};
pub use exercise::ExercisePage;
pub use library::LibraryPage;
pub use not_found::NotFoundPage;
pub use rules::RulesPage;
pub use sources::SourcesPage;

/// The title of the browser's tab.
fn tab_title(name: &str) -> String {
    format!("{name} · Reweave")
}
