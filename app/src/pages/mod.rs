//! One module a screen.

mod awaited;
mod challenge;
mod challenges;
mod exercise;
mod library;
mod not_found;
mod plan;
mod rules;
mod sources;

pub use challenge::ChallengePage;
pub use challenges::ChallengesPage;
pub use exercise::ExercisePage;
pub use library::LibraryPage;
pub use not_found::NotFoundPage;
pub use plan::PlanPage;
pub use rules::RulesPage;
pub use sources::SourcesPage;

/// The title of the browser's tab.
fn tab_title(name: &str) -> String {
    format!("{name} · Reweave")
}
