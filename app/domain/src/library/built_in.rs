//! The library built into the program, with its translations.

use std::sync::{Arc, LazyLock, OnceLock};

use super::{Library, Translation, Translations, load, load_translation};
use crate::vocabulary::Language;

// Statics: of a constant, the program would hold one copy for each part of the code that names it.

/// The files of the English library, pairs of a path below the language folder and a text.
pub static ENGLISH_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/content_en.rs"));

/// The files of each translation, likewise.
pub static TRANSLATED_FILES: &[(Language, &[(&str, &str)])] = &[
    (Language::German, include!(concat!(env!("OUT_DIR"), "/content_de.rs"))),
    (Language::Spanish, include!(concat!(env!("OUT_DIR"), "/content_es.rs"))),
];

/// Returns the English library built into the program, with its translations.
///
/// # Panics
/// Never in a build that passed its tests: one of them loads and checks this content.
pub fn english() -> &'static Library {
    &ENGLISH
}

/// As [`english`], for callers that hold either this library or an account's.
///
/// # Panics
/// As for [`english`].
pub fn english_shared() -> Arc<Library> {
    Arc::clone(&ENGLISH)
}

static ENGLISH: LazyLock<Arc<Library>> = LazyLock::new(|| match load(ENGLISH_FILES) {
    Ok(library) => Arc::new(Library { translations: Translations::BuiltIn(built_in), ..library }),
    Err(problems) => panic!("the built-in library does not load:\n{problems}"),
});

/// Returns the built-in translation into this language.
fn built_in(language: Language) -> Option<&'static Translation> {
    static READ: [OnceLock<Translation>; TRANSLATED_FILES.len()] = [const { OnceLock::new() }; TRANSLATED_FILES.len()];
    let read = TRANSLATED_FILES.iter().zip(&READ).find(|((of, _), _)| *of == language);
    read.map(|((_, files), translation)| {
        translation.get_or_init(|| match load_translation(english(), language, files) {
            Ok(translation) => translation,
            Err(problems) => panic!("the built-in translation does not load:\n{problems}"),
        })
    })
}
