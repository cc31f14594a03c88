//! The look of form fields: empty ones have none, for the page has their lines, boxes and rings.

use std::{collections::BTreeMap, fmt::Write as _};

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

use crate::layout::{
    path::Path,
    slices::MarkShape,
    style::{self, Colour},
};

/// Weight of a cross and of a ring, in points.
const WEIGHT: f32 = 1.6;

/// Width and height in hundredths of a point.
type Size = (i64, i64);

/// Looks of fields by their size, each in the file once.
#[derive(Default)]
pub(super) struct Appearances {
    empty: BTreeMap<Size, ObjectId>,
    marked: BTreeMap<(Size, MarkShape), ObjectId>,
    /// Looks of both states, by the name of the marked one.
    states: BTreeMap<(Size, MarkShape, String), ObjectId>,
}

impl Appearances {
    /// Returns the looks of a field to type in.
    pub(super) fn words(&mut self, file: &mut Document, size: [f32; 2]) -> Object {
        let empty = *self.empty.entry(rounded(size)).or_insert_with(|| drawn(file, size, "/Tx BMC EMC"));
        dictionary! { "N" => empty }.into()
    }

    /// Returns the looks of a field to mark, with this name of the marked state.
    pub(super) fn mark(&mut self, file: &mut Document, size: [f32; 2], shape: MarkShape, state: &str) -> Object {
        let key = rounded(size);
        let off = *self.empty.entry(key).or_insert_with(|| drawn(file, size, "/Tx BMC EMC"));
        let on = *self.marked.entry((key, shape)).or_insert_with(|| drawn(file, size, &sign(shape, size)));
        let both = self
            .states
            .entry((key, shape, state.to_owned()))
            .or_insert_with(|| file.add_object(dictionary! { "N" => dictionary! { state => on, "Off" => off } }));
        (*both).into()
    }
}

/// Returns the operators that set a colour for filling or for lines.
pub(super) fn paint(Colour(r, g, b): Colour, operator: &str) -> String {
    let part = |n: u8| (f32::from(n) / 2.55).round() / 100.0;
    format!("{} {} {} {operator}", part(r), part(g), part(b))
}

#[expect(clippy::cast_possible_truncation, reason = "a field is smaller than its page")]
fn rounded([width, height]: [f32; 2]) -> Size {
    ((width * 100.0).round() as i64, (height * 100.0).round() as i64)
}

/// Rounds to hundredths of a point.
pub(super) fn real(points: f32) -> Object {
    Object::Real((points * 100.0).round() / 100.0)
}

fn drawn(file: &mut Document, [width, height]: [f32; 2], content: &str) -> ObjectId {
    let bounds = vec![0.into(), 0.into(), real(width), real(height)];
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => bounds };
    file.add_object(Stream::new(form, content.as_bytes().to_vec()))
}

/// Returns the operators that draw the sign of a marked field of this size.
fn sign(shape: MarkShape, [width, height]: [f32; 2]) -> String {
    let side = width.min(height);
    match shape {
        MarkShape::Cross => {
            let (near, far) = (0.2 * side, 0.8 * side);
            let lines = format!("{near:.2} {near:.2} m {far:.2} {far:.2} l {near:.2} {far:.2} m {far:.2} {near:.2} l");
            format!("{} {WEIGHT} w {lines} S", paint(style::INK, "RG"))
        }
        MarkShape::Dot => {
            let own = 0.56 * side;
            let corner = ((width - own) / 2.0, (height - own) / 2.0);
            format!("{} {}f", paint(style::INK, "rg"), operators(&Path::circle(own), corner))
        }
        MarkShape::Ring => {
            let inset = WEIGHT;
            let path = Path::rounded(width - 2.0 * inset, height - 2.0 * inset, side / 2.0 - inset);
            let ring = operators(&path, (inset, inset));
            format!("{} {} w {ring}s", paint(style::INK, "RG"), 2.0 * WEIGHT)
        }
    }
}

/// Returns the operators of a path at this distance from the lower left corner.
fn operators(path: &Path, (x, y): (f32, f32)) -> String {
    let mut written = String::new();
    for part in &path.parts {
        let mut controls = 0;
        for (n, (right, down, is_control)) in part.points.iter().enumerate() {
            let _ = write!(written, "{:.2} {:.2} ", x + right, y + down);
            if *is_control {
                controls += 1;
                continue;
            }
            written += match (n, controls) {
                (0, _) => "m ",
                (_, 0) => "l ",
                _ => "c ",
            };
            controls = 0;
        }
    }
    written
}
