//! Lists and tables: the boxes between a list and its items, and between a table and its cells, are layout on paper alone.

use super::{Page, boxes::holds_mark, markup::attribute, shapes::is_drawn};
use crate::{
    document::{BoxContent, PaperBox, Track},
    layout::structure::{Role, Scope},
};

impl Page {
    /// Writes a list. A drawing between two items, such as an arrow, belongs to the one before.
    pub(super) fn list(&mut self, element: &'static str, own: &PaperBox) {
        let mut items = Vec::new();
        collect(own, &is_item, &mut items);
        let class = format!("plain {}", arrangement(own));
        self.within(element, &format!("{} role=\"list\"", attribute("class", &class)), |page| {
            let mut items = items.into_iter().skip_while(|item| !is_item(item)).peekable();
            while let Some(item) = items.next() {
                page.within("li", "", |page| {
                    page.content(item, None);
                    while let Some(drawn) = items.next_if(|next| !is_item(next)) {
                        page.content(drawn, None);
                    }
                });
            }
        });
    }

    /// Writes a table with its first row as the head, if it heads columns.
    pub(super) fn table(&mut self, own: &PaperBox) {
        let mut rows = Vec::new();
        collect(own, &|child| child.role == Some(Role::Row), &mut rows);
        rows.retain(|row| row.role == Some(Role::Row));
        let rows: Vec<Vec<TableCell<'_>>> = rows.into_iter().map(cells).collect();
        let heads =
            |row: &[TableCell<'_>]| row.iter().any(|(_, cell)| cell.role == Some(Role::HeaderCell(Scope::Column)));
        let (head, body) = match rows.split_first() {
            Some((first, rest)) if heads(first) => (Some(first), rest),
            _ => (None, rows.as_slice()),
        };
        self.within("div", &attribute("class", "wide"), |page| {
            page.within("table", "", |page| {
                if let Some(head) = head {
                    page.within("thead", "", |page| page.table_row(head));
                }
                page.within("tbody", "", |page| body.iter().for_each(|row| page.table_row(row)));
            });
        });
    }

    fn table_row(&mut self, cells: &[TableCell<'_>]) {
        self.within("tr", "", |page| {
            for (track, cell) in cells {
                let (element, scope) = match &cell.role {
                    Some(Role::HeaderCell(Scope::Column)) => ("th", " scope=\"col\""),
                    Some(Role::HeaderCell(Scope::Row)) => ("th", " scope=\"row\""),
                    _ => ("td", ""),
                };
                let class = if holds_mark(cell) { " class=\"mark\"" } else { "" };
                let width = match track {
                    Track::Points(points) => format!(" style=\"width:calc({points}*var(--pt))\""),
                    Track::Share(_) | Track::Fit => String::new(),
                };
                page.within(element, &format!("{scope}{class}{width}"), |page| page.content(cell, None));
            }
        });
    }
}

fn is_item(own: &PaperBox) -> bool {
    own.role == Some(Role::Item)
}

/// Finds the nearest boxes inside that are wanted, and the drawings between them.
fn collect<'a>(own: &'a PaperBox, wanted: &impl Fn(&PaperBox) -> bool, into: &mut Vec<&'a PaperBox>) {
    for child in own.children() {
        if wanted(child) || is_drawn(child) {
            into.push(child);
        } else {
            collect(child, wanted, into);
        }
    }
}

/// A cell and the width of its column.
type TableCell<'a> = (Track, &'a PaperBox);

fn cells(row: &PaperBox) -> Vec<TableCell<'_>> {
    let BoxContent::Row { children, .. } = &row.content else { return Vec::new() };
    children.iter().filter_map(|(track, child)| Some((*track, cell_in(child)?))).collect()
}

/// The cell that a box is, or that is inside of it.
fn cell_in(own: &PaperBox) -> Option<&PaperBox> {
    if matches!(own.role, Some(Role::Cell | Role::HeaderCell(_))) {
        return Some(own);
    }
    own.children().into_iter().find_map(cell_in)
}

/// Returns the class for the columns that items are printed in.
fn arrangement(own: &PaperBox) -> &'static str {
    let row = match &own.content {
        BoxContent::Row { children, .. } => Some(children),
        BoxContent::Column { children, .. } => children.iter().find_map(|child| match &child.content {
            BoxContent::Row { children, .. } if child.role.is_none() => Some(children),
            _ => None,
        }),
        _ => None,
    };
    match row {
        Some(row) if row.iter().all(|(track, _)| matches!(track, Track::Points(_))) => "line",
        Some(row) => match row.iter().filter(|(_, child)| is_item(child)).count() {
            0 | 1 => "one",
            2 => "two",
            3 => "three",
            _ => "four",
        },
        None => "one",
    }
}
