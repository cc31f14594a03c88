//! The sentences of a plan: aim, reasons to stop, and reminders.

use super::{Block, Warning, paper::HomeworkTask, search::MainWork};
use crate::{
    assess::{Band, CaseState, Session, ThemeRoles, points_of, weight_for},
    library::{
        Library,
        model::{Combination, Incompatible, Item, ReminderPlace, Rule, Strength},
    },
    planning::{PlanningContext, Suggestion, stress_leads},
    safety::{asks_about_dying, asks_for_time_alone, interviews_on_record, is_dependence, no_sex_is_fine},
    vocabulary::{Challenge, GateId, IndicatorId, Phase, RuleId, Tag, text_case::sentence},
};

/// Returns the aim of the session. Both partners may see the page of a plan, so it repeats no answer.
pub(super) fn why(moment: &PlanningContext<'_>, main: &MainWork<'_>, suggestions: &[Suggestion<'_>]) -> String {
    let titles: Vec<&str> = main.chosen.iter().map(|chosen| chosen.item.title.as_str()).collect();
    let reason = main.chosen.first().and_then(|first| suggestions.iter().find(|s| s.item.id == first.item.id));
    why_now(&titles, reason.and_then(Suggestion::reason), moment.phase.id, &moment.phase.because)
}

/// As [`why`], for main work with these titles and the strongest reason for the first of them.
pub(crate) fn why_now(titles: &[&str], reason: Option<&str>, phase: Phase, phase_because: &str) -> String {
    let Some(first) = titles.first() else { return phase_because.to_owned() };
    let reason = reason.map_or_else(String::new, |reason| format!(" {}", sentence(reason)));
    let then = titles.get(1).map_or_else(String::new, |second| format!(", then “{second}”"));
    format!("Today “{first}”{then}.{reason} The work is in the {} phase.", phase.in_words())
}

/// Returns the reasons for the counsellor to stop, in a session whose first exercise is this one.
pub(crate) fn stop_if(moment: &PlanningContext<'_>, first: Option<&Item>) -> String {
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

/// Returns the title of main work when no exercise may be used.
pub(crate) fn without_exercise(moment: &PlanningContext<'_>) -> String {
    let gate = moment.course.gates.open_gates().find(|gate| moment.library.gate(*gate).individual_only);
    gate.map_or_else(
        || "Counsellor-led talk: no exercise of the library fits this time".to_owned(),
        |gate| moment.library.gate(gate).effect_on_plan.clone(),
    )
}

/// Returns the rules that concern the whole plan: reminders, and soft rules that apply today.
pub(super) fn warnings(moment: &PlanningContext<'_>, main: &MainWork<'_>, homework: &[HomeworkTask]) -> Vec<Warning> {
    let chosen: Vec<&Item> = main.chosen.iter().map(|chosen| chosen.item).collect();
    let homework: Vec<&Item> = homework.iter().filter_map(|task| moment.library.item(&task.item)).collect();
    rules_of_today(moment, &chosen, &homework)
}

/// Returns the rules that concern a session with these exercises and this homework, by number.
pub(crate) fn rules_of_today(moment: &PlanningContext<'_>, chosen: &[&Item], homework: &[&Item]) -> Vec<Warning> {
    let mut warnings: Vec<Warning> =
        moment.library.rules().iter().filter(|rule| concerns_plan(moment, chosen, rule)).filter_map(reminder).collect();
    warnings.extend(reminders_of_answers(moment.library, moment.course));
    warnings.extend(today(moment, chosen, homework));
    crate::vocabulary::small_sort::sort_by_key(&mut warnings, |warning| {
        warning.rule.trim_start_matches('R').parse::<u8>().unwrap_or(u8::MAX)
    });
    warnings.dedup();
    warnings
}

pub(crate) fn reminder(rule: &Rule) -> Option<Warning> {
    rule.reminder.as_ref().map(|reminder| Warning { rule: rule.id.to_string(), text: reminder.text.clone() })
}

fn concerns_plan(moment: &PlanningContext<'_>, chosen: &[&Item], rule: &Rule) -> bool {
    match number(rule) {
        // These depend on facts; they are said in `today` when the facts are there.
        20 | 26 | 31 | 34 | 36 | 37 | 42 => return false,
        _ => {}
    }
    places(rule).any(|place| match place {
        ReminderPlace::Plan => true,
        ReminderPlace::HighIntensity => chosen.iter().any(|item| item.high_intensity),
        ReminderPlace::Gates(gates) => gates.iter().any(|gate| moment.course.gates.is_open(*gate)),
        _ => false,
    })
}

/// Where the reminder of a rule is shown.
fn places(rule: &Rule) -> impl Iterator<Item = &ReminderPlace> {
    rule.reminder.iter().flat_map(|reminder| std::iter::once(&reminder.on).chain(&reminder.also))
}

/// Reminders that answers bring, at most: more than these nobody reads.
const REMINDERS_OF_ANSWERS: usize = 3;

/// Reminders that no other may crowd out: danger, a child, dying, a clock that runs, care held back.
const URGENT: [u8; 6] = [58, 71, 66, 79, 63, 78];

/// What to keep in mind because of what was recorded, for as long as it is: at most three, those of hard rules first.
///
/// What was told alone is among it, so a page that both partners may see shows the reminders of a moment that does not
/// know it.
pub fn reminders_of_answers(library: &Library, course: &CaseState) -> Vec<Warning> {
    brought_by_answers(library, course).into_iter().filter_map(reminder).collect()
}

/// The rules of [`reminders_of_answers`].
pub(crate) fn brought_by_answers<'l>(library: &'l Library, course: &CaseState) -> Vec<&'l Rule> {
    let mut rules: Vec<&Rule> =
        library.rules().iter().filter(|rule| places(rule).any(|place| is_brought(course, rule, place))).collect();
    let urgent = |rule: &Rule| URGENT.iter().position(|n| *n == number(rule)).unwrap_or(URGENT.len());
    crate::vocabulary::small_sort::sort_by_key(&mut rules, |rule| (rule.strength != Strength::Hard, urgent(rule)));
    rules.truncate(REMINDERS_OF_ANSWERS);
    rules
}

/// Ids of the rules whose reminder answers bring.
pub(crate) fn rules_of_answers(library: &Library) -> Vec<String> {
    let by_answers = |place: &ReminderPlace| {
        matches!(place, ReminderPlace::Indicators(_) | ReminderPlace::IndicatorsWithGate(_) | ReminderPlace::RolesCross)
    };
    let rules = library.rules().iter().filter(|rule| places(rule).any(by_answers));
    rules.map(|rule| rule.id.to_string()).collect()
}

fn is_brought(course: &CaseState, rule: &Rule, place: &ReminderPlace) -> bool {
    let ticked = |id: &IndicatorId| course.answers.is_yes(id);
    match place {
        ReminderPlace::Indicators(ids) if number(rule) == 55 => asks_for_time_alone(course, ids),
        ReminderPlace::Indicators(ids) if number(rule) == 79 => asks_about_dying(course, ids),
        ReminderPlace::Indicators(ids) => ids.iter().any(ticked),
        ReminderPlace::IndicatorsWithGate(signs) => {
            let several = signs.of.iter().filter(|id| ticked(id)).count() >= usize::from(signs.at_least);
            (course.gates.is_open(signs.gate) && several) || signs.or_any.iter().any(ticked)
        }
        ReminderPlace::RolesCross => ThemeRoles::of(&course.answers).cross(),
        _ => false,
    }
}

fn number(rule: &Rule) -> u8 {
    rule.id.as_str()[1..].parse().unwrap_or(0)
}

/// True if anything beyond dependence speaks for harm: that is a fact, which R55 asks about without alarm.
fn tells_of_harm(moment: &PlanningContext<'_>) -> bool {
    let speaks = |id: &IndicatorId| {
        let indicator = moment.library.indicator(id);
        indicator.is_some_and(|one| weight_for(one, Challenge::Abuse).is_some()) && !is_dependence(id)
    };
    moment.course.answers.all_yes().any(speaks) || moment.course.alone.about(Challenge::Abuse, false).next().is_some()
}

/// Returns the rules that apply to the facts of today.
fn today(moment: &PlanningContext<'_>, chosen: &[&Item], homework: &[&Item]) -> Vec<Warning> {
    let mut said: Vec<(u8, Option<String>)> = Vec::new();
    let facts = &moment.course.facts;
    let open = |gate| moment.course.gates.is_open(gate);
    let points = |challenge| points_of(moment.findings, challenge);
    if !interviews_on_record(&moment.course.done) {
        let text = "The individual interviews are not both complete: agree a time with each partner alone, as routine.";
        said.push((1, Some(text.into())));
    }
    let danger = [GateId::Control, GateId::Consent, GateId::Unscreened].into_iter().any(open);
    let held = [GateId::Control, GateId::Situational, GateId::Unscreened].into_iter().any(open);
    if points(Challenge::Abuse) > 0 && tells_of_harm(moment) && !held {
        let text =
            "There are signs of harm without an active hold: ask each partner again, alone, before you continue.";
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
        let text = "No graded touch and no frequency aims: the work is affection, agreement and decision.";
        said.push((33, Some(text.into())));
    }
    if facts.non_monogamous {
        said.push((34, None));
    }
    let alone = moment.course.gates.open_gates().any(|gate| moment.library.gate(gate).individual_only);
    if stress_leads(moment.findings) && !alone {
        said.push((35, Some("Everyday stress leads: information and coping first, technique later.".into())));
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
        let text = "Touch homework is an invitation: optional, dated, easy to stop, suggested in turns; skipping counts as done.";
        said.push((50, Some(text.into())));
    }
    let skills = chosen.iter().filter(|item| item.tags.contains(&Tag::Skill)).count();
    if moment.phase.id == Phase::Safety && skills > 1 {
        said.push((17, Some("Two new skills in one session. In this phase, consider keeping one.".into())));
    }
    let rules = said.into_iter().filter_map(|(n, text)| spoken(moment, n, text));
    rules.chain(after_what_was_done(moment, chosen)).collect()
}

fn spoken(moment: &PlanningContext<'_>, n: u8, text: Option<String>) -> Option<Warning> {
    let rule = moment.library.rule(&RuleId::number(n))?;
    let text = text.or_else(|| rule.reminder.as_ref().map(|reminder| reminder.text.clone()));
    Some(Warning {
        rule: rule.id.to_string(),
        text: text.unwrap_or_else(|| format!("When {}: {}.", rule.when, rule.then)),
    })
}

/// Returns the combinations to avoid with exercises already done (reference 5.4).
fn after_what_was_done(moment: &PlanningContext<'_>, chosen: &[&Item]) -> Vec<Warning> {
    let done = |c: &Combination| c.with.iter().any(|id| moment.course.done.contains(id));
    let now = |c: &Combination| chosen.iter().any(|item| item.is_among(&c.items));
    let apart = moment.library.combinations().iter().filter(|c| c.apart == Incompatible::Course);
    apart.filter(|c| now(c) && done(c)).map(combination).collect()
}

/// Converts a combination to avoid into a warning.
pub(crate) fn combination(combination: &Combination) -> Warning {
    Warning { rule: "5.4".into(), text: format!("Avoid: {}", combination.text) }
}

/// Attaches reminders to the blocks that they concern.
pub(super) fn remind(moment: &PlanningContext<'_>, blocks: &mut [Block], review: Option<&str>) {
    for block in blocks {
        let item = block.item.as_ref().and_then(|id| moment.library.item(id));
        block.reminders = block_reminders(moment.library, item, review == Some(block.part.as_str()));
    }
}

/// Returns the reminders for a block with this exercise, or for the one that reviews homework.
pub fn block_reminders(library: &Library, item: Option<&Item>, review: bool) -> Vec<Warning> {
    let here = |rule: &&Rule| {
        places(rule).any(|place| match place {
            ReminderPlace::HomeworkReview => review,
            place => item.is_some_and(|item| concerns_item(place, item)),
        })
    };
    let mut reminders: Vec<Warning> = library.rules().iter().filter(here).filter_map(reminder).collect();
    if let Some(item) = item {
        let advice = library.combinations().iter().filter(|c| c.apart == Incompatible::Reminder);
        reminders.extend(advice.filter(|c| item.is_among(&c.items)).map(combination));
    }
    reminders
}

fn concerns_item(place: &ReminderPlace, item: &Item) -> bool {
    match place {
        ReminderPlace::HighIntensity => item.high_intensity,
        ReminderPlace::Tags(tags) => tags.iter().any(|tag| item.tags.contains(tag)),
        ReminderPlace::Items(items) => item.is_among(items),
        ReminderPlace::Plan
        | ReminderPlace::Gates(_)
        | ReminderPlace::HomeworkReview
        | ReminderPlace::Indicators(_)
        | ReminderPlace::IndicatorsWithGate(_)
        | ReminderPlace::RolesCross => false,
    }
}
