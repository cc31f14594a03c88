//! Output: from pages to the bytes of a PDF file, to pictures of them, or from a document to HTML.

pub(crate) mod bookmarks;
mod cff;
pub(crate) mod draw;
pub(crate) mod fonts;
pub(crate) mod form_fields;
pub(crate) mod html;
pub(crate) mod picture;
mod placement;
pub(crate) mod sfnt;
mod tagged_page;
pub(crate) mod tags;
mod terse;
mod typed_letters;
mod unicode_map;
pub(crate) mod write;
