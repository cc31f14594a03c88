//! Search in couples, plans and the library, tolerant of missing accents and single wrong letters.
//!
//! Pure except for its input: the server opens the catalogue of an account for one search and drops it again.

pub mod asked_form;
mod find;
pub mod form;
mod likeness;
pub mod page;
mod show;

pub use self::{
    find::{Found, Group, Hit, Kept, find},
    show::results,
};

/// Returns the forms of the search and of lists.
pub fn routes() -> Vec<crate::http::routes::Form> {
    [form::forms(), asked_form::forms()].into_iter().flatten().collect()
}
