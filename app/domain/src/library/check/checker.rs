//! Collects the problems of a library, each with its file and line.

use crate::{
    library::{
        Library, bracketed,
        problem::{Problem, line_at},
    },
    vocabulary::ItemId,
};

/// The library under check, its files, and the problems found so far.
pub(super) struct Checker<'a> {
    pub(super) library: &'a Library,
    pub(super) files: &'a [(&'a str, &'a str)],
    pub(super) problems: Vec<Problem>,
}

impl Checker<'_> {
    /// Reports a problem at the first line of `file` that contains `word`, starting at the entry that begins with
    /// `entry`.
    pub(super) fn wrong(&mut self, file: &str, entry: &str, word: &str, text: String) {
        let line = self.files.iter().find(|(name, _)| *name == file).map_or(1, |(_, whole)| {
            let from = whole.find(entry).unwrap_or(0);
            line_at(whole, whole[from..].find(word).map_or(from, |at| from + at))
        });
        self.problems.push(Problem { file: file.into(), line, text });
    }

    pub(super) fn known_items<'i>(&mut self, file: &str, entry: &str, ids: impl IntoIterator<Item = &'i ItemId>) {
        for id in ids {
            if self.library.item(id).is_none() {
                self.wrong(file, entry, id.as_str(), unknown_item(self.library, id));
            }
        }
    }

    /// Checks that the reference keys in square brackets are in the list.
    pub(super) fn known_references(&mut self, file: &str, entry: &str, text: &str) {
        for key in bracketed(text) {
            if !self.library.references().iter().any(|r| r.key == *key) {
                self.wrong(file, entry, key, format!("[{key}] is not in references.toml"));
            }
        }
    }
}

pub(super) fn unknown_item(library: &Library, id: &ItemId) -> String {
    let all = library.items().iter().map(|item| item.id.as_str());
    format!("“{id}” is not an exercise of the library{}", crate::vocabulary::did_you_mean(id.as_str(), all))
}
