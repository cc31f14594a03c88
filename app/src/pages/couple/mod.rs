//! The rooms of one couple's work, one module each.

mod gate;
mod gates;
mod interview;
mod known;
mod next;
mod notes;
mod opened;
mod overview;
mod programme;
mod sessions;
mod situation;
mod whole;

pub use gate::GatePage;
pub use gates::GatesPage;
pub use interview::InterviewPage;
pub use known::{Known, viewed};
pub use notes::NotesPage;
pub use overview::OverviewPage;
pub use programme::ProgrammePage;
pub use sessions::SessionsPage;
pub use situation::SituationPage;
