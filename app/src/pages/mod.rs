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
mod reuse;
mod rules;
mod search;
mod sources;
mod templates;
mod today;
mod versions;

pub use account::{
    ArchivePage, HiddenPage, LetterheadPage, LockedPage, RecoverPage, RecoveryKeyPage, SettingsPage, SignInPage,
    WelcomePage,
};
pub use challenge::ChallengePage;
pub use challenges::ChallengesPage;
pub use couple::{
    GatePage, GatesPage, InterviewPage, NotesPage, OverviewPage, ProgrammePage, SessionsPage, SituationPage,
};
pub use couples::{CouplesPage, DeletePage, EditPage, NewPage};
pub use exercise::ExercisePage;
pub use handout::HandoutPage;
pub use leaflet::LeafletPage;
pub use library::LibraryPage;
pub use mine::{MinePage, NewOwnExercisePage, NewOwnGatePage, NumbersPage, OwnExercisePage, OwnGatePage};
pub use not_found::NotFoundPage;
pub use plan::PlanPage;
pub use plans::{Filter as PlanFilter, PlansPage};
pub use reuse::{DuplicatePage, RecordTextPage, SaveAsPage};
pub use rules::RulesPage;
pub use search::SearchPage;
pub use sources::SourcesPage;
pub use templates::{ApplyPage, ImportPage, TemplatePage, TemplatesPage};
pub use today::TodayPage;
pub use versions::{PlanVersionsPage, SituationVersionsPage};

use awaited::{awaited, couple_in_address, plan_in_address, template_in_address};

/// The title of the browser's tab.
fn tab_title(name: &str) -> String {
    format!("{name} · Reweave")
}
