//! A sheet in a language other than English, complete or not at all.

use super::{Refusal, Wanted};
use crate::{
    library::{
        Library, Translation,
        model::{Item, ItemWords, PaperWords},
    },
    vocabulary::Language,
};

/// The language and the sheet requested, as a refusal names them.
#[derive(Clone, Copy)]
pub(super) struct Translator {
    pub sheet: &'static str,
    pub language: Language,
}

impl Translator {
    pub(super) fn of(wanted: &Wanted) -> Self {
        Self { sheet: wanted.audience.sheet(), language: wanted.language }
    }

    /// Returns the client text of these exercises in this language. `kept` is the English text that would be printed.
    ///
    /// # Errors
    /// If an exercise is not translated, or the English text is not the one that was translated.
    pub(super) fn of_exercises(
        self,
        library: &Library,
        kept: Vec<(&Item, ItemWords)>,
    ) -> Result<Vec<ItemWords>, Refusal> {
        if self.language == Language::English {
            return Ok(kept.into_iter().map(|(_, words)| words).collect());
        }
        let (sheet, language) = (self.sheet, self.language.name());
        let titles_of = |wrong: &dyn Fn(&Item, &ItemWords) -> bool| {
            titles(kept.iter().filter(|(item, words)| wrong(item, words)).map(|(item, _)| *item))
        };
        if let Some(exercises) = titles_of(&|item, words| *words != ItemWords::of(item)) {
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

    /// Returns the words on every sheet, in this language.
    ///
    /// # Errors
    /// If this library lacks the language, or its translation is outdated.
    pub(super) fn paper(self, library: &Library) -> Result<&PaperWords, Refusal> {
        const AROUND: &str = "the text around the exercises";
        match self.translation(library, AROUND)? {
            None => Ok(library.english_paper()),
            Some(translation) if translation.paper_is_older() => Err(self.older(AROUND)),
            Some(translation) => Ok(translation.paper()),
        }
    }

    /// Returns the translation into this language, none for English. `what` names the missing part in an error.
    ///
    /// # Errors
    /// If this library lacks the language.
    pub(super) fn translation<'a>(self, library: &'a Library, what: &str) -> Result<Option<&'a Translation>, Refusal> {
        let missing =
            || Refusal::Untranslated { sheet: self.sheet, language: self.language.name(), exercises: what.to_owned() };
        match self.language {
            Language::English => Ok(None),
            other => library.translation(other).map(Some).ok_or_else(missing),
        }
    }

    /// Reports that the English text of `what` has changed since it was translated.
    pub(super) fn older(self, what: &str) -> Refusal {
        Refusal::OlderTranslation { sheet: self.sheet, language: self.language.name(), what: what.to_owned() }
    }
}

/// Joins the titles of exercises as the counsellor knows them; `None` if there are no exercises.
fn titles<'a>(exercises: impl Iterator<Item = &'a Item>) -> Option<String> {
    let titles: Vec<String> = exercises.map(|item| format!("“{}”", item.title)).collect();
    (!titles.is_empty()).then(|| titles.join(", "))
}
