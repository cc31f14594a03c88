//! From sheets to the operations of the file format, with every piece marked as content or decoration.

mod glyphs;
mod marks;
mod shapes;

use printpdf::{FontId, LineDashPattern, Op, PaintMode, PdfPage, Pt, XObjectId, XObjectTransform};

use self::shapes::{color, disc, rectangle};
use crate::{
    Paper,
    face::Face,
    pages::Sheet,
    paper::Side,
    strip::{Ink, Mark, Node, Outline, Piece, Role},
    style,
    subset::Fonts,
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

/// The name of the logo within the file.
pub(crate) fn logo_id() -> XObjectId {
    XObjectId("Logo".to_owned())
}

/// Draws every side of paper, for pages that are read from the left or from the right.
pub(crate) fn draw(
    sheets: &[Sheet],
    fonts: &Fonts,
    outline: &Outline,
    paper: Paper,
    right_to_left: bool,
) -> Vec<Drawn> {
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
    let sides = if right_to_left { paper.sides_from_the_right(sheets.len()) } else { paper.sides(sheets.len()) };
    sides.iter().map(|side| pen().side(side, sheets)).collect()
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
        // Painted in the order in which they are read, wherever they stand on the side.
        let mut side = side.clone();
        side.sort_by_key(|(page, _)| *page);
        for (page, left) in side {
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
            Mark::Artifact => marks::decoration(),
            Mark::Head => marks::pagination("Header"),
            Mark::Foot => marks::pagination("Footer"),
            Mark::Node(node) => {
                marks::content(tags::name(self.outline.role(self.outline.owner(node))), self.marked.len())
            }
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
            Ink::Picture { width, height, .. } => {
                let (across, down) = (Some(*width), Some(*height));
                let transform = XObjectTransform {
                    translate_x: Some(Pt(left)),
                    translate_y: Some(Pt(up - height)),
                    scale_x: across,
                    scale_y: down,
                    no_auto_scale: true,
                    ..XObjectTransform::default()
                };
                self.ops.push(Op::UseXobject { id: logo_id(), transform });
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
                .iter()
                .map(|run| {
                    let (left, size) = (left + run.x, run.size);
                    [left, up - 0.28 * size, left + run.width(), up + 0.82 * size]
                })
                .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]),
            (
                Role::Figure(_),
                Ink::Fill { width, height, .. } | Ink::Edge { width, height, .. } | Ink::Picture { width, height, .. },
            ) => Some([left, up - height, left + width, up]),
            (Role::Figure(_), Ink::Disc { diameter, .. }) => Some([left, up - diameter, left + diameter, up]),
            _ => None,
        };
        self.places.extend(area.map(|area| (node, area)));
    }
}
