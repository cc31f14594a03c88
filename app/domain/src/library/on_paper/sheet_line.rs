//! The content of a sheet line by line, in reading order.

/// One line of a sheet, with its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetLine {
    /// The title.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// Text to read.
    Text(String),
    /// A box to tick, with its label.
    Tick(String),
    /// A blank to write in, with its label.
    Blank(String),
}

impl SheetLine {
    /// Returns its text.
    pub fn words(&self) -> &str {
        match self {
            Self::Title(words) | Self::Heading(words) | Self::Text(words) | Self::Tick(words) | Self::Blank(words) => {
                words
            }
        }
    }
}
