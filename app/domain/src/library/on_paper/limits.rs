//! What must hold for a sheet beyond its grammar: lengths, numbers, and what an exercise may print.

use super::{PaperBlock, PaperFigure, PaperHomework, PaperLabel, PaperSheet, PrintedText, telling_word};
use crate::library::ClientText;

/// The longest lead, label and hint, in characters: each fits on one line.
const LEAD: usize = 66;
const LABEL: usize = 48;
const HINT: usize = 60;
/// The most blocks of a sheet.
const BLOCKS: usize = 7;

/// What a check knows of the exercise.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about one exercise")]
pub(crate) struct Facts<'a> {
    /// Nothing of it is ever printed.
    pub(crate) never_printed: bool,
    /// It has the tag `safety`.
    pub(crate) is_safety: bool,
    /// It is a plan for a suicidal crisis.
    pub(crate) is_crisis_plan: bool,
    /// What it asks for at home is sensual (R50).
    pub(crate) is_sensual: bool,
    /// Paragraphs of its text for clients.
    pub(crate) paragraphs: usize,
    /// Its neutral title.
    pub(crate) neutral_title: Option<&'a str>,
}

/// What does not hold: words near it, by which its line is found, and the answer.
pub(crate) type Found = (String, String);

/// Everything that does not hold for a sheet.
pub(crate) fn check(sheet: &PaperSheet, facts: Facts<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let own_look = sheet.head.icon.is_some() || sheet.head.lead.is_some();
    if own_look {
        lengths(sheet, &mut found);
    }
    if let PrintedText::Only(numbers) = &sheet.head.text
        && let Some(number) = numbers.iter().find(|number| usize::from(**number) > facts.paragraphs)
    {
        found.push((format!("text: {number}"), format!("“For clients” has {} paragraphs", facts.paragraphs)));
    }
    let figures = sheet.blocks.iter().filter(|block| matches!(block, PaperBlock::Figure(_))).count();
    let main =
        |block: &&PaperBlock| !matches!(block, PaperBlock::Heading(_) | PaperBlock::Paragraph(_) | PaperBlock::Note(_));
    let blocks = sheet.blocks.iter().filter(main).count();
    if figures > 1 || own_look && blocks > BLOCKS {
        let text = format!("one figure a sheet; a page holds about seven blocks; here {figures} and {blocks}");
        found.push((String::new(), text));
    }
    for block in &sheet.blocks {
        let near = near(block);
        if facts.never_printed && !matches!(block, PaperBlock::Checks(_) | PaperBlock::Fields(_)) {
            found.push((near.clone(), "nothing of this exercise is ever printed".into()));
        }
        if matches!(block, PaperBlock::Crisis(_)) && !facts.is_safety {
            let text = "the crisis band is for safety plans; elsewhere the help lines stand below";
            found.push((near, text.into()));
        }
    }
    if facts.is_crisis_plan && own_look && !matches!(sheet.blocks.first(), Some(PaperBlock::Crisis(_))) {
        found.push((String::new(), "a plan for a suicidal crisis begins with the numbers: `crisis: …`".into()));
    }
    neutral(sheet, facts, &mut found);
    found
}

fn lengths(sheet: &PaperSheet, found: &mut Vec<Found>) {
    let mut longer = |text: &ClientText, most: usize| {
        let length = text.as_str().chars().count();
        if length > most {
            let over = length - most;
            found.push((text.to_string(), format!("too long by {over}: it would take a second line")));
        }
    };
    if let Some(lead) = &sheet.head.lead {
        longer(lead, LEAD);
    }
    for label in sheet.blocks.iter().chain(sheet.neutral.iter().flatten()).flat_map(labels) {
        longer(&label.text, LABEL);
        if let Some(hint) = &label.hint {
            longer(hint, HINT);
        }
    }
}

/// The labels of a block that stand on one line.
fn labels(block: &PaperBlock) -> Vec<&PaperLabel> {
    match block {
        PaperBlock::Plan(fields)
        | PaperBlock::Fields(fields)
        | PaperBlock::Cells { fields, .. }
        | PaperBlock::Flow(fields)
        | PaperBlock::Agenda { points: fields, .. } => fields.iter().map(|field| &field.label).collect(),
        PaperBlock::Heading(label) => vec![label],
        PaperBlock::Figure(PaperFigure::Loop { boxes, .. }) => boxes.iter().collect(),
        _ => Vec::new(),
    }
}

/// Words by which a block is found in its file.
fn near(block: &PaperBlock) -> String {
    match block {
        PaperBlock::Crisis(text) | PaperBlock::Week(text) => text.to_string(),
        PaperBlock::Card { title, .. } => title.to_string(),
        _ => String::new(),
    }
}

/// Telling words where neutral paper is to tell nothing.
fn neutral(sheet: &PaperSheet, facts: Facts<'_>, found: &mut Vec<Found>) {
    let Some(blocks) = &sheet.neutral else { return };
    let says = blocks.iter().flat_map(PaperBlock::all_words);
    let title = facts.neutral_title.map(ToOwned::to_owned);
    for text in title.into_iter().chain(says.map(ToString::to_string)) {
        if let Some(word) = telling_word(&text) {
            found.push((text.clone(), format!("“{word}” tells too much for neutral paper")));
        }
    }
}

/// Third person in homework, which speaks to the reader.
const THIRD_PERSON: [&str; 4] = ["each writes", "the couple", "each partner", "both partners"];

/// Everything that does not hold for homework.
pub(crate) fn check_homework(homework: &PaperHomework, facts: Facts<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    // Homework of one plain paragraph is as it was before it had parts.
    if homework.when.is_none() {
        return found;
    }
    let parts = [Some(&homework.why), homework.when.as_ref(), homework.place.as_ref(), homework.long.as_ref()];
    for text in parts.into_iter().chain([homework.otherwise.as_ref()]).flatten().map(ClientText::as_str) {
        let lower = text.to_lowercase();
        if text.contains(';') || THIRD_PERSON.iter().any(|words| lower.contains(words)) {
            found.push((text.to_owned(), "speak to the reader: “you”, whole sentences".into()));
        }
    }
    let counts = matches!(homework.strip, Some(PaperBlock::Week(_) | PaperBlock::Weeks { .. }));
    if facts.is_sensual && counts {
        found.push((String::new(), "nothing is counted here: it is optional (R50)".into()));
    }
    if facts.never_printed {
        found.push((String::new(), "nothing of this exercise is ever printed".into()));
    }
    found
}
