//! A sheet in another language than English: all of it, or none.

use super::{Refusal, Wanted};
use crate::{
    library::{
        Library,
        model::{ClientWords, HelpLine, Item, PaperWords},
    },
    words::Language,
};

/// The words of these exercises in the language that is wanted. `kept` holds the English ones that would stand on paper.
///
/// # Errors
///
/// Where an exercise is not translated, or where the English words are not those that were translated.
pub(super) fn in_wanted(
    library: &Library,
    wanted: &Wanted,
    kept: Vec<(&Item, ClientWords)>,
) -> Result<Vec<ClientWords>, Refusal> {
    if wanted.language == Language::English {
        return Ok(kept.into_iter().map(|(_, words)| words).collect());
    }
    let (sheet, language) = (wanted.audience.sheet(), wanted.language.name());
    let older = titles(kept.iter().filter(|(item, words)| *words != ClientWords::of(item)));
    if let Some(exercises) = older {
        return Err(Refusal::OlderWords { sheet, language, exercises });
    }
    let translated = |item: &Item| library.translation(wanted.language)?.item(&item.id).cloned();
    let missing = titles(kept.iter().filter(|(item, _)| translated(item).is_none()));
    if let Some(exercises) = missing {
        return Err(Refusal::Untranslated { sheet, language, exercises });
    }
    Ok(kept.iter().filter_map(|(item, _)| translated(item)).collect())
}

/// Words that stand on every sheet, in the language that is wanted.
///
/// # Errors
///
/// Where this library has no such language.
pub(super) fn paper<'a>(library: &'a Library, wanted: &Wanted) -> Result<&'a PaperWords, Refusal> {
    library.paper(wanted.language).ok_or_else(|| Refusal::Untranslated {
        sheet: wanted.audience.sheet(),
        language: wanted.language.name(),
        exercises: "the words around the exercises".into(),
    })
}

/// A help line for a sheet in this language. Its name and number are the same everywhere. When and how else it answers is
/// noted in English; of that, only what is no English stays: `24/7`, `SMS 114`, an address.
pub(super) fn help_line(line: &HelpLine, language: Language) -> HelpLine {
    let mut line = line.clone();
    if language != Language::English {
        line.text_or_chat = line.text_or_chat.filter(|other| !is_english(other));
        if is_english(&line.hours) {
            line.hours.clear();
        }
    }
    line
}

/// Whether a note holds a word that would need translating.
fn is_english(note: &str) -> bool {
    let everywhere = |word: &str| {
        matches!(word.to_lowercase().as_str(), "sms" | "chat" | "whatsapp")
            || word.contains('@')
            || word.trim_end_matches('.').contains('.')
            || !word.contains(char::is_alphabetic)
    };
    !note.split([' ', ',', ';']).all(everywhere)
}

/// The titles of exercises as the counsellor knows them; none for no exercise.
fn titles<'a>(exercises: impl Iterator<Item = &'a (&'a Item, ClientWords)>) -> Option<String> {
    let titles: Vec<String> = exercises.map(|(item, _)| format!("“{}”", item.title)).collect();
    (!titles.is_empty()).then(|| titles.join(", "))
}

#[cfg(test)]
mod tests {
    use super::is_english;

    #[test]
    fn what_every_language_reads_alike_stays() {
        for note in
            ["24/7", "SMS 114", "chat", "opferhilfe-schweiz.ch", "WhatsApp 600 000 016; 016-online@igualdad.gob.es"]
        {
            assert!(!is_english(note), "{note}");
        }
        for note in ["weekdays", "text 988; chat 988lifeline.org", "24/7 (K)", "text and chat", "Mon-Thu 8-20"] {
            assert!(is_english(note), "{note}");
        }
    }
}
