//! Whole documents, read back.

mod damage;
mod drawings;
mod file;
mod handouts;
mod layout;
mod letterheads;
mod preview;
mod right_to_left;
mod sample;
mod sheets;
mod sound;
mod words;
mod workbook;
