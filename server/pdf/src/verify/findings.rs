//! The properties of a sound file, and the defects found.

use std::fmt;

/// A structure element with text or a form field: its type, and its text or name.
pub(crate) type Leaf = (String, String);

/// A defect of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub rule: Rule,
    /// Location: a page, a structure element or a font.
    pub place: String,
    /// Description.
    pub what: String,
}

/// A property of a sound file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Rule {
    /// The file can be parsed.
    Readable,
    /// The language is set.
    Language,
    /// The title is set in both kinds of metadata and displayed.
    Title,
    /// The file is tagged and declares PDF/UA-1.
    Marked,
    /// The tab order follows the structure tree.
    TabOrder,
    /// Marked content and structure elements correspond one to one.
    MarkedSequences,
    /// The parent tree leads from pages and links back to their elements.
    ParentTree,
    /// Everything painted is content or an artifact.
    Tagged,
    /// Structure types are known and properly nested.
    Structure,
    /// Heading levels are not skipped.
    Headings,
    /// Elements without text have a name.
    Named,
    /// Header cells have a scope, and rows have equal length.
    Tables,
    /// Bookmarks list all headings in order.
    Bookmarks,
    /// Links have a target and a name, and cover their text.
    Links,
    /// Figures have a bounding box.
    Places,
    /// The text read is the text of the document, in its order.
    Words,
    /// Every page has its number.
    PageNumbers,
    /// Typefaces are embedded and map every glyph to characters.
    Fonts,
    /// Widths equal those of the typeface.
    Widths,
    /// Every glyph has an outline.
    Shapes,
    /// Text has a contrast of at least 4.5 : 1.
    Contrast,
    /// Form fields have a name, a look and a place of their own, and nothing acts.
    Fields,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, {}: {}", self.rule, self.place, self.what)
    }
}

/// Defects found so far.
#[derive(Default)]
pub(super) struct Findings(pub(super) Vec<Failure>);

impl Findings {
    pub(super) fn add(&mut self, rule: Rule, place: impl fmt::Display, what: impl fmt::Display) {
        self.0.push(Failure { rule, place: place.to_string(), what: what.to_string() });
    }

    pub(super) fn unless(&mut self, fine: bool, rule: Rule, place: impl fmt::Display, what: impl fmt::Display) {
        if !fine {
            self.add(rule, place, what);
        }
    }
}
