//! Tables.

use domain::library::model::SheetWords;

use super::Text;

/// A table with a header row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    /// Columns from left to right. If no column has a head, there is no header row.
    pub columns: Vec<TableColumn>,
    /// Rows from top to bottom, one cell per column; missing cells are empty.
    pub rows: Vec<Vec<TableCell>>,
    /// Treats the first cell of each row as its header.
    pub row_heads: bool,
    /// Minimum height of a row, in lines of handwriting.
    pub lines: u8,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TableCell {
    /// Text; an empty cell is space for handwriting.
    Text(Text),
    /// A tick box, one of several in its row, with its accessible name.
    Checkbox(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TableColumn {
    /// Heading of the column.
    pub head: Text,
    /// Relative width, in parts of the sum of all columns.
    pub share: u8,
}

#[cfg_attr(not(test), expect(dead_code, reason = "as for `Block`"))]
impl Table {
    /// Builds a week from Monday to Sunday with one column per day and one row to fill in for each of `rows`.
    pub(crate) fn week(words: &SheetWords, corner: impl Into<Text>, rows: Vec<Text>) -> Self {
        let days = words.days_short.iter().map(|day| TableColumn { head: day.as_str().into(), share: 2 });
        Self {
            columns: [TableColumn { head: corner.into(), share: 6 }].into_iter().chain(days).collect(),
            rows: rows.into_iter().map(|row| vec![row.into()]).collect(),
            row_heads: true,
            lines: 1,
        }
    }

    /// Builds a week from Monday to Sunday with one row per day and these columns to fill in.
    pub(crate) fn days(words: &SheetWords, corner: impl Into<Text>, columns: Vec<Text>) -> Self {
        let columns = columns.into_iter().map(|head| TableColumn { head, share: 4 });
        Self {
            columns: [TableColumn { head: corner.into(), share: 3 }].into_iter().chain(columns).collect(),
            rows: words.days.iter().map(|day| vec![TableCell::from(day.as_str())]).collect(),
            row_heads: true,
            lines: 1,
        }
    }
}

impl Table {
    /// Calls `change` with every string of the heads and cells.
    pub(super) fn each_string(&mut self, change: &mut impl FnMut(&mut String)) {
        self.columns.iter_mut().for_each(|column| column.head.each_string(change));
        for cell in self.rows.iter_mut().flatten() {
            match cell {
                TableCell::Text(text) => text.each_string(change),
                TableCell::Checkbox(name) => change(name),
            }
        }
    }
}

impl From<Text> for TableCell {
    fn from(words: Text) -> Self {
        Self::Text(words)
    }
}

impl From<&str> for TableCell {
    fn from(words: &str) -> Self {
        Self::Text(words.into())
    }
}

impl TableCell {
    /// Returns the text; a tick box has none.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.plain(),
            Self::Checkbox(_) => String::new(),
        }
    }

    /// Tells if there is nothing to print.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_blank())
    }
}
