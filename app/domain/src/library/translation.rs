//! What clients read, in a language other than English.
//!
//! A translation has the shape of the English library: every exercise, with the same paragraphs, boxes, lines and homework.
//! So a sheet says the same in each language, and nobody notices at the printer that a part is missing.

use std::collections::HashMap;

use super::{
    Library, exercise,
    load::Reader,
    model::{ClientWords, Item, PaperField, PaperWords, SheetWords},
    problem::{Problem, Problems, line_at},
};
use crate::{ids::ItemId, nearest::did_you_mean, words::Language};

/// Everything that the content folder of one further language holds.
#[derive(Clone, Debug)]
pub struct Translation {
    language: Language,
    words: HashMap<ItemId, ClientWords>,
    paper: PaperWords,
    sheet: SheetWords,
}

impl Translation {
    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What clients read of this exercise.
    pub fn item(&self, id: &ItemId) -> Option<&ClientWords> {
        self.words.get(id)
    }

    /// Words that stand on every sheet.
    pub fn paper(&self) -> &PaperWords {
        &self.paper
    }

    /// Words that the typesetter adds.
    pub fn sheet(&self) -> &SheetWords {
        &self.sheet
    }
}

/// Reads `files` (path below the language folder, and text) as the words of `library` in `language`.
///
/// # Errors
///
/// Every file that cannot be read, is missing or unknown, and every exercise whose shape differs from the English one.
pub fn load_translation(
    library: &Library,
    language: Language,
    files: &[(&str, &str)],
) -> Result<Translation, Problems> {
    let mut reader = Reader { files, problems: Vec::new() };
    let words = exercises(&mut reader, library);
    unknown_files(&mut reader, library);
    let paper = reader.table::<PaperWords>("paper.toml");
    let sheet = reader.sheet_words();
    match (paper, sheet) {
        (Some(paper), Some(sheet)) if reader.problems.is_empty() => Ok(Translation { language, words, paper, sheet }),
        _ => {
            reader.problems.sort();
            Err(Problems(reader.problems))
        }
    }
}

fn exercises(reader: &mut Reader<'_>, library: &Library) -> HashMap<ItemId, ClientWords> {
    let mut words = HashMap::new();
    for item in library.items() {
        let file = format!("exercises/{}.md", item.id);
        let Some((_, text)) = reader.files.iter().find(|(name, _)| *name == file) else {
            reader.wrong(&file, 1, "this exercise is not translated".into());
            continue;
        };
        match exercise::parse_translated(&file, text) {
            Ok(translated) => {
                reader.problems.extend(differences(&file, text, item, &translated));
                words.insert(item.id.clone(), translated);
            }
            Err(problem) => reader.problems.push(problem),
        }
    }
    words
}

fn unknown_files(reader: &mut Reader<'_>, library: &Library) {
    let ids: Vec<&str> = library.items().iter().map(|item| item.id.as_str()).collect();
    for (file, _) in reader.files {
        let exercise = file.strip_prefix("exercises/").and_then(|name| name.strip_suffix(".md"));
        let problem = match exercise {
            Some(id) if !ids.contains(&id) => {
                format!("“{id}” is not an exercise of the library{}", did_you_mean(id, ids.iter().copied()))
            }
            None if !matches!(*file, "paper.toml" | "sheet.toml") => "this file is not part of a translation".into(),
            _ => continue,
        };
        reader.wrong(file, 1, problem);
    }
}

/// Where a translated exercise has another shape than the English one.
fn differences(file: &str, text: &str, item: &Item, words: &ClientWords) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut differ = |near: &str, what: &str, english: String, here: String| {
        if english != here {
            let line = text.find(near).map_or(1, |at| line_at(text, at));
            problems.push(Problem {
                file: file.into(),
                line,
                text: format!("{what}: {here} here, {english} in English"),
            });
        }
    };
    let there = |there: bool| if there { "one" } else { "none" }.to_owned();
    differ("+++", "neutral_title", there(item.neutral_title.is_some()), there(words.neutral_title.is_some()));
    differ("## For clients", "paragraphs", item.client_text.len().to_string(), words.client_text.len().to_string());
    differ("## On paper", "boxes and lines", shape(&item.on_paper), shape(&words.on_paper));
    differ("## Homework", "homework", there(item.homework.is_some()), there(words.homework.is_some()));
    if words.title.as_str().is_empty() {
        differ("title", "title", "one".into(), "none".into());
    }
    problems
}

/// The boxes, and the lines with their number of blanks, in a few words.
fn shape(fields: &[PaperField]) -> String {
    let shapes: Vec<String> = fields
        .iter()
        .map(|field| match field {
            PaperField::Check(_) => "box".to_owned(),
            PaperField::Lines(_, 1) => "1 line".to_owned(),
            PaperField::Lines(_, lines) => format!("{lines} lines"),
        })
        .collect();
    if shapes.is_empty() { "none".into() } else { shapes.join(" + ") }
}
