//! Fields to fill in: cells, plans, flows and agendas.

use domain::library::on_paper::{PaperLabel, PaperMoment, WritingField};

use super::{
    arrange::{item, rows},
    look::Look,
};
use crate::{
    document::{Bar, BoxContent, DrawnShape, PanelLook, PaperBox, RowAlign, TextKind, Track},
    layout::{path::Path, structure::Role, style},
};

/// Space between cells.
const GUTTER: f32 = 7.0;
/// Diameter of the discs at both ends of an agenda.
const AGENDA_DISC: f32 = 30.0;

/// A cell: label and hint inside, room below, its edge the field.
pub(super) fn cell(label: &PaperLabel, icon: Option<&'static str>, lines: u8, look: &Look) -> PaperBox {
    let mut words = look.labelled(label);
    if let Some(icon) = icon.filter(|_| !look.is_neutral()) {
        words = PaperBox::row(
            8.0,
            RowAlign::Top,
            vec![(Track::Points(20.0), look.icon(icon, 20.0, style::WHITE)), (Track::Share(1.0), words)],
        );
    }
    let inside = PaperBox::column(0.0, vec![words, PaperBox::new(BoxContent::Room(lines))]);
    framed(inside, label.text.as_str(), look)
}

/// A framed field with this name around what stands in it.
pub(super) fn framed(inside: PaperBox, name: &str, look: &Look) -> PaperBox {
    let frame = PanelLook { edge: Some(look.edge()), radius: 4.0, ..PanelLook::default() };
    PaperBox::new(BoxContent::Panel {
        look: frame,
        pad: [7.0, 9.0, 7.0, 9.0],
        field: Some(look.curled(name)),
        child: Box::new(inside),
    })
}

fn of(field: &WritingField, look: &Look) -> PaperBox {
    cell(&field.label, field.icon.map(domain::library::on_paper::Pictogram::name), field.lines, look)
}

/// Cells in rows; a wide one takes a row.
pub(super) fn cells(fields: &[WritingField], columns: u8, look: &Look) -> PaperBox {
    let columns = look.columns(columns);
    if let [only] = fields {
        return PaperBox::column(0.0, vec![of(only, look)]);
    }
    let mut rows: Vec<PaperBox> = Vec::new();
    let mut row: Vec<(Track, PaperBox)> = Vec::new();
    let mut close = |row: &mut Vec<(Track, PaperBox)>| {
        if !row.is_empty() {
            rows.push(PaperBox::row(GUTTER, RowAlign::Top, std::mem::take(row)));
        }
    };
    for field in fields {
        if field.label.wide {
            close(&mut row);
        }
        row.push((Track::Share(1.0), item(of(field, look))));
        if field.label.wide || row.len() == columns {
            close(&mut row);
        }
    }
    close(&mut row);
    PaperBox::column(GUTTER, rows).role(Role::PlainList)
}

/// Numbered cells.
pub(super) fn plan(fields: &[WritingField], look: &Look) -> PaperBox {
    let items = fields.iter().enumerate().map(|(n, field)| numbered(n, field, look)).collect();
    PaperBox::column(GUTTER, items).role(Role::List { numbered: true })
}

fn numbered(n: usize, field: &WritingField, look: &Look) -> PaperBox {
    let disc = if look.is_large() { 36.0 } else { 24.0 };
    let row = vec![
        (Track::Points(disc), look.number_disc(n + 1, disc)),
        (Track::Share(1.0), of(field, look).role(Role::Body)),
    ];
    PaperBox::row(9.0, RowAlign::Middle, row).role(Role::Item)
}

/// Cells with arrows between.
pub(super) fn flow(fields: &[WritingField], look: &Look) -> PaperBox {
    let down = look.is_large() || look.is_small() && fields.len() > 2;
    let mut parts: Vec<(Track, PaperBox)> = Vec::new();
    for (n, field) in fields.iter().enumerate() {
        if n > 0 {
            parts.push((Track::Points(11.0), arrow(down, look)));
        }
        parts.push((Track::Share(1.0), item(of(field, look))));
    }
    let inside = if down {
        PaperBox::column(5.0, parts.into_iter().map(|(_, part)| part).collect())
    } else {
        PaperBox::row(5.0, RowAlign::Middle, parts)
    };
    let column = if down { inside } else { PaperBox::column(0.0, vec![inside]) };
    column.role(Role::List { numbered: true })
}

/// An arrowhead in the direction of reading, or down.
fn arrow(down: bool, look: &Look) -> PaperBox {
    let right = !crate::layout::bidi::is_right_to_left(look.language.as_str());
    let (width, height, points) = match (down, right) {
        (true, _) => (16.0, 11.0, [(0.0, 0.0), (16.0, 0.0), (8.0, 11.0)]),
        (false, true) => (11.0, 16.0, [(0.0, 0.0), (11.0, 8.0), (0.0, 16.0)]),
        (false, false) => (11.0, 16.0, [(11.0, 0.0), (0.0, 8.0), (11.0, 16.0)]),
    };
    let shape =
        DrawnShape { x: 0.0, y: 0.0, path: Path::polyline(&points, true), fill: Some(look.deep()), stroke: None };
    PaperBox::new(BoxContent::Drawing { upright: false, width, height, shapes: vec![shape] })
}

/// Points of a talk, between how it begins and how it ends: on a thread where there is room for one.
pub(super) fn agenda(begin: &PaperMoment, points: &[WritingField], end: &PaperMoment, look: &Look) -> PaperBox {
    let threaded = !look.is_neutral() && !look.is_large() && !look.is_small();
    let size = if look.is_large() { 44.0 } else { AGENDA_DISC };
    let moment = |moment: &PaperMoment| {
        let words = look.words(moment.text.as_str(), TextKind::Home);
        match moment.icon.filter(|_| !look.is_neutral()) {
            None => words,
            Some(icon) => PaperBox::row(
                11.0,
                RowAlign::Middle,
                vec![(Track::Points(size), disc(icon.name(), size, look)), (Track::Share(1.0), words)],
            ),
        }
    };
    if !threaded {
        return PaperBox::column(8.0, vec![moment(begin), plan(points, look), moment(end)]);
    }
    let point = |(n, field): (usize, &WritingField)| {
        // Smaller than the discs at both ends, on the same thread.
        let number = PaperBox::panel(PanelLook::default(), [0.0, 2.0, 0.0, 2.0], look.number_disc(n + 1, size - 4.0));
        let row = vec![(Track::Points(size), number), (Track::Share(1.0), of(field, look).role(Role::Body))];
        PaperBox::row(11.0, RowAlign::Middle, row).role(Role::Item)
    };
    let items = points.iter().enumerate().map(point).collect();
    let list = PaperBox::column(GUTTER, items).role(Role::List { numbered: true });
    let thread = Bar::thread(look.mid(), 3.0, (size - 3.0) / 2.0);
    let all = PaperBox::column(8.0, vec![moment(begin), list, moment(end)]);
    PaperBox::panel(PanelLook { bar: Some(thread), ..PanelLook::default() }, [0.0; 4], all)
}

/// A pictogram on a disc.
fn disc(icon: &'static str, size: f32, look: &Look) -> PaperBox {
    let ground = DrawnShape { x: 0.0, y: 0.0, path: Path::circle(size), fill: Some(look.mid()), stroke: None };
    let own = size * 0.64;
    let inset = (size - own) / 2.0;
    PaperBox::new(BoxContent::Overlay {
        height: size,
        children: vec![
            (
                [0.0, 0.0, size],
                PaperBox::new(BoxContent::Drawing { upright: false, width: size, height: size, shapes: vec![ground] }),
            ),
            ([inset, inset, own], look.icon(icon, own, look.mid())),
        ],
    })
}

/// Two letters beside each other, in one column where there is little room.
pub(super) fn letters(letters: &[PaperLabel; 2], look: &Look) -> PaperBox {
    let lines = if look.is_large() { 5 } else { 9 };
    let both: Vec<PaperBox> = letters.iter().map(|label| item(cell(label, None, lines, look))).collect();
    rows(both, look.columns(2), GUTTER, GUTTER).role(Role::PlainList)
}
