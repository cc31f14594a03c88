//! One exercise on a sheet of its own, for the shelf: it belongs to no plan.

use serde::Serialize;

use super::{ClientText, Discretion, Refusal, SheetExercise, language::Speech, make::exercise};
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
    /// Its words cannot be had in the language that is wanted.
    #[error(transparent)]
    Words(#[from] Refusal),
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

/// The leaflet of an exercise in this language. With a couple in mind, name it: its open gates hold here as everywhere
/// (invariant 4). Without one, only the class of paper is asked: the sheet is for the shelf, and whoever hands it out asks then.
///
/// # Errors
///
/// When the exercise may never be printed, when an open gate of this couple keeps it off paper, and when not all of it has
/// been translated as it stands now.
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
    let speech = Speech { sheet: "The leaflet", language };
    let mut own = speech.of_exercises(library, vec![(item, ClientWords::of(item))])?;
    let words = speech.paper(library)?;
    let shared = audience == super::Audience::Both;
    let (lead, stop) = if shared { (&words.lead_both, &words.stop_both) } else { (&words.lead_own, &words.stop_own) };
    Ok(Leaflet {
        language,
        lead: lead.clone(),
        exercise: exercise(own.remove(0), item, Discretion::Standard, true, false),
        universal: vec![stop.clone(), words.alone.clone()],
    })
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
        for item in english().items() {
            let made = leaflet(english(), None, item, Language::English);
            assert_eq!(made.is_err(), item.paper == PaperClass::Nowhere, "{}", item.id);
            if let Err(refusal) = made {
                assert!(refusal.to_string().contains("never printed"), "{refusal}");
            }
        }
    }

    #[test]
    fn every_leaflet_speaks_every_language() {
        let library = english();
        for (item, language) in library.items().iter().flat_map(|item| Language::ALL.iter().map(move |l| (item, *l))) {
            if let Ok(english) = leaflet(library, None, item, Language::English) {
                let told = leaflet(library, None, item, language).unwrap();
                assert_eq!(told.language(), language);
                assert_eq!(told.universal().len(), english.universal().len());
                assert_eq!(told.exercise().heading == english.exercise().heading, language == Language::English);
            }
        }
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
