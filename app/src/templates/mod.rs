//! Templates: the list, one template, its use with a couple, and files for colleagues.

mod address;
pub mod apply;
pub mod block;
pub mod detail;
pub mod fields;
pub mod form;
pub mod import;
pub mod page;
pub mod rows;
pub mod words;

pub use crate::templates::{
    apply::page::ApplyPage, detail::TemplatePage, import::page::ImportPage, page::TemplatesPage,
};

pub(crate) use crate::templates::{
    apply::{
        options::{CoupleChoice, OccasionForm, couples_at_work},
        page::{ApplyForm, Source},
    },
    detail::LabelFields,
};
