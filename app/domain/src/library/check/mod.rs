//! Checks the relations between the entries of a library, and reports each problem with file and line.

mod checker;
mod dates;
pub(crate) mod exercises;
mod questions;
mod references;
mod tables;

use self::checker::Checker;
use super::{Library, problem::Problem};

/// Returns the problems of `library`; `files` are the files it was read from, for the line numbers.
pub fn check(library: &Library, files: &[(&str, &str)]) -> Vec<Problem> {
    let mut checker = Checker { library, files, problems: Vec::new() };
    exercises::check(&mut checker);
    questions::check(&mut checker);
    references::check(&mut checker);
    tables::check(&mut checker);
    checker.problems.sort();
    checker.problems.dedup();
    checker.problems
}
