//! What must hold for every exercise.

use std::collections::BTreeSet;

use super::{Checker, bracketed};
use crate::{
    handout::ClientText,
    library::{
        model::{Item, PaperField, Party},
        reading_grade,
    },
    words::{GateId, PaperClass, Tag},
};

/// The hardest reading grade that text for clients may ask for.
const HARDEST_GRADE: f64 = 8.0;

/// Words that say honestly that no publication stands behind an exercise.
const HONEST: [&str; 5] = ["unsourced", "consensus", "general knowledge", "source article", "common practice"];

/// Gates that every exercise of a kind must name, so that one added later is held too: the tag and the gates.
const TAG_GATES: [(Tag, &[GateId], &str); 5] = [
    (Tag::Touch, &[GateId::Consent, GateId::Ptsd, GateId::Affair, GateId::Secret], "R7, R47"),
    (Tag::Fantasy, &[GateId::Consent, GateId::Ptsd, GateId::Affair, GateId::Secret], "R7, R47"),
    (Tag::Novelty, &[GateId::Consent, GateId::Situational], "R7, R5"),
    (Tag::Genital, &[GateId::Sti, GateId::Pain, GateId::Consent], "R27, R28"),
    (Tag::TouchLadder, &[GateId::Consent, GateId::Mixed], "R7, R30"),
];

/// Gates that stop all work in one room.
const COUPLE_GATES: [GateId; 4] = [GateId::Control, GateId::Legal, GateId::Intox, GateId::Psych];

pub(super) fn check(checker: &mut Checker<'_>) {
    let library = checker.library;
    for item in library.items() {
        let file = format!("exercises/{}.md", item.id);
        if !checker.files.iter().any(|(name, _)| *name == file) {
            checker.wrong(&file, "", "", format!("the exercise “{}” must stand in a file of its own name", item.id));
        }
        links(checker, &file, item);
        sources(checker, &file, item);
        minutes(checker, &file, item);
        reading(checker, &file, item);
        gates(checker, &file, item);
        if item.steps.is_empty() {
            checker.wrong(&file, "## Steps", "", "an exercise needs steps for the counsellor".into());
        }
        if let Some(circle) = circle_from(checker, item) {
            checker.wrong(&file, "needs", "", format!("its needs go in a circle: {circle}"));
        }
    }
}

fn links(checker: &mut Checker<'_>, file: &str, item: &Item) {
    checker.known_items(file, "needs", &item.needs.items);
    for choice in &item.needs.any_of {
        checker.known_items(file, "needs", &choice.items);
    }
    checker.known_references(file, "evidence", &item.evidence);
    for claim in &item.claims {
        if checker.library.claim(claim).is_none() {
            checker.wrong(file, "claims", claim.as_str(), format!("{claim} is not in claims.toml"));
        }
    }
}

fn sources(checker: &mut Checker<'_>, file: &str, item: &Item) {
    if item.claims.is_empty() {
        checker.wrong(file, "claims", "", "an exercise carries at least one claim of the article".into());
    }
    let honest = HONEST.iter().any(|word| item.evidence.to_lowercase().contains(word));
    if bracketed(&item.evidence).next().is_none() && !honest {
        let text = "the evidence names a publication in square brackets, or says “unsourced” or “consensus”";
        checker.wrong(file, "evidence", "", text.into());
    }
}

fn minutes(checker: &mut Checker<'_>, file: &str, item: &Item) {
    let range = item.minutes;
    if range.min > range.typical || range.typical > range.max || range.min.0 == 0 {
        let text = format!(
            "minutes must rise from min to typical to max; here {}, {}, {}",
            range.min, range.typical, range.max
        );
        checker.wrong(file, "minutes", "", text);
    }
}

/// Client text and the fill-in part together, because that is what one person reads in one go.
fn reading(checker: &mut Checker<'_>, file: &str, item: &Item) {
    if item.paper == PaperClass::Nowhere {
        return;
    }
    if item.client_text.is_empty() {
        checker.wrong(file, "paper", "", "an exercise that may be printed needs text for clients".into());
        return;
    }
    let words: Vec<&str> = item.client_text.iter().map(ClientText::as_str).collect();
    let grade = reading_grade(&words.join(" "));
    if grade > HARDEST_GRADE {
        let text = format!("the text for clients reads at grade {grade:.1}; keep it at {HARDEST_GRADE:.0} or below");
        checker.wrong(file, "## For clients", "", text);
    }
    for field in &item.on_paper {
        let (PaperField::Check(label) | PaperField::Lines(label, _)) = field;
        if label.as_str().is_empty() {
            checker.wrong(file, "## On paper", "", "a line to fill in needs a label".into());
        }
    }
}

fn gates(checker: &mut Checker<'_>, file: &str, item: &Item) {
    for (tag, needed, rules) in TAG_GATES {
        if item.tags.contains(&tag) {
            name_gates(checker, file, item, needed, &format!("an exercise tagged {tag} ({rules})"));
        }
    }
    if matches!(item.who.first, Party::Couple | Party::CoupleOrEachAlone) || item.who.then.is_some() {
        name_gates(checker, file, item, &COUPLE_GATES, "an exercise for the couple (R2, R11, R14)");
    }
}

fn name_gates(checker: &mut Checker<'_>, file: &str, item: &Item, needed: &[GateId], what: &str) {
    for gate in needed {
        if !item.blocked_by.contains(gate) {
            checker.wrong(file, "blocked_by", "", format!("{what} must be blocked by {gate}"));
        }
    }
}

/// The way back to `item` along its needs, if there is one.
fn circle_from(checker: &Checker<'_>, item: &Item) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![(item, item.id.to_string())];
    while let Some((next, way)) = open.pop() {
        for need in &next.needs.items {
            let way = format!("{way} needs {need}");
            if *need == item.id {
                return Some(way);
            }
            if seen.insert(need)
                && let Some(needed) = checker.library.item(need)
            {
                open.push((needed, way));
            }
        }
    }
    None
}
