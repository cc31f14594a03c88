//! The sentences of a plan: why, when to stop, and the rules to keep in mind.

use serde::{Deserialize, Serialize};

use super::{Block, paper::HomeworkTask, search::MainWork};
use crate::{
    course::Session,
    gates::interviews_on_record,
    holds::no_sex_is_fine,
    ids::RuleId,
    letters::lower_first,
    library::{
        Library,
        model::{Apart, Combination, Item, ReminderPlace, Rule},
    },
    map::{Band, points_of},
    suggest::{Moment, Suggestion, stress_leads},
    words::{Challenge, GateId, Phase, Tag},
};

/// A rule to keep in mind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The rule, for example `R41`; `5.4` for a combination to avoid, after its section in the reference.
    pub rule: String,
    /// What to do, in one or two sentences.
    pub text: String,
}

/// One sentence: why this, why now.
pub(super) fn why(moment: &Moment<'_>, main: &MainWork<'_>, suggestions: &[Suggestion<'_>]) -> String {
    let Some(first) = main.chosen.first() else { return moment.phase.because.clone() };
    let reason = suggestions
        .iter()
        .find(|s| s.item.id == first.item.id)
        .and_then(|s| s.because.first())
        .map_or_else(String::new, |reason| format!(", because {}", lower_first(reason)));
    let then = main.chosen.get(1).map_or_else(String::new, |second| format!(", then “{}”", second.item.title));
    format!("Today “{}”{then}{reason}; the work is in the {} phase.", first.item.title, moment.phase.id)
}

/// What would make the counsellor stop, in a session whose first exercise is this one.
pub(crate) fn stop_if(moment: &Moment<'_>, first: Option<&Item>) -> String {
    let who = if moment.session == Session::Couple { "either partner" } else { "the person" };
    let mut text = format!(
        "Stop and ground if the alarm of {who} reaches 7 of 10, or at fear, contempt, dissociation or a wish to stop."
    );
    if let Some(caution) = first.map(|item| item.cautions.as_str()).filter(|c| !c.is_empty()) {
        text.push(' ');
        text.push_str(caution);
    }
    text
}

/// The title of main work when no exercise may be used.
pub(crate) fn without_exercise(moment: &Moment<'_>) -> String {
    let gate = moment.course.gates.open_gates().find(|gate| moment.library.gate(*gate).individual_only);
    gate.map_or_else(
        || "Counsellor-led talk: no exercise of the library fits these minutes".to_owned(),
        |gate| moment.library.gate(gate).effect_on_plan.clone(),
    )
}

/// Rules that concern the whole plan: reminders, and soft rules that have something to say today.
pub(super) fn warnings(moment: &Moment<'_>, main: &MainWork<'_>, homework: &[HomeworkTask]) -> Vec<Warning> {
    let chosen: Vec<&Item> = main.chosen.iter().map(|chosen| chosen.item).collect();
    let homework: Vec<&Item> = homework.iter().filter_map(|task| moment.library.item(&task.item)).collect();
    rules_of_today(moment, &chosen, &homework)
}

/// Rules that concern a session with these exercises and this homework, by their number.
pub(crate) fn rules_of_today(moment: &Moment<'_>, chosen: &[&Item], homework: &[&Item]) -> Vec<Warning> {
    let mut warnings: Vec<Warning> =
        moment.library.rules().iter().filter(|rule| concerns_plan(moment, chosen, rule)).filter_map(reminder).collect();
    warnings.extend(today(moment, chosen, homework));
    crate::order::sort_by_key(&mut warnings, |warning| {
        warning.rule.trim_start_matches('R').parse::<u8>().unwrap_or(u8::MAX)
    });
    warnings.dedup();
    warnings
}

fn reminder(rule: &Rule) -> Option<Warning> {
    rule.reminder.as_ref().map(|reminder| Warning { rule: rule.id.to_string(), text: reminder.text.clone() })
}

fn concerns_plan(moment: &Moment<'_>, chosen: &[&Item], rule: &Rule) -> bool {
    match number(rule) {
        // These depend on facts; they are said in `today` when the facts are there.
        20 | 26 | 31 | 34 | 36 | 37 | 42 => return false,
        _ => {}
    }
    match rule.reminder.as_ref().map(|reminder| &reminder.on) {
        Some(ReminderPlace::Plan) => true,
        Some(ReminderPlace::HighIntensity) => chosen.iter().any(|item| item.high_intensity),
        Some(ReminderPlace::Gates(gates)) => gates.iter().any(|gate| moment.course.gates.is_open(*gate)),
        _ => false,
    }
}

fn number(rule: &Rule) -> u8 {
    rule.id.as_str()[1..].parse().unwrap_or(0)
}

/// What the rules say about the facts of today.
fn today(moment: &Moment<'_>, chosen: &[&Item], homework: &[&Item]) -> Vec<Warning> {
    let mut said: Vec<(u8, Option<String>)> = Vec::new();
    let facts = &moment.course.facts;
    let open = |gate| moment.course.gates.is_open(gate);
    let points = |challenge| points_of(moment.findings, challenge);
    if !interviews_on_record(&moment.course.done) {
        let text =
            "The individual interviews are not both on record: agree a time with each partner alone, as routine.";
        said.push((1, Some(text.into())));
    }
    let danger = [GateId::Control, GateId::Consent, GateId::Unscreened].into_iter().any(open);
    if points(Challenge::Abuse) > 0 && !open(GateId::Control) && !open(GateId::Situational) && !open(GateId::Unscreened)
    {
        let text = "There are signs of harm without an open gate: ask again, each alone, before you go on.";
        said.push((15, Some(text.into())));
    }
    if open(GateId::Secret) && danger {
        said.push((20, None));
    }
    if facts.dreaded_or_skipped.iter().any(|(id, times)| *id == *"sensate-focus-one" && *times >= 2) {
        said.push((26, None));
    }
    if Band::of(points(Challenge::Power)) > Band::Mention && !danger {
        said.push((31, None));
    }
    if no_sex_is_fine(moment.course) {
        let text = "No touch ladder and no frequency aims: affection, agreement and decision are the work.";
        said.push((33, Some(text.into())));
    }
    if facts.non_monogamous {
        said.push((34, None));
    }
    if stress_leads(moment.findings) {
        said.push((
            35,
            Some("Everyday stress leads: permission and information first, coping before technique.".into()),
        ));
    }
    if facts.sessions_since_review >= 4 {
        said.push((36, None));
    }
    if facts.ending {
        said.push((37, None));
    }
    if facts.homework_missed {
        said.push((42, None));
    }
    if homework.iter().any(|item| item.is_sensual()) {
        let text =
            "Touch homework is an invitation: optional, dated, stoppable, asked in turns; skipping counts as done.";
        said.push((50, Some(text.into())));
    }
    let skills = chosen.iter().filter(|item| item.tags.contains(&Tag::Skill)).count();
    if moment.phase.id == Phase::Safety && skills > 1 {
        said.push((17, Some("Two new skills in one session of the safety phase: consider keeping one.".into())));
    }
    let rules = said.into_iter().filter_map(|(n, text)| spoken(moment, n, text));
    rules.chain(after_what_was_done(moment, chosen)).collect()
}

fn spoken(moment: &Moment<'_>, n: u8, text: Option<String>) -> Option<Warning> {
    let rule = moment.library.rule(&RuleId::number(n))?;
    let text = text.or_else(|| rule.reminder.as_ref().map(|reminder| reminder.text.clone()));
    Some(Warning {
        rule: rule.id.to_string(),
        text: text.unwrap_or_else(|| format!("When {}: {}.", rule.when, rule.then)),
    })
}

/// Combinations to avoid with what was done before (reference 5.4).
fn after_what_was_done(moment: &Moment<'_>, chosen: &[&Item]) -> Vec<Warning> {
    let done = |c: &Combination| c.with.iter().any(|id| moment.course.done.contains(id));
    let now = |c: &Combination| chosen.iter().any(|item| item.is_among(&c.items));
    let apart = moment.library.combinations().iter().filter(|c| c.apart == Apart::Course);
    apart.filter(|c| now(c) && done(c)).map(combination).collect()
}

/// A combination to avoid, as a warning.
pub(crate) fn combination(combination: &Combination) -> Warning {
    Warning { rule: "5.4".into(), text: format!("To avoid: {}", combination.text) }
}

/// Puts the reminders that concern single blocks on them.
pub(super) fn remind(moment: &Moment<'_>, blocks: &mut [Block], review: Option<&str>) {
    for block in blocks {
        let item = block.item.as_ref().and_then(|id| moment.library.item(id));
        block.reminders = block_reminders(moment.library, item, review == Some(block.part.as_str()));
    }
}

/// What to keep in mind in a block with this exercise, or in the one that reviews homework.
pub fn block_reminders(library: &Library, item: Option<&Item>, review: bool) -> Vec<Warning> {
    let here = |rule: &&Rule| match rule.reminder.as_ref().map(|reminder| &reminder.on) {
        Some(ReminderPlace::HomeworkReview) => review,
        Some(place) => item.is_some_and(|item| concerns_item(place, item)),
        None => false,
    };
    let mut reminders: Vec<Warning> = library.rules().iter().filter(here).filter_map(reminder).collect();
    if let Some(item) = item {
        let advice = library.combinations().iter().filter(|c| c.apart == Apart::Reminder);
        reminders.extend(advice.filter(|c| item.is_among(&c.items)).map(combination));
    }
    reminders
}

fn concerns_item(place: &ReminderPlace, item: &Item) -> bool {
    match place {
        ReminderPlace::HighIntensity => item.high_intensity,
        ReminderPlace::Tags(tags) => tags.iter().any(|tag| item.tags.contains(tag)),
        ReminderPlace::Items(items) => item.is_among(items),
        ReminderPlace::Plan | ReminderPlace::Gates(_) | ReminderPlace::HomeworkReview => false,
    }
}
