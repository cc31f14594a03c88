//! Pictograms, drawings and logos as SVG inside the file.

use std::fmt::Write as _;

use super::markup::{attribute, escaped};
use crate::{
    Logo,
    document::{BoxContent, DrawnShape, Edge, PaperBox},
    layout::{
        path::Path,
        structure::Role,
        style::{self, Colour},
    },
    output::picture::{
        format::{self, hex, number},
        logo,
    },
    pictogram,
};

/// A disc or rectangle of a figure.
pub(super) struct Rectangle {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub round: bool,
    pub colour: Colour,
}

/// Returns a colour for a style. Dark screens replace it by its name.
pub(super) fn colour(of: Colour) -> String {
    let hex = hex(of);
    format!("var(--c{},{hex})", &hex[1..])
}

/// True if a box consists of drawn shapes alone.
pub(super) fn is_drawn(own: &PaperBox) -> bool {
    match &own.content {
        BoxContent::Drawing { .. } | BoxContent::Icon { .. } => true,
        BoxContent::Overlay { children, .. } => {
            !children.is_empty() && children.iter().all(|(_, child)| is_drawn(child))
        }
        _ => false,
    }
}

/// The colour of the first shape that is filled.
pub(super) fn ground(own: &PaperBox) -> Option<Colour> {
    match &own.content {
        BoxContent::Drawing { shapes, .. } => shapes.iter().find_map(|shape| shape.fill),
        _ => own.children().into_iter().find_map(ground),
    }
}

/// True for a drawing that is no more than a line across the sheet.
pub(super) fn is_rule(own: &PaperBox) -> bool {
    matches!(own.content, BoxContent::Drawing { width, height, .. } if height < 2.0 && width > 100.0)
}

/// Draws a box of shapes, with its alternative text if it has one.
pub(super) fn drawing(own: &PaperBox) -> String {
    let mut inside = String::new();
    draw(own, (0.0, 0.0), &mut inside);
    let (width, height) = size(own);
    svg([width, height], alternative(own), &inside)
}

/// Draws a figure of discs and rectangles.
pub(super) fn figure(parts: &[Rectangle], height: f32, alt: &str) -> String {
    let width = parts.iter().map(|part| part.x + part.width).fold(0.0, f32::max);
    let mut inside = String::new();
    for part in parts {
        let radius = if part.round { part.width / 2.0 } else { 0.0 };
        let path = Path::rounded(part.width, part.height, radius);
        trace(&path, (part.x, part.y), Some(part.colour), None, &mut inside);
    }
    svg([width, height], Some(alt), &inside)
}

/// Draws a logo no larger than a letterhead prints it. Without a description it is decoration.
pub(super) fn logo(logo: &Logo, alt: &str) -> String {
    let (across, down) = logo.size();
    let height = style::LOGO_HEIGHT.min(style::LOGO_WIDTH * down / across);
    let width = height * across / down;
    let mut inside = String::new();
    logo::draw(logo, [0.0, 0.0, width, height], 0, &mut inside);
    svg([width, height], Some(alt).filter(|alt| !alt.is_empty()), &inside)
}

fn svg([width, height]: [f32; 2], alt: Option<&str>, inside: &str) -> String {
    let named = match alt {
        Some(alt) => format!(" role=\"img\"{}", attribute("aria-label", alt)),
        None => " aria-hidden=\"true\"".to_owned(),
    };
    // What is as wide as a sheet is as wide as the screen.
    let shown = if width > 250.0 { "100%".to_owned() } else { format!("calc({}*var(--pt))", number(width)) };
    let (width, height) = (number(width), number(height));
    format!("<svg viewBox=\"0 0 {width} {height}\" style=\"width:{shown}\"{named}>{inside}</svg>")
}

fn alternative(own: &PaperBox) -> Option<&str> {
    match &own.role {
        Some(Role::Figure(alt)) => Some(alt),
        _ => own.children().into_iter().find_map(alternative),
    }
}

fn size(own: &PaperBox) -> (f32, f32) {
    match &own.content {
        BoxContent::Drawing { width, height, .. } => (*width, *height),
        BoxContent::Icon { size, .. } => (*size, *size),
        BoxContent::Overlay { height, children } => {
            (children.iter().map(|([left, _, width], _)| left + width).fold(0.0, f32::max), *height)
        }
        _ => (0.0, 0.0),
    }
}

fn draw(own: &PaperBox, (x, y): (f32, f32), into: &mut String) {
    match &own.content {
        BoxContent::Drawing { shapes, .. } => {
            for DrawnShape { x: right, y: down, path, fill, stroke } in shapes {
                trace(path, (x + right, y + down), *fill, *stroke, into);
            }
        }
        BoxContent::Icon { name, size, colour, ground } => {
            let scale = size / pictogram::SIDE;
            for shape in pictogram::shapes(name) {
                let ink = if shape.is_ground { *ground } else { *colour };
                let stroke = shape.stroke.map(|weight| Edge { colour: ink, weight: weight * scale, dashed: false });
                let path = shape.path.clone().placed(scale, (0.0, 0.0));
                trace(&path, (x, y), shape.stroke.is_none().then_some(ink), stroke, into);
            }
        }
        BoxContent::Overlay { children, .. } => {
            for ([left, top, _], child) in children {
                draw(child, (x + left, y + top), into);
            }
        }
        _ => {}
    }
}

fn trace(path: &Path, at: (f32, f32), fill: Option<Colour>, stroke: Option<Edge>, into: &mut String) {
    into.push_str("<path d=\"");
    path.parts.iter().for_each(|part| format::trace(part, at, into));
    let mut style = format!("fill:{}", fill.map_or_else(|| "none".to_owned(), colour));
    if let Some(edge) = stroke {
        let _ = write!(style, ";stroke:{};stroke-width:{}", colour(edge.colour), number(edge.weight));
        if edge.dashed {
            let [dash, gap] = style::CUT_DASHES;
            let _ = write!(style, ";stroke-dasharray:{dash} {gap}");
        }
        if path.parts.iter().any(|part| part.round) {
            style.push_str(";stroke-linecap:round;stroke-linejoin:round");
        }
    }
    let _ = write!(into, "\" style=\"{}\"/>", escaped(&style));
}
