//! Drawn figures: shapes with an alternative text, and their words as a list. On neutral paper their fields are cells.

use domain::{
    library::on_paper::{PaperFigure, PaperLabel},
    paper::handout::ClientText,
};

use super::{
    arrange::{item, rows},
    breaks::{GAP, kept, whole},
    cells, drawn,
    look::Look,
    phrases::centred,
    shapes::{drawing, edge, filled, stroked},
};
use crate::{
    document::{BoxContent, ContentBlock, DrawnShape, Edge, PanelLook, PaperBox, RowAlign, TextKind, Track},
    layout::{
        path::Path,
        structure::Role,
        style::{self, Colour},
    },
};

/// Space above what belongs to a figure.
const CLOSE: f32 = 8.0;

pub(super) fn figure(figure: &PaperFigure, look: &Look) -> Vec<ContentBlock> {
    let alone = |content: PaperBox| vec![whole(content, GAP)];
    match figure {
        PaperFigure::Loop { boxes, middle } => alone(circle_of_boxes(boxes, middle.as_ref(), look)),
        PaperFigure::Rings(texts) => alone(rings(texts, look)),
        PaperFigure::Circles(texts) => alone(circles(texts, look)),
        PaperFigure::Ladder { rungs, lowest, highest } => alone(drawn::ladder(*rungs, lowest, highest, look)),
        PaperFigure::Dial { highest, words, cells } => dial(*highest, words, cells, look),
        PaperFigure::Wave { parts, inside } => alone(wave(parts, inside.as_ref(), look)),
        PaperFigure::Pie { parts, filled } => alone(pie(parts, *filled, look)),
        PaperFigure::Bands(bands) => alone(drawn::bands(bands, look)),
        PaperFigure::Bars(bars) => alone(drawn::bars(bars, look)),
        PaperFigure::Timeline { ends, rows, choice } => alone(timeline(ends, rows, choice.as_ref(), look)),
    }
}

fn label_of(text: &ClientText) -> PaperLabel {
    PaperLabel { text: text.clone(), hint: None, wide: false }
}

fn plain_cells<'a>(texts: impl Iterator<Item = &'a ClientText>, lines: u8, columns: usize, look: &Look) -> PaperBox {
    let items = texts.map(|text| item(cells::cell(&label_of(text), None, lines, look))).collect();
    rows(items, if look.is_large() { 1 } else { columns }, 7.0, 7.0).role(Role::PlainList)
}

fn triangle((x, y): (f32, f32), degrees: f32, size: f32, colour: Colour) -> DrawnShape {
    let turn = degrees.to_radians();
    let point = |along: f32, across: f32| {
        (x + along * turn.cos() - across * turn.sin(), y + along * turn.sin() + across * turn.cos())
    };
    filled(Path::polyline(&[point(size, 0.0), point(-size, -size * 0.8), point(-size, size * 0.8)], true), colour)
}

/// Three or four boxes on an ellipse with arrows; a list with arrows where there is little room.
fn circle_of_boxes(boxes: &[PaperLabel], middle: Option<&ClientText>, look: &Look) -> PaperBox {
    let name = middle.map(|middle| cells::cell(&label_of(middle), None, 1, look));
    if look.is_neutral() || look.is_large() || look.is_small() {
        let disc = if look.is_large() { 36.0 } else { 24.0 };
        let entry = |(n, label): (usize, &PaperLabel)| {
            let cell = cells::cell(label, None, 1, look).role(Role::Body);
            let row = vec![(Track::Points(disc), look.number_disc(n + 1, disc)), (Track::Share(1.0), cell)];
            PaperBox::row(9.0, RowAlign::Middle, row).role(Role::Item)
        };
        let list = PaperBox::column(7.0, boxes.iter().enumerate().map(entry).collect());
        let list = list.role(Role::List { numbered: true });
        return PaperBox::column(7.0, [list].into_iter().chain(name).collect());
    }
    let (width, height, own, down) = (look.width(), 244.0, 168.0, 74.0);
    let right = width - own;
    let mid = (width - own) / 2.0;
    let places: Vec<(f32, f32)> = match boxes.len() {
        3 => vec![(mid, 0.0), (right - 20.0, height - down), (20.0, height - down)],
        _ => vec![(mid, 0.0), (right, (height - down) / 2.0), (mid, height - down), (0.0, (height - down) / 2.0)],
    };
    let centre = (width / 2.0, height / 2.0);
    let radii = (width / 2.0 - 84.0, height / 2.0 - 30.0);
    let mut shapes = vec![stroked(Path::arc(centre, radii, 0.0, 360.0), edge(look.mid(), 9.0))];
    let angles: &[f32] = if boxes.len() == 3 { &[-38.0, 90.0, 218.0] } else { &[-42.0, 42.0, 138.0, 222.0] };
    for angle in angles {
        let turn = angle.to_radians();
        let at = (centre.0 + radii.0 * turn.cos(), centre.1 + radii.1 * turn.sin());
        let along = (radii.1 * turn.cos()).atan2(-radii.0 * turn.sin()).to_degrees();
        shapes.push(triangle(at, along, 11.0, look.deep()));
    }
    let alt = look.labels.words.blocks.loop_alt.replace("{n}", &boxes.len().to_string());
    let ground = drawing(width, height, shapes).role(Role::Figure(alt));
    let mut children = vec![([0.0, 0.0, width], ground)];
    let mut list = Vec::new();
    for (n, (label, (x, y))) in boxes.iter().zip(&places).enumerate() {
        let head = PaperBox::row(
            6.0,
            RowAlign::Top,
            vec![
                (Track::Points(17.0), look.number_disc(n + 1, 17.0)),
                (Track::Share(1.0), look.labelled(label).role(Role::Body)),
            ],
        );
        let content = PaperBox::overlaid(down - 14.0, vec![([0.0, 0.0, own - 18.0], head)]);
        let frame =
            PanelLook { ground: Some(style::WHITE), edge: Some(edge(look.deep(), 1.0)), radius: 5.0, bar: None };
        let panel = PaperBox::new(BoxContent::Panel {
            look: frame,
            pad: [7.0, 9.0, 7.0, 9.0],
            field: Some(look.curled(label.text.as_str())),
            child: Box::new(content),
        });
        list.push(([*x, *y, own], panel.role(Role::Item)));
    }
    let list = PaperBox::overlaid(height, list).role(Role::List { numbered: true });
    children.push(([0.0, 0.0, width], list));
    if let Some(middle) = middle {
        let inside =
            vec![look.label(middle.as_str()).aligned(crate::document::Align::Centre), look.rules(middle.as_str(), 1)];
        children.push(([width / 2.0 - 68.0, height / 2.0 - 20.0, 136.0], PaperBox::column(0.0, inside)));
    }
    PaperBox::overlaid(height, children)
}

/// Discs to write in.
fn rings(texts: &[ClientText], look: &Look) -> PaperBox {
    if look.is_neutral() || look.is_large() {
        return plain_cells(texts.iter(), 3, texts.len(), look);
    }
    let columns = texts.len();
    let each = look.width() / [2.0, 3.0][usize::from(columns == 3)];
    let size = (each - 10.0).min(170.0);
    let disc = |(n, text): (usize, &ClientText)| {
        let dashed = columns == 3 && n == 2;
        let shape = DrawnShape {
            x: 1.0,
            y: 1.0,
            path: Path::circle(size - 2.0),
            fill: Some(if n == 1 { look.tint() } else { style::WHITE }),
            stroke: Some(Edge { colour: look.deep(), weight: 1.4, dashed }),
        };
        let ring = drawing(size, size, vec![shape]);
        let label = centred(text.as_str(), TextKind::Label, look).coloured(look.deep());
        // As far from the rim above and below as at both sides.
        let (left, top) = (size * 0.18, size * 0.13);
        let within = |head: PaperBox| BoxContent::Within {
            height: size - 2.0 * top,
            head: head.into(),
            name: look.curled(text.as_str()),
        };
        let inside = |head| {
            vec![([0.0, 0.0, size], ring.clone()), ([left, top, size - 2.0 * left], PaperBox::new(within(head)))]
        };
        // A small ring has room for the lines alone.
        let body = if size < 120.0 {
            let empty = PaperBox::new(BoxContent::Gap(size * 0.12));
            PaperBox::levelled(label, PaperBox::overlaid(size, inside(empty)))
        } else {
            PaperBox::overlaid(size, inside(label))
        };
        (Track::Share(1.0), PaperBox::column(0.0, vec![body.role(Role::Body)]).role(Role::Item))
    };
    PaperBox::row(10.0, RowAlign::Top, texts.iter().enumerate().map(disc).collect()).role(Role::PlainList)
}

/// Three circles, one in the other, and a cell for each beside them.
fn circles(texts: &[ClientText; 3], look: &Look) -> PaperBox {
    let list = plain_cells(texts.iter(), 2, 1, look);
    if look.is_neutral() || look.is_large() || look.is_small() {
        return list;
    }
    let size = 196.0;
    let ring = |diameter: f32, colour: Colour| {
        let at = (size - diameter) / 2.0;
        DrawnShape {
            x: at,
            y: at,
            path: Path::circle(diameter),
            fill: Some(colour),
            stroke: Some(edge(look.deep(), 1.2)),
        }
    };
    let shapes = vec![ring(size - 2.0, style::WHITE), ring(136.0, look.tint()), ring(64.0, look.deep())];
    let names: Vec<&str> = texts.iter().map(ClientText::as_str).collect();
    let alt = look.labels.words.blocks.circles_alt.replace("{words}", &names.join(", "));
    let figure = drawing(size, size, shapes).role(Role::Figure(alt));
    PaperBox::row(18.0, RowAlign::Middle, vec![(Track::Points(size), figure), (Track::Share(1.0), list)])
}

/// A half circle of numbers, what they mean, and cells.
fn dial(highest: u8, words: &[ClientText], own: &[ClientText], look: &Look) -> Vec<ContentBlock> {
    let mut blocks = Vec::new();
    let disc = if look.is_large() { 36.0 } else { 17.0 };
    let meaning = |(n, text): (usize, &ClientText)| {
        let number = (Track::Points(disc), look.number_disc(n, disc));
        let text = look.words(text.as_str(), TextKind::Home).role(Role::Body);
        PaperBox::row(8.0, RowAlign::Middle, vec![number, (Track::Share(1.0), text)]).role(Role::Item)
    };
    let list =
        PaperBox::column(5.0, words.iter().enumerate().map(meaning).collect()).role(Role::List { numbered: true });
    // A figure stays with its fields.
    let together = if own.is_empty() { whole } else { kept };
    let drawn = !(look.is_neutral() || look.is_large() || look.is_small());
    if drawn {
        let row = vec![(Track::Points(230.0), half_circle(highest, look)), (Track::Share(1.0), list)];
        blocks.push(together(PaperBox::row(22.0, RowAlign::Middle, row), GAP));
    } else if !words.is_empty() && !look.is_neutral() {
        blocks.push(together(list, GAP));
    }
    if !own.is_empty() {
        blocks.push(whole(plain_cells(own.iter(), 1, 3, look), CLOSE));
    }
    blocks
}

fn half_circle(highest: u8, look: &Look) -> PaperBox {
    let (width, height, radius) = (230.0, 132.0, 98.0);
    let centre = (width / 2.0, 116.0);
    let mut shapes = Vec::new();
    let steps = f32::from(highest);
    for n in 0..highest {
        let from = 180.0 + 180.0 / steps * f32::from(n);
        let weight = 11.0f32.mul_add(f32::from(n) / steps, 3.0);
        shapes.push(stroked(Path::arc(centre, (radius, radius), from, from + 180.0 / steps), edge(look.mid(), weight)));
    }
    let mut children = Vec::new();
    let at = |n: u8| {
        let angle = (180.0 + 180.0 / steps * f32::from(n)).to_radians();
        (centre.0 + radius * angle.cos(), centre.1 + radius * angle.sin())
    };
    for n in 0..=highest {
        let (x, y) = at(n);
        let ring = DrawnShape {
            x: x - 15.0,
            y: y - 15.0,
            path: Path::circle(30.0),
            fill: Some(style::WHITE),
            stroke: Some(edge(look.deep(), 1.2)),
        };
        shapes.push(ring);
    }
    let alt = look.labels.words.blocks.dial_alt.replace("{n}", &highest.to_string());
    children.push(([0.0, 0.0, width], drawing(width, height, shapes).role(Role::Figure(alt))));
    for n in 0..=highest {
        let (x, y) = at(n);
        let number = centred(&n.to_string(), TextKind::Label, look);
        children.push(([x - 15.0, y - 6.5, 30.0], number));
    }
    PaperBox::overlaid(height, children)
}

/// A wave that rises, peaks and falls.
fn wave(parts: &[ClientText; 3], inside: Option<&ClientText>, look: &Look) -> PaperBox {
    let (width, height) = (look.width(), if look.is_small() { 96.0 } else { 128.0 });
    let (middle, low) = (width / 2.0, height - 4.0);
    let curve = vec![
        (0.0, low, false),
        (middle * 0.5, low, true),
        (middle * 0.6, 6.0, true),
        (middle, 6.0, false),
        (middle * 1.4, 6.0, true),
        (middle * 1.5, low, true),
        (width, low, false),
    ];
    let shapes = vec![
        filled(Path::curve(curve.clone(), true), look.tint()),
        stroked(Path::curve(curve, false), edge(look.deep(), 3.0)),
    ];
    let said: Vec<&str> = parts.iter().map(ClientText::as_str).collect();
    let alt = look.labels.words.blocks.wave_alt.replace("{words}", &said.join(", "));
    let mut children = vec![([0.0, 0.0, width], drawing(width, height, shapes).role(Role::Figure(alt)))];
    if let Some(inside) = inside {
        children.push(([middle - 70.0, height * 0.5, 140.0], centred(inside.as_str(), TextKind::Home, look)));
    }
    let below = parts.iter().map(|text| (Track::Share(1.0), centred(text.as_str(), TextKind::Label, look)));
    let below = PaperBox::row(6.0, RowAlign::Top, below.collect());
    PaperBox::column(4.0, vec![PaperBox::overlaid(height, children), below])
}

/// A disc in parts: to look at, with one part filled, or to divide and write in.
fn pie(parts: &[ClientText], marked: Option<u8>, look: &Look) -> PaperBox {
    let size = if look.is_small() { 120.0 } else { 168.0 };
    let (middle, radius) = (size / 2.0, size / 2.0 - 2.0);
    let mut shapes = vec![DrawnShape {
        x: 2.0,
        y: 2.0,
        path: Path::circle(size - 4.0),
        fill: Some(if marked.is_some() { look.tint() } else { style::WHITE }),
        stroke: Some(edge(look.deep(), 1.6)),
    }];
    #[expect(clippy::cast_precision_loss, reason = "eight parts at most")]
    let step = 360.0 / parts.len() as f32;
    let dot =
        DrawnShape { x: middle - 3.0, y: middle - 3.0, path: Path::circle(6.0), fill: Some(look.deep()), stroke: None };
    if let Some(n) = marked {
        let from = step.mul_add(f32::from(n) - 1.0, -90.0);
        let mut path = Path::arc((middle, middle), (radius, radius), from, from + step);
        if let Some(part) = path.parts.first_mut() {
            part.points.push((middle, middle, false));
            part.closed = true;
        }
        shapes.push(filled(path, look.deep()));
    } else {
        shapes.push(dot);
    }
    let said: Vec<&str> = parts.iter().map(ClientText::as_str).collect();
    let alt = look.labels.words.blocks.pie_alt.replace("{words}", &said.join(", "));
    let figure = drawing(size, size, shapes).role(Role::Figure(alt));
    let size_of = if look.is_large() { 22.0 } else { 12.0 };
    let entry = |(n, text): (usize, &ClientText)| {
        let text = text.as_str();
        let is_marked = marked.is_some_and(|marked| usize::from(marked) == n + 1);
        let kind = if is_marked { TextKind::HomeHead } else { TextKind::Home };
        let words =
            if text.contains("___") { look.rules(&look.labels.words.blocks.own, 1) } else { look.words(text, kind) };
        let colour = if is_marked { look.deep() } else { look.tint() };
        let key = DrawnShape {
            x: 0.5,
            y: 0.5,
            path: Path::circle(size_of - 1.0),
            fill: Some(colour),
            stroke: Some(edge(look.deep(), 1.0)),
        };
        let row = vec![
            (Track::Points(size_of), drawing(size_of, size_of, vec![key])),
            (Track::Share(1.0), words.role_if_words(Role::Body)),
        ];
        PaperBox::row(8.0, RowAlign::Middle, row).role(Role::Item)
    };
    let list = PaperBox::column(6.0, parts.iter().enumerate().map(entry).collect()).role(Role::PlainList);
    if look.is_large() {
        return PaperBox::column(10.0, vec![figure, list]);
    }
    PaperBox::row(24.0, RowAlign::Middle, vec![(Track::Points(size), figure), (Track::Share(1.0), list)])
}

/// Rows of room above a line in time.
fn timeline(ends: &[ClientText; 2], rows_of: &[ClientText], choice: Option<&ClientText>, look: &Look) -> PaperBox {
    let place = |(n, text): (usize, &ClientText)| {
        let label = look.label(text.as_str());
        let ground = if n % 2 == 0 { look.tint() } else { style::WHITE };
        let panel = PaperBox::new(BoxContent::Panel {
            look: PanelLook { ground: Some(ground), edge: Some(look.edge()), radius: 4.0, bar: None },
            pad: [4.0, 6.0, 4.0, 6.0],
            field: Some(look.curled(text.as_str())),
            child: Box::new(PaperBox::new(BoxContent::Room(2))),
        });
        let body = if look.is_large() || look.is_small() {
            PaperBox::column(2.0, vec![label, panel])
        } else {
            PaperBox::row(8.0, RowAlign::Middle, vec![(Track::Points(96.0), label), (Track::Share(1.0), panel)])
        };
        PaperBox::column(0.0, vec![body.role(Role::Body)]).role(Role::Item)
    };
    let lanes = PaperBox::column(5.0, rows_of.iter().enumerate().map(place).collect()).role(Role::PlainList);
    let left = if look.is_large() || look.is_small() { 0.0 } else { 104.0 };
    let width = look.width() - left;
    let line = Path::polyline(&[(0.0, 6.0), (width - 8.0, 6.0)], false);
    let shapes = vec![stroked(line, edge(look.deep(), 2.0)), triangle((width - 7.0, 6.0), 0.0, 6.0, look.deep())];
    let axis = drawing(width, 12.0, shapes);
    let words = PaperBox::row(
        6.0,
        RowAlign::Top,
        vec![
            (Track::Share(1.0), look.hint(ends[0].as_str())),
            (Track::Share(1.0), look.hint(ends[1].as_str()).aligned(crate::document::Align::End)),
        ],
    );
    let foot = PaperBox::overlaid(12.0, vec![([left, 0.0, width], axis)]);
    let said = PaperBox::row(
        0.0,
        RowAlign::Top,
        vec![(Track::Points(left), PaperBox::column(0.0, Vec::new())), (Track::Share(1.0), words)],
    );
    let mut parts = vec![lanes, foot, said];
    if let Some(choice) = choice {
        let diamond = Path::polyline(&[(6.0, 0.0), (12.0, 6.0), (6.0, 12.0), (0.0, 6.0)], true);
        let key = drawing(12.0, 12.0, vec![stroked(diamond, edge(look.deep(), 1.4))]);
        let row = vec![(Track::Points(12.0), key), (Track::Share(1.0), look.words(choice.as_str(), TextKind::Home))];
        parts.push(PaperBox::row(8.0, RowAlign::Middle, row));
    }
    PaperBox::column(4.0, parts)
}
