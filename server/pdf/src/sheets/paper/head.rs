//! The head of a sheet, and the shape that tells its phase.

use domain::vocabulary::Phase;

use super::{
    breaks::{KEEP, whole},
    look::Look,
};
use crate::{
    document::{BoxContent, ContentBlock, DrawnShape, PaperBox, RowAlign, TextKind, Track},
    layout::{
        path::{KAPPA, Path},
        structure::Role,
        style,
    },
};

/// The cost of a break between a title and its crisis band: on small paper in large print, a page may hold no more.
const BAND_APART: f32 = 500.0;

/// What stands at the head of a sheet.
pub(crate) struct Head<'a> {
    /// Whose sheet it is; empty where nothing says it.
    pub kicker: &'a str,
    pub title: &'a str,
    pub lead: &'a str,
    pub icon: Option<&'static str>,
    /// The crisis band, joined to the head.
    pub band: Option<PaperBox>,
}

/// A panel in tint with the phase mark. On neutral paper a title, a line and a rule.
pub(crate) fn head(head: Head<'_>, look: &Look) -> ContentBlock {
    if look.is_neutral() {
        return plain_head(head.title, head.lead, &[], look);
    }
    let mut words = Vec::new();
    if !head.kicker.is_empty() {
        words.push(look.words(head.kicker, TextKind::Kicker).coloured(look.deep()));
    }
    words.push(look.words(head.title, TextKind::Title).coloured(look.deep()).role(Role::Heading(1)));
    words.push(look.words(head.lead, TextKind::Lead));
    let size = if look.is_small() { 56.0 } else { 80.0 };
    let mut row = vec![(Track::Share(1.0), PaperBox::column(3.0, words))];
    if head.icon.is_some() {
        row.push((Track::Points(shape_width(look, size)), shape(look, head.icon, size)));
    }
    let pad = if look.is_small() { [10.0, 14.0, 10.0, 14.0] } else { [14.0, 20.0, 14.0, 20.0] };
    let mut parts = vec![PaperBox::panel(look.tinted(6.0), pad, PaperBox::row(14.0, RowAlign::Middle, row))];
    parts.extend(head.band);
    ContentBlock::Boxes { content: PaperBox::column(0.0, parts), gap: 0.0, breaks: Some(BAND_APART), at_foot: false }
}

/// A title and a lead in ink, with small lines below and a rule.
pub(crate) fn plain_head(title: &str, lead: &str, below: &[&str], look: &Look) -> ContentBlock {
    let mut words = vec![
        look.words(title, TextKind::Title).role(Role::Heading(1)),
        look.words(lead, if look.is_neutral() { TextKind::Home } else { TextKind::Lead }),
    ];
    words.extend(below.iter().filter(|line| !line.is_empty()).map(|line| look.hint(line)));
    words.push(PaperBox::new(BoxContent::Gap(4.0)));
    words.push(rule(look, 0.9));
    whole(PaperBox::column(3.0, words), 0.0)
}

/// A rule across the sheet.
pub(super) fn rule(look: &Look, weight: f32) -> PaperBox {
    let path = Path::polyline(&[(0.0, 0.0), (look.width(), 0.0), (look.width(), weight), (0.0, weight)], true);
    let shape = DrawnShape { x: 0.0, y: 0.0, path, fill: Some(style::INK), stroke: None };
    PaperBox::new(BoxContent::Drawing { upright: false, width: look.width(), height: weight, shapes: vec![shape] })
}

/// The head of one of several exercises: its mark, its title and its lead.
pub(crate) fn section(title: &str, lead: Option<&str>, icon: Option<&'static str>, look: &Look) -> ContentBlock {
    let mut words = vec![look.words(title, TextKind::Section).coloured(look.deep()).role(Role::Heading(2))];
    words.extend(lead.map(|lead| look.words(lead, TextKind::Lead)));
    let words = PaperBox::column(1.0, words);
    let size = if look.is_large() { 58.0 } else { 42.0 };
    let content = match icon.filter(|_| !look.is_neutral()) {
        None => words,
        Some(icon) => PaperBox::row(
            14.0,
            RowAlign::Middle,
            vec![(Track::Points(shape_width(look, size)), shape(look, Some(icon), size)), (Track::Share(1.0), words)],
        ),
    };
    ContentBlock::Boxes { content, gap: 22.0, breaks: Some(KEEP), at_foot: false }
}

/// Width of the phase mark at this height.
pub(super) fn shape_width(look: &Look, height: f32) -> f32 {
    if look.phase == Some(Phase::Intimacy) { height * 1.34 } else { height }
}

/// The phase mark with a pictogram: a square, a circle, an arch, two circles or a diamond. Decoration.
pub(super) fn shape(look: &Look, icon: Option<&'static str>, height: f32) -> PaperBox {
    let width = shape_width(look, height);
    let (paths, part): (Vec<(f32, Path)>, f32) = match look.phase {
        Some(Phase::Safety) => (vec![(0.0, Path::rounded(height, height, height * 0.12))], 0.56),
        Some(Phase::Repair) => (vec![(0.0, arch(height))], 0.56),
        Some(Phase::Intimacy) => (vec![(0.0, Path::circle(height)), (width - height, Path::circle(height))], 0.5),
        Some(Phase::Maintenance) => (vec![(0.0, diamond(height))], 0.46),
        Some(Phase::Meaning) | None => (vec![(0.0, Path::circle(height))], 0.56),
    };
    let shapes = paths
        .into_iter()
        .map(|(x, path)| DrawnShape { x, y: 0.0, path, fill: Some(look.mid()), stroke: None })
        .collect();
    let ground = PaperBox::new(BoxContent::Drawing { upright: false, width, height, shapes });
    let own = height * part;
    let mut children = vec![([0.0, 0.0, width], ground)];
    if let Some(icon) = icon {
        children.push(([(width - own) / 2.0, (height - own) / 2.0, own], look.icon(icon, own, look.mid())));
    }
    PaperBox::new(BoxContent::Overlay { height, children })
}

/// Round above, flat below.
fn arch(side: f32) -> Path {
    let low = side * 0.06;
    Path::corners(side, side, [side / 2.0, side / 2.0, low, low])
}

/// A square on its corner, its corners rounded.
fn diamond(side: f32) -> Path {
    let half = side / 2.0;
    let off = half * 0.16;
    let corners = [(half, 0.0), (side, half), (half, side), (0.0, half)];
    let towards = |(x, y): (f32, f32), (tx, ty): (f32, f32)| {
        let part = off / half;
        (x + (tx - x) * part, y + (ty - y) * part)
    };
    let mut points = Vec::new();
    for (n, corner) in corners.into_iter().enumerate() {
        let before = towards(corner, corners[(n + 3) % 4]);
        let after = towards(corner, corners[(n + 1) % 4]);
        let bend = |(x, y): (f32, f32)| (x + (corner.0 - x) * KAPPA, y + (corner.1 - y) * KAPPA, true);
        points.extend([(before.0, before.1, false), bend(before), bend(after), (after.0, after.1, false)]);
    }
    Path::curve(points, true)
}
