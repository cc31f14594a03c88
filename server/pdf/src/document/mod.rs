//! What is typeset, before anybody knows how: headings, paragraphs, lists, things to fill in.
//!
//! Nothing here speaks of handouts, so a run sheet or a letter can be typeset through the same door.

mod figure;
mod table;
mod text;

use crate::{Letterhead, Logo};
pub(crate) use figure::{Figure, Shape, Stroke};
pub(crate) use table::{Cell, Column, Table};
pub(crate) use text::{Text, Voice};

/// A whole document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    /// Its title as a reader shows it, also at the foot of each page.
    pub title: String,
    /// Its language as a BCP 47 tag; hyphenation and reading aloud follow it.
    pub language: &'static str,
    /// Its content, from top to bottom.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The picture on its pages.
    pub(crate) fn logo(&self) -> Option<&Logo> {
        self.blocks.iter().find_map(|block| match block {
            Block::Letterhead(letterhead) => letterhead.logo.as_ref(),
            _ => None,
        })
    }
}

/// One piece of content.
#[cfg_attr(not(test), expect(dead_code, reason = "handouts need some of them; other sheets need the others"))]
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// A heading. It never stands alone at the foot of a page.
    Heading(Level, Text),
    /// A paragraph. Where it ends in a colon, it stays with what follows.
    Paragraph(Prose, Text),
    /// A list with one paragraph an item.
    List(Marker, Vec<Text>),
    /// A box to tick.
    Checkbox(Text),
    /// A label and room to write by hand.
    FillIn(Text, Room),
    /// Blocks on a tinted ground, under a small heading. It may continue on the next page.
    Callout {
        /// The small heading.
        title: Text,
        /// What stands below it. A callout in a callout is set as plain blocks.
        blocks: Vec<Block>,
    },
    /// Blocks to cut out, in a dashed frame, under a small heading. It stays on one page where a page can hold it.
    Card {
        /// The small heading.
        title: Text,
        /// What stands below it.
        blocks: Vec<Block>,
    },
    /// Somebody's own words, as they said them.
    Quote {
        /// The words, without quotes around them.
        words: Text,
        /// Who said them.
        by: Option<Text>,
    },
    /// Something from 0 to 10, to circle a number.
    Scale(Scale),
    /// Rows and columns. Its heads are repeated on every page.
    Table(Table),
    /// A drawing.
    Figure(Figure),
    /// Things to look up, two beside each other.
    Entries(Vec<Entry>),
    /// What a practice puts above its sheets. It comes first.
    Letterhead(Letterhead),
    /// A thin rule between two parts.
    Divider,
}

/// Something to look up.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// What the eye looks for.
    pub name: Text,
    /// What it wants to know.
    pub text: Text,
    /// What it reads once it has found that.
    pub detail: Text,
}

/// Something from 0 to 10.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scale {
    /// What is asked.
    pub question: Text,
    /// What 0 means.
    pub low: Text,
    /// What 10 means.
    pub high: Text,
}

/// How high a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// The title of the document.
    Title,
    /// A part of the document.
    Part,
    /// Something within a part.
    Point,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prose {
    /// What is there to be read.
    Body,
    /// One or two sentences below the title.
    Lead,
    /// What need not be read at once.
    Quiet,
    /// Characters to be copied by hand, in groups with spaces between them.
    Key,
}

/// What stands before the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// 1., 2., 3.
    Number,
    /// A dot.
    Bullet,
}

/// How much room there is to write.
#[cfg_attr(not(test), expect(dead_code, reason = "as for `Block`"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// What is left of the line beside the label.
    Beside,
    /// This many ruled lines below the label.
    Below(u8),
    /// An empty space as high as this many lines, with an edge around it: to write or draw as one likes.
    Open(u8),
}
