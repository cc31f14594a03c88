//! Sheets of a session: content, recipient and print options.

mod card;
mod coming;
mod contents;
pub mod form;
pub mod options;
pub mod page;
pub mod pdf;
pub mod preview;
pub mod print_options;
pub mod save;
mod sheet_start;
pub mod sheet_text;
pub mod sheets;
mod shown;
pub mod sources;
pub mod typeset;

/// Returns the forms and documents of handouts.
pub fn routes() -> Vec<crate::http::routes::Form> {
    [save::forms(), form::forms(), pdf::forms()].into_iter().flatten().collect()
}
