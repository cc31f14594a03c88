//! The blocks of a sheet for clients, composed of boxes.

mod arrange;
mod breaks;
mod cells;
mod drawn;
mod figures;
mod head;
mod home;
mod look;
mod phrases;
mod scales;
mod shapes;
mod spread;
mod stacked;
mod steps;
mod tables;

use domain::{
    library::on_paper::{PaperBlock, PaperLabel, WritingField},
    paper::handout::SheetExercise,
};

pub(crate) use arrange::{rows, rule_of};
use breaks::{CLOSE, GAP, divided};
pub(crate) use breaks::{KEEP, kept, whole};
pub(crate) use head::{Head, head, plain_head, section};
pub(crate) use home::{crisis_band, crisis_bands, safety_line};
pub(crate) use look::Look;

use crate::{
    document::{BoxContent, ContentBlock, PanelLook, PaperBox, RowAlign, TextKind, Track},
    layout::structure::Role,
};

/// Returns the blocks of an exercise: the printed text, its blocks, and what to do at home. `rank` is that of headings inside.
pub(crate) fn blocks(exercise: &SheetExercise, look: &Look, rank: u8) -> Vec<ContentBlock> {
    let mut printed: Vec<ContentBlock> = Vec::new();
    for text in &exercise.text {
        printed.push(whole(look.prose(text.as_str()), if printed.is_empty() { GAP } else { 9.0 }));
    }
    let mut after_heading = false;
    let (cards, others): (Vec<&PaperBlock>, Vec<&PaperBlock>) =
        exercise.blocks.iter().partition(|block| matches!(block, PaperBlock::Card { .. }) && !look.is_neutral());
    let mut others = others.into_iter().peekable();
    while let Some(block) = others.next() {
        if let Some(both) = beside_cells(block, others.peek().copied(), look) {
            printed.push(whole(both, if after_heading { CLOSE } else { GAP }));
            others.next();
            after_heading = false;
            continue;
        }
        let gap = if after_heading { CLOSE } else { GAP };
        after_heading = matches!(block, PaperBlock::Heading(_));
        let keep = after_heading;
        for (n, mut part) in one(block, look, rank).into_iter().enumerate() {
            if let ContentBlock::Boxes { gap: own, breaks, .. } = &mut part {
                *own = if n == 0 { gap } else { *own };
                if keep {
                    *breaks = Some(KEEP);
                }
            }
            printed.push(part);
        }
    }
    if let Some(homework) = &exercise.homework {
        let words = look.labels.words;
        let invitation = if exercise.is_for_one { &words.invitation_alone } else { &words.invitation };
        let invitation = exercise.homework_is_optional.then_some(invitation.as_str());
        printed.push(whole(home::at_home(homework, invitation, look, rank), GAP));
    }
    printed.extend(cards.into_iter().flat_map(|card| one(card, look, rank)));
    printed
}

/// A narrow panel at the side where reading begins, where there is room beside it.
fn start(content: PaperBox, look: &Look) -> PaperBox {
    if look.is_neutral() || look.is_large() || look.is_small() {
        return content;
    }
    PaperBox::row(0.0, RowAlign::Top, vec![(Track::Points(scales::THERMOMETER), content)])
}

/// Cells and the thermometer that follows them, beside each other where there is room.
fn beside_cells(block: &PaperBlock, next: Option<&PaperBlock>, look: &Look) -> Option<PaperBox> {
    let (PaperBlock::Cells { columns, fields, .. }, Some(PaperBlock::Thermometer { label, ends, columns: rows })) =
        (block, next)
    else {
        return None;
    };
    if look.is_neutral() || look.is_large() || look.is_small() {
        return None;
    }
    let deeper: Vec<_> =
        fields.iter().map(|field| WritingField { lines: field.lines.max(2), ..field.clone() }).collect();
    let row = vec![
        (Track::Share(1.0), cells::cells(&deeper, *columns, look)),
        (Track::Points(scales::THERMOMETER), scales::thermometer(label, ends, rows, look)),
    ];
    Some(PaperBox::row(9.0, RowAlign::Top, row))
}

fn one(block: &PaperBlock, look: &Look, rank: u8) -> Vec<ContentBlock> {
    let block = match block {
        PaperBlock::Heading(label) => whole(heading(label, look, rank), GAP),
        PaperBlock::Paragraph(text) => whole(look.prose(text.as_str()), GAP),
        PaperBlock::Note(text) => whole(phrases::note(text, look), GAP),
        PaperBlock::Steps(own) => divided(steps::steps(own, look)),
        PaperBlock::Tiles { columns, steps: own, .. } => divided(steps::tiles(own, *columns, look)),
        PaperBlock::Plan(fields) => divided(cells::plan(fields, look)),
        PaperBlock::Checks(texts) => divided(steps::checks(texts, look)),
        PaperBlock::Fields(fields) => divided(cells::cells(fields, 1, look)),
        PaperBlock::Cells { columns, fields, .. } => divided(cells::cells(fields, *columns, look)),
        PaperBlock::Flow(fields) => divided(cells::flow(fields, look)),
        PaperBlock::Agenda { begin, points, end } => divided(cells::agenda(begin, points, end, look)),
        PaperBlock::Table(table) if spread::is_too_wide(table, look) => divided(spread::spread(table, look)),
        PaperBlock::Table(table) => divided(tables::table(table, look)),
        PaperBlock::Menu { marks, items } => divided(tables::menu(marks, items, look)),
        PaperBlock::Tickets { number, asks } => divided(phrases::tickets(*number, asks, look)),
        PaperBlock::Scale { label, ends, rows } => whole(scales::scale(label, ends, rows, look), GAP),
        PaperBlock::Thermometer { label, ends, columns } => {
            whole(start(scales::thermometer(label, ends, columns, look), look), GAP)
        }
        PaperBlock::Week(text) => whole(scales::week(text.as_str(), look), GAP),
        PaperBlock::Weeks { weeks, rows } => divided(tables::weeks(*weeks, rows, look)),
        PaperBlock::Log(columns) => divided(tables::log(columns, look)),
        PaperBlock::Calendar(span) => whole(tables::calendar(*span, look), GAP),
        PaperBlock::Letters(letters) => whole(cells::letters(letters, look), GAP),
        PaperBlock::Figure(figure) => return figures::figure(figure, look),
        PaperBlock::Lights(lights) => divided(phrases::lights(lights, look)),
        PaperBlock::Dates(labels) => whole(phrases::dates(labels, look), GAP),
        PaperBlock::Fork { question, answers } => whole(phrases::fork(question, answers, look), GAP),
        PaperBlock::Choose { options, large } => whole(phrases::choose(options, *large, look), GAP),
        PaperBlock::Say(texts) => whole(phrases::say(texts, look), GAP),
        PaperBlock::Frame(gaps) => whole(phrases::frame_sentence(gaps, look), GAP),
        // Its numbers are joined to the head of the sheet.
        PaperBlock::Crisis(_) => return Vec::new(),
        PaperBlock::Agree { label, lines, names } => whole(phrases::agree(label, *lines, *names, look), GAP),
        PaperBlock::Card { title, fields } => whole(phrases::card(title, fields, look), GAP),
        PaperBlock::Cards { number, title, fields } => divided(phrases::cards(*number, title, fields, look)),
    };
    vec![block]
}

/// A heading with its hint beside it, or below it where both are too wide.
fn heading(label: &PaperLabel, look: &Look, rank: u8) -> PaperBox {
    let words =
        PaperBox::words(look.text(label.text.as_str()), TextKind::Section, look.deep()).role(Role::Heading(rank));
    match &label.hint {
        None => words,
        Some(hint) if look.is_large() => PaperBox::column(2.0, vec![words, look.hint(hint.as_str())]),
        Some(hint) => {
            let hint = PaperBox::panel(PanelLook::default(), [0.0, 0.0, 2.0, 0.0], look.hint(hint.as_str()));
            PaperBox::new(BoxContent::Beside { gap: 10.0, children: [words.into(), hint.into()] })
        }
    }
}
