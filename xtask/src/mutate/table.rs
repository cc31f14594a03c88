//! The result of a run as a table in Markdown.

use std::fmt::Write as _;

use super::{patch::Patch, runner::Outcome};

/// One test of one patch.
pub struct Row {
    about: String,
    patch: String,
    test: String,
    outcome: Outcome,
}

impl Row {
    /// Makes the row of a test of a patch.
    pub fn new(patch: &Patch, test: &str, outcome: Outcome) -> Self {
        Self { about: patch.about.join(", "), patch: patch.name.clone(), test: test.to_owned(), outcome }
    }

    /// True if the test passed although its protection was gone.
    pub fn survived(&self) -> bool {
        self.outcome == Outcome::Passed
    }

    /// Describes the test and its result on one line.
    pub fn line(&self) -> String {
        format!("{} {}: {}: {}", self.about, self.patch, self.test, self.result())
    }

    fn result(&self) -> String {
        match &self.outcome {
            Outcome::Passed => "SURVIVED: the test passed".to_owned(),
            Outcome::Failed(message) => message.clone(),
        }
    }
}

/// Writes the table: what was done, the counts, and a row for each test. `together` says that patches shared a build.
pub fn table(rows: &[Row], together: bool) -> String {
    let survived = rows.iter().filter(|row| row.survived()).count();
    let mut text = String::from("# Tests that fail once their protection is taken out\n\n");
    text += if together {
        "Several patches with different tests were applied at once and built together. A test may have failed because of another \
         patch than its own: the message tells, and a run without `--together` proves it.\n\n"
    } else {
        "Each patch was applied alone.\n\n"
    };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "Failed, as they should: {}. Survived: {survived}.\n", rows.len() - survived);
    text += "| point or fault | patch | test | first line of the failure |\n|---|---|---|---|\n";
    for row in rows {
        let result = row.result().replace('|', "\\|");
        let _ = writeln!(text, "| {} | {} | {} | {result} |", row.about, row.patch, row.test);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_survivor_is_counted_and_named() {
        let row = |outcome| Row { about: "24".into(), patch: "p".into(), test: "routes t".into(), outcome };
        let rows = [row(Outcome::Failed("a | b".into())), row(Outcome::Passed)];
        let text = table(&rows, true);
        assert!(text.contains("should: 1. Survived: 1."), "{text}");
        assert!(text.contains("| 24 | p | routes t | a \\| b |") && text.contains("SURVIVED"), "{text}");
        assert!(text.contains("applied at once"));
        assert!(!table(&rows, false).contains("at once"));
    }
}
