//! Whole documents, read back.

mod damage;
mod drawings;
mod file;
mod handouts;
mod kinds;
mod layout;
mod letterheads;
mod other_readers;
mod preview;
mod right_to_left;
mod sample;
mod sheets;
mod sound;
mod words;
mod workbook;
