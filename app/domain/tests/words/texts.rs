//! Every text of the library with the place it stands at: what clients may read in each language, and what only the
//! counsellor reads.

use domain::{
    library::{ENGLISH_FILES, TRANSLATED_FILES, english},
    vocabulary::{ItemId, Language, PaperClass},
};

/// Sections of an exercise that clients read.
const FOR_CLIENTS: [&str; 3] = ["For clients", "On paper", "Homework"];

/// Tables that are printed for clients, or for another service with a client's agreement.
const PRINTED: [&str; 4] = ["paper.toml", "sheet.toml", "letters.toml", "referrals.toml"];

/// Tables of names, numbers and publications: their words are those of services and authors.
const NAMES: [&str; 2] = ["references.toml", "help-lines.toml"];

/// One text and where it stands.
pub struct Text {
    /// The file.
    pub file: String,
    /// The section or key in it.
    pub part: String,
    /// The words.
    pub words: String,
}

impl Text {
    /// Where it stands.
    pub fn place(&self) -> String {
        format!("{}, {}", self.file, self.part)
    }

    /// The exercise it belongs to.
    pub fn exercise(&self) -> Option<ItemId> {
        self.file.strip_prefix("exercises/")?.strip_suffix(".md")?.parse().ok()
    }
}

/// The files of a language.
fn files(language: Language) -> &'static [(&'static str, &'static str)] {
    let translated = TRANSLATED_FILES.iter().find(|(of, _)| *of == language);
    translated.map_or(ENGLISH_FILES, |(_, files)| files)
}

/// Every text that a client may read in this language.
pub fn for_clients(language: Language) -> Vec<Text> {
    let mut texts = Vec::new();
    for (file, whole) in files(language) {
        if file.starts_with("exercises/") {
            texts.extend(exercise(file, whole).into_iter().filter(is_read));
        } else if PRINTED.contains(file) {
            texts.extend(table(file, whole).into_iter().filter(|text| !is_of_the_program(text)));
        }
    }
    texts
}

/// Every English text that only the counsellor reads.
pub fn for_counsellors() -> Vec<Text> {
    let mut texts = Vec::new();
    for (file, whole) in ENGLISH_FILES {
        if file.starts_with("exercises/") {
            texts.extend(exercise(file, whole).into_iter().filter(|text| !is_read(text)));
        } else if file.starts_with("prose/") {
            let words = (*whole).to_owned();
            texts.push(Text { file: (*file).to_owned(), part: "prose".into(), words });
        } else if !PRINTED.contains(file) && !NAMES.contains(file) {
            texts.extend(table(file, whole));
        }
    }
    texts
}

/// True for what clients read of an exercise. The title of one that is never printed is on the counsellor's screens only.
fn is_read(text: &Text) -> bool {
    let printed = text.exercise().and_then(|id| english().item(&id)).is_none_or(|it| it.paper != PaperClass::Nowhere);
    FOR_CLIENTS.contains(&text.part.as_str()) || (printed && matches!(text.part.as_str(), "title" | "neutral_title"))
}

/// True for what no client reads of the printed tables: ids, sources, and the page with a counsellor's own key.
fn is_of_the_program(text: &Text) -> bool {
    text.part.starts_with("recovery") || [".id", "source", "gates"].iter().any(|end| text.part.ends_with(end))
}

/// The keys and sections of an exercise, paragraph by paragraph.
fn exercise(file: &str, whole: &str) -> Vec<Text> {
    let text = |part: &str, words: &str| Text { file: file.into(), part: part.into(), words: words.into() };
    let mut halves = whole.splitn(3, "+++");
    let (front, body) = (halves.nth(1).unwrap_or_default(), halves.next().unwrap_or_default());
    let front: toml::Table = front.parse().unwrap_or_else(|problem| panic!("{file}: {problem}"));
    let mut texts = strings(file, &toml::Value::Table(front));
    for section in body.split("\n## ").skip(1) {
        let (heading, words) = section.split_once('\n').unwrap_or((section, ""));
        let paragraphs = words.split('\n').filter(|line| !line.trim().is_empty());
        texts.extend(paragraphs.map(|words| text(heading.trim(), words)));
    }
    texts
}

fn table(file: &str, whole: &str) -> Vec<Text> {
    let table: toml::Table = whole.parse().unwrap_or_else(|problem| panic!("{file}: {problem}"));
    strings(file, &toml::Value::Table(table))
}

/// Every string below `value`, with the keys that lead to it.
fn strings(file: &str, value: &toml::Value) -> Vec<Text> {
    let mut texts = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((part, value)) = open.pop() {
        match value {
            toml::Value::String(words) => {
                texts.push(Text { file: file.into(), part, words: words.clone() });
            }
            toml::Value::Array(all) => open.extend(all.iter().rev().map(|one| (part.clone(), one))),
            toml::Value::Table(keys) => {
                let below = |key: &str| if part.is_empty() { key.to_owned() } else { format!("{part}.{key}") };
                open.extend(keys.iter().map(|(key, one)| (below(key), one)));
            }
            _ => {}
        }
    }
    texts
}

#[test]
fn every_text_that_a_client_may_read_is_looked_at_in_each_language() {
    for &language in Language::ALL {
        let texts = for_clients(language);
        for item in english().items() {
            let own = texts.iter().filter(|text| text.exercise().as_ref() == Some(&item.id));
            assert!(
                own.filter(|text| text.part == "For clients").count() >= item.client_text.len(),
                "{language} {}",
                item.id
            );
        }
        for table in PRINTED {
            assert!(texts.iter().any(|text| text.file == table), "{language} {table}");
        }
        assert!(texts.len() > 2000, "{language}: {}", texts.len());
    }
    assert!(for_counsellors().len() > 3000, "{}", for_counsellors().len());
    let steps =
        for_counsellors().iter().any(|text| text.part == "Steps" && text.words.contains("Leave out any request"));
    assert!(steps, "what the counsellor does in an exercise is looked at");
}
