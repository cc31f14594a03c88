//! Steps, tiles and boxes to tick.

use domain::{library::on_paper::PaperStep, paper::handout::ClientText};

use super::{
    arrange::{lowered, rows},
    head::{shape, shape_width},
    look::Look,
};
use crate::{
    document::{Align, Emphasis, PaperBox, RowAlign, Text, TextKind, Track},
    layout::{structure::Role, style},
};

/// Steps to read: two columns, one on small paper and in large print.
pub(super) fn steps(steps: &[PaperStep], look: &Look) -> PaperBox {
    let short = steps.iter().all(|step| step.text.as_str().chars().count() <= 80);
    // Three stand in a row, or below each other: two and one look as if the third were less.
    let wanted = match steps.len() {
        3 if short => 3,
        3 => 1,
        _ => 2,
    };
    let columns = if look.is_large() || look.is_small() { 1 } else { wanted };
    let items = steps.iter().enumerate().map(|(n, step)| item(n, step, look)).collect();
    rows(items, columns, 14.0, 22.0).role(Role::List { numbered: true })
}

fn item(n: usize, step: &PaperStep, look: &Look) -> PaperBox {
    let number = Text::default().then(format!("{}", n + 1), Emphasis::Regular);
    let number = PaperBox::words(number, TextKind::StepHead, look.deep()).role(Role::Label);
    let head = look.words(step.head.as_str(), TextKind::StepHead);
    let mut body =
        vec![PaperBox::row(7.0, RowAlign::Top, vec![(Track::Fit, number), (Track::Share(1.0), head.role(Role::Body))])];
    if !step.text.as_str().is_empty() && !look.is_neutral() {
        body.push(look.words(step.text.as_str(), TextKind::StepText));
    }
    let words = PaperBox::column(1.0, body);
    let size = if look.is_large() {
        88.0
    } else if look.is_small() {
        56.0
    } else {
        38.0
    };
    let item = match step.icon.filter(|_| !look.is_neutral()) {
        None => words,
        Some(icon) => PaperBox::row(
            12.0,
            RowAlign::Top,
            vec![
                (Track::Points(shape_width(look, size)), shape(look, Some(icon.name()), size)),
                (Track::Share(1.0), words),
            ],
        ),
    };
    item.role(Role::Item)
}

/// Least width of the words of a tile with its number beside them.
const NARROWEST: f32 = 90.0;

/// Steps as tiles.
pub(super) fn tiles(steps: &[PaperStep], columns: u8, look: &Look) -> PaperBox {
    let columns = look.columns(columns);
    let beside = if steps.iter().any(|step| step.icon.is_some()) && !look.is_neutral() { 90.0 } else { 35.0 };
    #[expect(clippy::cast_precision_loss, reason = "six columns at most")]
    let words = look.width() / columns as f32 - 30.0 - beside;
    // Number and mark stand above where they would squeeze the words beside them.
    let narrow = columns > 3 || words < NARROWEST;
    let tile = |(n, step): (usize, &PaperStep)| {
        let align = if narrow { Align::Centre } else { Align::Start };
        let number = Text::default().then((n + 1).to_string(), Emphasis::Regular);
        let icon = step.icon.filter(|_| !look.is_neutral());
        let head = PaperBox::words(look.text(step.head.as_str()), TextKind::Label, look.deep()).aligned(align);
        let mut words = vec![head];
        if !step.text.as_str().is_empty() && !look.is_neutral() {
            words.push(look.words(step.text.as_str(), TextKind::Hint).aligned(align));
        }
        let body = PaperBox::column(2.0, words).role(Role::Body);
        let inner = if narrow {
            let empty = || (Track::Share(1.0), PaperBox::column(0.0, Vec::new()));
            let picture = icon.map(|icon| {
                let mark = (Track::Points(shape_width(look, 38.0)), shape(look, Some(icon.name()), 38.0));
                PaperBox::row(0.0, RowAlign::Top, vec![empty(), mark, empty()])
            });
            let mark = picture.into_iter().collect::<Vec<_>>();
            let number = PaperBox::words(number, TextKind::Hint, style::QUIET).aligned(align).role(Role::Label);
            PaperBox::column(5.0, mark.into_iter().chain([number, body]).collect())
        } else {
            let number = PaperBox::words(number, TextKind::Number, look.deep()).role(Role::Label);
            let mut row = vec![(Track::Points(26.0), number), (Track::Share(1.0), body)];
            if let Some(icon) = icon {
                row.push((Track::Points(shape_width(look, 38.0)), shape(look, Some(icon.name()), 38.0)));
            }
            PaperBox::row(9.0, RowAlign::Middle, row)
        };
        PaperBox::panel(look.tinted(6.0), [10.0, 11.0, 10.0, 11.0], inner).role(Role::Item)
    };
    let items = steps.iter().enumerate().map(tile).collect();
    rows(items, columns, 8.0, 8.0).role(Role::List { numbered: true })
}

/// Boxes to tick.
pub(super) fn checks(texts: &[ClientText], look: &Look) -> PaperBox {
    let size = if look.is_large() { 18.0 } else { 10.5 };
    let short = texts.len() >= 4 && texts.iter().all(|text| text.as_str().chars().count() <= 32);
    let item = |text: &ClientText| {
        let mark = lowered(look.mark(text.as_str(), size, true), 3.0);
        let words = look.words(text.as_str(), TextKind::Body);
        PaperBox::row(9.0, RowAlign::Top, vec![(Track::Points(size), mark), (Track::Share(1.0), words)])
            .role(Role::Body)
    };
    let items = texts.iter().map(|text| PaperBox::column(0.0, vec![item(text)]).role(Role::Item)).collect();
    rows(items, if short { look.columns(2) } else { 1 }, 6.0, 16.0).role(Role::PlainList)
}
