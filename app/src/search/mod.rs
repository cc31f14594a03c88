//! Finding couples, plans and the library by words: typed in a hurry, without accents, with a letter wrong.
//!
//! Pure but for its input: the server opens the catalogue of an account for one search and drops it again.

mod find;
mod likeness;
mod show;

pub use self::{
    find::{Found, Group, Hit, Kept, find},
    likeness::folded,
    show::results,
};
