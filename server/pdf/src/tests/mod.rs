//! Whole documents, read back.

mod file;
mod handouts;
mod layout;
mod preview;
mod reader;
mod sample;
mod words;
