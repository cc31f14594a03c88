//! Goes through the lines of a section, block by block.

use super::{Wrong, lines::Line};

/// A place in the lines of a section, and what could not be read so far.
pub(super) struct BlockReader<'a> {
    pub(super) lines: &'a [Line],
    pub(super) at: usize,
    pub(super) wrong: Vec<Wrong>,
}

impl<'a> BlockReader<'a> {
    pub(super) fn peek(&self) -> Option<&'a Line> {
        self.lines.get(self.at)
    }

    pub(super) fn next(&mut self) -> Option<&'a Line> {
        let line = self.peek()?;
        self.at += 1;
        Some(line)
    }

    /// The following lines of the same paragraph that this accepts.
    pub(super) fn following(&mut self, fits: impl Fn(&str) -> bool) -> Vec<&'a Line> {
        let mut taken = Vec::new();
        while let Some(line) = self.peek().filter(|line| !line.apart && fits(&line.text)) {
            taken.push(line);
            self.at += 1;
        }
        taken
    }
}
