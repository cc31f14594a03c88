//! A file as far as it is written.

use super::markup::Markup;
use crate::labels::SheetLabels;

/// A file as far as it is written.
pub(super) struct Page {
    pub(super) markup: Markup,
    pub(super) language: &'static str,
    pub(super) labels: SheetLabels,
    /// The hint beside the last label, for the name of the field that follows.
    pub(super) hint: Option<String>,
}

impl Page {
    pub(super) fn new(language: &'static str) -> Self {
        Self { markup: Markup::default(), language, labels: SheetLabels::of(language), hint: None }
    }

    /// Writes an element around what `inside` writes.
    pub(super) fn within(&mut self, element: &'static str, attributes: &str, inside: impl FnOnce(&mut Self)) {
        self.markup.open(element, attributes);
        inside(self);
        self.markup.close(element);
    }
}
