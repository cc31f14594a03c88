//! Whole documents, read back.

mod damage;
mod file;
mod handouts;
mod layout;
mod preview;
mod sample;
mod sound;
mod words;
mod workbook;
