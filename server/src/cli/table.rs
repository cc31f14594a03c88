//! Tables and headings for people, in colour only on a terminal.

use std::io::{IsTerminal as _, stdout};

use comfy_table::{Attribute, Cell, Color, ContentArrangement, Table, presets::UTF8_HORIZONTAL_ONLY};

/// Default text width if there is no terminal, in columns.
const USUAL_WIDTH: u16 = 110;

/// Makes an empty table with these headings.
pub fn table(headings: &[&str]) -> Table {
    let mut table = Table::new();
    let width = terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| width.0);
    table.load_preset(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(headings.iter().map(|heading| strong(heading)));
    if stdout().is_terminal() {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

/// Makes an emphasised cell.
pub fn strong(text: &str) -> Cell {
    Cell::new(text).add_attribute(Attribute::Bold)
}

/// Makes a warning cell; its words carry the meaning, the colour only helps to find it.
pub fn alert(text: &str) -> Cell {
    Cell::new(text).fg(Color::Red).add_attribute(Attribute::Bold)
}
