//! Text as PDF operations.

use printpdf::{Codepoint, Op, PdfFontHandle, Pt, TextItem, TextMatrix};

use super::{PagePainter, font_id, marks, shapes::color};
use crate::{
    layout::{
        paragraph::GlyphRun,
        shape::{Glyph, points},
    },
    output::fonts::FontSubset,
};

impl PagePainter<'_> {
    pub(super) fn run(&mut self, run: &GlyphRun, x: f32, y: f32) {
        let Some(subset) = self.fonts.get(&run.face) else { return };
        self.ops.push(Op::SetFillColor { col: color(run.colour) });
        self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(run.face)), size: Pt(run.size) });
        // Right-to-left text starts at its right end; each glyph is placed before the previous one, so that copied text
        // is in reading order.
        let x = if run.right_to_left { x + run.width() } else { x };
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
        let mut writer =
            GlyphWriter { subset, em: i32::from(subset.font.units_per_em), want: 0, pen: 0, items: Vec::new() };
        for (cluster, text) in run.clusters() {
            let back = if run.right_to_left { cluster.iter().map(|glyph| glyph.advance).sum() } else { 0 };
            writer.want -= back;
            if reads_as(cluster, text, subset) {
                writer.cluster(cluster);
                writer.want -= back;
                continue;
            }
            // The glyphs alone would be read as other characters, so write the characters as `ActualText`.
            writer.flush(&mut self.ops);
            self.ops.push(marks::spoken(text));
            self.show_raised(&mut writer, cluster, run, (x, y));
            writer.flush(&mut self.ops);
            writer.want -= back;
            self.ops.push(Op::EndMarkedContent);
        }
        writer.flush(&mut self.ops);
    }

    /// Shows a cluster with glyphs above or below the baseline.
    fn show_raised(&mut self, writer: &mut GlyphWriter, cluster: &[Glyph], run: &GlyphRun, (x, y): (f32, f32)) {
        for glyph in cluster {
            if glyph.dy == 0 {
                writer.cluster(std::slice::from_ref(glyph));
                continue;
            }
            writer.flush(&mut self.ops);
            let (across, raised) =
                (points(writer.want + glyph.dx, run.face, run.size), points(glyph.dy, run.face, run.size));
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x + across), Pt(y + raised)) });
            writer.items.extend(writer.codepoint(glyph.id));
            writer.flush(&mut self.ops);
            writer.want += glyph.advance;
            self.ops.push(Op::SetTextMatrix {
                matrix: TextMatrix::Translate(Pt(x + points(writer.want, run.face, run.size)), Pt(y)),
            });
            writer.pen = writer.thousandths(writer.want);
        }
    }
}

/// Glyphs for one operation. Widths in the file are whole thousandths of an em, rounded down; offsets between glyphs
/// make up for the difference, so that errors do not accumulate.
struct GlyphWriter<'a> {
    subset: &'a FontSubset,
    em: i32,
    /// Position of the next glyph, in font units.
    want: i32,
    /// Position according to the widths in the file, in thousandths of an em.
    pen: i32,
    items: Vec<TextItem>,
}

impl GlyphWriter<'_> {
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

/// Tells if a cluster is read as its characters without `ActualText`.
fn reads_as(cluster: &[Glyph], text: &str, subset: &FontSubset) -> bool {
    let [glyph] = cluster else { return false };
    let alone = subset.glyphs.get(&glyph.id).map(|(_, text)| &**text);
    glyph.dy == 0 && (alone == Some(text) || alone == Some(" ") && matches!(text, "\u{a0}" | "\u{202f}"))
}
