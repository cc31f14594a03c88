//! Makes a handout from a plan: the only way to one.

use super::{
    Audience, ClientText, Discretion, Handout, SheetExercise,
    language::{self, Speech},
};
use crate::{
    course::Course,
    library::{
        Library,
        model::{ClientWords, CouplePaper, HelpLine, Item, OwnPaper},
    },
    plan::{Plan, couple_paper, may_stand_on},
    words::{GateId, HelpCheck, HelpKind, Language},
};

/// What sheet is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Whose.
    pub audience: Audience,
    /// How discreet at least; an open gate may demand more ([`least_discretion`]).
    pub discretion: Discretion,
    /// The country whose help lines to print, for example `UK`; none prints no lines.
    pub country: Option<String>,
    /// In what language its words are; names and numbers of help lines stay as they are.
    pub language: Language,
    /// Each person was asked alone whether a violence line on paper is safe, and wants it (R49).
    pub violence_lines: bool,
}

impl Wanted {
    pub(super) fn as_discreet_as_gates_demand(&self, library: &Library, course: &Course) -> Self {
        let discretion = self.discretion.max(least_discretion(library, course).0);
        Self { discretion, ..self.clone() }
    }
}

/// Why no sheet was made. These words are for the counsellor; they never reach paper.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// An open gate forbids this sheet (R45).
    #[error("{sheet} was not made: {gate} is open. {effect}")]
    Gate {
        /// Which sheet.
        sheet: &'static str,
        /// The gate.
        gate: GateId,
        /// What the library says about paper while it is open.
        effect: String,
    },
    /// Nothing of today may stand on this sheet.
    #[error("{sheet} was not made: nothing of this plan may stand on it. {hint}")]
    Empty {
        /// Which sheet.
        sheet: &'static str,
        /// What could be done instead.
        hint: String,
    },
    /// Some of its words have not been translated. An English part is never mixed in.
    #[error(
        "{sheet} was not made in {language}: {exercises} cannot be had in {language} yet. Print it in English, or take \
         what is not translated off the sheet."
    )]
    Untranslated {
        /// Which sheet.
        sheet: &'static str,
        /// The language, in English.
        language: &'static str,
        /// The titles of the exercises.
        exercises: String,
    },
    /// The plan keeps English words that the library has changed since, so that the translation says something else.
    #[error(
        "{sheet} was not made in {language}: the plan keeps an older text of {exercises} than the one that was \
         translated. Print it in English, or take the newer text into the plan first."
    )]
    OlderWords {
        /// Which sheet.
        sheet: &'static str,
        /// The language, in English.
        language: &'static str,
        /// The titles of the exercises.
        exercises: String,
    },
    /// The English words have changed since they were translated.
    #[error(
        "{sheet} was not made in {language}: the English text of {what} has changed since it was translated. Print it in \
         English until the translation has been read again."
    )]
    OlderTranslation {
        /// Which sheet.
        sheet: &'static str,
        /// The language, in English.
        language: &'static str,
        /// The titles of the exercises, or which other words.
        what: String,
    },
    /// No help lines for this country.
    #[error("no help lines for “{country}”. Known: {known}")]
    Country {
        /// What was asked for.
        country: String,
        /// What there is.
        known: String,
    },
}

impl Audience {
    pub(super) fn sheet(self) -> &'static str {
        match self {
            Self::Both => "The sheet for both",
            Self::A => "A’s own sheet",
            Self::B => "B’s own sheet",
        }
    }
}

/// The sheet that `wanted` asks for, from the client-facing parts of `plan`.
///
/// Every exercise is asked about again, so that a gate opened after the plan was made still holds (invariant 4).
///
/// # Errors
///
/// When an open gate forbids the sheet, when nothing may stand on it, when the country is not known, or when not all of it
/// has been translated.
pub fn make(library: &Library, course: &Course, plan: &Plan, wanted: &Wanted) -> Result<Handout, Refusal> {
    forbidden(library, course, wanted.audience)?;
    let wanted = &wanted.as_discreet_as_gates_demand(library, course);
    let items: Vec<&Item> = plan
        .sheets
        .iter()
        .filter(|sheet| sheet.audience == wanted.audience)
        .flat_map(|sheet| &sheet.items)
        .filter_map(|id| library.item(id))
        .filter(|item| may_stand_on(library, course, item, wanted.audience))
        .collect();
    if items.is_empty() {
        return Err(empty(plan, wanted.audience));
    }
    let information_only = information_only(library, course, wanted.audience);
    let english = items.iter().map(|item| (*item, ClientWords::of(item))).collect();
    let words = Speech::of(wanted).of_exercises(library, english)?;
    let exercises = items.iter().zip(words).map(|(item, words)| {
        let given = !information_only && plan.homework.iter().any(|task| task.item == item.id);
        exercise(words, item, wanted.discretion, given, information_only)
    });
    assemble(library, course, wanted, exercises.collect())
}

/// Whether the sheet for both may hold information alone, no boxes and no homework.
pub(super) fn information_only(library: &Library, course: &Course, audience: Audience) -> bool {
    audience == Audience::Both && couple_paper(library, course) == CouplePaper::InformationOnly
}

/// The sheet around these exercises: heading, sentences that stand on every sheet, help lines.
pub(super) fn assemble(
    library: &Library,
    course: &Course,
    wanted: &Wanted,
    exercises: Vec<SheetExercise>,
) -> Result<Handout, Refusal> {
    let words = Speech::of(wanted).paper(library)?;
    let both = wanted.audience == Audience::Both;
    let title = match wanted.discretion {
        Discretion::Neutral => &words.title_neutral,
        _ if both => &words.title_both,
        _ => &words.title_own,
    };
    let lead = match wanted.discretion {
        Discretion::Neutral => &words.lead_neutral,
        Discretion::InRoom => &words.lead_in_the_room,
        Discretion::Standard if both => &words.lead_both,
        Discretion::Standard => &words.lead_own,
    };
    let mut universal = vec![if both { words.stop_both.clone() } else { words.stop_own.clone() }, words.alone.clone()];
    if course.facts.homework_missed && exercises.iter().any(|e| e.homework.is_some()) {
        universal.insert(0, words.half.clone());
    }
    Ok(Handout {
        language: wanted.language,
        audience: wanted.audience,
        discretion: wanted.discretion,
        title: title.clone(),
        lead: lead.clone(),
        exercises,
        universal,
        help_lines: help_lines(library, wanted)?,
    })
}

/// Whether an open gate forbids this sheet altogether (R45). An override releases exercises, not paper.
///
/// # Errors
///
/// The first open gate that forbids it, in the order of the reference.
pub fn forbidden(library: &Library, course: &Course, audience: Audience) -> Result<(), Refusal> {
    let forbids = |gate: &GateId| {
        let paper = library.gate(*gate).paper;
        if audience == Audience::Both { paper.couple == CouplePaper::Nothing } else { paper.own == OwnPaper::Nothing }
    };
    match course.gates.open_gates().find(forbids) {
        None => Ok(()),
        Some(gate) => {
            let effect = library.gate(gate).effect_on_handouts.clone();
            Err(Refusal::Gate { sheet: audience.sheet(), gate, effect })
        }
    }
}

/// How discreet a sheet is at least while gates are open, and the gate that demands it: the strictest one, the first of
/// them in the order of the reference. Without an open gate the counsellor chooses freely.
pub fn least_discretion(library: &Library, course: &Course) -> (Discretion, Option<GateId>) {
    course.gates.open_gates().fold((Discretion::Standard, None), |strictest, gate| {
        let discretion = library.gate(gate).paper.discretion;
        if discretion > strictest.0 { (discretion, Some(gate)) } else { strictest }
    })
}

fn empty(plan: &Plan, audience: Audience) -> Refusal {
    nothing_for(audience, &plan.sheets.iter().map(|sheet| sheet.audience).collect::<Vec<_>>())
}

/// That nothing may stand on this sheet, and for whom there is something.
pub(super) fn nothing_for(audience: Audience, others: &[Audience]) -> Refusal {
    let others: Vec<String> = others.iter().map(ToString::to_string).collect();
    let hint = if others.is_empty() {
        "Its exercises are not for paper, or an open gate keeps them off it.".into()
    } else {
        format!("There is something for: {}.", others.join(", "))
    };
    Refusal::Empty { sheet: audience.sheet(), hint }
}

/// An exercise in these words; `given` says whether its homework is.
pub(super) fn exercise(
    words: ClientWords,
    item: &Item,
    discretion: Discretion,
    given: bool,
    information_only: bool,
) -> SheetExercise {
    let neutral = words.neutral_title.filter(|_| discretion == Discretion::Neutral);
    SheetExercise {
        heading: neutral.unwrap_or(words.title),
        text: words.client_text,
        fields: if information_only { Vec::new() } else { words.on_paper },
        homework: words.homework.filter(|_| given),
        homework_is_optional: item.is_sensual(),
    }
}

/// Help lines of one country that were seen on a public page. Lines from knowledge only stay off paper until somebody
/// has checked them; violence lines are printed only when asked for alone (R49).
fn help_lines(library: &Library, wanted: &Wanted) -> Result<Vec<HelpLine>, Refusal> {
    let Some(country) = &wanted.country else { return Ok(Vec::new()) };
    let of_country: Vec<&HelpLine> =
        library.help_lines().iter().filter(|line| line.country.eq_ignore_ascii_case(country)).collect();
    if of_country.is_empty() {
        let mut known: Vec<&str> = library.help_lines().iter().map(|line| line.country.as_str()).collect();
        known.dedup();
        return Err(Refusal::Country { country: country.clone(), known: known.join(", ") });
    }
    let wanted_kind = |kind| match kind {
        HelpKind::Emergency | HelpKind::Crisis => true,
        HelpKind::Violence | HelpKind::SexualViolence => wanted.violence_lines,
        HelpKind::OwnBehaviour | HelpKind::Substance | HelpKind::Directory => false,
    };
    let checked = |line: &&HelpLine| line.check == HelpCheck::Seen && wanted_kind(line.kind);
    Ok(of_country.into_iter().filter(checked).map(|line| language::help_line(line, wanted.language)).collect())
}

/// Words of a sheet in reading order, for previews and tests.
pub fn words_of(handout: &Handout) -> Vec<&ClientText> {
    let mut words = vec![&handout.title, &handout.lead];
    for exercise in &handout.exercises {
        words.push(&exercise.heading);
        words.extend(&exercise.text);
        words.extend(&exercise.homework);
    }
    words.extend(&handout.universal);
    words
}
