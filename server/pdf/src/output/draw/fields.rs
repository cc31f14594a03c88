//! Places of form fields on a page.

use std::rc::Rc;

use super::{Area, PagePainter, PlacedField};
use crate::layout::{
    paragraph::GlyphRun,
    slices::{ContentTag, FieldKind, Fragment, Paint},
};

/// Space between a field to type in and the words beside it, in points.
const CLEAR: f32 = 1.0;

impl PagePainter<'_> {
    /// Records the fields of a page. Lines below each other are one field, and no field to type in covers printed words.
    pub(super) fn place_fields(&mut self, fragments: &[Fragment]) {
        if !self.fillable {
            return;
        }
        let first = self.fields.len();
        for fragment in fragments {
            let (Paint::Field { width, height, field }, ContentTag::Structure(node)) = (&fragment.paint, fragment.tag)
            else {
                continue;
            };
            let (left, up) = (self.left + fragment.x, self.paper.height() - fragment.y);
            let area = [left, up - height, left + width, up];
            match self.fields.last_mut() {
                Some(last) if last.node == node && matches!(field.kind, FieldKind::Words(_)) => {
                    last.area = joined(last.area, area);
                }
                _ => self.fields.push(PlacedField { node, area, field: Rc::clone(field) }),
            }
        }
        let words: Vec<Area> = fragments.iter().filter_map(|fragment| self.words_area(fragment)).collect();
        for placed in &mut self.fields[first..] {
            if matches!(placed.field.kind, FieldKind::Words(_)) {
                placed.area = words.iter().fold(placed.area, |area, words| beside(area, *words));
            }
        }
    }

    /// Returns the area of printed words.
    fn words_area(&self, fragment: &Fragment) -> Option<Area> {
        let Paint::Words(line) = &fragment.paint else { return None };
        let (left, up) = (self.left + fragment.x, self.paper.height() - fragment.y);
        let area = |run: &GlyphRun| {
            let left = left + run.x;
            [left, up - 0.22 * run.size, left + run.width(), up + 0.72 * run.size]
        };
        line.runs.iter().map(area).reduce(joined)
    }
}

fn joined(a: Area, b: Area) -> Area {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Returns the largest part of an area above, below or beside these words.
fn beside(area: Area, words: Area) -> Area {
    let apart = words[2] <= area[0] || words[0] >= area[2] || words[3] <= area[1] || words[1] >= area[3];
    if apart {
        return area;
    }
    let [left, lower, right, upper] = area;
    let parts = [
        [left, lower, right, words[1] - CLEAR],
        [words[2] + CLEAR, lower, right, upper],
        [left, lower, words[0] - CLEAR, upper],
        [left, words[3] + CLEAR, right, upper],
    ];
    let size = |part: &Area| (part[2] - part[0]).max(0.0) * (part[3] - part[1]).max(0.0);
    parts.into_iter().max_by(|a, b| size(a).total_cmp(&size(b))).unwrap_or(area)
}
