//! What to do at home, the crisis band, and the safety line.

use domain::{
    library::on_paper::{PaperBlock, PaperHomework},
    paper::handout::{AtHome, PrintedLine},
    vocabulary::HelpKind,
};

use super::{arrange::rows, look::Look, phrases, scales, tables};
use crate::{
    document::{
        BoxContent, ContentBlock, DrawnShape, Edge, Emphasis, PanelLook, PaperBox, RowAlign, Text, TextKind, Track,
    },
    layout::{
        path::Path,
        structure::Role,
        style::{self, Colour},
    },
    sheets::help_line,
};

/// The panel “At home”: why, when, where, how long, what if it does not work, and a week or days.
pub(super) fn at_home(home: &AtHome, invitation: Option<&str>, look: &Look, rank: u8) -> PaperBox {
    let words = look.labels.words;
    let mut parts = Vec::new();
    match home {
        AtHome::Library(homework) => {
            parts.push(look.words(homework.why.as_str(), TextKind::Body));
            parts.extend(answers(homework, look));
            match &homework.strip {
                Some(PaperBlock::Week(text)) => parts.push(scales::week(text.as_str(), look)),
                Some(PaperBlock::Dates(labels)) => parts.push(phrases::dates(labels, look)),
                Some(PaperBlock::Weeks { weeks, rows }) => parts.push(tables::weeks(*weeks, rows, look)),
                _ => {}
            }
        }
        AtHome::Agreed(agreed) => parts.push(look.words(&agreed.on_paper(), TextKind::Body)),
    }
    if let Some(invitation) = invitation {
        parts.push(look.words(invitation, TextKind::Home));
        let label = look.words(&words.good_until, TextKind::Home);
        let rule = look.rules(&words.good_until, 1);
        let row = vec![(Track::Fit, label), (Track::Points(150.0), rule)];
        parts.push(if look.is_large() {
            PaperBox::column(0.0, row.into_iter().map(|(_, part)| part).collect())
        } else {
            PaperBox::row(8.0, RowAlign::Bottom, row)
        });
    }
    let right = PaperBox::column(5.0, parts);
    if look.is_neutral() {
        // A page that must pass for one of a planner says what, and not where it is done.
        return PaperBox::panel(look.tinted(6.0), [10.0, 14.0, 10.0, 14.0], right).role(Role::Group);
    }
    let name = look.words(&words.blocks.at_home, TextKind::Section).coloured(look.deep()).role(Role::Heading(rank));
    let panel = PanelLook { ground: Some(look.tint()), radius: 6.0, ..look.tinted(6.0) };
    if look.is_large() || look.is_small() {
        let size = if look.is_large() { 44.0 } else { 22.0 };
        let head = PaperBox::row(
            9.0,
            RowAlign::Middle,
            vec![(Track::Points(size), house(look, size)), (Track::Share(1.0), name)],
        );
        return PaperBox::panel(panel, [11.0, 14.0, 11.0, 14.0], PaperBox::column(6.0, vec![head, right]));
    }
    let left = PaperBox::column(4.0, vec![start(house(look, 24.0), 24.0), name]);
    let row = vec![(Track::Points(74.0), left), (Track::Share(1.0), right)];
    PaperBox::panel(panel, [12.0, 16.0, 12.0, 14.0], PaperBox::row(14.0, RowAlign::Top, row)).role(Role::Group)
}

fn house(look: &Look, size: f32) -> PaperBox {
    look.icon("home", size, look.tint())
}

/// A box as wide as it is, at the side where reading begins.
fn start(content: PaperBox, width: f32) -> PaperBox {
    PaperBox::row(0.0, RowAlign::Top, vec![(Track::Points(width), content)])
}

/// When, where, how long and what if not, in two columns.
fn answers(homework: &PaperHomework, look: &Look) -> Option<PaperBox> {
    let words = &look.labels.words.blocks;
    let otherwise = homework.otherwise_name.as_ref().map_or(words.otherwise.as_str(), |name| name.as_str());
    let answers = [
        (words.when.as_str(), &homework.when),
        (words.place.as_str(), &homework.place),
        (words.how_long.as_str(), &homework.long),
        (otherwise, &homework.otherwise),
    ];
    let items: Vec<PaperBox> = answers
        .into_iter()
        .filter_map(|(name, answer)| {
            let text = Text::default()
                .then(look.curled(name), Emphasis::Bold)
                .then("\u{a0}\u{a0}", Emphasis::Regular)
                .then(look.curled(answer.as_ref()?.as_str()), Emphasis::Regular);
            let words = PaperBox::words(text, TextKind::Home, style::INK).role(Role::Body);
            Some(PaperBox::column(0.0, vec![words]).role(Role::Item))
        })
        .collect();
    let columns = if look.is_large() || look.is_small() { 1 } else { 2 };
    (!items.is_empty()).then(|| rows(items, columns, 3.0, 16.0).role(Role::PlainList))
}

/// The safety line in ink, with a hand at its beginning and the sign of the end. At the foot of the last page.
pub(crate) fn safety_line(first: &str, second: &str, look: &Look) -> ContentBlock {
    let text = Text::default()
        .then(format!("{} ", look.curled(first)), Emphasis::Regular)
        .then(look.curled(second), Emphasis::Bold);
    let words = PaperBox::words(text, TextKind::Home, style::INK);
    let content = if look.is_neutral() {
        words
    } else {
        let size = if look.is_large() { 36.0 } else { 20.0 };
        let hand = PaperBox::new(BoxContent::Icon { name: "hand", size, colour: style::INK, ground: style::WHITE });
        let row = vec![(Track::Points(size), hand), (Track::Share(1.0), words), (Track::Points(26.0), end_mark(look))];
        PaperBox::row(12.0, RowAlign::Middle, row)
    };
    ContentBlock::Boxes { content, gap: 12.0, breaks: None, at_foot: true }
}

/// Three threads that cross: the end of every sheet. Decoration.
fn end_mark(look: &Look) -> PaperBox {
    let thread = |from: f32, to: f32| DrawnShape {
        x: 0.0,
        y: 0.0,
        path: Path::curve(vec![(0.0, from, false), (10.0, from, true), (16.0, to, true), (26.0, to, false)], false),
        fill: None,
        stroke: Some(Edge { colour: look.deep(), weight: 2.2, dashed: false }),
    };
    let shapes = vec![thread(2.0, 14.0), thread(8.0, 8.0), thread(14.0, 2.0)];
    PaperBox::new(BoxContent::Drawing { upright: true, width: 26.0, height: 16.0, shapes })
}

/// Space between two telephone numbers beside each other.
const BESIDE: f32 = 14.0;

/// The shares of all numbers in one row, the wider for those with more to say; none where they do not fit. A row less is
/// room for a plan that is to stay on one page.
fn one_row(lines: &[PrintedLine], look: &Look) -> Option<Vec<Track>> {
    // Widths in points: of a digit, of a letter of the lines below, of the telephone with its margins, of a column.
    const DIGIT: f32 = 12.0;
    const LETTER: f32 = 4.6;
    const BESIDE_NUMBERS: f32 = 80.0;
    const LEAST: f32 = 70.0;
    let width = |text: &str, letter: f32| f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX)) * letter;
    let least: Vec<f32> = lines.iter().map(|line| width(&line.number, DIGIT).max(LEAST)).collect();
    let gaps = BESIDE * f32::from(u16::try_from(lines.len().saturating_sub(1)).ok()?);
    let free = look.width() - BESIDE_NUMBERS - gaps - least.iter().sum::<f32>();
    if free < 0.0 {
        return None;
    }
    let details = lines.iter().map(|line| width(&help_line::details(line, look.labels), LETTER));
    let more: Vec<f32> = details.zip(&least).map(|(details, least)| (details - least).max(0.0)).collect();
    let all = more.iter().sum::<f32>().max(1.0);
    Some(least.iter().zip(more).map(|(least, more)| Track::Points(least + free * more / all)).collect())
}

/// The columns of the crisis band: as many as leave the longest number on one line. A number that continues on the next
/// line is dialled wrong.
fn telephone_columns(lines: &[PrintedLine], look: &Look) -> usize {
    let longest = lines.iter().map(|line| line.number.chars().count()).max().unwrap_or_default();
    let most = if look.is_large() {
        1
    } else if look.is_small() {
        2
    } else {
        3
    };
    match longest {
        ..=11 => most,
        12..=19 => most.saturating_sub(1).max(1),
        _ => 1,
    }
}

/// The crisis band: numbers first, then what to do. On neutral paper an edge instead of a ground.
pub(crate) fn crisis_band(lines: &[PrintedLine], sentence: &str, look: &Look) -> PaperBox {
    let white = if look.is_neutral() { style::INK } else { style::WHITE };
    let entry =
        |line: &PrintedLine| PaperBox::column(0.0, vec![number(line, white, look).role(Role::Body)]).role(Role::Item);
    let mut parts = Vec::new();
    let unknown = missing_numbers(lines, white, look);
    if !lines.is_empty() {
        let numbers: Vec<PaperBox> = lines.iter().map(entry).collect();
        let in_one_row = (!look.is_large() && !look.is_small()).then(|| one_row(lines, look)).flatten();
        let numbers = match in_one_row {
            Some(tracks) => PaperBox::row(BESIDE, RowAlign::Top, tracks.into_iter().zip(numbers).collect()),
            None => rows(numbers, telephone_columns(lines, look), 8.0, BESIDE),
        };
        parts.push(numbers.role(Role::PlainList));
    }
    parts.extend(unknown);
    parts.push(look.words(sentence, TextKind::Home).coloured(white));
    on_deep(PaperBox::column(7.0, parts), look).role(Role::Group)
}

/// Lines for the emergency number and for a number to call at any hour, as far as neither is printed: somebody writes them in.
fn missing_numbers(lines: &[PrintedLine], colour: Colour, look: &Look) -> Option<PaperBox> {
    let words = look.labels.words;
    let field = |name: &String| {
        let height = if look.is_large() { 34.0 } else { 22.0 };
        let line = BoxContent::Line { height, name: look.curled(name), rule: Some((0.9, colour)) };
        let label = look.words(name, TextKind::Label).coloured(colour);
        let body = PaperBox::levelled(label, PaperBox::new(line)).role(Role::Body);
        PaperBox::column(0.0, vec![body]).role(Role::Item)
    };
    let wanted = [(HelpKind::Emergency, &words.emergency), (HelpKind::Crisis, &words.blocks.own_line)];
    let missing = wanted.into_iter().filter(|(kind, _)| lines.iter().all(|line| line.kind != *kind));
    let fields: Vec<PaperBox> = missing.map(|(_, name)| field(name)).collect();
    let columns = look.columns(2).min(fields.len().max(1));
    (!fields.is_empty()).then(|| rows(fields, columns, 6.0, 18.0).role(Role::PlainList))
}

/// The same numbers as a column of bands, to be divided between them where one band is too high for the rest of a page.
pub(crate) fn crisis_bands(lines: &[PrintedLine], look: &Look) -> PaperBox {
    let white = if look.is_neutral() { style::INK } else { style::WHITE };
    let band =
        |line| PaperBox::column(0.0, vec![on_deep(number(line, white, look), look).role(Role::Body)]).role(Role::Item);
    PaperBox::column(4.0, lines.iter().map(band).collect()).role(Role::PlainList)
}

/// A number with its name, and more about it.
fn number(line: &PrintedLine, colour: Colour, look: &Look) -> PaperBox {
    let number = look.words(&line.number, TextKind::Telephone).coloured(colour);
    let name = look
        .words(help_line::name(line, look.labels), TextKind::Hint)
        .coloured(colour)
        .in_language(line.language_of_name());
    let details = help_line::details(line, look.labels);
    PaperBox::column(0.0, vec![number, name, look.words(&details, TextKind::Hint).coloured(colour)])
}

/// A telephone beside this content on a band. On neutral paper an edge instead of a ground, and no telephone.
fn on_deep(content: PaperBox, look: &Look) -> PaperBox {
    let mut row = Vec::new();
    if !look.is_neutral() {
        let size = if look.is_large() { 44.0 } else { 32.0 };
        let phone = PaperBox::new(BoxContent::Icon { name: "phone", size, colour: style::WHITE, ground: look.deep() });
        row.push((Track::Points(size), phone));
    }
    row.push((Track::Share(1.0), content));
    let ground = PanelLook {
        ground: (!look.is_neutral()).then(|| look.deep()),
        edge: look.is_neutral().then(|| look.edge()),
        radius: 6.0,
        bar: None,
    };
    PaperBox::panel(ground, [12.0, 18.0, 12.0, 16.0], PaperBox::row(14.0, RowAlign::Top, row))
}
