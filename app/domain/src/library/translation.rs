//! What clients read, in a language other than English.
//!
//! A translation has the shape of the English library: every exercise, with the same paragraphs, boxes, lines and homework.
//! So a sheet says the same in each language, and nobody notices at the printer that a part is missing. Each file carries
//! the mark of the English words that it says (`of = "…"`). When those change, nothing is printed from the file until
//! somebody has read both again.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    Library, exercise,
    load::Reader,
    mark::mark,
    model::{ClientWords, Item, PaperField, PaperWords, Referral, ReferralWords, SheetWords},
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
    referrals: Vec<ReferralWords>,
    older: Vec<Problem>,
}

const PAPER: &str = "paper.toml";
const SHEET: &str = "sheet.toml";
const REFERRALS: &str = "referrals.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Referrals {
    #[serde(default)]
    of: String,
    #[serde(rename = "referral")]
    rows: Vec<ReferralWords>,
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

    /// What is read of this row of the referral sheet.
    pub fn referral(&self, row: &Referral) -> Option<&ReferralWords> {
        self.referrals.iter().find(|words| words.id == row.id)
    }

    /// The files that say an older English text than the library has now. No sheet is printed from them.
    pub fn older(&self) -> &[Problem] {
        &self.older
    }

    /// Whether this exercise says an older text.
    pub fn item_is_older(&self, id: &ItemId) -> bool {
        self.is_older(&file_of(id))
    }

    /// Whether the words around exercises say an older text: those on every sheet, and those of the typesetter.
    pub fn paper_is_older(&self) -> bool {
        self.is_older(PAPER) || self.sheet_is_older()
    }

    /// Whether the words of the typesetter say an older text.
    pub fn sheet_is_older(&self) -> bool {
        self.is_older(SHEET)
    }

    /// Whether the rows of the referral sheet say an older text.
    pub fn referrals_are_older(&self) -> bool {
        self.is_older(REFERRALS)
    }

    fn is_older(&self, file: &str) -> bool {
        self.older.iter().any(|problem| problem.file == file)
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
    let mut marks = Marks { files, older: Vec::new() };
    let words = exercises(&mut reader, &mut marks, library);
    unknown_files(&mut reader, library);
    let paper = reader.table::<PaperWords>(PAPER);
    let sheet = reader.sheet_words();
    let referrals = referrals(&mut reader, library);
    match (paper, sheet, referrals) {
        (Some(paper), Some(sheet), Some(referrals)) if reader.problems.is_empty() => {
            marks.compare(PAPER, &paper.of, &library.paper);
            marks.compare(SHEET, &sheet.of, &library.sheet);
            let english: Vec<_> =
                library.referrals.iter().map(|row| (&row.id, &row.need, &row.window, &row.say)).collect();
            marks.compare(REFERRALS, &referrals.of, &english);
            Ok(Translation { language, words, paper, sheet, referrals: referrals.rows, older: marks.older })
        }
        _ => {
            reader.problems.sort();
            Err(Problems(reader.problems))
        }
    }
}

/// Collects the files whose mark is not that of the English words as they are now.
struct Marks<'a> {
    files: &'a [(&'a str, &'a str)],
    older: Vec<Problem>,
}

impl Marks<'_> {
    fn compare(&mut self, file: &str, of: &str, english: &impl Serialize) {
        let now = mark(english);
        if of != now {
            let text = self.files.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text);
            let line = text.lines().position(|line| line.starts_with("of ")).map_or(1, |line| line + 1);
            let text = format!(
                "the English words have changed since this was translated; read both again, then write here: of = \"{now}\""
            );
            self.older.push(Problem { file: file.into(), line, text });
        }
    }
}

fn file_of(exercise: &ItemId) -> String {
    format!("exercises/{exercise}.md")
}

/// The rows of the referral sheet: each English one, and no other.
fn referrals(reader: &mut Reader<'_>, library: &Library) -> Option<Referrals> {
    let told = reader.table::<Referrals>(REFERRALS)?;
    let ids: Vec<&str> = library.referrals.iter().map(|row| row.id.as_str()).collect();
    for id in &ids {
        let count = told.rows.iter().filter(|row| row.id == *id).count();
        if count != 1 {
            reader.wrong(REFERRALS, 1, format!("“{id}” has {count} rows; it needs exactly one"));
        }
    }
    for row in told.rows.iter().filter(|row| !ids.contains(&row.id.as_str())) {
        let near = did_you_mean(&row.id, ids.iter().copied());
        reader.wrong(REFERRALS, 1, format!("“{}” is not a row of the referral sheet{near}", row.id));
    }
    Some(told)
}

fn exercises(reader: &mut Reader<'_>, marks: &mut Marks<'_>, library: &Library) -> HashMap<ItemId, ClientWords> {
    let mut words = HashMap::new();
    for item in library.items() {
        let file = file_of(&item.id);
        let Some((_, text)) = reader.files.iter().find(|(name, _)| *name == file) else {
            reader.wrong(&file, 1, "this exercise is not translated".into());
            continue;
        };
        match exercise::parse_translated(&file, text) {
            Ok((translated, of)) => {
                marks.compare(&file, &of, &ClientWords::of(item));
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
            None if !matches!(*file, PAPER | SHEET | REFERRALS) => "this file is not part of a translation".into(),
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
