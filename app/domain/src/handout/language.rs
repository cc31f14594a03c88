//! A sheet in another language than English: all of it, or none.

use super::{Refusal, Wanted};
use crate::{
    library::{
        Library, Translation,
        model::{ClientWords, HelpLine, Item, PaperWords},
    },
    words::Language,
};

/// In what language which sheet is wanted: what a refusal names.
#[derive(Clone, Copy)]
pub(super) struct Speech {
    pub sheet: &'static str,
    pub language: Language,
}

impl Speech {
    pub(super) fn of(wanted: &Wanted) -> Self {
        Self { sheet: wanted.audience.sheet(), language: wanted.language }
    }

    /// The words of these exercises in this language. `kept` holds the English ones that would stand on paper.
    ///
    /// # Errors
    ///
    /// Where an exercise is not translated, or where the English words are not those that were translated.
    pub(super) fn of_exercises(
        self,
        library: &Library,
        kept: Vec<(&Item, ClientWords)>,
    ) -> Result<Vec<ClientWords>, Refusal> {
        if self.language == Language::English {
            return Ok(kept.into_iter().map(|(_, words)| words).collect());
        }
        let (sheet, language) = (self.sheet, self.language.name());
        let titles_of = |wrong: &dyn Fn(&Item, &ClientWords) -> bool| {
            titles(kept.iter().filter(|(item, words)| wrong(item, words)).map(|(item, _)| *item))
        };
        if let Some(exercises) = titles_of(&|item, words| *words != ClientWords::of(item)) {
            return Err(Refusal::OlderWords { sheet, language, exercises });
        }
        let translation = library.translation(self.language);
        let translated = |item: &Item| translation?.item(&item.id).cloned();
        if let Some(exercises) = titles_of(&|item, _| translated(item).is_none()) {
            return Err(Refusal::Untranslated { sheet, language, exercises });
        }
        if let Some(what) = titles_of(&|item, _| translation.is_some_and(|words| words.item_is_older(&item.id))) {
            return Err(Refusal::OlderTranslation { sheet, language, what });
        }
        Ok(kept.iter().filter_map(|(item, _)| translated(item)).collect())
    }

    /// Words that stand on every sheet, in this language.
    ///
    /// # Errors
    ///
    /// Where this library has no such language, or says an older text in it.
    pub(super) fn paper(self, library: &Library) -> Result<&PaperWords, Refusal> {
        const AROUND: &str = "the words around the exercises";
        match self.translation(library, AROUND)? {
            None => Ok(library.english_paper()),
            Some(translation) if translation.paper_is_older() => Err(self.older(AROUND)),
            Some(translation) => Ok(translation.paper()),
        }
    }

    /// The translation into this language, none for English. `what` stands for what would be missing.
    ///
    /// # Errors
    ///
    /// Where this library has no such language.
    pub(super) fn translation<'a>(self, library: &'a Library, what: &str) -> Result<Option<&'a Translation>, Refusal> {
        let missing =
            || Refusal::Untranslated { sheet: self.sheet, language: self.language.name(), exercises: what.to_owned() };
        match self.language {
            Language::English => Ok(None),
            other => library.translation(other).map(Some).ok_or_else(missing),
        }
    }

    /// That the English text of `what` has changed since it was translated.
    pub(super) fn older(self, what: &str) -> Refusal {
        Refusal::OlderTranslation { sheet: self.sheet, language: self.language.name(), what: what.to_owned() }
    }
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
fn titles<'a>(exercises: impl Iterator<Item = &'a Item>) -> Option<String> {
    let titles: Vec<String> = exercises.map(|item| format!("“{}”", item.title)).collect();
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
