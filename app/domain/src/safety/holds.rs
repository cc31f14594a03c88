//! Decides if an exercise may be used now, and gives the reasons if not.
//!
//! Every route asks [`holds`]: suggesting, adding by hand, duplicating, applying a template, importing, restoring,
//! printing, command line (invariant 4).

use serde::{Deserialize, Serialize};

use crate::{
    assess::CaseState,
    library::{
        Library,
        model::{Item, Party},
    },
    vocabulary::{GateId, ItemId, RuleId, Tag},
};

/// One reason why an exercise is held, and with it what would release it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// An open gate. Closing it as its `closes_when` demands releases the hold.
    Gate(GateId),
    /// A hard rule. Meeting its condition releases the hold.
    Rule(RuleId),
    /// An exercise that must be done first.
    Need(ItemId),
}

impl Hold {
    /// Returns the id of the gate, rule or exercise behind it.
    pub fn id(&self) -> String {
        match self {
            Self::Gate(gate) => gate.to_string(),
            Self::Rule(rule) => rule.to_string(),
            Self::Need(item) => item.to_string(),
        }
    }

    /// Describes the reason and what would release it, for the counsellor.
    pub fn in_words(&self, library: &Library) -> String {
        match self {
            Self::Gate(gate) => {
                let gate = library.gate(*gate);
                format!("“{}” is active. It can be lifted when: {}", gate.name, gate.closes_when)
            }
            Self::Rule(id) => library.rule(id).map_or_else(
                || id.to_string(),
                |rule| rule.held.clone().unwrap_or_else(|| format!("When {}: {}.", rule.when, rule.then)),
            ),
            Self::Need(id) => {
                library.item(id).map_or_else(|| id.to_string(), |item| format!("“{}” comes first.", item.title))
            }
        }
    }
}

/// Returns the holds on `item` now; empty means that it may be used.
pub fn holds(course: &CaseState, item: &Item) -> Vec<Hold> {
    let mut holds: Vec<Hold> = gate_holds(course, item).map(Hold::Gate).collect();
    holds.extend(hard_rules(course, item).into_iter().map(|n| Hold::Rule(RuleId::number(n))));
    holds.extend(missing_needs(course, item).cloned().map(Hold::Need));
    holds
}

/// Returns the gates that hold `item`.
pub fn gate_holds<'a>(course: &'a CaseState, item: &'a Item) -> impl Iterator<Item = GateId> + 'a {
    item.blocked_by.iter().copied().filter(|gate| course.gates.holds(*gate))
}

/// Returns the exercises that `item` needs and that were not done.
pub fn missing_needs<'a>(course: &'a CaseState, item: &'a Item) -> impl Iterator<Item = &'a ItemId> {
    item.needs.items.iter().filter(|need| !course.done.contains(need))
}

/// Returns the conditions that software cannot check and the counsellor confirms before `item` starts.
pub fn confirm(course: &CaseState, item: &Item) -> Vec<String> {
    let mut confirm = item.needs.conditions.clone();
    for choice in &item.needs.any_of {
        if !choice.items.iter().any(|id| course.done.contains(id)) {
            confirm.push(choice.or_else.clone());
        }
    }
    if let Some(limit) = &item.who.together_only_for {
        confirm.push(format!("together only for {limit}"));
    }
    if let Some(limit) = &item.paper_only_if {
        confirm.push(format!("printed only if {limit}"));
    }
    confirm
}

/// True if one partner's harm of the other is on record, past or present, so that nothing may ask for shared blame: any
/// ABU indicator, BET-04, or SITUATIONAL, CONTROL or CONSENT open (R24).
pub fn harm_is_on_record(course: &CaseState) -> bool {
    let told = course.answers.all_yes().any(|id| id.as_str().starts_with("ABU-") || *id == *"BET-04");
    told || [GateId::Situational, GateId::Control, GateId::Consent].iter().any(|gate| course.gates.is_open(*gate))
}

/// True if distress about sex comes mainly from values: ADD-06 without six months of lost control (R32).
pub fn distress_comes_from_values(course: &CaseState) -> bool {
    course.answers.is_ticked("ADD-06") && !course.answers.is_ticked("ADD-05")
}

/// True if a partner is asexual or both chose not to have sex (R33).
pub fn no_sex_is_fine(course: &CaseState) -> bool {
    course.answers.is_ticked("EXP-12") || course.facts.chosen_no_sex
}

/// Returns the numbers of the hard rules that hold `item` independently of the gates. The rules that act through a gate
/// alone (R1, R2, R5, R7, R18, R19, R27 to R30) hold through it, so that recording its closing or override releases
/// them with it.
fn hard_rules(course: &CaseState, item: &Item) -> Vec<u8> {
    let is = |id: &str| item.is(id);
    let tagged = |tag| item.tags.contains(&tag);
    let mut rules = Vec::new();
    let after_responsibility = ["full-apology-sequence", "remorse-witnessing", "amends-plan"];
    if after_responsibility.into_iter().any(is) && !course.has_done("responsibility-statement") {
        rules.push(22);
    }
    let deeds = course.has_done("full-apology-sequence") && course.has_done("amends-plan");
    if is("forgiveness-by-choice") && !deeds {
        rules.push(23);
    }
    let alone = matches!(item.who.first, Party::One(_)) && item.who.then.is_none();
    if tagged(Tag::Atonement) && !alone && harm_is_on_record(course) {
        rules.push(24);
    }
    if tagged(Tag::Touch) && !course.has_done("stop-signal-agreement") {
        rules.push(25);
    }
    if tagged(Tag::Addiction) && distress_comes_from_values(course) {
        rules.push(32);
    }
    if tagged(Tag::TouchLadder) && no_sex_is_fine(course) {
        rules.push(33);
    }
    rules.extend(super::dated_rules::holding(course, item));
    rules
}
