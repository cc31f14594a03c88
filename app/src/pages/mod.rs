//! One module a screen.

mod account;
mod awaited;
mod challenge;
mod challenges;
mod couple;
mod couples;
mod exercise;
mod handout;
mod leaflet;
mod library;
mod mine;
mod not_found;
mod plan;
mod plans;
mod rules;
mod sources;
mod today;

pub use account::{
    HiddenPage, LetterheadPage, LockedPage, RecoverPage, RecoveryKeyPage, SettingsPage, SignInPage, WelcomePage,
};
pub use challenge::ChallengePage;
pub use challenges::ChallengesPage;
pub use couple::{GatePage, GatesPage, InterviewPage, NotesPage, OverviewPage, SessionsPage, SituationPage};
pub use couples::{CouplesPage, DeletePage, EditPage, NewPage};
pub use exercise::ExercisePage;
pub use handout::HandoutPage;
pub use leaflet::LeafletPage;
pub use library::LibraryPage;
pub use mine::{MinePage, NewOwnExercisePage, NewOwnGatePage, NumbersPage, OwnExercisePage, OwnGatePage};
pub use not_found::NotFoundPage;
pub use plan::PlanPage;
pub use plans::PlansPage;
pub use rules::RulesPage;
pub use sources::SourcesPage;
pub use today::TodayPage;

use awaited::{awaited, couple_in_address, plan_in_address};

/// The title of the browser's tab.
fn tab_title(name: &str) -> String {
    format!("{name} · Reweave")
}
