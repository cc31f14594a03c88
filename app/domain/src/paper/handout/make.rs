//! Makes a handout from a plan. There is no other way to make one.

use super::{
    AtHome, Audience, ClientText, ClientWords, Discretion, Handout, HelpReport, Initials, Refusal, SheetExercise,
    Wanted,
    blocks::{HomeworkLoss, homework_loss, neutral_homework, printed_blocks, printed_text, tells_nothing},
    help,
    language::Translator,
};
use crate::{
    assess::CaseState,
    library::{
        Library,
        model::{CouplePaper, Item, ItemWords, OwnPaper},
        on_paper::{Copies, PaperBlock, PaperHomework},
    },
    planning::planner::{Plan, couple_paper, may_be_put_on},
    vocabulary::{GateId, PaperClass},
};

/// Makes the sheet `wanted` from the client-facing parts of `plan`.
///
/// Every exercise is checked again, so that a gate opened after the plan was made applies (invariant 4).
///
/// # Errors
/// If an open gate forbids the sheet, nothing may be printed on it, the country is unknown, or it is not fully
/// translated.
pub fn make(library: &Library, course: &CaseState, plan: &Plan, wanted: &Wanted) -> Result<Handout, Refusal> {
    forbidden(library, course, wanted.audience)?;
    let wanted = &wanted.as_discreet_as_gates_demand(library, course);
    let items: Vec<&Item> = plan
        .sheets
        .iter()
        .filter(|sheet| sheet.audience == wanted.audience)
        .flat_map(|sheet| &sheet.items)
        .filter_map(|id| library.item(id))
        .filter(|item| may_be_put_on(library, course, item, wanted.audience))
        .collect();
    if items.is_empty() {
        return Err(empty(plan, wanted.audience));
    }
    let information_only = information_only(library, course, wanted.audience);
    let english = items.iter().map(|item| (*item, ItemWords::of(item))).collect();
    let words = Translator::of(wanted).of_exercises(library, english)?;
    let exercises = items.iter().zip(words).map(|(item, words)| {
        let given = !information_only && plan.homework.iter().any(|task| task.item == item.id);
        let given = if given { Given::Library } else { Given::Nothing };
        exercise(words, item, wanted.discretion, &given, information_only)
    });
    assemble(library, course, wanted, &items, exercises.collect())
}

/// True if the sheet for both may contain information only, no boxes and no homework.
pub(super) fn information_only(library: &Library, course: &CaseState, audience: Audience) -> bool {
    audience == Audience::Both && couple_paper(library, course) == CouplePaper::InformationOnly
}

/// Assembles a sheet from these exercises: heading, sentences on every sheet, help lines.
pub(super) fn assemble(
    library: &Library,
    course: &CaseState,
    wanted: &Wanted,
    items: &[&Item],
    mut exercises: Vec<SheetExercise>,
) -> Result<Handout, Refusal> {
    let words = Translator::of(wanted).paper(library)?;
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
    let stop = match wanted.discretion {
        Discretion::Neutral => &words.stop_neutral,
        _ if both => &words.stop_both,
        _ => &words.stop_own,
    };
    let mut universal = vec![stop.clone(), words.alone.clone()];
    if course.facts.homework_missed && exercises.iter().any(|e| e.homework.is_some()) {
        universal.insert(0, words.half.clone());
    }
    if wanted.discretion == Discretion::Neutral {
        // Whoever finds the sheet must not learn that there is a counsellor, or what they work on.
        universal.retain(tells_nothing);
        for exercise in exercises.iter_mut().filter(|exercise| !tells_nothing(&exercise.heading)) {
            exercise.heading = words.title_neutral.clone();
        }
    }
    let crisis = help::asks_for_crisis_lines(Some(course), items.iter().copied());
    let lines = help::report(library, wanted.asked(crisis))?.printed;
    let (crisis_lines, help_lines) = help::at_the_top(lines, crisis);
    Ok(Handout {
        language: wanted.language,
        audience: wanted.audience,
        initials: Initials::default(),
        discretion: wanted.discretion,
        title: title.clone(),
        lead: lead.clone(),
        exercises,
        agreed: Vec::new(),
        theirs: None,
        yours: None,
        appointment: None,
        has_initial: true,
        universal,
        crisis_lines,
        help_lines,
    })
}

/// Checks that no open gate forbids this sheet altogether (R45). An override releases exercises, not sheets.
///
/// # Errors
/// The first open gate that forbids it, in the order of the reference.
pub fn forbidden(library: &Library, course: &CaseState, audience: Audience) -> Result<(), Refusal> {
    forbidding_gate(library, course, audience, |_| true).map_or(Ok(()), |gate| Err(refused_by(library, gate, audience)))
}

/// Returns the first open gate that forbids this sheet, among those that count.
pub(super) fn forbidding_gate(
    library: &Library,
    course: &CaseState,
    audience: Audience,
    counts: impl Fn(GateId) -> bool,
) -> Option<GateId> {
    let forbids = |gate: &GateId| {
        let paper = library.gate(*gate).paper;
        if audience == Audience::Both { paper.couple == CouplePaper::Nothing } else { paper.own == OwnPaper::Nothing }
    };
    course.gates.open_gates().filter(|gate| counts(*gate)).find(forbids)
}

/// Reports that this gate forbids the sheet.
pub(super) fn refused_by(library: &Library, gate: GateId, audience: Audience) -> Refusal {
    Refusal::Gate { sheet: audience.sheet(), gate, effect: library.gate(gate).effect_on_handouts.clone() }
}

fn empty(plan: &Plan, audience: Audience) -> Refusal {
    nothing_for(audience, &plan.sheets.iter().map(|sheet| sheet.audience).collect::<Vec<_>>())
}

/// Reports that nothing may be printed on this sheet, and names the recipients for whom there is content.
pub(super) fn nothing_for(audience: Audience, others: &[Audience]) -> Refusal {
    let others: Vec<String> = others.iter().map(ToString::to_string).collect();
    let hint = if others.is_empty() {
        "Its exercises are not for handouts, or an active hold keeps them off.".into()
    } else {
        format!("There is a sheet for: {}.", others.join(", "))
    };
    Refusal::Empty { sheet: audience.sheet(), hint }
}

/// The homework of an exercise on a sheet.
pub(super) enum Given<'a> {
    /// None.
    Nothing,
    /// Its task in the library's wording.
    Library,
    /// A task in the wording agreed with the couple.
    Agreed(&'a ClientWords),
}

/// Makes an exercise of the sheet from this text and homework.
pub(super) fn exercise(
    words: ItemWords,
    item: &Item,
    discretion: Discretion,
    given: &Given<'_>,
    information_only: bool,
) -> SheetExercise {
    let told = discretion != Discretion::Neutral;
    let neutral = words.neutral_title.filter(|_| !told);
    let sheet = words.on_paper.sheet();
    let own = if item.paper == PaperClass::Individual { Copies::Own } else { Copies::Both };
    // Homework that a plan kept before it had parts is one paragraph.
    let homework = words.at_home.homework().or_else(|| words.homework.map(PaperHomework::plain));
    SheetExercise {
        heading: neutral.unwrap_or(words.title),
        text: printed_text(words.client_text, &sheet.head, discretion),
        lead: sheet.head.lead.clone().filter(|_| told),
        icon: sheet.head.icon.filter(|_| told),
        phase: Some(item.phase).filter(|_| told),
        copies: sheet.head.copies.unwrap_or(own),
        stop: sheet.head.stop.clone().filter(|_| told),
        pictures: sheet.pictures.clone(),
        blocks: printed_blocks(sheet, discretion, information_only),
        homework: at_home(homework, given, discretion),
        homework_is_optional: item.is_sensual(),
        is_for_one: item.is_for_one(),
    }
}

/// What stands in the box for home. A sheet that stays in the room sends nothing home; a neutral one holds words that were
/// agreed only where the counsellor says that they tell nothing, and then not the library's either: those were not agreed.
fn at_home(library: Option<PaperHomework>, given: &Given<'_>, discretion: Discretion) -> Option<AtHome> {
    match (given, discretion) {
        (Given::Nothing, _) | (_, Discretion::InRoom) => None,
        (Given::Library, Discretion::Neutral) => library.and_then(neutral_homework).map(AtHome::Library),
        (Given::Library, _) => library.map(AtHome::Library),
        (Given::Agreed(words), Discretion::Neutral) if !words.are_discreet() => None,
        (Given::Agreed(words), _) => Some(AtHome::Agreed((*words).clone())),
    }
}

/// Describes the homework of the library that a neutral sheet leaves off because it tells too much, a sentence for each of
/// `items`, which are the exercises with homework on it; empty for other sheets.
pub fn homework_left_off<'a>(
    library: &Library,
    course: &CaseState,
    wanted: &Wanted,
    items: impl IntoIterator<Item = &'a Item>,
) -> Vec<String> {
    let wanted = wanted.as_discreet_as_gates_demand(library, course);
    if wanted.discretion != Discretion::Neutral {
        return Vec::new();
    }
    let lost = |item: &'a Item| {
        let kept = vec![(item, ItemWords::of(item))];
        let words = Translator::of(&wanted).of_exercises(library, kept).ok()?.pop()?;
        let homework = words.at_home.homework().or_else(|| words.homework.map(PaperHomework::plain))?;
        let title = &item.title;
        homework_loss(&homework).map(|loss| match loss {
            HomeworkLoss::All => format!(
                "The homework of “{title}” is not on this neutral sheet, because it gives away what the sheet is about. Agree \
                 on it aloud, or print a standard sheet."
            ),
            HomeworkLoss::Lines => format!(
                "Some lines of the homework of “{title}” are not on this neutral sheet, because they give away what the sheet \
                 is about."
            ),
        })
    };
    items.into_iter().filter_map(lost).collect()
}

/// Reports the help lines on a sheet for this couple, and those omitted. `items` are the exercises on it.
///
/// # Errors
/// If the country is unknown.
pub fn help_report<'a>(
    library: &Library,
    course: &CaseState,
    wanted: &Wanted,
    items: impl IntoIterator<Item = &'a Item>,
) -> Result<HelpReport, Refusal> {
    let wanted = wanted.as_discreet_as_gates_demand(library, course);
    let crisis = help::asks_for_crisis_lines(Some(course), items);
    help::report(library, wanted.asked(crisis))
}

/// Returns the library's text on a sheet, in reading order, for previews and tests.
pub fn words_of(handout: &Handout) -> Vec<&ClientText> {
    let mut words = vec![&handout.title, &handout.lead];
    for exercise in &handout.exercises {
        words.push(&exercise.heading);
        words.extend(&exercise.lead);
        words.extend(&exercise.text);
        words.extend(exercise.blocks.iter().flat_map(PaperBlock::all_words));
        words.extend(exercise.homework.iter().filter_map(|task| match task {
            AtHome::Library(homework) => Some(&homework.why),
            AtHome::Agreed(_) => None,
        }));
    }
    words.extend(&handout.universal);
    words
}
