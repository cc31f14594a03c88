//! Templates: the list, one of them, using one for a couple, and files of colleagues.

mod apply;
mod block;
mod import;
mod list;
mod occasion;
mod one;
mod rows;
pub(super) mod words;

pub use self::{apply::ApplyPage, import::ImportPage, list::TemplatesPage, one::TemplatePage};

pub(super) use self::{
    apply::{ApplyForm, Source},
    occasion::{CoupleChoice, OccasionForm, couples_at_work},
    one::LabelFields,
};
