//! Checks that apply to every exercise.

use super::checker::{Checker, unknown_item};
use crate::{
    library::{
        ClientText, Library, bracketed,
        model::{Item, Party, Who},
        on_paper::{self, Facts},
        reading_grade,
    },
    vocabulary::{GateId, PaperClass, SmallSet, Tag},
};

/// The highest reading grade allowed in text for clients.
const HARDEST_GRADE: f64 = 7.0;

/// Words that state honestly that no publication supports an exercise.
const HONEST: [&str; 5] = ["unsourced", "consensus", "general knowledge", "source article", "common practice"];

/// Gates that every exercise with a tag must name, so that one added later is held too.
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

/// Gates that stop all conjoint work (R2, R11, R14).
const COUPLE_GATES: [GateId; 4] = [GateId::Control, GateId::Legal, GateId::Intox, GateId::Psych];

pub(super) fn check(checker: &mut Checker<'_>) {
    let library = checker.library;
    for item in library.items() {
        let file = format!("exercises/{}.md", item.id);
        if !checker.files.iter().any(|(name, _)| *name == file) {
            checker.wrong(&file, "", "", format!("the exercise “{}” must be in a file with its own name", item.id));
        }
        for Wrong { part, word, text } in wrong_with(library, item).into_iter().chain(gaps(item)) {
            checker.wrong(&file, part, &word, text);
        }
    }
}

/// Returns the required parts of a built-in exercise that are empty.
fn gaps(item: &Item) -> impl Iterator<Item = Wrong> {
    [
        (item.title.as_str().is_empty(), "title", "an exercise needs a title"),
        (item.serves.is_empty(), "serves", "an exercise serves at least one challenge"),
        (item.claims.is_empty(), "claims", "an exercise carries at least one claim of the article"),
        (item.outcome.is_empty(), "## Outcome", "an exercise states its outcome, and how to notice it"),
        (item.cautions.is_empty(), "## Cautions", "an exercise states its cautions"),
    ]
    .into_iter()
    .filter(|(is_empty, ..)| *is_empty)
    .map(|(_, part, text)| Wrong::new(part, text.into()))
}

/// A fault of an exercise.
pub(crate) struct Wrong {
    /// The part of its file: a front matter key or a heading.
    pub(crate) part: &'static str,
    /// The faulty word in that part, if there is one.
    pub(crate) word: String,
    /// The fault and its correction.
    pub(crate) text: String,
}

impl Wrong {
    fn new(part: &'static str, text: String) -> Self {
        Self { part, word: String::new(), text }
    }
}

/// Returns the faults of an exercise, in the order of its parts.
pub(crate) fn wrong_with(library: &Library, item: &Item) -> Vec<Wrong> {
    let mut wrong = links(library, item);
    wrong.extend(evidence(item));
    wrong.extend(minutes(item));
    wrong.extend(reading(item));
    wrong.extend(printed(item));
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

/// Returns the gates that must hold an exercise with these tags and participants.
pub(crate) fn required_gates(tags: &SmallSet<Tag>, who: &Who) -> SmallSet<GateId> {
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
    let about = item.about.iter().flat_map(|about| about.told.iter().chain(&about.near));
    wrong.extend(about.filter(|id| library.indicator(id).is_none()).map(|id| Wrong {
        part: "about",
        word: id.to_string(),
        text: format!("{id} is not in indicators.toml"),
    }));
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

/// Checks the reading grade of client text and fill-in part together, because they are read together.
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
    wrong
}

/// What its sheet and its homework may print.
fn printed(item: &Item) -> Vec<Wrong> {
    let facts = Facts {
        never_printed: item.paper == PaperClass::Nowhere,
        is_safety: item.tags.contains(&Tag::Safety),
        is_crisis_plan: item.is("suicide-safety-plan"),
        is_sensual: item.is_sensual(),
        paragraphs: item.client_text.len(),
        neutral_title: item.neutral_title.as_ref().map(ClientText::as_str),
    };
    let wrong = |part| move |(word, text)| Wrong { part, word, text };
    let sheet = on_paper::check(&item.on_paper.sheet(), facts).into_iter().map(wrong("## On paper"));
    let homework = item.at_home.homework();
    let homework = homework.iter().flat_map(|homework| on_paper::check_homework(homework, facts));
    sheet.chain(homework.map(wrong("## Homework"))).collect()
}

/// The way back to `item` along its needs, if there is one.
fn circle_from(library: &Library, item: &Item) -> Option<String> {
    let mut seen = SmallSet::new();
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
