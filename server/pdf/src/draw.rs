//! From sheets to the operations of the file format, with every piece marked as content or decoration.

use printpdf::{
    Codepoint, Color, DictItem, FontId, LineDashPattern, LinePoint, Op, PaintMode, PdfFontHandle, PdfPage, Point,
    Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};

use crate::{
    Paper,
    face::Face,
    pages::Sheet,
    paper::Side,
    paragraph::Run,
    shape::{Glyph, points},
    strip::{Ink, Mark, Node, Outline, Piece, Role},
    style::{self, Colour},
    subset::{Fonts, Subset},
    tags,
};

/// A page of the file.
pub(crate) struct Drawn {
    /// Its operations.
    pub page: PdfPage,
    /// Its marked stretches, by their number.
    pub marked: Vec<Marked>,
    /// Where its headings, links and drawings are: they have one place a line or a shape.
    pub places: Vec<(Node, Area)>,
}

/// Left, lower, right and upper edge, in points from the lower left corner of the page.
pub(crate) type Area = [f32; 4];

/// A marked stretch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marked {
    /// What it belongs to.
    pub node: Node,
    /// The page it stands on, counted as they are read: in a booklet they are printed in another order.
    pub page: usize,
}

/// The name of a face within the file.
pub(crate) fn font_id(face: Face) -> FontId {
    FontId(format!("Face{}", face as usize))
}

/// Draws every side of paper.
pub(crate) fn draw(sheets: &[Sheet], fonts: &Fonts, outline: &Outline, paper: Paper) -> Vec<Drawn> {
    let pen = || Pen {
        fonts,
        outline,
        paper,
        page: 0,
        left: 0.0,
        ops: Vec::new(),
        open: None,
        marked: Vec::new(),
        places: Vec::new(),
    };
    paper.sides(sheets.len()).iter().map(|side| pen().side(side, sheets)).collect()
}

struct Pen<'a> {
    fonts: &'a Fonts,
    outline: &'a Outline,
    paper: Paper,
    /// The page being drawn.
    page: usize,
    /// Where it begins on its side of paper.
    left: f32,
    ops: Vec<Op>,
    /// What the stretch being drawn belongs to.
    open: Option<Mark>,
    marked: Vec<Marked>,
    places: Vec<(Node, Area)>,
}

impl Pen<'_> {
    fn side(mut self, side: &Side, sheets: &[Sheet]) -> Drawn {
        for &(page, left) in side {
            (self.page, self.left) = (page, left);
            for piece in &sheets[page].pieces {
                self.mark(piece.mark);
                self.note_place(piece);
                self.piece(piece);
            }
            if self.open.take().is_some() {
                self.ops.push(Op::EndMarkedContent);
            }
        }
        let page = PdfPage::new(Pt(self.paper.sheet_width()).into(), Pt(self.paper.height()).into(), self.ops);
        Drawn { page, marked: self.marked, places: self.places }
    }

    /// Begins a stretch, unless the piece before belongs to the same one.
    fn mark(&mut self, mark: Mark) {
        if self.open == Some(mark) {
            return;
        }
        if self.open.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
        self.ops.push(match mark {
            Mark::Artifact => Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            Mark::Head => pagination("Header"),
            Mark::Foot => pagination("Footer"),
            Mark::Node(node) => Op::BeginMarkedContentWithProperties {
                tag: tags::name(self.outline.role(self.outline.owner(node))).to_owned(),
                properties: dict("MCID", DictItem::Int(i64::try_from(self.marked.len()).unwrap_or_default())),
            },
        });
        if let Mark::Node(node) = mark {
            self.marked.push(Marked { node, page: self.page });
        }
        self.open = Some(mark);
    }

    fn piece(&mut self, piece: &Piece) {
        let (left, up) = (self.left + piece.x, self.paper.height() - piece.y);
        match &piece.ink {
            Ink::Words(line) if line.runs.is_empty() => {}
            Ink::Words(line) => {
                self.ops.push(Op::StartTextSection);
                for run in &line.runs {
                    self.run(run, left + run.x, up);
                }
                self.ops.push(Op::EndTextSection);
            }
            Ink::Fill { width, height, colour } => {
                self.ops.push(Op::SetFillColor { col: color(*colour) });
                self.ops.push(rectangle(left, up - height, *width, *height, PaintMode::Fill));
            }
            Ink::Edge { width, height, weight, colour, dashed } => {
                self.ops.push(Op::SetOutlineColor { col: color(*colour) });
                self.ops.push(Op::SetOutlineThickness { pt: Pt(*weight) });
                if *dashed {
                    self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &style::CUT_DASHES) });
                }
                let (inset, across, down) = (weight / 2.0, width - weight, height - weight);
                self.ops.push(rectangle(left + inset, up - height + inset, across, down, PaintMode::Stroke));
                if *dashed {
                    self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
                }
            }
            Ink::Disc { diameter, colour } => {
                self.ops.push(Op::SetFillColor { col: color(*colour) });
                self.ops.push(disc(left + diameter / 2.0, up - diameter / 2.0, diameter / 2.0));
            }
        }
    }

    /// Headings, links and drawings have to say where they are.
    fn note_place(&mut self, piece: &Piece) {
        let Mark::Node(node) = piece.mark else { return };
        let (left, up) = (self.left + piece.x, self.paper.height() - piece.y);
        let area = match (self.outline.role(node), &piece.ink) {
            (Role::Link(_) | Role::Heading(_), Ink::Words(line)) => line
                .runs
                .first()
                .map(|run| [left + run.x, up - 0.28 * run.size, left + line.width, up + 0.82 * run.size]),
            (Role::Figure(_), Ink::Fill { width, height, .. } | Ink::Edge { width, height, .. }) => {
                Some([left, up - height, left + width, up])
            }
            (Role::Figure(_), Ink::Disc { diameter, .. }) => Some([left, up - diameter, left + diameter, up]),
            _ => None,
        };
        self.places.extend(area.map(|area| (node, area)));
    }

    fn run(&mut self, run: &Run, x: f32, y: f32) {
        let Some(subset) = self.fonts.get(&run.face) else { return };
        self.ops.push(Op::SetFillColor { col: color(run.colour) });
        self.ops.push(Op::SetFont { font: PdfFontHandle::External(font_id(run.face)), size: Pt(run.size) });
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(y)) });
        let mut show = Show { subset, em: i32::from(subset.font.units_per_em), want: 0, pen: 0, items: Vec::new() };
        for (cluster, text) in run.clusters() {
            if reads_as(cluster, text, subset) {
                show.cluster(cluster);
                continue;
            }
            // The glyphs alone would be read as something else, so the characters are written beside them.
            show.flush(&mut self.ops);
            self.ops
                .push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: actual_text(text) });
            self.lifted(&mut show, cluster, run, (x, y));
            show.flush(&mut self.ops);
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

/// The mark of what a page repeats without being read again.
fn pagination(kind: &str) -> Op {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let map = [("Type", name("Pagination")), ("Subtype", name(kind))].map(|(key, value)| (key.to_owned(), value));
    Op::BeginMarkedContentWithProperties { tag: "Artifact".to_owned(), properties: DictItem::Dict { map: map.into() } }
}

fn actual_text(text: &str) -> DictItem {
    let data = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    dict("ActualText", DictItem::String { data, literal: false })
}

fn dict(key: &str, value: DictItem) -> DictItem {
    DictItem::Dict { map: [(key.to_owned(), value)].into() }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32, mode: PaintMode) -> Op {
    let rectangle =
        Rect { x: Pt(x), y: Pt(y), width: Pt(width), height: Pt(height), mode: Some(mode), winding_order: None };
    Op::DrawRectangle { rectangle }
}

/// A circle as four curves, each of them as close to its quarter as makes no difference on paper.
fn disc(x: f32, y: f32, radius: f32) -> Op {
    let reach = 0.552_28 * radius;
    let quarters = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
    let point = |dx: f32, dy: f32, bezier: bool| LinePoint { p: Point { x: Pt(x + dx), y: Pt(y + dy) }, bezier };
    let mut points = vec![point(radius, 0.0, false)];
    for (n, (dx, dy)) in quarters.into_iter().enumerate() {
        let (nx, ny) = quarters[(n + 1) % 4];
        points.push(point(dx * radius + nx * reach, dy * radius + ny * reach, true));
        points.push(point(nx * radius + dx * reach, ny * radius + dy * reach, true));
        points.push(point(nx * radius, ny * radius, false));
    }
    let polygon =
        Polygon { rings: vec![PolygonRing { points }], mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
    Op::DrawPolygon { polygon }
}

fn color(Colour(r, g, b): Colour) -> Color {
    let part = |n: u8| f32::from(n) / 255.0;
    Color::Rgb(Rgb { r: part(r), g: part(g), b: part(b), icc_profile: None })
}
