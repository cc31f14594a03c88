//! Words as operations.

use printpdf::{Codepoint, Op, PdfFontHandle, Pt, TextItem, TextMatrix};

use super::{Pen, font_id, marks, shapes::color};
use crate::{
    paragraph::Run,
    shape::{Glyph, points},
    subset::Subset,
};

impl Pen<'_> {
    pub(super) fn run(&mut self, run: &Run, x: f32, y: f32) {
        let Some(subset) = self.fonts.get(&run.face) else { return };
        self.ops.push(Op::SetFillColor { col: color(run.colour) });
        self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(run.face)), size: Pt(run.size) });
        // Words that run to the left begin at their right end; each glyph is put before the one read before it, so that
        // what is copied from the file is in reading order.
        let x = if run.right_to_left { x + run.width() } else { x };
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
        let mut show = Show { subset, em: i32::from(subset.font.units_per_em), want: 0, pen: 0, items: Vec::new() };
        for (cluster, text) in run.clusters() {
            let back = if run.right_to_left { cluster.iter().map(|glyph| glyph.advance).sum() } else { 0 };
            show.want -= back;
            if reads_as(cluster, text, subset) {
                show.cluster(cluster);
                show.want -= back;
                continue;
            }
            // The glyphs alone would be read as something else, so the characters are written beside them.
            show.flush(&mut self.ops);
            self.ops.push(marks::spoken(text));
            self.lifted(&mut show, cluster, run, (x, y));
            show.flush(&mut self.ops);
            show.want -= back;
            self.ops.push(Op::EndMarkedContent);
        }
        show.flush(&mut self.ops);
    }

    /// Shows a cluster whose marks may stand above or below the baseline.
    fn lifted(&mut self, show: &mut Show, cluster: &[Glyph], run: &Run, (x, y): (f32, f32)) {
        for glyph in cluster {
            if glyph.dy == 0 {
                show.cluster(std::slice::from_ref(glyph));
                continue;
            }
            show.flush(&mut self.ops);
            let (across, raised) =
                (points(show.want + glyph.dx, run.face, run.size), points(glyph.dy, run.face, run.size));
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x + across), Pt(y + raised)) });
            show.items.extend(show.codepoint(glyph.id));
            show.flush(&mut self.ops);
            show.want += glyph.advance;
            self.ops.push(Op::SetTextMatrix {
                matrix: TextMatrix::Translate(Pt(x + points(show.want, run.face, run.size)), Pt(y)),
            });
            show.pen = show.thousandths(show.want);
        }
    }
}

/// Glyphs on their way into one operation. Widths in the file are whole thousandths of an em, rounded down; what that
/// loses is made up for with whole numbers between glyphs, so that nothing drifts.
struct Show<'a> {
    subset: &'a Subset,
    em: i32,
    /// Where the next glyph belongs, in units of the face.
    want: i32,
    /// Where the file's arithmetic puts it, in thousandths of an em.
    pen: i32,
    items: Vec<TextItem>,
}

impl Show<'_> {
    fn cluster(&mut self, cluster: &[Glyph]) {
        for glyph in cluster {
            let off = self.pen - self.thousandths(self.want + glyph.dx);
            if off != 0 {
                self.items.push(TextItem::Offset(f32::from(i16::try_from(off).unwrap_or_default())));
                self.pen -= off;
            }
            self.items.extend(self.codepoint(glyph.id));
            let width =
                self.subset.glyphs.get(&glyph.id).and_then(|(number, _)| self.subset.font.get_glyph_width(*number));
            self.pen += i32::from(width.unwrap_or_default()) * 1000 / self.em;
            self.want += glyph.advance;
        }
    }

    fn codepoint(&self, id: u16) -> Option<TextItem> {
        let (number, text) = self.subset.glyphs.get(&id)?;
        Some(TextItem::GlyphIds(vec![Codepoint::with_cid(*number, 0.0, text.to_string())]))
    }

    fn thousandths(&self, units: i32) -> i32 {
        (units * 1000 + self.em / 2).div_euclid(self.em)
    }

    fn flush(&mut self, ops: &mut Vec<Op>) {
        if !self.items.is_empty() {
            ops.push(Op::ShowText { items: std::mem::take(&mut self.items) });
        }
    }
}

/// Whether a cluster is read as its characters without further help.
fn reads_as(cluster: &[Glyph], text: &str, subset: &Subset) -> bool {
    let [glyph] = cluster else { return false };
    let alone = subset.glyphs.get(&glyph.id).map(|(_, text)| &**text);
    glyph.dy == 0 && (alone == Some(text) || alone == Some(" ") && matches!(text, "\u{a0}" | "\u{202f}"))
}
