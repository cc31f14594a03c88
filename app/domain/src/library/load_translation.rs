//! Reads the files of a translation folder, and compares them with the English ones.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    Library, Translations, exercise,
    fingerprint::mark,
    load::Reader,
    model::{Item, ItemWords, LetterWords, PaperWords, ReferralWords},
    on_paper,
    problem::{Problem, Problems, line_at},
    translation::{LETTERS, PAPER, REFERRALS, SHEET, Translation, file_of},
};
use crate::vocabulary::{ItemId, Language, PaperClass, did_you_mean};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Referrals {
    #[serde(default)]
    of: String,
    #[serde(rename = "referral")]
    rows: Vec<ReferralWords>,
}

impl Library {
    /// Adds the client text of these translations to the library.
    ///
    /// # Errors
    /// As for [`load_translation`]; each file is named with the folder of its language.
    pub fn translated(mut self, files: &[(Language, &[(&str, &str)])]) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        let mut read = Vec::new();
        for (language, files) in files {
            match load_translation(&self, *language, files) {
                Ok(translation) => read.push(translation),
                Err(Problems(found)) => problems.extend(found.into_iter().map(|problem| problem.below(*language))),
            }
        }
        self.translations = Translations::Read(read);
        if problems.is_empty() { Ok(self) } else { Err(Problems(problems)) }
    }
}

/// Reads `files` (pairs of a path below the language folder and a text) as the translation of `library` into
/// `language`.
///
/// # Errors
/// Every file that cannot be read, is missing or unknown, and every exercise whose structure differs from the English
/// one.
pub fn load_translation(
    library: &Library,
    language: Language,
    files: &[(&str, &str)],
) -> Result<Translation, Problems> {
    let mut reader = Reader { files, problems: Vec::new() };
    let mut marks = Marks { files, older: Vec::new() };
    let (words, pending) = exercises(&mut reader, &mut marks, library);
    unknown_files(&mut reader, library);
    let paper = reader.table::<PaperWords>(PAPER);
    let sheet = reader.sheet_words();
    let referrals = referrals(&mut reader, library);
    let letters = letters(&mut reader, library);
    match (paper, sheet, referrals, letters) {
        (Some(paper), Some(sheet), Some(referrals), Some(letters)) if reader.problems.is_empty() => {
            marks.compare(PAPER, &paper.of, &library.paper);
            marks.compare(SHEET, &sheet.of, &library.sheet);
            let english: Vec<_> =
                library.referrals.iter().map(|row| (&row.id, &row.need, &row.window, &row.say)).collect();
            marks.compare(REFERRALS, &referrals.of, &english);
            marks.compare(LETTERS, &letters.of, &library.letters);
            let (referrals, older) = (referrals.rows, marks.older);
            Ok(Translation { language, words, pending, paper, sheet, referrals, letters, older })
        }
        _ => {
            reader.problems.sort();
            Err(Problems(reader.problems))
        }
    }
}

/// Collects the files whose fingerprint differs from that of the current English text.
struct Marks<'a> {
    files: &'a [(&'a str, &'a str)],
    older: Vec<Problem>,
}

impl Marks<'_> {
    /// True if the file says the English words as they are now.
    fn compare(&mut self, file: &str, of: &str, english: &impl Serialize) -> bool {
        let now = mark(english);
        if of != now {
            let text = self.files.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text);
            let line = text.lines().position(|line| line.starts_with("of ")).map_or(1, |line| line + 1);
            let text = format!(
                "the English words have changed since this was translated; read both again, then write here: of = \"{now}\""
            );
            self.older.push(Problem { file: file.into(), line, text });
        }
        of == now
    }
}

/// Reads the rows of the referral sheet: every English one, and no other.
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

/// Reads the words of letters: every English letter, and no other, in the same order.
fn letters(reader: &mut Reader<'_>, library: &Library) -> Option<LetterWords> {
    let told = reader.letter_words()?;
    let ids = |words: &LetterWords| words.letters.iter().map(|letter| letter.id.clone()).collect::<Vec<_>>();
    let (here, english) = (ids(&told).join(", "), ids(&library.letters).join(", "));
    if here != english {
        reader.wrong(LETTERS, 1, format!("letters: {here} here, {english} in English"));
    }
    Some(told)
}

/// Reads the translated exercises, and lists the pending ones.
fn exercises(
    reader: &mut Reader<'_>,
    marks: &mut Marks<'_>,
    library: &Library,
) -> (HashMap<ItemId, ItemWords>, Vec<ItemId>) {
    let (mut words, mut pending) = (HashMap::new(), Vec::new());
    for item in library.items() {
        let file = file_of(&item.id);
        let Some((_, text)) = reader.files.iter().find(|(name, _)| *name == file) else {
            let hint = "this exercise is not translated; until it is, write a file with `pending = true`";
            reader.wrong(&file, 1, hint.into());
            continue;
        };
        match exercise::parse_translated(&file, text) {
            Ok(Some(translated)) => {
                // Words that say an older text have its shape; they are printed again once somebody has read both.
                if marks.compare(&file, &translated.of, &ItemWords::of(item)) {
                    reader.problems.extend(differences(&file, text, item, &translated.words));
                }
                words.insert(item.id.clone(), translated.words);
            }
            Ok(None) => pending.push(item.id.clone()),
            Err(problems) => reader.problems.extend(problems),
        }
    }
    (words, pending)
}

fn unknown_files(reader: &mut Reader<'_>, library: &Library) {
    let ids: Vec<&str> = library.items().iter().map(|item| item.id.as_str()).collect();
    for (file, _) in reader.files {
        let exercise = file.strip_prefix("exercises/").and_then(|name| name.strip_suffix(".md"));
        let problem = match exercise {
            Some(id) if !ids.contains(&id) => {
                format!("“{id}” is not an exercise of the library{}", did_you_mean(id, ids.iter().copied()))
            }
            None if !matches!(*file, PAPER | SHEET | REFERRALS | LETTERS) => {
                "this file is not part of a translation".into()
            }
            _ => continue,
        };
        reader.wrong(file, 1, problem);
    }
}

/// Returns the differences in structure between a translated exercise and the English one.
fn differences(file: &str, text: &str, item: &Item, words: &ItemWords) -> Vec<Problem> {
    let mut problems = Vec::new();
    let there = |there: bool| if there { "one" } else { "none" }.to_owned();
    // A title may tell in one language alone.
    let tells = item.paper != PaperClass::Nowhere && on_paper::telling_word(words.title.as_str()).is_some();
    let needed = item.neutral_title.is_some() || tells;
    if needed && words.neutral_title.is_none() && item.neutral_title.is_none() {
        let line = text.find("title").map_or(1, |at| line_at(text, at));
        let why = format!("“{}” tells too much for neutral paper; add a neutral_title", words.title);
        problems.push(Problem { file: file.into(), line, text: why });
    }
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
    if item.neutral_title.is_some() || !needed {
        differ("+++", "neutral_title", there(item.neutral_title.is_some()), there(words.neutral_title.is_some()));
    }
    let neutral = |sheet: &on_paper::PaperSheet| there(sheet.neutral.is_some());
    differ("## On paper", "### Neutral", neutral(&item.on_paper.sheet()), neutral(&words.on_paper.sheet()));
    differ("## For clients", "paragraphs", item.client_text.len().to_string(), words.client_text.len().to_string());
    let (english, here) = (on_paper::shape(&item.on_paper.sheet()), on_paper::shape(&words.on_paper.sheet()));
    let none = "none".to_owned();
    for n in 0..english.len().max(here.len()) {
        let (english, here) = (english.get(n).unwrap_or(&none), here.get(n).unwrap_or(&none));
        differ("## On paper", &format!("block {n}"), english.clone(), here.clone());
    }
    differ("## Homework", "homework", homework(&item.at_home), homework(&words.at_home));
    if words.title.as_str().is_empty() {
        differ("title", "title", "one".into(), "none".into());
    }
    problems
}

/// The parts of homework, in a few words.
fn homework(section: &on_paper::PaperText) -> String {
    let Some(homework) = section.homework() else { return "none".into() };
    let parts = [
        ("when", homework.when.is_some()),
        ("where", homework.place.is_some()),
        ("long", homework.long.is_some()),
        ("else", homework.otherwise.is_some()),
        ("a week or days", homework.strip.is_some()),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|(_, there)| *there).map(|(part, _)| part).collect();
    if parts.is_empty() { "one".into() } else { parts.join(", ") }
}
