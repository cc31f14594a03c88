//! Rows and columns.

use domain::library::model::SheetWords;

use super::Text;

/// Rows and columns under heads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// The columns, from left to right. Where none has a head, there is no row of heads.
    pub columns: Vec<Column>,
    /// The rows, from top to bottom, each with one cell a column; what is missing is an empty cell.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the first cell of a row says what the row is about.
    pub row_heads: bool,
    /// How many lines of handwriting each row has room for at least.
    pub lines: u8,
}

/// What stands in a row and a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Words, or nothing and with that room to write.
    Words(Text),
    /// A box to tick, one of those of its row, with its name.
    Box(String),
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// What stands above it.
    pub head: Text,
    /// Its width, in parts of the sum of all.
    pub share: u8,
}

#[cfg_attr(not(test), expect(dead_code, reason = "as for `Block`"))]
impl Table {
    /// A week from Monday to Sunday, a column a day, with one row to fill in for each of these.
    pub(crate) fn week(words: &SheetWords, corner: impl Into<Text>, rows: Vec<Text>) -> Self {
        let days = words.days_short.iter().map(|day| Column { head: day.as_str().into(), share: 2 });
        Self {
            columns: [Column { head: corner.into(), share: 6 }].into_iter().chain(days).collect(),
            rows: rows.into_iter().map(|row| vec![row.into()]).collect(),
            row_heads: true,
            lines: 1,
        }
    }

    /// A week from Monday to Sunday, a row a day, with these columns to fill in.
    pub(crate) fn days(words: &SheetWords, corner: impl Into<Text>, columns: Vec<Text>) -> Self {
        let columns = columns.into_iter().map(|head| Column { head, share: 4 });
        Self {
            columns: [Column { head: corner.into(), share: 3 }].into_iter().chain(columns).collect(),
            rows: words.days.iter().map(|day| vec![Cell::from(day.as_str())]).collect(),
            row_heads: true,
            lines: 1,
        }
    }
}

impl From<Text> for Cell {
    fn from(words: Text) -> Self {
        Self::Words(words)
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.into())
    }
}

impl Cell {
    /// Its words; a box has none of its own.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Words(text) => text.plain(),
            Self::Box(_) => String::new(),
        }
    }

    /// Whether there is nothing to print.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Words(text) if text.is_blank())
    }
}
