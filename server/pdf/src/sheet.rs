//! From a handout to a document.

use domain::{
    handout::{Discretion, Handout, SheetExercise},
    library::model::{HelpLine, PaperField},
    words::Language,
};

use crate::{
    document::{Block, Document, Entry, Level, Prose, Room, Text, Voice},
    labels::Labels,
    quotes,
};

/// The handout as blocks, in the order in which they are read.
pub(crate) fn document(handout: &Handout) -> Document {
    let language = handout.language();
    let labels = Labels::of(language.as_str());
    let words = |text: &str| said(text, language);
    let mut blocks = vec![
        Block::Heading(Level::Title, words(handout.title().as_str())),
        Block::Paragraph(Prose::Lead, words(handout.lead().as_str())),
    ];
    if handout.discretion() == Discretion::InRoom {
        blocks.push(Block::Paragraph(Prose::Quiet, labels.words.stays_here.as_str().into()));
    }
    blocks.extend(handout.exercises().iter().flat_map(|part| exercise(part, language)));
    if !handout.universal().is_empty() {
        blocks.push(Block::Divider);
        blocks.extend(handout.universal().iter().map(|text| Block::Paragraph(Prose::Quiet, words(text.as_str()))));
    }
    if !handout.help_lines().is_empty() {
        blocks.extend(help(handout.help_lines(), language));
    }
    let title = quotes::curled_in(handout.title().as_str(), language);
    Document { title, language: language.as_str(), blocks }
}

fn exercise(exercise: &SheetExercise, language: Language) -> Vec<Block> {
    let heading = Block::Heading(Level::Part, said(exercise.heading.as_str(), language));
    [heading].into_iter().chain(content(exercise, language)).collect()
}

/// What stands below the heading of an exercise.
pub(crate) fn content(exercise: &SheetExercise, language: Language) -> Vec<Block> {
    let words = |text: &str| said(text, language);
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(exercise.text.iter().map(|text| Block::Paragraph(Prose::Body, words(text.as_str()))));
    blocks.extend(exercise.fields.iter().map(|field| match field {
        PaperField::Check(text) => Block::Checkbox(words(text.as_str())),
        PaperField::Lines(label, lines) => Block::FillIn(words(label.as_str()), Room::Below(*lines)),
    }));
    if let Some(homework) = &exercise.homework {
        blocks.push(this_week(homework.as_str(), exercise.homework_is_optional, language));
    }
    blocks
}

fn this_week(homework: &str, optional: bool, language: Language) -> Block {
    let labels = Labels::of(language.as_str()).words;
    let mut blocks = vec![Block::Paragraph(Prose::Body, said(homework, language))];
    if optional {
        let invitation = Text::default().then(labels.invitation.as_str(), Voice::Italic);
        blocks.push(Block::Paragraph(Prose::Body, invitation));
        blocks.push(Block::FillIn(labels.good_until.as_str().into(), Room::Beside));
    }
    Block::Callout { title: labels.this_week.as_str().into(), blocks }
}

/// Help lines under their heading. Where all were checked on one day, that stands above them once (R49).
pub(crate) fn help(lines: &[HelpLine], language: Language) -> Vec<Block> {
    let labels = Labels::of(language.as_str());
    let mut blocks = vec![Block::Heading(Level::Part, labels.words.help.as_str().into())];
    let day = lines.first().map(|line| &line.checked_on);
    let shared = day.filter(|day| lines.len() > 1 && lines.iter().all(|line| line.checked_on == **day));
    blocks.extend(shared.map(|day| Block::Paragraph(Prose::Quiet, labels.all_checked_on(day).as_str().into())));
    blocks.push(Block::Entries(lines.iter().map(|line| help_line(line, labels, shared.is_none())).collect()));
    blocks
}

/// A help line as an entry: its name, its number, and below them how else and when to reach it.
fn help_line(line: &HelpLine, labels: Labels, with_day: bool) -> Entry {
    let chat = line.text_or_chat.as_ref().map(|other| format!("{}: {other}", labels.words.text_or_chat));
    let hours = Some(line.hours.clone()).filter(|hours| !hours.is_empty());
    let day = with_day.then(|| labels.checked_on(&line.checked_on));
    let detail: Vec<String> = chat.into_iter().chain(hours).chain(day).collect();
    Entry {
        name: Text::bold(quotes::curled(&line.name)),
        text: line.number.as_str().into(),
        detail: words(&detail.join(" · ")),
    }
}

/// Words of the English library, which are typed with plain quotes, as they are printed.
pub(crate) fn words(text: &str) -> Text {
    said(text, Language::English)
}

/// Words of the library in this language, likewise.
pub(crate) fn said(text: &str, language: Language) -> Text {
    Text::default().then(quotes::curled_in(text, language), Voice::Regular)
}
