//! From a handout to a document.

use domain::{
    handout::{Discretion, Handout, SheetExercise},
    library::model::{HelpLine, PaperField},
};

use crate::{
    document::{Block, Document, Entry, Level, Prose, Room, Text, Voice},
    labels, quotes,
};

/// The handout as blocks, in the order in which they are read.
pub(crate) fn document(handout: &Handout) -> Document {
    let mut blocks = vec![
        Block::Heading(Level::Title, words(handout.title().as_str())),
        Block::Paragraph(Prose::Lead, words(handout.lead().as_str())),
    ];
    if handout.discretion() == Discretion::InRoom {
        blocks.push(Block::Paragraph(Prose::Quiet, labels::STAYS_HERE.into()));
    }
    blocks.extend(handout.exercises().iter().flat_map(exercise));
    if !handout.universal().is_empty() {
        blocks.push(Block::Divider);
        blocks.extend(handout.universal().iter().map(|text| Block::Paragraph(Prose::Quiet, words(text.as_str()))));
    }
    if !handout.help_lines().is_empty() {
        blocks.extend(help(handout.help_lines()));
    }
    Document { title: quotes::curled(handout.title().as_str()), language: labels::LANGUAGE, blocks }
}

fn exercise(exercise: &SheetExercise) -> Vec<Block> {
    [Block::Heading(Level::Part, words(exercise.heading.as_str()))].into_iter().chain(content(exercise)).collect()
}

/// What stands below the heading of an exercise.
pub(crate) fn content(exercise: &SheetExercise) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(exercise.text.iter().map(|text| Block::Paragraph(Prose::Body, words(text.as_str()))));
    blocks.extend(exercise.fields.iter().map(|field| match field {
        PaperField::Check(text) => Block::Checkbox(words(text.as_str())),
        PaperField::Lines(label, lines) => Block::FillIn(words(label.as_str()), Room::Below(*lines)),
    }));
    if let Some(homework) = &exercise.homework {
        blocks.push(this_week(homework.as_str(), exercise.homework_is_optional));
    }
    blocks
}

fn this_week(homework: &str, optional: bool) -> Block {
    let mut blocks = vec![Block::Paragraph(Prose::Body, words(homework))];
    if optional {
        blocks.push(Block::Paragraph(Prose::Body, Text::default().then(labels::INVITATION, Voice::Italic)));
        blocks.push(Block::FillIn(labels::GOOD_UNTIL.into(), Room::Beside));
    }
    Block::Callout { title: labels::THIS_WEEK.into(), blocks }
}

/// Help lines under their heading. Where all were checked on one day, that stands above them once (R49).
pub(crate) fn help(lines: &[HelpLine]) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Level::Part, labels::HELP.into())];
    let day = lines.first().map(|line| &line.checked_on);
    let shared = day.filter(|day| lines.len() > 1 && lines.iter().all(|line| line.checked_on == **day));
    blocks.extend(shared.map(|day| Block::Paragraph(Prose::Quiet, labels::all_checked_on(day).as_str().into())));
    blocks.push(Block::Entries(lines.iter().map(|line| help_line(line, shared.is_none())).collect()));
    blocks
}

/// A help line as an entry: its name, its number, and below them how else and when to reach it.
fn help_line(line: &HelpLine, with_day: bool) -> Entry {
    let chat = line.text_or_chat.as_ref().map(|other| format!("{}: {other}", labels::TEXT_OR_CHAT));
    let day = with_day.then(|| labels::checked_on(&line.checked_on));
    let detail: Vec<String> = chat.into_iter().chain([line.hours.clone()]).chain(day).collect();
    Entry {
        name: Text::bold(quotes::curled(&line.name)),
        text: line.number.as_str().into(),
        detail: words(&detail.join(" · ")),
    }
}

/// Words of the library, which are typed with plain quotes, as they are printed.
pub(crate) fn words(text: &str) -> Text {
    Text::default().then(quotes::curled(text), Voice::Regular)
}
