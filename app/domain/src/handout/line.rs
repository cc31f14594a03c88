//! What stands on a sheet, line by line, in the order in which it is read.

/// One line of a sheet, with what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetLine {
    /// The title.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// Words to read.
    Text(String),
    /// A box to tick, and what it is for.
    Tick(String),
    /// Room to write, and what for.
    Blank(String),
}

impl SheetLine {
    /// Its words.
    pub fn words(&self) -> &str {
        match self {
            Self::Title(words) | Self::Heading(words) | Self::Text(words) | Self::Tick(words) | Self::Blank(words) => {
                words
            }
        }
    }
}
