//! The document model: headings, paragraphs, lists and fields to fill in, independent of layout.
//!
//! The model knows no particular kind of sheet, so handouts, run sheets and letters share one typesetter.

mod boxes;
mod figure;
mod panel;
pub(crate) mod reading_order;
mod table;
mod text;

use crate::{Logo, PrintedLetterhead};
pub(crate) use boxes::{Align, BoxContent, DrawnShape, PaperBox, RowAlign, TextKind, Track};
pub(crate) use figure::{Figure, FigureShape, ShapeKind};
pub(crate) use panel::{Bar, Edge, PanelLook};
pub(crate) use table::{Table, TableCell, TableColumn};
pub(crate) use text::{Emphasis, Text};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Document {
    /// Title, shown by viewers and in the footer of each page.
    pub title: String,
    /// Language as a BCP 47 tag; selects hyphenation and pronunciation.
    pub language: &'static str,
    pub blocks: Vec<ContentBlock>,
}

impl Document {
    /// Returns the logo of the letterhead.
    pub(crate) fn logo(&self) -> Option<&Logo> {
        self.blocks.iter().find_map(|block| match block {
            ContentBlock::Letterhead(letterhead) => letterhead.logo.as_ref(),
            _ => None,
        })
    }
}

impl Document {
    /// True if it is a sheet for clients, composed of boxes.
    pub(crate) fn has_boxes(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, ContentBlock::Boxes { .. }))
    }

    /// Returns the part before the first new page; none if there is no new page.
    pub(crate) fn first_part(&self) -> Option<Self> {
        let end = self.blocks.iter().position(|block| matches!(block, ContentBlock::NewPage))?;
        Some(Self { title: self.title.clone(), language: self.language, blocks: self.blocks[..end].to_vec() })
    }

    /// Calls `change` with every printed string in reading order, the title first.
    pub(crate) fn each_string(&mut self, change: &mut impl FnMut(&mut String)) {
        change(&mut self.title);
        self.blocks.iter_mut().for_each(|block| block.each_string(change));
    }
}

impl ContentBlock {
    fn each_string(&mut self, change: &mut impl FnMut(&mut String)) {
        match self {
            Self::Heading(_, text) | Self::Paragraph(_, text) | Self::Checkbox(text) | Self::FillIn(text, _) => {
                text.each_string(change);
            }
            Self::List(_, items) => items.iter_mut().for_each(|item| item.each_string(change)),
            Self::Callout { title, blocks } | Self::Card { title, blocks } => {
                title.each_string(change);
                for block in blocks {
                    block.each_string(change);
                }
            }
            Self::Quote { words, by } => {
                words.each_string(change);
                if let Some(by) = by {
                    by.each_string(change);
                }
            }
            Self::RatingScale(RatingScale { question, low, high }) => {
                for text in [question, low, high] {
                    text.each_string(change);
                }
            }
            Self::Table(table) => table.each_string(change),
            Self::Figure(figure) => change(&mut figure.alt),
            Self::Entries(entries) => {
                let texts = entries.iter_mut().flat_map(|entry| [&mut entry.name, &mut entry.text, &mut entry.detail]);
                texts.for_each(|text| text.each_string(change));
            }
            Self::Letterhead(head) => {
                let texts = [&mut head.name, &mut head.address, &mut head.registration, &mut head.alt];
                texts.into_iter().for_each(change);
            }
            Self::Boxes { content, .. } => content.each_string(change),
            Self::Divider | Self::NewPage => {}
        }
    }
}

/// One block of content.
#[cfg_attr(not(test), expect(dead_code, reason = "handouts need some of them; other sheets need the others"))]
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ContentBlock {
    /// A heading, never left alone at the foot of a page.
    Heading(HeadingLevel, Text),
    /// A paragraph. If it ends in a colon, it stays with the next block.
    Paragraph(ParagraphKind, Text),
    /// A list, one paragraph per item.
    List(ListMarker, Vec<Text>),
    /// A tick box with its label.
    Checkbox(Text),
    /// A label and space for handwriting.
    FillIn(Text, WritingSpace),
    /// Blocks on a tinted background under a small heading. May continue on the next page.
    Callout {
        title: Text,
        /// Content. A callout within a callout is set as plain blocks.
        blocks: Vec<ContentBlock>,
    },
    /// Blocks to cut out, in a dashed frame under a small heading. Kept on one page if a page can hold it.
    Card {
        title: Text,
        blocks: Vec<ContentBlock>,
    },
    /// A quotation.
    Quote {
        /// The quotation, without quotation marks.
        words: Text,
        /// The person quoted.
        by: Option<Text>,
    },
    /// A scale from 0 to 10 with a number to circle.
    RatingScale(RatingScale),
    /// A table. Its header row is repeated on every page.
    Table(Table),
    Figure(Figure),
    /// Directory entries, two beside each other.
    Entries(Vec<DirectoryEntry>),
    /// The letterhead of a practice; always the first block.
    Letterhead(PrintedLetterhead),
    /// A block of a sheet for clients, composed of boxes.
    Boxes {
        content: PaperBox,
        /// Space above, in points.
        gap: f32,
        /// Cost of dividing it between the boxes of its column; never divided where there is none.
        breaks: Option<f32>,
        /// Stands at the foot of the last page.
        at_foot: bool,
    },
    /// A thin rule between two parts.
    Divider,
    /// A page break: the next block begins a page.
    NewPage,
}

/// A directory entry, for example a help line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DirectoryEntry {
    /// The key that readers scan for, in bold.
    pub name: Text,
    /// The main information, for example a telephone number.
    pub text: Text,
    /// Further information in smaller type.
    pub detail: Text,
}

/// A rating scale from 0 to 10.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RatingScale {
    pub question: Text,
    /// Meaning of 0.
    pub low: Text,
    /// Meaning of 10.
    pub high: Text,
}

/// Rank of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadingLevel {
    Title,
    /// A section of the document.
    Part,
    /// A subsection.
    Point,
}

/// Purpose of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParagraphKind {
    /// Running text.
    Body,
    Lead,
    /// Secondary text.
    SmallPrint,
    /// Characters to be copied by hand, in groups with spaces between them.
    Key,
}

/// Label of the items of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListMarker {
    /// 1., 2., 3.
    Number,
    Bullet,
}

/// Space for handwriting.
#[cfg_attr(not(test), expect(dead_code, reason = "as for `Block`"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WritingSpace {
    /// The rest of the line after the label.
    Beside,
    /// This many ruled lines below the label.
    Below(u8),
    /// An empty, framed space as high as this many lines, to write or draw in.
    Open(u8),
}
