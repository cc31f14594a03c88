//! What can go wrong while typesetting.

/// Why a sheet could not be typeset.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The words hold a character that the typeface has no shape for. Nothing is printed rather than an empty box.
    #[error("cannot print the character “{}” (U+{:04X}) in “{near}”: {face} has no shape for it; please use another one", .character.escape_debug(), u32::from(*.character))]
    MissingGlyph {
        /// The character.
        character: char,
        /// The typeface, by its PostScript name.
        face: &'static str,
        /// The words around it.
        near: String,
    },
    /// A typeface built into this program does not parse. A defect of the build.
    #[error("the built-in typeface {face} cannot be read: {reason}")]
    BrokenFace {
        /// The typeface, by its PostScript name.
        face: &'static str,
        /// What its reader said.
        reason: String,
    },
    /// The file could not be put together. A defect of this crate.
    #[error("the file could not be written: {0}")]
    Write(#[from] lopdf::Error),
    /// As above, while writing to memory.
    #[error("the file could not be written: {0}")]
    Save(#[from] std::io::Error),
    /// The logo is no picture that is known.
    #[error("the logo is neither a PNG nor a JPEG nor an SVG file; please save it as PNG")]
    UnknownLogo,
    /// The logo is an SVG file with more in it than the shapes of a logo.
    #[error("the logo is an SVG file that cannot be printed: {0}; please save it as plain shapes, or as PNG")]
    OddLogo(String),
    /// The logo has too many pixels to be decoded safely.
    #[error("the logo has {megapixels} megapixels; please save it with 20 or fewer, 600 pixels across are enough")]
    HugeLogo {
        /// How many, rounded up.
        megapixels: u64,
    },
    /// The logo cannot be decoded.
    #[error("the logo cannot be read, please save it again: {0}")]
    BrokenLogo(String),
    /// Not a name of a paper size.
    #[error("“{0}” is not a paper size; choose a4, letter, a5 or booklet")]
    UnknownPaper(String),
    /// Not a name of a size of type.
    #[error("“{0}” is not a size of type; choose standard or large")]
    UnknownSize(String),
    /// Not a name of a manner of reading.
    #[error("“{0}” is not a manner of reading; choose standard or easy")]
    UnknownReading(String),
}
