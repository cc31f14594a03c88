//! Checks of the questions: every indicator can be asked, in one place only.

use super::checker::Checker;
use crate::{
    library::model::InterviewAbout,
    vocabulary::{AppliesTo, GateId, IndicatorId, SmallSet},
};

const SHARED: &str = "questions.toml";
const OPENINGS: &str = "openings.toml";
const ALONE: &str = "interview.toml";
const STRENGTHS: &str = "strengths.toml";

/// Gates that no question asked with both present may open: a partner in danger could not answer freely.
const ASKED_ALONE: [GateId; 4] = [GateId::Control, GateId::Suicide, GateId::Child, GateId::Secret];

pub(super) fn check(checker: &mut Checker<'_>) {
    shared(checker);
    alone(checker);
    everything_is_asked(checker);
    openings(checker);
    strengths(checker);
}

fn shared(checker: &mut Checker<'_>) {
    let library = checker.library;
    let mut seen = SmallSet::new();
    let mut groups = SmallSet::new();
    for group in library.questions() {
        let entry = format!("id = \"{}\"", group.id);
        if !groups.insert(&group.id) {
            checker.wrong(SHARED, &entry, "", format!("the group “{}” appears twice", group.id));
        }
        for question in &group.questions {
            let id = &question.indicator;
            let Some(indicator) = library.indicator(id) else {
                unknown(checker, SHARED, &entry, id);
                continue;
            };
            if !seen.insert(id) {
                checker.wrong(SHARED, &entry, id.as_str(), format!("{id} is asked twice"));
            }
            if let Some(gate) = indicator.opens.iter().find(|gate| ASKED_ALONE.contains(gate)) {
                let text = format!("{id} activates {gate}: ask it of each partner alone, in {ALONE}");
                checker.wrong(SHARED, &entry, id.as_str(), text);
            }
            worded(checker, SHARED, &entry, id, &question.ask);
        }
    }
}

/// Every question that is asked of both comes after exactly one opening of its own group.
fn openings(checker: &mut Checker<'_>) {
    let library = checker.library;
    let mut seen = SmallSet::new();
    for opening in library.openings() {
        let entry = format!("id = \"{}\"", opening.id);
        for id in opening.asks.iter().chain(&opening.is) {
            let group = library.questions().iter().find(|group| group.id == opening.group);
            let known =
                group.is_some_and(|group| group.questions.iter().any(|one| one.indicator == *id && !one.observed));
            if !known {
                checker.wrong(
                    OPENINGS,
                    &entry,
                    id.as_str(),
                    format!("{id} is not asked in the group “{}”", opening.group),
                );
            }
            if !seen.insert(id) {
                checker.wrong(OPENINGS, &entry, id.as_str(), format!("{id} comes after two openings"));
            }
        }
    }
    for group in library.questions() {
        for question in group.questions.iter().filter(|one| !one.observed && !seen.contains(&one.indicator)) {
            let (id, entry) = (&question.indicator, format!("id = \"{}\"", group.id));
            checker.wrong(SHARED, &entry, id.as_str(), format!("{id} comes after no opening: name it in {OPENINGS}"));
        }
    }
}

fn alone(checker: &mut Checker<'_>) {
    let library = checker.library;
    let mut seen = SmallSet::new();
    for part in &library.interview().parts {
        let entry = format!("id = \"{}\"", part.id);
        for question in &part.questions {
            let id = &question.indicator;
            let Some(indicator) = library.indicator(id) else {
                unknown(checker, ALONE, &entry, id);
                continue;
            };
            if !seen.insert((id, question.about)) {
                checker.wrong(ALONE, &entry, id.as_str(), format!("{id} is asked twice about the same person"));
            }
            let about_both = indicator.applies_to == AppliesTo::Both;
            if about_both != (question.about == InterviewAbout::Couple) {
                let text = format!("{id}: its answer is about {}", indicator.applies_to);
                checker.wrong(ALONE, &entry, id.as_str(), text);
            }
            worded(checker, ALONE, &entry, id, &question.ask);
        }
    }
    if !library.interview().parts.iter().any(|part| part.must) {
        checker.wrong(ALONE, "", "", "nothing has to be asked before an interview counts".into());
    }
}

fn everything_is_asked(checker: &mut Checker<'_>) {
    let library = checker.library;
    for indicator in library.indicators() {
        let id = &indicator.id;
        let shared = library.questions().iter().flat_map(|group| &group.questions).any(|q| q.indicator == *id);
        let alone = library.interview().questions().any(|q| q.indicator == *id);
        match (shared, alone) {
            (false, false) => {
                let text = format!("{id} is asked nowhere: neither in {SHARED} nor in {ALONE}");
                checker.wrong("indicators.toml", &format!("id = \"{id}\""), "", text);
            }
            (true, true) => {
                let text = format!("{id} is asked in {ALONE} as well; what is asked alone is not asked together");
                checker.wrong(SHARED, id.as_str(), "", text);
            }
            _ => {}
        }
    }
}

fn strengths(checker: &mut Checker<'_>) {
    let library = checker.library;
    let mut seen = SmallSet::new();
    for strength in library.strengths() {
        let entry = format!("id = \"{}\"", strength.id);
        if !seen.insert(&strength.id) {
            checker.wrong(STRENGTHS, &entry, "", format!("“{}” appears twice", strength.id));
        }
        checker.known_items(STRENGTHS, &entry, &strength.items);
        if strength.items.is_empty() || strength.claims.is_empty() {
            let text = format!("“{}” needs a claim, and an exercise that builds on it", strength.id);
            checker.wrong(STRENGTHS, &entry, "", text);
        }
        for claim in &strength.claims {
            let mut items = strength.items.iter().filter_map(|id| library.item(id));
            if !items.any(|item| item.claims.contains(claim)) {
                let text = format!("none of the exercises of “{}” carries {claim}", strength.id);
                checker.wrong(STRENGTHS, &entry, claim.as_str(), text);
            }
        }
    }
}

fn unknown(checker: &mut Checker<'_>, file: &str, entry: &str, id: &IndicatorId) {
    let all = checker.library.indicators().iter().map(|indicator| indicator.id.as_str());
    let near = crate::vocabulary::did_you_mean(id.as_str(), all);
    checker.wrong(file, entry, id.as_str(), format!("“{id}” is not an indicator{near}"));
}

fn worded(checker: &mut Checker<'_>, file: &str, entry: &str, id: &IndicatorId, ask: &str) {
    if ask.trim().is_empty() {
        checker.wrong(file, entry, id.as_str(), format!("{id} has no words to ask it with"));
    }
}
