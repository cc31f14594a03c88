//! The couples of an account: the list, and the forms around one of them.

pub mod card;
mod delete;
mod edit;
mod filter;
mod list;

pub use delete::DeletePage;
pub use edit::{EditPage, NewPage};
pub use list::CouplesPage;
