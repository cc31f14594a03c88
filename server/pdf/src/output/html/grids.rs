//! Lists and tables: the boxes between a list and its items, and between a table and its cells, are layout on paper alone.

use super::{Page, markup::attribute, shapes::is_drawn};
use crate::{
    document::{BoxContent, PaperBox, Track},
    layout::slices::{Role, Scope},
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
        let rows: Vec<Vec<&PaperBox>> = rows.into_iter().map(cells).collect();
        let heads = |row: &[&PaperBox]| row.iter().any(|cell| cell.role == Some(Role::HeaderCell(Scope::Column)));
        let (head, body) = match rows.split_first() {
            Some((first, rest)) if heads(first) => (Some(first), rest),
            _ => (None, rows.as_slice()),
        };
        self.within("table", "", |page| {
            if let Some(head) = head {
                page.within("thead", "", |page| page.table_row(head));
            }
            page.within("tbody", "", |page| body.iter().for_each(|row| page.table_row(row)));
        });
    }

    fn table_row(&mut self, cells: &[&PaperBox]) {
        self.within("tr", "", |page| {
            for cell in cells {
                let (element, scope) = match &cell.role {
                    Some(Role::HeaderCell(Scope::Column)) => ("th", " scope=\"col\""),
                    Some(Role::HeaderCell(Scope::Row)) => ("th", " scope=\"row\""),
                    _ => ("td", ""),
                };
                let class = if holds_mark(cell) { " class=\"mark\"" } else { "" };
                page.within(element, &format!("{scope}{class}"), |page| page.content(cell, None));
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

fn cells(row: &PaperBox) -> Vec<&PaperBox> {
    let is_cell = |child: &PaperBox| matches!(child.role, Some(Role::Cell | Role::HeaderCell(_)));
    let mut cells = Vec::new();
    collect(row, &is_cell, &mut cells);
    cells.retain(|cell| is_cell(cell));
    cells
}

fn holds_mark(cell: &PaperBox) -> bool {
    matches!(cell.content, BoxContent::Mark { .. }) || cell.children().into_iter().any(holds_mark)
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
