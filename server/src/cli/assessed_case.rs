//! The case that a command is about.

use std::path::Path;

use anyhow::Context as _;
use domain::{
    assess::Assessment,
    case_file::{self, Case},
    library::{Library, english},
    safety::WorkOnHold,
};

use super::{
    input::{CASE, Inputs},
    output::{Out, line, note},
};

/// A case with its assessment.
pub(super) struct AssessedCase {
    pub(super) library: &'static Library,
    pub(super) case: Case,
    pub(super) picture: Assessment,
}

impl AssessedCase {
    /// Returns the holds that stop joint work, if it is on hold.
    pub(super) fn on_hold(&self) -> Option<WorkOnHold> {
        WorkOnHold::of(self.library, &self.case.course)
    }

    /// Prints the notice that joint work is on hold; nothing if it is not.
    pub(super) fn lead(&self, out: &mut Out) {
        if let Some((headline, lines)) = self.said() {
            out.heading(headline);
            for line in lines {
                line!(out, "  {line}");
            }
        }
    }

    /// Prints the same notice to standard error, for commands that write a file.
    pub(super) fn lead_aside(&self) {
        if let Some((headline, lines)) = self.said() {
            note(headline);
            for line in lines {
                note(&format!("  {line}"));
            }
        }
    }

    fn said(&self) -> Option<(&'static str, Vec<String>)> {
        let on_hold = self.on_hold()?;
        let mut lines = vec![on_hold.because(self.library)];
        let titles = on_hold.possible().iter().filter_map(|id| self.library.item(id));
        let titles: Vec<String> = titles.map(|item| format!("“{}”", item.title)).collect();
        if !titles.is_empty() {
            lines.push(format!("Still possible, one partner alone: {}.", titles.join(", ")));
        }
        let first = self.library.gate(on_hold.first());
        lines.push(format!("Can be lifted when: {}", first.closes_when));
        Some((WorkOnHold::HEADLINE, lines))
    }
}

/// Reads the case at `path`; `-` is standard input.
pub(super) fn read(inputs: &Inputs, path: &Path) -> anyhow::Result<AssessedCase> {
    let library = english();
    let json = inputs.text(path, CASE)?;
    let case = case_file::parse(library, &json).with_context(|| format!("{} is not a valid case", path.display()))?;
    let picture = Assessment::of(library, &case.course, case.phase, case.session);
    Ok(AssessedCase { library, case, picture })
}
