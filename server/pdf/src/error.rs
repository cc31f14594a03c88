//! Errors of the typesetter.

use std::error::Error;

/// An error while typesetting a sheet or reading its options.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The text contains a character that the typeface has no glyph for. The sheet is refused rather than printed with
    /// an empty box.
    #[error("cannot print the character “{}” (U+{:04X}) in “{near}”: {face} has no shape for it; please use another one", .character.escape_debug(), u32::from(*.character))]
    MissingGlyph {
        /// The character without a glyph.
        character: char,
        /// PostScript name of the typeface.
        face: &'static str,
        /// The surrounding text.
        near: String,
    },
    /// The footer of a letterhead does not fit. Legal details are never cut off silently.
    #[error(
        "the footer does not fit into {lines} lines at the foot of this paper; about {fits} characters do: please shorten it"
    )]
    FooterTooLong {
        /// Lines available.
        lines: usize,
        /// Characters that fit into these lines.
        fits: usize,
    },
    /// A built-in typeface does not parse: a defect of the build.
    #[error("the built-in typeface {face} cannot be read")]
    InvalidFont {
        /// PostScript name of the typeface.
        face: &'static str,
        /// The cause.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The PDF objects could not be assembled: a defect of this crate.
    #[error("the file could not be written")]
    Write(#[from] lopdf::Error),
    /// The file could not be serialised to memory.
    #[error("the file could not be written")]
    Save(#[from] std::io::Error),
    /// The logo is in an unknown format.
    #[error("the logo is neither a PNG nor a JPEG nor an SVG file; please save it as PNG")]
    UnknownLogo,
    /// The logo is an SVG file with unsupported content.
    #[error("the logo is an SVG file that cannot be printed: {0}; please save it as plain shapes, or as PNG")]
    UnsupportedSvg(String),
    /// The logo has too many pixels to be decoded safely.
    #[error("the logo has {megapixels} megapixels; please save it with 20 or fewer, 600 pixels across are enough")]
    LogoTooLarge {
        /// Size in megapixels, rounded up.
        megapixels: u64,
    },
    /// The logo cannot be decoded; contains the cause.
    #[error("the logo cannot be read, please save it again: {0}")]
    InvalidLogo(String),
    /// The name of a paper size is unknown.
    #[error("“{0}” is not a paper size; choose a4, letter, a5 or booklet")]
    UnknownPaper(String),
    /// The name of a text size is unknown.
    #[error("“{0}” is not a text size; choose standard or large")]
    UnknownSize(String),
    /// The name of a reading mode is unknown.
    #[error("“{0}” is not a reading mode; choose standard or easy")]
    UnknownReading(String),
}
