//! Problems of the content, worded so that the clinician who edited it can fix them.

use std::fmt;

use crate::vocabulary::Language;

/// One problem to fix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the language folder.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The problem and its correction.
    pub text: String,
}

impl Problem {
    /// Prefixes the file with the folder of its language.
    #[must_use]
    pub fn below(self, language: Language) -> Self {
        Self { file: format!("{language}/{}", self.file), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// All problems to fix, by file and line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            writeln!(f, "{problem}")?;
        }
        Ok(())
    }
}

/// Returns the line of byte `at` of `text`, counted from 1.
pub(super) fn line_at(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}
