//! Server functions: what islands ask of the server, one module a noun.
//!
//! Each is a sentence: read the input, call the records, return a view. A body with a field that nobody knows is
//! refused, and every error says what to do next without repeating what was typed.

mod problem;
mod situation;
mod strict;

pub use self::{
    problem::Problem,
    situation::{save_situation, stored_situation},
    strict::Strict,
};
