//! The leaflet of one exercise, independent of any plan.

use serde::Serialize;

use super::{
    ClientText, Discretion, HelpReport, PrintedLine, Refusal, SheetExercise, Verified, help,
    language::Translator,
    make::{Given, exercise},
};
use crate::{
    assess::CaseState,
    library::{
        Library,
        model::{Item, ItemWords},
    },
    planning::planner::may_be_put_on,
    safety::{Hold, holds},
    vocabulary::{GateId, Language, PaperClass},
};

/// An exercise in its client text, ready to be typeset. Like a handout it has no field for private text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leaflet {
    pub(crate) language: Language,
    pub(crate) lead: ClientText,
    pub(crate) exercise: SheetExercise,
    pub(crate) universal: Vec<ClientText>,
    pub(crate) crisis_lines: Vec<PrintedLine>,
    pub(crate) help_lines: Vec<PrintedLine>,
}

/// The reason why there is no leaflet of an exercise, worded for the counsellor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLeaflet {
    /// Its class of paper (R46).
    #[error("“{0}” is never printed: it is for use in the session only.")]
    Never(ClientText),
    /// An open gate keeps it off this couple's sheets.
    #[error("“{title}” cannot be printed for this couple: {because}")]
    Held {
        /// The exercise.
        title: ClientText,
        /// Its holds, with what would release them.
        because: String,
    },
    /// Its text is not available in the requested language.
    #[error(transparent)]
    Words(#[from] Refusal),
}

impl Leaflet {
    /// Returns the language of its text.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns one or two sentences below the title.
    pub fn lead(&self) -> &ClientText {
        &self.lead
    }

    /// Returns the exercise, whose heading is the title of the sheet.
    pub fn exercise(&self) -> &SheetExercise {
        &self.exercise
    }

    /// True if there is a picture sheet of it.
    pub fn has_pictures(&self) -> bool {
        !self.exercise.pictures.is_empty()
    }

    /// Returns the sentences on every sheet.
    pub fn universal(&self) -> &[ClientText] {
        &self.universal
    }

    /// Returns the emergency and crisis lines at the top, for an exercise about a crisis.
    pub fn crisis_lines(&self) -> &[PrintedLine] {
        &self.crisis_lines
    }

    /// Returns the same lines at the foot, for every other exercise.
    pub fn help_lines(&self) -> &[PrintedLine] {
        &self.help_lines
    }

    /// Adds the emergency and crisis lines of a country. A leaflet has no violence lines, because no one was asked
    /// alone (R49).
    ///
    /// # Errors
    /// If the country is unknown.
    #[must_use = "the leaflet comes back with its lines"]
    pub fn with_lines(
        mut self,
        library: &Library,
        item: &Item,
        country: Option<&str>,
        verified: &Verified,
    ) -> Result<(Self, HelpReport), Refusal> {
        let crisis = help::asks_for_crisis_lines(None, [item]);
        let asked = help::Asked { country, violence_lines: false, verified, discretion: Discretion::Standard, crisis };
        let report = help::report(library, asked)?;
        (self.crisis_lines, self.help_lines) = help::at_the_top(report.printed.clone(), crisis);
        Ok((self, report))
    }
}

/// Makes the leaflet of an exercise in this language. If it is for a particular couple, pass `course`: its open gates
/// apply as everywhere (invariant 4). Otherwise only the paper class is checked, and the counsellor checks the rest
/// when handing it out.
///
/// # Errors
/// If the exercise may never be printed, an open gate of this couple forbids it, or its current text is not fully
/// translated.
pub fn leaflet(
    library: &Library,
    course: Option<&CaseState>,
    item: &Item,
    language: Language,
) -> Result<Leaflet, NoLeaflet> {
    let audience = match item.paper {
        PaperClass::Shared => super::Audience::Both,
        PaperClass::Individual => super::Audience::A,
        PaperClass::Nowhere => return Err(NoLeaflet::Never(item.title.clone())),
    };
    let may = |course: &CaseState, audience| may_be_put_on(library, course, item, audience);
    // What an active hold asks for may go to one partner where the sheet for both may not.
    let own_instead = course.is_some_and(|course| !may(course, audience) && may(course, super::Audience::A));
    let audience = if own_instead { super::Audience::A } else { audience };
    if let Some(course) = course.filter(|course| !may(course, audience)) {
        return Err(NoLeaflet::Held { title: item.title.clone(), because: why_not(library, course, item) });
    }
    let speech = Translator { sheet: "The leaflet", language };
    let mut own = speech.of_exercises(library, vec![(item, ItemWords::of(item))])?;
    let words = speech.paper(library)?;
    let shared = audience == super::Audience::Both;
    let (lead, stop) = if shared { (&words.lead_both, &words.stop_both) } else { (&words.lead_own, &words.stop_own) };
    Ok(Leaflet {
        language,
        lead: lead.clone(),
        exercise: exercise(own.remove(0), item, Discretion::Standard, &Given::Library, false),
        universal: vec![stop.clone(), words.alone.clone()],
        crisis_lines: Vec::new(),
        help_lines: Vec::new(),
    })
}

fn why_not(library: &Library, course: &CaseState, item: &Item) -> String {
    let hold = holds(course, item).into_iter().find(|hold| !matches!(hold, Hold::Need(_)));
    let gate =
        |gate: GateId| format!("“{}” is active. {}", library.gate(gate).name, library.gate(gate).effect_on_handouts);
    hold.map(|hold| hold.in_words(library))
        .or_else(|| course.gates.open_gates().next().map(gate))
        .unwrap_or_else(|| "this kind of exercise is not printed.".into())
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
            if library.translation(language).is_some_and(|translation| translation.pending().contains(&item.id)) {
                continue;
            }
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
        let mut course = CaseState::default();
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
