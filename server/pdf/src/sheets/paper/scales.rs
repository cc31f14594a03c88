//! Scales from 0 to 10, and a ring for each day of a week.

use domain::{library::on_paper::PaperLabel, paper::handout::ClientText};

use super::look::Look;
use crate::{
    document::{Align, BoxContent, DrawnShape, Edge, Emphasis, PaperBox, RowAlign, Text, TextKind, Track},
    layout::{
        path::Path,
        structure::Role,
        style::{self, Colour},
    },
};

/// The name of the field of one reading.
fn reading(label: &PaperLabel, ends: &[ClientText], row: Option<&ClientText>, look: &Look) -> String {
    let own = row.map_or_else(String::new, |row| format!(", {row}"));
    let (low, high) = match (ends.first(), ends.last()) {
        (Some(low), Some(high)) => (format!(" {low}"), format!(" {high}")),
        _ => (String::new(), String::new()),
    };
    let pattern = &look.labels.words.blocks.scale;
    pattern.replace("{label}", &format!("{}{own}", label.text)).replace("{low}", &low).replace("{high}", &high)
}

/// A scale, read once for each row.
pub(super) fn scale(label: &PaperLabel, ends: &[ClientText], rows: &[ClientText], look: &Look) -> PaperBox {
    let large = look.is_large();
    let size = if large {
        36.0
    } else if look.is_small() {
        19.0
    } else {
        21.0
    };
    let head = if large { 0.0 } else { 62.0 };
    let numbers: Vec<String> = (0..=10).map(|n: u8| n.to_string()).collect();
    let one = |row: Option<&ClientText>| {
        let name = look.curled(&reading(label, ends, row, look));
        let scale = PaperBox::new(BoxContent::Scale { name, numbers: numbers.clone(), size, colour: look.deep() });
        match row {
            None => scale,
            Some(row) if large => PaperBox::column(3.0, vec![look.label(row.as_str()), scale]),
            Some(row) => PaperBox::row(
                6.0,
                RowAlign::Middle,
                vec![(Track::Points(head), look.label(row.as_str())), (Track::Share(1.0), scale)],
            ),
        }
    };
    let mut parts = vec![question(label, look)];
    if rows.is_empty() {
        parts.push(one(None));
    } else {
        parts.extend(rows.iter().map(|row| one(Some(row))));
    }
    if !ends.is_empty() && !look.is_neutral() {
        let words = below(ends, look);
        parts.push(if rows.is_empty() || large {
            words
        } else {
            let nothing = PaperBox::column(0.0, Vec::new());
            PaperBox::row(6.0, RowAlign::Top, vec![(Track::Points(head), nothing), (Track::Share(1.0), words)])
        });
    }
    PaperBox::column(6.0, parts).role(Role::Group)
}

/// A tube with numbers, and a column of rings for each of two readings. Without room for it, two scales.
pub(super) fn thermometer(label: &PaperLabel, ends: &[ClientText], columns: &[ClientText], look: &Look) -> PaperBox {
    if look.is_neutral() || look.is_large() || look.is_small() {
        return scale(label, ends, columns, look);
    }
    let (pitch, size) = (17.0, 13.0);
    let mut head = vec![(Track::Share(1.0), PaperBox::column(0.0, Vec::new()))];
    head.extend(columns.iter().map(|column| (Track::Points(RINGS), look.hint(column.as_str()).aligned(Align::Centre))));
    let number = |n: u8| {
        let word = match (n, ends) {
            (0, [low, ..]) => Some(low),
            (5, [_, middle, _]) => Some(middle),
            (10, [.., high]) => Some(high),
            _ => None,
        };
        let mut text = Text::bold(n.to_string());
        if let Some(word) = word {
            text = text.then(format!("\u{a0} {}", look.curled(word.as_str())), Emphasis::Regular);
        }
        let words = PaperBox::words(text, TextKind::Hint, style::INK);
        ([0.0, f32::from(10 - n) * pitch + 2.0, NUMBERS], words)
    };
    let height = 11.0 * pitch;
    let numbers = PaperBox::overlaid(height, (0..=10).rev().map(number).collect());
    let mut row = vec![(Track::Points(9.0), tube(height, pitch, look)), (Track::Share(1.0), numbers)];
    row.extend(columns.iter().map(|column| {
        let name = look.curled(&reading(label, ends, Some(column), look));
        let rings = BoxContent::Rings { count: 11, size, pitch, name, colour: look.deep() };
        (Track::Points(RINGS), PaperBox::new(rings))
    }));
    let parts = vec![
        question_above(label, look),
        PaperBox::row(0.0, RowAlign::Bottom, head),
        PaperBox::row(8.0, RowAlign::Top, row),
    ];
    PaperBox::panel(look.tinted(6.0), [9.0, 10.0, 9.0, 12.0], PaperBox::column(3.0, parts)).role(Role::Group)
}

/// Width of the panel of a thermometer.
pub(super) const THERMOMETER: f32 = 176.0;
/// Width of a column of rings, and of the numbers.
const RINGS: f32 = 34.0;
const NUMBERS: f32 = 90.0;

fn question_above(label: &PaperLabel, look: &Look) -> PaperBox {
    let hint = label.hint.as_ref().map(|hint| look.hint(hint.as_str()));
    PaperBox::column(0.0, [look.label(label.text.as_str())].into_iter().chain(hint).collect())
}

/// A tube in eleven steps, the darkest at the top. Decoration: the numbers say the same.
fn tube(height: f32, pitch: f32, look: &Look) -> PaperBox {
    let between = |a: u8, b: u8, n: u8| {
        let part = (u16::from(a) * u16::from(10 - n) + u16::from(b) * u16::from(n)) / 10;
        u8::try_from(part).unwrap_or(a)
    };
    let (deep, tint) = (look.deep(), style::WHITE);
    let step = |n: u8| {
        let colour = Colour(between(deep.0, tint.0, n), between(deep.1, tint.1, n), between(deep.2, tint.2, n));
        let y = f32::from(n) * pitch;
        DrawnShape {
            x: 0.0,
            y,
            path: Path::polyline(&[(0.0, 0.0), (9.0, 0.0), (9.0, pitch), (0.0, pitch)], true),
            fill: Some(colour),
            stroke: None,
        }
    };
    let mut shapes: Vec<DrawnShape> = (0..11).map(step).collect();
    let stroke = Some(Edge { colour: look.deep(), weight: 1.0, dashed: false });
    shapes.push(DrawnShape { x: 0.0, y: 0.0, path: Path::rounded(9.0, height, 3.0), fill: None, stroke });
    PaperBox::new(BoxContent::Drawing { upright: false, width: 9.0, height, shapes })
}

fn question(label: &PaperLabel, look: &Look) -> PaperBox {
    let words = look.label(label.text.as_str());
    match &label.hint {
        None => words,
        Some(hint) if look.is_large() => PaperBox::column(0.0, vec![words, look.hint(hint.as_str())]),
        Some(hint) => PaperBox::row(
            9.0,
            RowAlign::Bottom,
            vec![(Track::Fit, words), (Track::Share(1.0), look.hint(hint.as_str()))],
        ),
    }
}

/// Words below the ends, and the middle where there are three.
fn below(ends: &[ClientText], look: &Look) -> PaperBox {
    let last = ends.len() - 1;
    let word = |(n, word): (usize, &ClientText)| {
        let align = if n == 0 {
            Align::Start
        } else if n == last {
            Align::End
        } else {
            Align::Centre
        };
        (Track::Share(1.0), look.hint(word.as_str()).aligned(align))
    };
    PaperBox::row(4.0, RowAlign::Top, ends.iter().enumerate().map(word).collect())
}

/// What to mark, and a ring for each day.
pub(super) fn week(text: &str, look: &Look) -> PaperBox {
    let size = if look.is_large() { 36.0 } else { 20.0 };
    let words = look.labels.words;
    let day = |(short, name): (&String, &String)| {
        let head = PaperBox::words(look.text(short), TextKind::Hint, style::QUIET).aligned(Align::Centre);
        let mark = look.mark(name, size, false);
        let body = PaperBox::column(2.0, vec![head, mark]).role(Role::Body);
        let width = if look.is_large() { size + 6.0 } else { size + 9.0 };
        (Track::Points(width), PaperBox::column(0.0, vec![body]).role(Role::Item))
    };
    let days: Vec<(Track, PaperBox)> = words.days_short.iter().zip(&words.days).map(day).collect();
    let days = PaperBox::row(0.0, RowAlign::Top, days).role(Role::PlainList);
    let text = look.words(text, TextKind::Home);
    if look.is_large() || look.is_small() {
        return PaperBox::column(5.0, vec![text, days]);
    }
    let row = vec![(Track::Share(1.0), text), (Track::Fit, days)];
    PaperBox::row(10.0, RowAlign::Bottom, row)
}
