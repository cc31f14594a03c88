//! Tables: rows that stay whole, under heads that every page repeats.

use std::{collections::BTreeSet, rc::Rc};

use super::{Air, Galley, piece};
use crate::{
    PdfError,
    document::{Cell, Table, Text},
    paragraph,
    strip::{Ink, Keep, Mark, Node, Piece, Repeat, Role, Scope},
    style::{self, TextStyle},
};

/// The columns of a table.
struct Columns {
    /// Where each begins, and how wide it is.
    places: Vec<(f32, f32)>,
    /// From the edge of a cell to its words.
    side: f32,
}

/// What is repeated above a whole row, and above the rest of a row.
type Heads = (Rc<Repeat>, Rc<Repeat>);

/// Up to this many rows are best seen together, even where that leaves half a page empty.
const SHORT: usize = 8;

impl Galley<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Result<(), PdfError> {
        let node = self.node(Role::Table);
        let columns = self.columns(table)?;
        let repeat = self.heads(table, node, &columns)?;
        for (n, row) in table.rows.iter().enumerate() {
            let first = self.flow.strips.len();
            let top = repeat.is_none() && n == 0;
            self.row(table, row, node, &columns, top)?;
            for (part, strip) in self.flow.strips[first..].iter_mut().enumerate() {
                let heads = repeat.as_ref().map(|(whole, cut)| if part == 0 { whole } else { cut });
                strip.repeat = heads.map(Rc::clone);
            }
            let lonely = n == 0 || n + 2 == table.rows.len();
            let last = n + 1 == table.rows.len();
            let cost = if table.rows.len() <= SHORT {
                30.0
            } else if lonely {
                6.0
            } else {
                1.0
            };
            if !last {
                self.reluctantly(cost);
            }
        }
        self.below = 12.0;
        Ok(())
    }

    /// Widths after the shares, but none below what the widest word of a column needs. Where that is too much, first the
    /// air beside the words goes, then words are cut.
    fn columns(&self, table: &Table) -> Result<Columns, PdfError> {
        let shares: Vec<f32> = table.columns.iter().map(|column| f32::from(column.share.max(1))).collect();
        let words = (0..shares.len()).map(|n| self.widest_word(table, n)).collect::<Result<Vec<f32>, _>>()?;
        let needs = |side: f32| words.iter().map(|width| width + 2.0 * side).collect::<Vec<f32>>();
        let fits = |needs: &[f32]| needs.iter().sum::<f32>() <= self.edge.width;
        let wide = needs(style::CELL_SIDE);
        let (side, needs) = if fits(&wide) {
            (style::CELL_SIDE, wide)
        } else {
            (style::CELL_LEAST_SIDE, needs(style::CELL_LEAST_SIDE))
        };
        let widths =
            if fits(&needs) { shared(self.edge.width, &shares, &needs) } else { shared(self.edge.width, &shares, &[]) };
        let mut x = self.edge.left;
        let place = |width: f32| {
            x += width;
            (x - width, width)
        };
        Ok(Columns { places: widths.into_iter().map(place).collect(), side })
    }

    /// The width of the widest word in a column, set as a head: those are the wider ones.
    fn widest_word(&self, table: &Table, n: usize) -> Result<f32, PdfError> {
        let cells = table.rows.iter().filter_map(|row| row.get(n)).map(Cell::plain);
        let words: BTreeSet<String> = cells
            .chain([table.columns[n].head.plain()])
            .flat_map(|cell| cell.split([' ', '\n', '\t']).map(str::to_owned).collect::<Vec<_>>())
            .collect();
        words.iter().try_fold(0.5_f32, |widest, word| {
            Ok(widest.max(paragraph::single(word, &self.look.cell_head)?.width + 0.5))
        })
    }

    /// The row of heads, and what of it is repeated: above a whole row, and above the rest of a row that was cut.
    fn heads(&mut self, table: &Table, node: Node, columns: &Columns) -> Result<Option<Heads>, PdfError> {
        if table.columns.iter().all(|column| column.head.is_blank()) {
            return Ok(None);
        }
        let row = self.flow.outline.add(Role::Row, Some(node));
        let style = TextStyle { colour: style::GREEN, ..self.look.cell_head };
        let mut pieces = Vec::new();
        let mut height = 0.0_f32;
        for (column, &place) in table.columns.iter().zip(&columns.places) {
            // A corner that says nothing is the head of nothing.
            let role = if column.head.is_blank() { Role::Cell } else { Role::Head(Scope::Column) };
            let (words, words_height) = self.cell(row, role, &column.head, &style, place, columns.side)?;
            height = height.max(words_height);
            pieces.extend(words);
        }
        height += 2.0 * style::CELL_PAD;
        let ground = Ink::Fill { width: self.edge.width, height, colour: style::CREAM };
        pieces.insert(0, piece(Mark::Artifact, self.edge.left, 0.0, ground));
        pieces.extend(self.rules(columns, height, true));
        let again: Vec<Piece> = pieces.iter().map(|piece| Piece { mark: Mark::Head, ..piece.clone() }).collect();
        self.push(Air(10.0, 0.0), height, pieces, Keep::Together);
        let air = self.rules(columns, style::CELL_PAD, false).into_iter();
        let cut = again.iter().cloned().chain(air.map(|piece| Piece { y: piece.y + height, ..piece })).collect();
        let cut = Repeat { height: height + style::CELL_PAD, pieces: cut };
        Ok(Some((Rc::new(Repeat { height, pieces: again }), Rc::new(cut))))
    }

    /// One row, in one strip unless it is very high.
    fn row(&mut self, table: &Table, cells: &[Cell], node: Node, columns: &Columns, top: bool) -> Result<(), PdfError> {
        let row = self.flow.outline.add(Role::Row, Some(node));
        let (cell, head) = (self.look.cell, self.look.cell_head);
        // A question beside its boxes is read as a sentence; its weight would only make it longer.
        let head = if cells.iter().any(|cell| matches!(cell, Cell::Box(_))) { cell } else { head };
        let empty = Cell::from(Text::default());
        let mut pieces = Vec::new();
        let mut height = 0.0_f32;
        for (n, &place) in columns.places.iter().enumerate() {
            let own = cells.get(n).unwrap_or(&empty);
            let is_head = table.row_heads && n == 0 && !own.is_blank();
            let (role, style) = if is_head { (Role::Head(Scope::Row), &head) } else { (Role::Cell, &cell) };
            let (words, words_height) = match own {
                Cell::Words(text) => self.cell(row, role, text, style, place, columns.side)?,
                Cell::Box(name) => (vec![self.cell_box(row, name, place)], cell.leading),
            };
            height = height.max(words_height);
            pieces.extend(words);
        }
        if top {
            pieces.push(self.rule_across(0.0));
        }
        let room = f32::from(table.lines) * style::WRITING_PITCH;
        let height = (height + 2.0 * style::CELL_PAD).max(room + 2.0 * style::CELL_PAD);
        if height <= style::ROW_WHOLE {
            pieces.extend(self.rules(columns, height, true));
            self.push(Air(if top { 10.0 } else { 0.0 }, 0.0), height, pieces, Keep::Free);
        } else {
            self.cut_row(row, pieces, height, columns);
        }
        Ok(())
    }

    /// A row that is higher than a page has to be cut between its lines, which stand on the same heights in all cells.
    fn cut_row(&mut self, row: Node, mut pieces: Vec<Piece>, height: f32, columns: &Columns) {
        let leading = self.look.cell.leading;
        let mut top = 0.0;
        while top < height {
            let first = if top > 0.0 { leading } else { leading + style::CELL_PAD };
            let rest = height - top - first;
            let last = rest < leading;
            let strip = if last { height - top } else { first };
            let (here, later): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|piece| last || piece.y < top + strip);
            let mut here: Vec<Piece> = here.into_iter().map(|piece| Piece { y: piece.y - top, ..piece }).collect();
            here.extend(self.rules(columns, strip, last));
            // A single line of a row is lost on a page of its own, before the cut as after it.
            let single = top == 0.0 || rest < 2.0 * leading;
            let keep = if last { Keep::Free } else { Keep::Cost(if single { 40.0 } else { 3.0 }) };
            self.push(Air(0.0, 0.0), strip, here, keep);
            if let Some(strip) = self.flow.strips.last_mut() {
                strip.cut_row = Some(row);
            }
            pieces = later;
            top += strip;
        }
    }

    /// A cell's words from its upper edge downwards, and their height.
    fn cell(
        &mut self,
        row: Node,
        role: Role,
        text: &Text,
        style: &TextStyle,
        (x, width): (f32, f32),
        side: f32,
    ) -> Result<(Vec<Piece>, f32), PdfError> {
        let parent = self.edge.parent.replace(row);
        let set = self.set(role, text, style, width - 2.0 * side);
        self.edge.parent = parent;
        let (mut pieces, height) = set?;
        for piece in &mut pieces {
            piece.x += x + side;
            piece.y += style::CELL_PAD;
        }
        Ok((pieces, height))
    }

    /// A box to tick in the middle of its cell, beside the first line of the row.
    fn cell_box(&mut self, row: Node, name: &str, (x, width): (f32, f32)) -> Piece {
        let cell = self.flow.outline.add(Role::Cell, Some(row));
        let node = self.flow.outline.add(Role::Choice(name.to_owned()), Some(cell));
        let side = self.look.scaled(style::BOX_SIDE);
        let ink =
            Ink::Edge { width: side, height: side, weight: style::BOX_WEIGHT, colour: style::GREEN, dashed: false };
        let y = style::CELL_PAD + (self.look.cell.leading - side) / 2.0;
        piece(Mark::Node(node), x + (width - side) / 2.0, y, ink)
    }

    /// Thin rules between columns, and one below the row.
    fn rules(&self, columns: &Columns, height: f32, below: bool) -> Vec<Piece> {
        let between = |&(x, _): &(f32, f32)| {
            let ink = Ink::Fill { width: style::HAIRLINE, height, colour: style::RULE };
            piece(Mark::Artifact, x, 0.0, ink)
        };
        let across = below.then(|| self.rule_across(height - style::WRITING_WEIGHT));
        columns.places.iter().skip(1).map(between).chain(across).collect()
    }

    fn rule_across(&self, y: f32) -> Piece {
        let ink = Ink::Fill { width: self.edge.width, height: style::WRITING_WEIGHT, colour: style::WRITING };
        piece(Mark::Artifact, self.edge.left, y, ink)
    }
}

/// A width shared out, with no part below what it needs.
fn shared(whole: f32, shares: &[f32], needs: &[f32]) -> Vec<f32> {
    let (mut rest, mut parts) = (whole, shares.iter().sum::<f32>());
    let mut widths: Vec<Option<f32>> = vec![None; shares.len()];
    // What a column takes beyond its share, the others lose; then one of them may have too little in its turn.
    let short = |widths: &[Option<f32>], each: f32| {
        (0..needs.len()).find(|&n| widths[n].is_none() && each * shares[n] < needs[n])
    };
    while let Some(n) = short(&widths, rest / parts) {
        widths[n] = Some(needs[n]);
        rest -= needs[n];
        parts -= shares[n];
    }
    widths.into_iter().zip(shares).map(|(width, share)| width.unwrap_or(rest / parts * share)).collect()
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn a_column_takes_what_it_needs_from_the_others() {
        assert_eq!(shared(100.0, &[1.0, 1.0, 2.0], &[10.0; 3]), [25.0, 25.0, 50.0]);
        assert_eq!(shared(100.0, &[1.0, 1.0, 2.0], &[40.0, 10.0, 10.0]), [40.0, 20.0, 40.0]);
        assert_eq!(shared(100.0, &[1.0, 1.0, 2.0], &[40.0, 22.0, 10.0]), [40.0, 22.0, 38.0]);
    }
}
