//! One exercise on a sheet of its own, for the shelf: it belongs to no plan.

use serde::Serialize;

use super::{ClientText, Discretion, SheetExercise, make::exercise};
use crate::{
    course::Course,
    holds::{Hold, holds},
    library::{
        Library,
        model::{ClientWords, Item},
    },
    plan::may_stand_on,
    words::{GateId, Language, PaperClass},
};

/// An exercise in its client text, ready to be typeset. Like a handout it has no field for what is private.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leaflet {
    pub(crate) language: Language,
    pub(crate) lead: ClientText,
    pub(crate) exercise: SheetExercise,
    pub(crate) universal: Vec<ClientText>,
}

/// Why there is no leaflet of an exercise. These words are for the counsellor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLeaflet {
    /// Its class of paper (R46).
    #[error("“{0}” is never printed: it is for the room only (R46).")]
    Never(ClientText),
    /// An open gate keeps it off this couple’s paper.
    #[error("“{title}” was not printed for this couple: {because}")]
    Held {
        /// The exercise.
        title: ClientText,
        /// What holds it, and what would release it.
        because: String,
    },
    /// Some of its words have not been translated. An English part is never mixed in.
    #[error("“{title}” cannot be had in {language} yet. Print it in English.")]
    Untranslated {
        /// The exercise.
        title: ClientText,
        /// The language, in English.
        language: &'static str,
    },
}

impl Leaflet {
    /// The language of its words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// One or two sentences below the title.
    pub fn lead(&self) -> &ClientText {
        &self.lead
    }

    /// The exercise, whose heading is the title of the sheet.
    pub fn exercise(&self) -> &SheetExercise {
        &self.exercise
    }

    /// Sentences that stand on every sheet.
    pub fn universal(&self) -> &[ClientText] {
        &self.universal
    }
}

/// The leaflet of an exercise in this language. With a couple in mind, name it: its open gates hold here as everywhere (invariant 4).
/// Without one, only the class of paper is asked: the sheet is for the shelf, and whoever hands it out asks then.
///
/// # Errors
///
/// When the exercise may never be printed, an open gate of this couple keeps it off paper, or it is not translated.
pub fn leaflet(
    library: &Library,
    course: Option<&Course>,
    item: &Item,
    language: Language,
) -> Result<Leaflet, NoLeaflet> {
    let audience = match item.paper {
        PaperClass::Shared => super::Audience::Both,
        PaperClass::Individual => super::Audience::A,
        PaperClass::Nowhere => return Err(NoLeaflet::Never(item.title.clone())),
    };
    if let Some(course) = course.filter(|course| !may_stand_on(library, course, item, audience)) {
        return Err(NoLeaflet::Held { title: item.title.clone(), because: why_not(library, course, item) });
    }
    let untranslated = || NoLeaflet::Untranslated { title: item.title.clone(), language: language.name() };
    let words = library.paper(language).ok_or_else(untranslated)?;
    let own = in_language(library, item, language).ok_or_else(untranslated)?;
    let shared = audience == super::Audience::Both;
    let (lead, stop) = if shared { (&words.lead_both, &words.stop_both) } else { (&words.lead_own, &words.stop_own) };
    Ok(Leaflet {
        language,
        lead: lead.clone(),
        exercise: exercise(own, item, Discretion::Standard, true, false),
        universal: vec![stop.clone(), words.alone.clone()],
    })
}

/// What clients read of an exercise in this language; none where it is not translated.
fn in_language(library: &Library, item: &Item, language: Language) -> Option<ClientWords> {
    match language {
        Language::English => Some(ClientWords::of(item)),
        _ => library.translation(language)?.item(&item.id).cloned(),
    }
}

fn why_not(library: &Library, course: &Course, item: &Item) -> String {
    let hold = holds(course, item).into_iter().find(|hold| !matches!(hold, Hold::Need(_)));
    let gate = |gate: GateId| format!("{} is open. {}", gate, library.gate(gate).effect_on_handouts);
    hold.map(|hold| hold.in_words(library))
        .or_else(|| course.gates.open_gates().next().map(gate))
        .unwrap_or_else(|| "its class of paper keeps it off (R46).".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::english;

    #[test]
    fn r46_every_exercise_has_a_leaflet_unless_it_is_never_printed() {
        for (item, language) in english().items().iter().flat_map(|item| Language::ALL.iter().map(move |l| (item, *l)))
        {
            let made = leaflet(english(), None, item, language);
            assert_eq!(made.is_err(), item.paper == PaperClass::Nowhere, "{} {language}", item.id);
            match made {
                Ok(made) => assert_eq!(made.language(), language),
                Err(refusal) => assert!(refusal.to_string().contains("never printed"), "{refusal}"),
            }
        }
    }

    #[test]
    fn a_leaflet_in_another_language_has_no_english_word_of_the_library() {
        let item = english().items().iter().find(|item| item.id == *"negotiated-time-out").unwrap();
        let [own, translated] =
            [Language::English, Language::German].map(|l| leaflet(english(), None, item, l).unwrap());
        assert_ne!(own.exercise().heading, translated.exercise().heading);
        assert_ne!(own.lead(), translated.lead());
        assert!(own.universal().iter().all(|text| !translated.universal().contains(text)));
        assert!(own.exercise().text.iter().all(|text| !translated.exercise().text.contains(text)));
    }

    #[test]
    fn inv_4_a_couple_s_open_gates_hold_for_leaflets_too() {
        // Nothing was asked alone yet, so GATE-UNSCREENED is open.
        let mut course = Course::default();
        course.observe_gates(english());
        let held: Vec<_> = english()
            .items()
            .iter()
            .filter(|item| item.paper != PaperClass::Nowhere)
            .filter_map(|item| leaflet(english(), Some(&course), item, Language::English).err())
            .collect();
        assert!(!held.is_empty());
        assert!(held.iter().all(|refusal| matches!(refusal, NoLeaflet::Held { because, .. } if !because.is_empty())));
    }
}
