//! What must hold for every exercise.

use std::collections::BTreeSet;

use super::{Checker, bracketed, unknown_item};
use crate::{
    handout::ClientText,
    library::{
        Library,
        model::{Item, PaperField, Party, Who},
        reading_grade,
    },
    words::{GateId, PaperClass, Tag},
};

/// The hardest reading grade that text for clients may ask for.
const HARDEST_GRADE: f64 = 8.0;

/// Words that say honestly that no publication stands behind an exercise.
const HONEST: [&str; 5] = ["unsourced", "consensus", "general knowledge", "source article", "common practice"];

/// Gates that every exercise of a kind must name, so that one added later is held too.
const TAG_GATES: [(Tag, &[GateId]); 5] = [
    // R7, R47.
    (Tag::Touch, &[GateId::Consent, GateId::Ptsd, GateId::Affair, GateId::Secret]),
    (Tag::Fantasy, &[GateId::Consent, GateId::Ptsd, GateId::Affair, GateId::Secret]),
    // R7, R5.
    (Tag::Novelty, &[GateId::Consent, GateId::Situational]),
    // R27, R28.
    (Tag::Genital, &[GateId::Sti, GateId::Pain, GateId::Consent]),
    // R7, R30.
    (Tag::TouchLadder, &[GateId::Consent, GateId::Mixed]),
];

/// Gates that stop all work in one room (R2, R11, R14).
const COUPLE_GATES: [GateId; 4] = [GateId::Control, GateId::Legal, GateId::Intox, GateId::Psych];

pub(super) fn check(checker: &mut Checker<'_>) {
    let library = checker.library;
    for item in library.items() {
        let file = format!("exercises/{}.md", item.id);
        if !checker.files.iter().any(|(name, _)| *name == file) {
            checker.wrong(&file, "", "", format!("the exercise “{}” must stand in a file of its own name", item.id));
        }
        let claimless = item
            .claims
            .is_empty()
            .then(|| Wrong::new("claims", "an exercise carries at least one claim of the article".into()));
        for Wrong { part, word, text } in wrong_with(library, item).into_iter().chain(claimless) {
            checker.wrong(&file, part, &word, text);
        }
    }
}

/// Something that does not hold for an exercise.
pub(crate) struct Wrong {
    /// The part of its file: a key of the front matter or a heading.
    pub(crate) part: &'static str,
    /// The word in that part, where one is wrong.
    pub(crate) word: String,
    /// What is wrong and what would be right.
    pub(crate) text: String,
}

impl Wrong {
    fn new(part: &'static str, text: String) -> Self {
        Self { part, word: String::new(), text }
    }
}

/// Everything that is wrong with an exercise, in the order of its parts.
pub(crate) fn wrong_with(library: &Library, item: &Item) -> Vec<Wrong> {
    let mut wrong = links(library, item);
    wrong.extend(evidence(item));
    wrong.extend(minutes(item));
    wrong.extend(reading(item));
    let missing = required_gates(&item.tags, &item.who);
    let missing = missing.iter().filter(|gate| !item.blocked_by.contains(gate));
    wrong.extend(missing.map(|gate| {
        let text =
            format!("its tags and its people demand that it is blocked by {gate} (R2, R7, R11, R14, R27 to R30, R47)");
        Wrong::new("blocked_by", text)
    }));
    if item.steps.is_empty() {
        wrong.push(Wrong::new("## Steps", "an exercise needs steps for the counsellor".into()));
    }
    if let Some(circle) = circle_from(library, item) {
        wrong.push(Wrong::new("needs", format!("its needs go in a circle: {circle}")));
    }
    wrong
}

/// Gates that must hold an exercise with these tags and these people.
pub(crate) fn required_gates(tags: &BTreeSet<Tag>, who: &Who) -> BTreeSet<GateId> {
    let by_tag = TAG_GATES.iter().filter(|(tag, _)| tags.contains(tag)).flat_map(|(_, gates)| gates.iter().copied());
    let both = matches!(who.first, Party::Couple | Party::CoupleOrEachAlone) || who.then.is_some();
    by_tag.chain(COUPLE_GATES.into_iter().filter(|_| both)).collect()
}

fn links(library: &Library, item: &Item) -> Vec<Wrong> {
    let needed = item.needs.items.iter().chain(item.needs.any_of.iter().flat_map(|choice| &choice.items));
    let mut wrong: Vec<Wrong> = needed
        .filter(|id| library.item(id).is_none())
        .map(|id| Wrong { part: "needs", word: id.to_string(), text: unknown_item(library, id) })
        .collect();
    let keys = bracketed(&item.evidence).filter(|key| !library.references().iter().any(|known| known.key == **key));
    wrong.extend(keys.map(|key| Wrong {
        part: "evidence",
        word: key.into(),
        text: format!("[{key}] is not in references.toml"),
    }));
    let claims = item.claims.iter().filter(|claim| library.claim(claim).is_none());
    wrong.extend(claims.map(|claim| Wrong {
        part: "claims",
        word: claim.to_string(),
        text: format!("{claim} is not in claims.toml"),
    }));
    wrong
}

fn evidence(item: &Item) -> Option<Wrong> {
    let honest = HONEST.iter().any(|word| item.evidence.to_lowercase().contains(word));
    let named = bracketed(&item.evidence).next().is_some();
    let text = "the evidence names a publication in square brackets, or says “unsourced” or “consensus”";
    (!named && !honest).then(|| Wrong::new("evidence", text.into()))
}

fn minutes(item: &Item) -> Option<Wrong> {
    let range = item.minutes;
    let rise = range.min <= range.typical && range.typical <= range.max && range.min.0 > 0;
    (!rise).then(|| {
        let text = "minutes must rise from min to typical to max; here";
        Wrong::new("minutes", format!("{text} {}, {}, {}", range.min, range.typical, range.max))
    })
}

/// Client text and the fill-in part together, because that is what one person reads in one go.
fn reading(item: &Item) -> Vec<Wrong> {
    if item.paper == PaperClass::Nowhere {
        return Vec::new();
    }
    if item.client_text.is_empty() {
        return vec![Wrong::new("paper", "an exercise that may be printed needs text for clients".into())];
    }
    let words: Vec<&str> = item.client_text.iter().map(ClientText::as_str).collect();
    let grade = reading_grade(&words.join(" "));
    let mut wrong = Vec::new();
    if grade > HARDEST_GRADE {
        let text = format!("the text for clients reads at grade {grade:.1}; keep it at {HARDEST_GRADE:.0} or below");
        wrong.push(Wrong::new("## For clients", text));
    }
    for field in &item.on_paper {
        let (PaperField::Check(label) | PaperField::Lines(label, _)) = field;
        if label.as_str().is_empty() {
            wrong.push(Wrong::new("## On paper", "a line to fill in needs a label".into()));
        }
    }
    wrong
}

/// The way back to `item` along its needs, if there is one.
fn circle_from(library: &Library, item: &Item) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut open = vec![(item, item.id.to_string())];
    while let Some((next, way)) = open.pop() {
        for need in &next.needs.items {
            let way = format!("{way} needs {need}");
            if *need == item.id {
                return Some(way);
            }
            if seen.insert(need)
                && let Some(needed) = library.item(need)
            {
                open.push((needed, way));
            }
        }
    }
    None
}
