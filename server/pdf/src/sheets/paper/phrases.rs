//! Notes, sentences to say, choices, agreements, cards, days and lights.

use domain::{
    library::on_paper::{MarkSign, PaperLabel, PaperLight, WritingField},
    paper::handout::ClientText,
};

use super::{
    arrange::{lowered, rows, rule_of},
    cells,
    look::Look,
};
use crate::{
    document::{Align, Bar, BoxContent, DrawnShape, Edge, PanelLook, PaperBox, RowAlign, TextKind, Track},
    layout::{
        path::Path,
        structure::Role,
        style::{self, Colour},
    },
};

/// Words with a bar beside them.
pub(super) fn note(text: &ClientText, look: &Look) -> PaperBox {
    let bar = PanelLook { bar: Some(Bar::thin(look.deep())), ..PanelLook::default() };
    PaperBox::panel(bar, [1.0, 0.0, 2.0, 11.0], look.words(text.as_str(), TextKind::Body)).role(Role::Group)
}

fn frame(look: &Look, radius: f32) -> PanelLook {
    let weight = if look.is_large() { 1.4 } else { 1.0 };
    PanelLook { edge: Some(Edge { colour: look.deep(), weight, dashed: false }), radius, ..PanelLook::default() }
}

/// Sentences in rounded frames.
pub(super) fn say(texts: &[ClientText], look: &Look) -> PaperBox {
    let chip = |text: &ClientText| {
        let words = look.words(text.as_str(), TextKind::Said).role(Role::Quote);
        let body = PaperBox::panel(frame(look, 10.0), [4.0, 12.0, 4.0, 12.0], words).role(Role::Body);
        PaperBox::column(0.0, vec![body]).role(Role::Item)
    };
    let short = texts.iter().all(|text| text.as_str().chars().count() <= 30);
    let columns = if short { look.columns(3) } else { look.columns(2) };
    let columns = if texts.len() == 1 { 1 } else { columns.min(texts.len()) };
    rows(texts.iter().map(chip).collect(), columns, 7.0, 9.0).role(Role::PlainList)
}

/// Answers to choose from: a box and words, or large words to ring.
pub(super) fn choose(options: &[Option<ClientText>], large: bool, look: &Look) -> PaperBox {
    let own = &look.labels.words.blocks.own;
    let option = |option: &Option<ClientText>| {
        let name = option.as_ref().map_or(own.as_str(), ClientText::as_str);
        let size = if look.is_large() { 20.0 } else { 11.0 };
        let words = match option {
            Some(text) if large => look.words(text.as_str(), TextKind::Large),
            Some(text) => look.words(text.as_str(), TextKind::Home),
            None => {
                let height = if look.is_large() { 26.0 } else { 15.0 };
                PaperBox::new(BoxContent::Line { height, name: look.curled(own), rule: None })
            }
        };
        let mark = lowered(look.mark(name, size, true), 2.0);
        let align = if large { RowAlign::Middle } else { RowAlign::Top };
        let row = PaperBox::row(7.0, align, vec![(Track::Points(size), mark), (Track::Share(1.0), words)]);
        let body = if large { PaperBox::panel(look.tinted(6.0), [9.0, 10.0, 9.0, 10.0], row) } else { row };
        PaperBox::column(0.0, vec![body.role(Role::Body)]).role(Role::Item)
    };
    let longest = options.iter().flatten().map(|text| text.as_str().chars().count()).max().unwrap_or_default();
    let wanted = match longest {
        0..=14 => 4,
        15..=24 => 3,
        25..=44 => 2,
        _ => 1,
    };
    let columns = look.columns(wanted).min(options.len().max(1));
    rows(options.iter().map(option).collect(), columns, 8.0, 12.0).role(Role::PlainList)
}

/// A sentence with gaps: each part with room after it.
pub(super) fn frame_sentence(gaps: &[(ClientText, u8)], look: &Look) -> PaperBox {
    let part = |(text, lines): &(ClientText, u8)| {
        let words = look.words(text.as_str(), TextKind::Large);
        if *lines == 0 {
            return words;
        }
        let rule = look.rules(text.as_str(), *lines);
        if look.is_large() {
            return PaperBox::column(0.0, vec![words, rule]);
        }
        PaperBox::row(9.0, RowAlign::Bottom, vec![(Track::Fit, words), (Track::Share(1.0), rule)])
    };
    let panel = look.tinted(6.0);
    let inside = PaperBox::column(7.0, gaps.iter().map(part).collect());
    PaperBox::panel(panel, [12.0, 18.0, 16.0, 18.0], inside).role(Role::Group)
}

/// Small plans beside each other.
pub(super) fn tickets(number: u8, asks: &[ClientText], look: &Look) -> PaperBox {
    let ticket = |n: u8| {
        let size = if look.is_large() { 36.0 } else { 20.0 };
        let fields = asks.iter().map(|ask| {
            let name = if number > 1 { format!("{ask} {}", n + 1) } else { ask.to_string() };
            PaperBox::column(0.0, vec![look.hint(ask.as_str()), look.rules(&name, 1)])
        });
        let body = PaperBox::column(5.0, fields.collect()).role(Role::Body);
        let mut inside = vec![(Track::Share(1.0), body)];
        // One alone has nothing to be counted with.
        if number > 1 {
            inside.insert(0, (Track::Points(size), look.number_disc(usize::from(n) + 1, size)));
        }
        let inside = PaperBox::row(9.0, RowAlign::Top, inside);
        PaperBox::panel(look.tinted(6.0), [10.0, 12.0, 12.0, 12.0], inside).role(Role::Item)
    };
    let list = if number > 1 { Role::List { numbered: true } } else { Role::PlainList };
    rows((0..number).map(ticket).collect(), look.columns(number), 8.0, 8.0).role(list)
}

/// A question and two ways on from it.
pub(super) fn fork(question: &ClientText, answers: &[(ClientText, ClientText); 2], look: &Look) -> PaperBox {
    let white = if look.is_neutral() { style::INK } else { style::WHITE };
    let ground = PanelLook {
        ground: (!look.is_neutral()).then(|| look.deep()),
        edge: look.is_neutral().then(|| look.edge()),
        radius: 6.0,
        bar: None,
    };
    let asked = look.words(question.as_str(), TextKind::StepHead).coloured(white);
    let asked = PaperBox::panel(ground, [12.0, 14.0, 12.0, 14.0], asked);
    let answer = |(answer, then): &(ClientText, ClientText)| {
        let text = crate::document::Text::default()
            .then(look.curled(answer.as_str()), crate::document::Emphasis::Bold)
            .then(format!("\u{a0} {}", look.curled(then.as_str())), crate::document::Emphasis::Regular);
        let words = PaperBox::words(text, TextKind::Home, style::INK).role(Role::Body);
        let framed = PaperBox::panel(frame(look, 6.0), [7.0, 11.0, 7.0, 11.0], words);
        PaperBox::column(0.0, vec![framed]).role(Role::Item)
    };
    let both = PaperBox::column(7.0, answers.iter().map(answer).collect()).role(Role::PlainList);
    if look.is_large() || look.is_small() {
        return PaperBox::column(8.0, vec![asked, both]);
    }
    PaperBox::row(14.0, RowAlign::Middle, vec![(Track::Points(176.0), asked), (Track::Share(1.0), both)])
}

/// Days on a line.
pub(super) fn dates(labels: &[PaperLabel], look: &Look) -> PaperBox {
    let down = look.is_large() || look.is_small() && labels.len() > 2;
    let last = labels.len().saturating_sub(1);
    let item = |(n, label): (usize, &PaperLabel)| {
        let text = label.text.as_str();
        let mut words = Vec::new();
        // Lines to write on are level, however long the words above them.
        let levelled = |label: &str, name: &str| PaperBox::levelled(look.label(label), look.rules(name, 1));
        if let Some((before, after)) = text.split_once("___") {
            let name = format!("{before}{}", after.trim_start_matches('_')).trim().to_owned();
            words.push(levelled(before.trim(), &name));
            let after = after.trim_start_matches('_').trim();
            if !after.is_empty() {
                words.push(look.label(after));
            }
        } else {
            words.push(levelled(text, text));
        }
        words.extend(label.hint.as_ref().map(|hint| look.hint(hint.as_str())));
        let body = PaperBox::column(1.0, words).role(Role::Body);
        let dot = dot(n == 0 || n == last, look);
        let part = if down {
            PaperBox::row(10.0, RowAlign::Top, vec![(Track::Points(16.0), dot), (Track::Share(1.0), body)])
        } else {
            // The line goes on from each day to the next.
            let mut line = vec![(Track::Points(16.0), dot)];
            // In a column of two it keeps its weight in the row.
            let rule = || PaperBox::column(0.0, vec![rule_of(2.0, look.deep()), PaperBox::column(0.0, Vec::new())]);
            line.extend((n < last).then(|| (Track::Share(1.0), rule())));
            let body = PaperBox::panel(PanelLook::default(), [0.0, 14.0, 0.0, 0.0], body);
            PaperBox::column(4.0, vec![PaperBox::row(0.0, RowAlign::Middle, line), body])
        };
        part.role(Role::Item)
    };
    let items: Vec<PaperBox> = labels.iter().enumerate().map(item).collect();
    let numbered = Role::List { numbered: true };
    if !down {
        let items = items.into_iter().map(|item| (Track::Share(1.0), item)).collect();
        return PaperBox::row(0.0, RowAlign::Top, items).role(numbered);
    }
    let line = PanelLook { bar: Some(Bar::thread(look.deep(), 2.0, 7.0)), ..PanelLook::default() };
    PaperBox::panel(line, [0.0; 4], PaperBox::column(8.0, items).role(numbered))
}

/// A day on a line: filled, or open between others. Decoration.
fn dot(filled: bool, look: &Look) -> PaperBox {
    let stroke = Some(Edge { colour: look.deep(), weight: 1.6, dashed: false });
    let fill = Some(if filled { look.deep() } else { style::WHITE });
    let shape = DrawnShape { x: 1.0, y: 1.0, path: Path::circle(13.0), fill, stroke };
    PaperBox::new(BoxContent::Drawing { upright: false, width: 16.0, height: 15.0, shapes: vec![shape] })
}

/// Stop, slow and go: each a disc with its sign, its word, and a cell.
pub(super) fn lights(lights: &[PaperLight; 3], look: &Look) -> PaperBox {
    let colours = [Colour(0x9b, 0x2c, 0x2c), Colour(0xa8, 0x6a, 0x00), Colour(0x2c, 0x6e, 0x49)];
    let signs = [None, Some(MarkSign::No), Some(MarkSign::Yes)];
    let alts = &look.labels.words.blocks.lights;
    let size = if look.is_large() {
        88.0
    } else if look.is_small() {
        44.0
    } else {
        64.0
    };
    let item = |n: usize| {
        let light = &lights[n];
        let mut words = vec![look.words(light.word.as_str(), TextKind::Large).coloured(look.deep())];
        words.extend(light.hint.as_ref().map(|hint| look.words(hint.as_str(), TextKind::StepText)));
        let words = PaperBox::column(1.0, words);
        let icon = light.field.icon.map(domain::library::on_paper::Pictogram::name);
        let cell = cells::cell(&light.field.label, icon, light.field.lines, look);
        let body = if look.is_large() || look.is_small() {
            PaperBox::column(6.0, vec![words, cell])
        } else {
            PaperBox::row(12.0, RowAlign::Middle, vec![(Track::Share(1.0), words), (Track::Share(1.15), cell)])
        };
        if look.is_neutral() {
            return PaperBox::column(0.0, vec![body.role(Role::Body)]).role(Role::Item);
        }
        let disc = lamp(colours[n], signs[n], size).role(Role::Figure(alts[n].clone()));
        let body = PaperBox::row(14.0, RowAlign::Middle, vec![(Track::Points(size), disc), (Track::Share(1.0), body)]);
        PaperBox::column(0.0, vec![body.role(Role::Body)]).role(Role::Item)
    };
    PaperBox::column(9.0, (0..3).map(item).collect()).role(Role::PlainList)
}

/// A light: a disc in its colour with ✕, – or ✓ in white.
fn lamp(colour: Colour, sign: Option<MarkSign>, size: f32) -> PaperBox {
    let at = |points: &[(f32, f32)]| -> Path {
        Path::polyline(&points.iter().map(|(x, y)| (x * size, y * size)).collect::<Vec<_>>(), false)
    };
    let lines = match sign {
        None => vec![at(&[(0.32, 0.32), (0.68, 0.68)]), at(&[(0.68, 0.32), (0.32, 0.68)])],
        Some(MarkSign::Yes) => vec![at(&[(0.28, 0.52), (0.44, 0.68), (0.73, 0.35)])],
        Some(_) => vec![at(&[(0.28, 0.5), (0.72, 0.5)])],
    };
    let stroke = Some(Edge { colour: style::WHITE, weight: size * 0.09, dashed: false });
    let ground = DrawnShape { x: 0.0, y: 0.0, path: Path::circle(size), fill: Some(colour), stroke: None };
    let signs = lines.into_iter().map(|path| DrawnShape { x: 0.0, y: 0.0, path, fill: None, stroke });
    let shapes = [ground].into_iter().chain(signs).collect();
    PaperBox::new(BoxContent::Drawing { upright: true, width: size, height: size, shapes })
}

/// What is agreed, from when, until when, and names if wanted.
pub(super) fn agree(label: &PaperLabel, lines: u8, names: bool, look: &Look) -> PaperBox {
    let words = &look.labels.words.blocks;
    let field = |name: &str| PaperBox::levelled(look.hint(name), look.rules(name, 1));
    let mut parts = vec![look.labelled(label), look.rules(label.text.as_str(), lines)];
    let mut fields = vec![field(&words.from), field(&words.look_again)];
    if names && !look.is_neutral() {
        fields.extend([field(&words.name), field(&words.name)]);
    }
    let columns = if look.is_large() { 1 } else { 2 };
    parts.push(rows(fields, columns, 6.0, 18.0));
    PaperBox::panel(frame(look, 6.0), [11.0, 14.0, 14.0, 14.0], PaperBox::column(7.0, parts)).role(Role::Group)
}

fn dashes() -> PanelLook {
    let edge = Edge { colour: style::INK, weight: 0.8, dashed: true };
    PanelLook { edge: Some(edge), radius: 6.0, ..PanelLook::default() }
}

/// A card to cut out.
pub(super) fn card(title: &ClientText, fields: &[WritingField], look: &Look) -> PaperBox {
    let mut parts = vec![scissors(title.as_str(), look)];
    let columns = match fields.len() {
        0 | 1 => 1,
        2 | 4 => look.columns(2),
        _ => look.columns(3),
    };
    let items = fields.iter().map(|field| on_lines(field, look)).collect();
    parts.push(rows(items, columns, 6.0, 14.0));
    PaperBox::panel(dashes(), [9.0, 14.0, 12.0, 14.0], PaperBox::column(5.0, parts)).role(Role::Group)
}

fn scissors(title: &str, look: &Look) -> PaperBox {
    let size = if look.is_large() { 24.0 } else { 13.0 };
    let icon = PaperBox::new(BoxContent::Icon { name: "scissors", size, colour: style::INK, ground: style::WHITE });
    let row = vec![(Track::Points(size), icon), (Track::Share(1.0), look.hint(title))];
    PaperBox::row(7.0, RowAlign::Middle, row)
}

/// A label with its lines below; words alone where there is no room.
fn on_lines(field: &WritingField, look: &Look) -> PaperBox {
    let name = field.label.text.as_str();
    if field.lines == 0 {
        return look.words(name, TextKind::Home);
    }
    let name = if name.is_empty() { look.labels.words.blocks.own.as_str() } else { name };
    let nothing = || PaperBox::column(0.0, Vec::new());
    let label = if field.label.text.as_str().is_empty() { nothing() } else { look.labelled(&field.label) };
    PaperBox::levelled(label, look.rules(name, field.lines))
}

/// Several cards to cut out, two or three beside each other.
pub(super) fn cards(number: u8, title: &ClientText, fields: &[WritingField], look: &Look) -> PaperBox {
    let card = |n: u8| {
        let inside = match fields.get(usize::from(n)).or_else(|| fields.first().filter(|_| fields.len() == 1)) {
            Some(field) => on_lines(field, look),
            None => look.rules(&look.labels.words.blocks.own, 1),
        };
        let body = PaperBox::panel(dashes(), [9.0, 12.0, 12.0, 12.0], inside).role(Role::Body);
        PaperBox::column(0.0, vec![body]).role(Role::Item)
    };
    let columns = if number > 4 { 3 } else { 2 };
    let list = rows((0..number).map(card).collect(), look.columns(columns), 7.0, 7.0).role(Role::PlainList);
    if title.as_str().is_empty() {
        return PaperBox::column(6.0, vec![scissors(&look.labels.words.blocks.to_cut_out, look), list]);
    }
    PaperBox::column(6.0, vec![scissors(title.as_str(), look), list])
}

/// A centred line, for figures.
pub(super) fn centred(words: &str, kind: TextKind, look: &Look) -> PaperBox {
    look.words(words, kind).aligned(Align::Centre)
}
