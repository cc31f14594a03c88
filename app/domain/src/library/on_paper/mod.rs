//! The sections `## On paper` and `## Homework` of an exercise: text that a clinician edits, and the blocks it stands for.
//!
//! A paragraph is a block. Keys are English in every language, like the keys of the front matter; words are in the language
//! of the file. Boxes (`- [ ] text`) and lines (`- label: ___`) are blocks too, so a section of nothing else stays valid.

mod block;
mod figures;
mod homework;
mod keyed;
mod limits;
mod lines;
mod parse;
mod pictogram;
mod plain;
mod reader;
mod rows;
mod shape;
mod sheet_line;
mod tables;
mod telling;
mod text;

#[cfg(test)]
mod tests;

pub use block::{
    CalendarSpan, Copies, MarkSign, PaperBlock, PaperCell, PaperColumn, PaperFigure, PaperHead, PaperLabel, PaperLight,
    PaperMoment, PaperSheet, PaperStep, PaperTable, PicturePanel, PrintedText, ToDraw, WritingField,
};
pub use homework::PaperHomework;
pub use pictogram::{BlockPictogram, Pictogram};
pub use sheet_line::SheetLine;
pub use telling::telling_word;
pub use text::PaperText;

pub(super) use limits::{Facts, check, check_homework};
pub(super) use shape::shape;
pub(crate) use telling::is_telling_address;

/// Something in a section that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The line of the section, counted from 1.
    pub(crate) line: usize,
    /// What is wrong and what would be right.
    pub(crate) text: String,
}
