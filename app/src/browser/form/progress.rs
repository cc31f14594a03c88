//! Words for the questions of an interview that are not asked yet.

use crate::layout::wording;

/// Formats the progress of a part of the interview.
pub fn asked(open: usize, must: bool) -> String {
    match (open, must) {
        (0, _) => "All asked".into(),
        (open, true) => format!("{} still to ask", wording::questions(open)),
        (open, false) => format!("{open} not asked"),
    }
}

/// Describes the questions still required before an interview counts: their number and parts.
pub fn missing(open: usize, parts: &[String]) -> String {
    let (questions, parts) = (if open == 1 { "question" } else { "questions" }, parts.join("; "));
    format!("{open} required {questions} not asked yet, in {parts}. An unasked question does not count as a no.")
}
