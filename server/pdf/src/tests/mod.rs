//! Whole documents, read back.

mod damage;
mod file;
mod handouts;
mod layout;
mod preview;
mod right_to_left;
mod sample;
mod sound;
mod words;
mod workbook;
