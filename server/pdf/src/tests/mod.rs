//! Tests on whole documents, read back from the file.

mod bundles;
mod damage;
mod divided_words;
mod drawings;
mod every_block;
mod file;
mod fillable;
mod handouts;
mod kinds;
mod layout;
mod leaflets;
mod letterheads;
mod letters;
mod other_readers;
mod page_ends;
mod picture_sheets;
mod pictures;
mod preview;
mod right_to_left;
mod run_sheets;
mod sample;
mod sheets;
mod sound;
mod web_pages;
mod words;
mod workbook;
