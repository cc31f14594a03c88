//! Output: from pages to the bytes of a PDF file, or to pictures for the screen.

pub(crate) mod bookmarks;
pub(crate) mod draw;
pub(crate) mod fonts;
pub(crate) mod picture;
pub(crate) mod sfnt;
pub(crate) mod tags;
pub(crate) mod write;
