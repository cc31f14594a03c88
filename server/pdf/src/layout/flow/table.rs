//! Tables: rows that are not split, under a header row that every page repeats.

use std::{collections::BTreeSet, rc::Rc};

use super::{FlowBuilder, Spacing, fragment};
use crate::{
    PdfError,
    document::{Table, TableCell, Text},
    layout::{
        paragraph,
        slices::{ContentTag, Fragment, MarkShape, PageBreak, Paint, RepeatedHeader},
        structure::{NodeId, Role, Scope},
        style::{self, TextStyle},
    },
};

struct ColumnLayout {
    /// Left edge and width of each column, in points.
    places: Vec<(f32, f32)>,
    /// Horizontal padding of a cell, in points.
    side: f32,
}

/// The header repeated above a whole row, and above the rest of a split row.
type RepeatedHeads = (Rc<RepeatedHeader>, Rc<RepeatedHeader>);

/// Maximum number of rows that are kept together, even if half a page stays empty.
const SHORT: usize = 8;

impl FlowBuilder<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Result<(), PdfError> {
        let node = self.add_node(Role::Table);
        let columns = self.columns(table)?;
        let repeat = self.heads(table, node, &columns)?;
        for (n, row) in table.rows.iter().enumerate() {
            let first = self.flow.slices.len();
            let top = repeat.is_none() && n == 0;
            self.row(table, row, node, &columns, top)?;
            for (part, slice) in self.flow.slices[first..].iter_mut().enumerate() {
                let heads = repeat.as_ref().map(|(whole, cut)| if part == 0 { whole } else { cut });
                slice.repeat = heads.map(Rc::clone);
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
                self.discourage_break(cost);
            }
        }
        self.space_below = 12.0;
        Ok(())
    }

    /// Distributes the width by shares, but gives each column room for its widest word. If that is too much, padding
    /// shrinks first, then words are cut.
    fn columns(&self, table: &Table) -> Result<ColumnLayout, PdfError> {
        let shares: Vec<f32> = table.columns.iter().map(|column| f32::from(column.share.max(1))).collect();
        let words = (0..shares.len()).map(|n| self.widest_word(table, n)).collect::<Result<Vec<f32>, _>>()?;
        let needs = |side: f32| words.iter().map(|width| width + 2.0 * side).collect::<Vec<f32>>();
        let fits = |needs: &[f32]| needs.iter().sum::<f32>() <= self.column.width;
        let wide = needs(style::CELL_SIDE);
        let (side, needs) = if fits(&wide) {
            (style::CELL_SIDE, wide)
        } else {
            (style::CELL_LEAST_SIDE, needs(style::CELL_LEAST_SIDE))
        };
        let widths = if fits(&needs) {
            shared(self.column.width, &shares, &needs)
        } else {
            shared(self.column.width, &shares, &[])
        };
        let mut x = self.column.left;
        let place = |width: f32| {
            x += width;
            (x - width, width)
        };
        Ok(ColumnLayout { places: widths.into_iter().map(place).collect(), side })
    }

    /// Returns the width of the widest word in a column, set in the wider style of the heads.
    fn widest_word(&self, table: &Table, n: usize) -> Result<f32, PdfError> {
        let cells = table.rows.iter().filter_map(|row| row.get(n)).map(TableCell::plain);
        let words: BTreeSet<String> = cells
            .chain([table.columns[n].head.plain()])
            .flat_map(|cell| cell.split([' ', '\n', '\t']).map(str::to_owned).collect::<Vec<_>>())
            .collect();
        words.iter().try_fold(0.5_f32, |widest, word| {
            Ok(widest.max(paragraph::single(word, &self.theme.cell_head)?.width + 0.5))
        })
    }

    /// Adds the header row and returns its repeated forms.
    fn heads(
        &mut self,
        table: &Table,
        node: NodeId,
        columns: &ColumnLayout,
    ) -> Result<Option<RepeatedHeads>, PdfError> {
        if table.columns.iter().all(|column| column.head.is_blank()) {
            return Ok(None);
        }
        let row = self.flow.structure.add(Role::Row, Some(node));
        let style = TextStyle { colour: style::GREEN, ..self.theme.cell_head };
        let mut fragments = Vec::new();
        let mut height = 0.0_f32;
        for (column, &place) in table.columns.iter().zip(&columns.places) {
            // An empty corner is the header of nothing.
            let role = if column.head.is_blank() { Role::Cell } else { Role::HeaderCell(Scope::Column) };
            let (words, words_height) = self.cell(row, role, &column.head, &style, place, columns.side)?;
            height = height.max(words_height);
            fragments.extend(words);
        }
        height += 2.0 * style::CELL_PAD;
        let ground = Paint::Fill { width: self.column.width, height, colour: style::CREAM };
        fragments.insert(0, fragment(ContentTag::Artifact, self.column.left, 0.0, ground));
        fragments.extend(self.rules(columns, height, true));
        let again: Vec<Fragment> =
            fragments.iter().map(|fragment| Fragment { tag: ContentTag::Header, ..fragment.clone() }).collect();
        self.push_slice(Spacing(10.0, 0.0), height, fragments, PageBreak::Forbidden);
        let padding = self.rules(columns, style::CELL_PAD, false).into_iter();
        let cut = again
            .iter()
            .cloned()
            .chain(padding.map(|fragment| Fragment { y: fragment.y + height, ..fragment }))
            .collect();
        let cut = RepeatedHeader { height: height + style::CELL_PAD, fragments: cut };
        Ok(Some((Rc::new(RepeatedHeader { height, fragments: again }), Rc::new(cut))))
    }

    /// Adds one row, as a single slice unless it is very high.
    fn row(
        &mut self,
        table: &Table,
        cells: &[TableCell],
        node: NodeId,
        columns: &ColumnLayout,
        top: bool,
    ) -> Result<(), PdfError> {
        let row = self.flow.structure.add(Role::Row, Some(node));
        let (cell, head) = (self.theme.cell, self.theme.cell_head);
        // A question beside tick boxes reads as a sentence; semibold would only make it longer.
        let head = if cells.iter().any(|cell| matches!(cell, TableCell::Checkbox(_))) { cell } else { head };
        let empty = TableCell::from(Text::default());
        let mut fragments = Vec::new();
        let mut height = 0.0_f32;
        for (n, &place) in columns.places.iter().enumerate() {
            let own = cells.get(n).unwrap_or(&empty);
            let is_head = table.row_heads && n == 0 && !own.is_blank();
            let (role, style) = if is_head { (Role::HeaderCell(Scope::Row), &head) } else { (Role::Cell, &cell) };
            let (words, words_height) = match own {
                TableCell::Text(text) => self.cell(row, role, text, style, place, columns.side)?,
                TableCell::Checkbox(name) => {
                    let question = cells.first().map(TableCell::plain).unwrap_or_default();
                    (self.cell_box(row, (&question, name), place), cell.leading)
                }
            };
            height = height.max(words_height);
            fragments.extend(words);
        }
        if top {
            fragments.push(self.rule_across(0.0));
        }
        let space = f32::from(table.lines) * self.theme.writing.pitch;
        let height = (height + 2.0 * style::CELL_PAD).max(space + 2.0 * style::CELL_PAD);
        if height <= style::ROW_WHOLE {
            fragments.extend(self.rules(columns, height, true));
            self.push_slice(Spacing(if top { 10.0 } else { 0.0 }, 0.0), height, fragments, PageBreak::Allowed);
        } else {
            self.cut_row(row, fragments, height, columns);
        }
        Ok(())
    }

    /// Splits a row that is higher than a page between its lines, which are at the same height in all cells.
    fn cut_row(&mut self, row: NodeId, mut fragments: Vec<Fragment>, height: f32, columns: &ColumnLayout) {
        let leading = self.theme.cell.leading;
        let mut top = 0.0;
        while top < height {
            let first = if top > 0.0 { leading } else { leading + style::CELL_PAD };
            let rest = height - top - first;
            let last = rest < leading;
            let slice = if last { height - top } else { first };
            let (here, later): (Vec<_>, Vec<_>) =
                fragments.into_iter().partition(|fragment| last || fragment.y < top + slice);
            let mut here: Vec<Fragment> =
                here.into_iter().map(|fragment| Fragment { y: fragment.y - top, ..fragment }).collect();
            here.extend(self.rules(columns, slice, last));
            // Avoid a single line of a row before or after a split.
            let single = top == 0.0 || rest < 2.0 * leading;
            let keep = if last { PageBreak::Allowed } else { PageBreak::Discouraged(if single { 40.0 } else { 3.0 }) };
            self.push_slice(Spacing(0.0, 0.0), slice, here, keep);
            if let Some(slice) = self.flow.slices.last_mut() {
                slice.cut_row = Some(row);
            }
            fragments = later;
            top += slice;
        }
    }

    /// Returns the fragments of a cell, measured from its upper edge, and their height.
    fn cell(
        &mut self,
        row: NodeId,
        role: Role,
        text: &Text,
        style: &TextStyle,
        (x, width): (f32, f32),
        side: f32,
    ) -> Result<(Vec<Fragment>, f32), PdfError> {
        let parent = self.column.parent.replace(row);
        let set = self.set_text(role, text, style, width - 2.0 * side);
        self.column.parent = parent;
        let (mut fragments, height) = set?;
        for fragment in &mut fragments {
            fragment.x += x + side;
            fragment.y += style::CELL_PAD;
        }
        Ok((fragments, height))
    }

    /// Returns a tick box centred in its cell, on the first line of the row.
    fn cell_box(&mut self, row: NodeId, (question, name): (&str, &str), (x, width): (f32, f32)) -> Vec<Fragment> {
        let cell = self.flow.structure.add(Role::Cell, Some(row));
        let node = self.flow.structure.add(Role::Choice(name.to_owned()), Some(cell));
        let side = self.theme.scaled(style::BOX_SIDE);
        let paint = Paint::Border {
            width: side,
            height: side,
            weight: self.theme.scaled(style::BOX_WEIGHT),
            colour: style::GREEN,
            dashed: false,
        };
        let y = style::CELL_PAD + (self.theme.cell.leading - side) / 2.0;
        let x = x + (width - side) / 2.0;
        // “A: yes” and “B: yes” answer two questions.
        let (question, answer) = match name.split_once(":\u{a0}") {
            Some((whom, answer)) => (format!("{question} {whom}"), answer),
            None => (question.to_owned(), name),
        };
        let place = self.choice_field(node, (x, y), side, (&question, answer), MarkShape::Cross);
        [fragment(ContentTag::Structure(node), x, y, paint)].into_iter().chain(place).collect()
    }

    /// Returns thin rules between columns, and optionally one below the row.
    fn rules(&self, columns: &ColumnLayout, height: f32, below: bool) -> Vec<Fragment> {
        let between = |&(x, _): &(f32, f32)| {
            let paint = Paint::Fill { width: style::HAIRLINE, height, colour: style::RULE };
            fragment(ContentTag::Artifact, x, 0.0, paint)
        };
        let across = below.then(|| self.rule_across(height - self.theme.writing.weight));
        columns.places.iter().skip(1).map(between).chain(across).collect()
    }

    fn rule_across(&self, y: f32) -> Fragment {
        let paint = Paint::Fill {
            width: self.column.width,
            height: self.theme.writing.weight,
            colour: self.theme.writing.colour,
        };
        fragment(ContentTag::Artifact, self.column.left, y, paint)
    }
}

/// Distributes a width by shares, with no part below its minimum.
fn shared(whole: f32, shares: &[f32], needs: &[f32]) -> Vec<f32> {
    let (mut rest, mut parts) = (whole, shares.iter().sum::<f32>());
    let mut widths: Vec<Option<f32>> = vec![None; shares.len()];
    // Width taken by one column reduces the others, and one of them may then fall below its minimum.
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
