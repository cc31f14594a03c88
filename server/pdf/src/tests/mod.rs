//! Whole documents, read back.

mod damage;
mod file;
mod handouts;
mod layout;
mod letterheads;
mod preview;
mod sample;
mod sheets;
mod sound;
mod words;
mod workbook;
