//! A template as a file, for colleagues. It contains the template alone, with no field for notes, names, days or other
//! client data. It names exercises by id: the importing library supplies the wording, so no file can bring text onto a
//! sheet.

use serde::{Deserialize, Serialize};

use super::{Booked, Content, ExerciseRef, Filter, Labels, Part, Room, Template, TemplateBlock, WordsMark};
use crate::{
    library::{ClientText, Library, model::Item, on_paper::PaperBlock},
    plan::KeptItem,
    planning::planner::{LONGEST, SHORTEST},
    vocabulary::{ItemId, Minutes, Phase, unique_keys::unique_keys},
};

/// Maximum size of a file, in bytes.
pub const LARGEST: usize = 64 * 1024;

/// Maximum number of blocks of a template.
const MOST_BLOCKS: usize = 40;

/// Maximum length of a block, in minutes.
const LONGEST_BLOCK: u8 = 180;

/// The version of the file format written.
const VERSION: u8 = 1;

/// The reason why a file was not read, worded for the counsellor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadFile {
    /// Larger than any template.
    #[error("This file is larger than a template can be (64 kB). Choose the file that was exported as a template.")]
    TooLarge,
    /// Not JSON, or not a template.
    #[error("This is not a template file of Reweave. Choose a file that was exported from the page of a template.")]
    NoTemplate,
    /// From a later version of Reweave.
    #[error(
        "This template was made by a newer Reweave (version {0} of the file). Update Reweave, then import it again."
    )]
    Newer(u64),
    /// A part of it is not allowed, or is missing.
    #[error(
        "Nothing was imported: line {line} of the file does not belong in a template ({what}). Ask for the file again."
    )]
    Line {
        /// The line.
        line: usize,
        /// The message of the parser.
        what: String,
    },
    /// A value out of range.
    #[error("Nothing was imported: {0}")]
    Bounds(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reweave: String,
    version: u8,
    title: String,
    description: String,
    tags: Vec<String>,
    minutes: Minutes,
    phase: Phase,
    session: Booked,
    blocks: Vec<Block>,
    homework: Vec<ItemId>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    part: String,
    minutes: Minutes,
    room: Room,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exercise: Option<Exercise>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slot: Option<Filter>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exercise {
    id: ItemId,
    words: String,
}

/// The file header, read first to report the most basic error.
#[derive(Deserialize)]
struct Head {
    reweave: String,
    version: u64,
}

/// A template that was read, with its differences from this library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The template, in this library's wording.
    pub template: Template,
    /// Exercises that this library lacks.
    pub unknown: Vec<ItemId>,
    /// Exercises whose wording differs here; this library's is used.
    pub other_words: Vec<ItemId>,
}

/// Serialises the template as a file.
pub fn write(template: &Template) -> String {
    let block = |block: &TemplateBlock| {
        let (exercise, slot) = match &block.content {
            Content::Part => (None, None),
            Content::Exercise(named) => (Some(exercise(named)), None),
            Content::Slot(filter, before) => (before.as_ref().map(exercise), Some(*filter)),
        };
        Block { part: block.part.as_str().to_owned(), minutes: block.minutes, room: block.room, exercise, slot }
    };
    let file = File {
        reweave: "template".into(),
        version: VERSION,
        title: template.title.clone(),
        description: template.description.clone(),
        tags: template.tags.clone(),
        minutes: template.minutes,
        phase: template.phase,
        session: template.booked,
        blocks: template.blocks.iter().map(block).collect(),
        homework: template.homework.clone(),
    };
    // Nothing in it can fail to be written: all keys are texts.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

fn exercise(named: &ExerciseRef) -> Exercise {
    let mark = match named {
        ExerciseRef::Kept(kept) => mark(kept),
        ExerciseRef::Unknown(_, mark) => *mark,
    };
    Exercise { id: named.id().clone(), words: format!("{:016x}", mark.0) }
}

/// Reads a template file.
///
/// # Errors
/// If it is not a template, contains a foreign field, or a value is out of range; then nothing of it is used.
pub fn read(library: &Library, text: &str) -> Result<Read, BadFile> {
    if text.len() > LARGEST {
        return Err(BadFile::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}');
    unique_keys(text).map_err(|error| if error.is_data() { wrong_line(&error) } else { BadFile::NoTemplate })?;
    let head: Head = serde_json::from_str(text).map_err(|_| BadFile::NoTemplate)?;
    if head.reweave != "template" {
        return Err(BadFile::NoTemplate);
    }
    if head.version > u64::from(VERSION) {
        return Err(BadFile::Newer(head.version));
    }
    let file: File = serde_json::from_str(text).map_err(|error| wrong_line(&error))?;
    let mut reading = Reading { library, unknown: Vec::new(), other_words: Vec::new() };
    let template = reading.template(file)?;
    Ok(Read { template, unknown: reading.unknown, other_words: reading.other_words })
}

fn wrong_line(error: &serde_json::Error) -> BadFile {
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default().to_owned();
    BadFile::Line { line: error.line(), what }
}

struct Reading<'a> {
    library: &'a Library,
    unknown: Vec<ItemId>,
    other_words: Vec<ItemId>,
}

impl Reading<'_> {
    fn template(&mut self, file: File) -> Result<Template, BadFile> {
        if !(SHORTEST..=LONGEST).contains(&file.minutes) {
            return Err(BadFile::Bounds("a session lasts 30 to 120 minutes.".into()));
        }
        if file.blocks.len() > MOST_BLOCKS || file.homework.len() > MOST_BLOCKS {
            return Err(BadFile::Bounds(format!("a template has at most {MOST_BLOCKS} items.")));
        }
        let labels = Labels { title: file.title, description: file.description, tags: file.tags }.checked();
        let labels = labels.map_err(|faults| {
            BadFile::Bounds(faults.into_iter().map(|fault| fault.text).collect::<Vec<_>>().join(" "))
        })?;
        let mut blocks = Vec::new();
        for (n, block) in file.blocks.into_iter().enumerate() {
            blocks.push(self.block(n + 1, block)?);
        }
        for id in &file.homework {
            self.look(id, None);
        }
        let template = Template {
            title: String::new(),
            description: String::new(),
            tags: Vec::new(),
            minutes: file.minutes,
            phase: file.phase,
            booked: file.session,
            blocks,
            homework: file.homework,
        };
        Ok(labels.on(template))
    }

    fn block(&mut self, n: usize, block: Block) -> Result<TemplateBlock, BadFile> {
        if !(1..=LONGEST_BLOCK).contains(&block.minutes.0) {
            return Err(BadFile::Bounds(format!("item {n} must last 1 to {LONGEST_BLOCK} minutes.")));
        }
        let part = Part::named(self.library, &block.part)
            .ok_or_else(|| BadFile::Bounds(format!("the part of item {n} is not in this library.")))?;
        let named = block.exercise.map(|exercise| self.named(n, exercise)).transpose()?;
        let content = match (block.slot, named) {
            (Some(filter), before) => Content::Slot(filter, before),
            (None, Some(named)) => Content::Exercise(named),
            (None, None) => Content::Part,
        };
        Ok(TemplateBlock { part, minutes: block.minutes, room: block.room, content })
    }

    fn named(&mut self, n: usize, exercise: Exercise) -> Result<ExerciseRef, BadFile> {
        let mark = u64::from_str_radix(&exercise.words, 16).ok().filter(|_| exercise.words.len() == 16).map(WordsMark);
        let mark = mark.ok_or_else(|| BadFile::Bounds(format!("the mark of the text in item {n} is not valid.")))?;
        self.look(&exercise.id, Some(mark));
        let item = self.library.item(&exercise.id);
        Ok(item.map_or(ExerciseRef::Unknown(exercise.id, mark), |item| ExerciseRef::Kept(KeptItem::of(item))))
    }

    fn look(&mut self, id: &ItemId, words: Option<WordsMark>) {
        let found = self.library.item(id);
        if found.is_none() && !self.unknown.contains(id) {
            self.unknown.push(id.clone());
        }
        let differs = |item: &Item| words.is_some_and(|words| words != mark(&KeptItem::of(item)));
        if found.is_some_and(differs) && !self.other_words.contains(id) {
            self.other_words.push(id.clone());
        }
    }
}

/// Returns the fingerprint of the wording of an exercise: FNV-1a of every text a person reads. It distinguishes
/// versions; it proves nothing.
fn mark(kept: &KeptItem) -> WordsMark {
    let mut texts: Vec<&str> = vec![kept.title().as_str(), kept.neutral_title().map_or("", |title| title.as_str())];
    texts.extend(kept.steps().iter().map(String::as_str));
    texts.extend(kept.client_text().iter().map(ClientText::as_str));
    let sheet = kept.on_paper().sheet();
    texts.extend(sheet.blocks.iter().flat_map(PaperBlock::all_words).map(ClientText::as_str));
    texts.push(kept.homework().map_or("", |text| text.as_str()));
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    WordsMark(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)))
}

/// Describes the changes if `there` replaced `here`, a sentence each; empty if there are none.
pub fn differences(here: &Template, there: &Template) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, before: &str, after: &str| {
        if before != after {
            found.push(format!("{what}: {} → {}", shown(before), shown(after)));
        }
    };
    compare("Title", &here.title, &there.title);
    compare("Description", &here.description, &there.description);
    compare("Tags", &here.tags.join(", "), &there.tags.join(", "));
    compare("Minutes", &here.minutes.to_string(), &there.minutes.to_string());
    compare("Phase", here.phase.as_str(), there.phase.as_str());
    compare("For", &booked(here.booked), &booked(there.booked));
    compare("Agenda", &agenda(here), &agenda(there));
    let ids = |template: &Template| template.homework.iter().map(ItemId::as_str).collect::<Vec<_>>().join(", ");
    compare("Homework", &ids(here), &ids(there));
    if found.is_empty() && here != there {
        found.push("Details of items: what a placeholder asks for, or the text of an exercise.".into());
    }
    found
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

fn booked(booked: Booked) -> String {
    match booked {
        Booked::Couple => "both".into(),
        Booked::Individual(role) => format!("one partner ({})", role.in_words()),
    }
}

fn agenda(template: &Template) -> String {
    let block = |block: &TemplateBlock| {
        let what = match &block.content {
            Content::Part => block.part.as_str(),
            Content::Exercise(named) => named.title(),
            Content::Slot(..) => "placeholder",
        };
        format!("{} {what} ({})", block.minutes, block.room)
    };
    template.blocks.iter().map(block).collect::<Vec<_>>().join("; ")
}
