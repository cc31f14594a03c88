//! Draws pages as PDF operations, with every fragment tagged as content or artifact.

mod fields;
mod glyphs;
mod marks;
mod paths;
mod shapes;

use printpdf::{FontId, LineDashPattern, Op, PaintMode, PdfPage, Pt, XObjectId, XObjectTransform};

use self::shapes::{color, disc, rectangle};
use crate::{
    PaperSize,
    layout::{
        face::Face,
        pages::ComposedPage,
        slices::{ContentTag, Fragment, Paint},
        structure::{NodeId, Role, StructureTree},
        style,
    },
    output::{
        fonts::Fonts,
        placement::{Area, MarkedSequence, PlacedField},
        tagged_page,
    },
    paper::Side,
};

/// A page of the file.
pub(crate) struct DrawnPage {
    pub page: PdfPage,
    /// Marked-content sequences by their number.
    pub marked: Vec<MarkedSequence>,
    /// Areas of headings, links and figures, one per line or shape.
    pub areas: Vec<(NodeId, Area)>,
    /// Form fields in reading order.
    pub fields: Vec<PlacedField>,
}

/// Returns the resource name of a typeface.
pub(crate) fn font_id(face: Face) -> FontId {
    FontId(format!("Face{}", face as usize))
}

/// Returns the resource name of the logo.
pub(crate) fn logo_id() -> XObjectId {
    XObjectId("Logo".to_owned())
}

/// Draws every side of paper.
pub(crate) fn draw(
    pages: &[ComposedPage],
    fonts: &Fonts,
    structure: &StructureTree,
    paper: PaperSize,
    right_to_left: bool,
) -> Vec<DrawnPage> {
    let is_field = |fragment: &Fragment| matches!(fragment.paint, Paint::Field { .. });
    let fillable = pages.iter().flat_map(|page| &page.fragments).any(is_field);
    let painter = || PagePainter {
        fonts,
        structure,
        paper,
        page: 0,
        left: 0.0,
        ops: Vec::new(),
        open: None,
        marked: Vec::new(),
        areas: Vec::new(),
        fields: Vec::new(),
        fillable,
    };
    let sides = if right_to_left { paper.sides_from_the_right(pages.len()) } else { paper.sides(pages.len()) };
    sides.iter().map(|side| painter().side(side, pages)).collect()
}

struct PagePainter<'a> {
    fonts: &'a Fonts,
    structure: &'a StructureTree,
    paper: PaperSize,
    /// The page being drawn.
    page: usize,
    /// Its left edge on the side of paper.
    left: f32,
    ops: Vec<Op>,
    /// The open marked content.
    open: Option<ContentTag>,
    marked: Vec<MarkedSequence>,
    areas: Vec<(NodeId, Area)>,
    fields: Vec<PlacedField>,
    /// Draws fields as decoration, because their form fields are the content.
    fillable: bool,
}

impl PagePainter<'_> {
    fn side(mut self, side: &Side, pages: &[ComposedPage]) -> DrawnPage {
        // Paint in reading order, whatever the order on the side.
        let mut side = side.clone();
        side.sort_by_key(|(page, _)| *page);
        for (page, left) in side {
            (self.page, self.left) = (page, left);
            self.place_fields(&pages[page].fragments);
            for fragment in &pages[page].fragments {
                if matches!(fragment.paint, Paint::Field { .. }) {
                    continue;
                }
                self.tag(fragment.tag);
                self.record_area(fragment);
                self.fragment(fragment);
            }
            if self.open.take().is_some() {
                self.ops.push(Op::EndMarkedContent);
            }
        }
        let page = PdfPage::new(Pt(self.paper.sheet_width()).into(), Pt(self.paper.height()).into(), self.ops);
        DrawnPage { page, marked: self.marked, areas: self.areas, fields: self.fields }
    }

    /// Begins marked content unless the fragment continues the open one.
    fn tag(&mut self, tag: ContentTag) {
        let tag = match tag {
            ContentTag::Structure(node) if self.fillable && self.structure.is_field(node) => ContentTag::Artifact,
            tag => tag,
        };
        if self.open == Some(tag) {
            return;
        }
        if self.open.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
        self.ops.push(match tag {
            ContentTag::Artifact => marks::decoration(),
            ContentTag::Header => marks::pagination("Header"),
            ContentTag::Footer => marks::pagination("Footer"),
            ContentTag::Structure(node) => {
                marks::content(tagged_page::name(self.structure.role(self.structure.owner(node))), self.marked.len())
            }
        });
        if let ContentTag::Structure(node) = tag {
            self.marked.push(MarkedSequence { node, page: self.page });
        }
        self.open = Some(tag);
    }

    fn fragment(&mut self, fragment: &Fragment) {
        let (left, up) = (self.left + fragment.x, self.paper.height() - fragment.y);
        match &fragment.paint {
            Paint::Words(line) if line.runs.is_empty() => {}
            Paint::Words(line) => {
                self.ops.push(Op::StartTextSection);
                for run in &line.runs {
                    self.run(run, left + run.x, up);
                }
                self.ops.push(Op::EndTextSection);
            }
            Paint::Fill { width, height, colour } => {
                self.ops.push(Op::SetFillColor { col: color(*colour) });
                self.ops.push(rectangle(left, up - height, *width, *height, PaintMode::Fill));
            }
            Paint::Border { width, height, weight, colour, dashed } => {
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
            Paint::Picture { width, height, .. } => {
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
            Paint::Rounded { width, height, radius, fill, stroke } => {
                self.ops.extend(paths::rounded((*width, *height, *radius), (left, up), *fill, *stroke));
            }
            Paint::Path { path, fill, stroke, .. } => {
                self.ops.extend(paths::draw(path, (left, up), *fill, *stroke));
            }
            Paint::Disc { diameter, colour } => {
                self.ops.push(Op::SetFillColor { col: color(*colour) });
                self.ops.push(disc(left + diameter / 2.0, up - diameter / 2.0, diameter / 2.0));
            }
            Paint::Field { .. } => {}
        }
    }

    /// Records the areas of headings, links and figures.
    fn record_area(&mut self, fragment: &Fragment) {
        let ContentTag::Structure(node) = fragment.tag else { return };
        let (left, up) = (self.left + fragment.x, self.paper.height() - fragment.y);
        let area = match (self.structure.role(node), &fragment.paint) {
            (Role::Link(_) | Role::Heading(_), Paint::Words(line)) => line
                .runs
                .iter()
                .map(|run| {
                    let (left, size) = (left + run.x, run.size);
                    [left, up - 0.28 * size, left + run.width(), up + 0.82 * size]
                })
                .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]),
            (
                Role::Figure(_),
                Paint::Fill { width, height, .. }
                | Paint::Border { width, height, .. }
                | Paint::Picture { width, height, .. },
            ) => Some([left, up - height, left + width, up]),
            (Role::Figure(_), Paint::Rounded { width, height, stroke, .. }) => {
                let inset = stroke.map_or(0.0, |edge| edge.weight / 2.0);
                Some([left + inset, up - height + inset, left + width - inset, up - inset])
            }
            (Role::Figure(_), Paint::Path { path, .. }) => {
                let [x, top, right, low] = path.bounds();
                Some([left + x, up - low, left + right, up - top])
            }
            (Role::Figure(_), Paint::Disc { diameter, .. }) => Some([left, up - diameter, left + diameter, up]),
            _ => None,
        };
        self.areas.extend(area.map(|area| (node, area)));
    }
}
