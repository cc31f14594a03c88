//! The pictograms of sheets as paths. Drawings: `pictograms/`, own work, CC BY 4.0.

use std::{collections::HashMap, sync::LazyLock};

use usvg::{Node, Options, Paint, Tree, tiny_skia_path::PathSegment};

use crate::layout::path::{Path, SubPath};

/// Side of the square that pictograms are drawn on.
pub(crate) const SIDE: f32 = 24.0;

/// A shape of a pictogram, in units of its square.
#[derive(Clone, Debug)]
pub(crate) struct PictogramShape {
    pub path: Path,
    /// Drawn in the colour of the ground, not in ink.
    pub is_ground: bool,
    /// Width of the stroke; none for a filled shape.
    pub stroke: Option<f32>,
}

macro_rules! drawings {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../pictograms/", $name, ".svg")))),+]
    };
}

static SHAPES: LazyLock<HashMap<&'static str, Vec<PictogramShape>>> = LazyLock::new(|| {
    let drawings = drawings![
        "hand",
        "clock",
        "cup",
        "meet",
        "ear",
        "speech",
        "door",
        "phone",
        "calendar",
        "key",
        "wave",
        "chairs",
        "leaf",
        "pen",
        "loop",
        "home",
        "scissors",
        "ladder",
        "eye",
        "thumb-up",
        "thumb-flat",
        "thumb-down",
        "face-calm",
        "face-flat",
        "face-alarm",
    ];
    drawings.into_iter().map(|(name, svg)| (name, read(svg))).collect()
});

/// Returns the shapes of a pictogram, the lowest first; none for an unknown name.
pub(crate) fn shapes(name: &str) -> &'static [PictogramShape] {
    SHAPES.get(name).map_or(&[], Vec::as_slice)
}

fn read(svg: &str) -> Vec<PictogramShape> {
    let svg = svg.replace("currentColor", "#000000");
    let mut shapes = Vec::new();
    if let Ok(tree) = Tree::from_str(&svg, &Options::default()) {
        let scale = SIDE / tree.size().width();
        collect(tree.root().children(), scale, &mut shapes);
    }
    shapes
}

fn collect(nodes: &[Node], scale: f32, shapes: &mut Vec<PictogramShape>) {
    for node in nodes {
        match node {
            Node::Group(group) => collect(group.children(), scale, shapes),
            Node::Path(drawn) => {
                let Some(data) = drawn.data().clone().transform(drawn.abs_transform()) else { continue };
                let mut add = |paint: &Paint, stroke: Option<f32>| {
                    let is_ground = matches!(paint, Paint::Color(colour) if colour.red > 127);
                    let path = path(data.segments(), stroke.is_some()).placed(scale, (0.0, 0.0));
                    shapes.push(PictogramShape { path, is_ground, stroke });
                };
                if let Some(fill) = drawn.fill() {
                    add(fill.paint(), None);
                }
                if let Some(stroke) = drawn.stroke() {
                    add(stroke.paint(), Some(stroke.width().get() * scale));
                }
            }
            Node::Image(_) | Node::Text(_) => {}
        }
    }
}

fn path(segments: impl Iterator<Item = PathSegment>, round: bool) -> Path {
    let mut path = Path::default();
    let mut last = (0.0, 0.0);
    for segment in segments {
        if let PathSegment::MoveTo(to) = segment {
            path.parts.push(SubPath { points: vec![(to.x, to.y, false)], closed: false, round });
            last = (to.x, to.y);
            continue;
        }
        let Some(part) = path.parts.last_mut() else { continue };
        match segment {
            PathSegment::LineTo(to) => part.points.push((to.x, to.y, false)),
            PathSegment::QuadTo(by, to) => {
                let between = |end: f32, middle: f32| end + (middle - end) * 2.0 / 3.0;
                part.points.push((between(last.0, by.x), between(last.1, by.y), true));
                part.points.push((between(to.x, by.x), between(to.y, by.y), true));
                part.points.push((to.x, to.y, false));
            }
            PathSegment::CubicTo(a, b, to) => {
                part.points.extend([(a.x, a.y, true), (b.x, b.y, true), (to.x, to.y, false)]);
            }
            PathSegment::Close => part.closed = true,
            PathSegment::MoveTo(_) => {}
        }
        last = part.points.last().map_or(last, |point| (point.0, point.1));
    }
    path
}

#[cfg(test)]
mod tests {
    use domain::library::on_paper::Pictogram;

    use super::shapes;

    #[test]
    fn every_pictogram_that_a_sheet_may_name_is_drawn() {
        for name in Pictogram::NAMES {
            assert!(!shapes(name).is_empty(), "{name}");
        }
        assert!(shapes("none").is_empty());
    }
}
