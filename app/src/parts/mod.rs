//! Small components that several screens share.

mod chips;
mod icon;

#[cfg(feature = "ssr")]
mod cited;
#[cfg(feature = "ssr")]
mod couple_head;
#[cfg(feature = "ssr")]
mod crumbs;
#[cfg(feature = "ssr")]
mod entry;
#[cfg(feature = "ssr")]
mod new_plan;
#[cfg(feature = "ssr")]
mod on_paper;
#[cfg(feature = "ssr")]
mod plan_rows;
#[cfg(feature = "ssr")]
mod preview;
#[cfg(feature = "ssr")]
mod rail;
#[cfg(feature = "ssr")]
mod references;
#[cfg(feature = "ssr")]
mod select;
#[cfg(feature = "ssr")]
mod tabs;
#[cfg(feature = "ssr")]
mod three_state;
#[cfg(feature = "ssr")]
mod trouble;

pub use chips::{Chip, chip};
pub use icon::Icon;

#[cfg(feature = "ssr")]
pub use self::{
    cited::Cited,
    couple_head::{CoupleHead, CoupleRoom, Name},
    crumbs::Crumbs,
    entry::{Entry, ReplyNote},
    new_plan::NewPlan,
    on_paper::{BlankForm, LanguageChoice, LetterheadChoice, LookChoice, PaperChoice},
    plan_rows::{PlanRows, StatusChip, UseAgain, when},
    preview::Preview,
    rail::{DemoBar, Rail},
    references::References,
    select::Select,
    tabs::LibraryTabs,
    three_state::ThreeState,
    trouble::trouble,
};
