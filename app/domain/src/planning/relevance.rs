//! Scores the relevance of an exercise at one moment, the common measure of suggestions, “Fill the time”, the planner,
//! the slots of a template and a programme (reference 5.3).
//!
//! Resulting order: asked for by an active gate; due by a rule; new before done; particular topic reported; of this
//! phase; leading to such an exercise; closer; lighter. All numbers are expert defaults, in tenths of a point.

use std::cmp::Reverse;

use super::{Fit, PlanningContext, REVIEW_FROM, fits, is_due, opening, stress_leads};
use crate::{
    assess::{CaseState, Finding, Session, points_of},
    library::{
        Library,
        model::{About, Gate, Incompatible, Indicator, Item, MatterFact},
    },
    safety::{Hold, distress_comes_from_values, holds, is_waited_for, no_sex_is_fine},
    vocabulary::{
        Challenge, GateId, IndicatorId, Kind, Minutes, Phase, Tag,
        text_case::{capital, lower_first},
    },
};

/// The relevance of an exercise, with the reasons.
#[derive(Debug, Default)]
pub(crate) struct Relevance {
    /// The sum. Only its order has meaning.
    pub(crate) score: i32,
    /// The reasons, the strongest first.
    pub(crate) because: Vec<String>,
    /// True if an active gate, a rule or its particular topic asks for it.
    pub(crate) asked: bool,
    /// True if it was done and nothing asks for it again.
    pub(crate) again: bool,
    /// The kinds of the leading reasons, in order.
    pub(crate) leads: Vec<Lead>,
    /// The indicators that the first reason repeats.
    pub(crate) told: Vec<IndicatorId>,
}

/// A leading reason; it precedes all others, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lead {
    /// An answer that the exercise addresses.
    Answer,
    /// An active hold that asks for it.
    Hold,
    /// A step that it prepares.
    Step,
}

impl Relevance {
    fn add(&mut self, tenths: i32, reason: String) {
        self.score += tenths;
        if !reason.is_empty() {
            self.because.push(reason);
        }
    }

    /// Adds a leading reason: an answer, the hold that asks for it, or the step it prepares.
    fn lead(&mut self, tenths: i32, place: Lead, reason: String) {
        self.score += tenths;
        if !reason.is_empty() {
            let at = self.leads.partition_point(|before| *before <= place);
            self.leads.insert(at, place);
            self.because.insert(at, reason);
        }
    }
}

/// Score of an exercise that an active gate asks for; it outranks everything. The medical window outranks all danger,
/// because it closes.
const ASKED: [i32; 3] = [1500, 1200, 900];

/// Score of an exercise that a rule makes due now (R36, R37).
const DUE: i32 = 300;

/// Score of an exercise that belongs to the first session.
const FIRST_SESSION: i32 = 350;

/// Maximum points of a finding that count; more do not change what to do first.
const MOST_POINTS: i32 = 8;

/// Tenths of its points that a finding counts, by its position in `serves`, which lists the closest first.
const CLOSENESS: [i32; 5] = [10, 8, 6, 5, 4];

/// Tenths that the best, the second and each further finding count: an exercise that serves everything is specific to
/// nothing.
const SHARES: [i32; 3] = [10, 3, 1];

/// Tenths of its points that an exercise keeps, by the number of challenges it serves.
const BREADTH: [i32; 9] = [10, 10, 10, 10, 9, 9, 8, 5, 5];

/// Score of the particular topic, and for each point of the answers that report it, three of them at most.
const OWN_MATTER: (i32, i32) = (25, 10);

/// Score of an exercise that is about one topic only.
const ONE_MATTER: i32 = 15;

/// Points of a fact or an active gate that indicates the particular topic.
const FACT: i32 = 2;

/// Score of a topic reported only nearby.
const NEAR: i32 = 5;

/// Penalty of an exercise whose topic was not reported, and of one that is irrelevant without it.
const NOT_TOLD: [i32; 2] = [-20, -90];

/// Score of an exercise of the current phase, and for each phase before it.
const PHASES: [i32; 2] = [40, -15];

/// Returns the relevance of `item`; none if there is no reason for it, no rule waits for it and it is not `wanted`.
pub(crate) fn relevance(moment: &PlanningContext<'_>, item: &Item, wanted: bool) -> Option<Relevance> {
    if !has_its_topic(moment.library, moment.course, item) && !wanted {
        return None;
    }
    let mut found = Relevance::default();
    asked_by_a_gate(moment, item, &mut found);
    let by_gate = found.asked;
    serves(moment, item, &mut found);
    beginning(moment, item, &mut found);
    let waited_for = is_waited_for(moment.library, moment.course, item);
    if found.score == 0 && !by_gate && !waited_for && !wanted {
        return None;
    }
    own_matter(moment, item, &mut found);
    claims(moment, item, &mut found);
    phase(moment, item, &mut found);
    unlocks(moment, item, &mut found);
    soft_rules(moment, item, &mut found);
    health_without_a_sign(moment, item, &mut found);
    strengths(moment, item, &mut found);
    lightness(item, &mut found);
    if moment.course.done.contains(&item.id) && !by_gate && !waited_for && !is_due(moment.course, item) {
        found.again = true;
        found.asked = false;
        found.add(-80, done_before(moment.course, item));
    }
    Some(found)
}

fn done_before(course: &CaseState, item: &Item) -> String {
    course.done_in.get(&item.id).map_or_else(|| "Done before".into(), |number| format!("Done in session {number}"))
}

/// Scores an open gate whose way forward names this exercise. An exercise already done counts again only if the gate
/// pauses the work or requires each partner to be seen alone again.
fn asked_by_a_gate(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    let Some((gate, place)) = way_forward(moment, item) else { return };
    let again = gate.hard || gate.individual_only || item.tags.contains(&Tag::Safety);
    if moment.course.done.contains(&item.id) && !again {
        return;
    }
    let urgency = if gate.id == GateId::Acute {
        ASKED[0]
    } else if gate.hard {
        ASKED[1]
    } else {
        ASKED[2]
    };
    let later = 20 * i32::try_from(place).unwrap_or(0);
    found.asked = true;
    found.lead(urgency - later, Lead::Hold, format!("Needed for “{}”", gate.name));
}

/// Returns the most urgent open gate whose way forward names this exercise, and its position there.
fn way_forward<'a>(moment: &PlanningContext<'a>, item: &Item) -> Option<(&'a Gate, usize)> {
    let ways = moment.course.gates.open_gates().filter_map(|gate| {
        let gate = moment.library.gate(gate);
        Some((gate, gate.way_forward.iter().position(|id| *id == item.id)?))
    });
    ways.max_by_key(|(gate, _)| (gate.id == GateId::Acute, gate.hard))
}

/// Scores the findings it serves: the best in full, the others slightly.
fn serves(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    let mut parts = Vec::new();
    for (place, challenge) in item.serves.iter().enumerate() {
        let points = i32::from(points_of(moment.findings, *challenge));
        if points > 0 {
            let closeness = CLOSENESS.get(place).or(CLOSENESS.last()).copied().unwrap_or(0);
            parts.push(points.min(MOST_POINTS) * closeness);
        }
    }
    parts.sort_by_key(|part| Reverse(*part));
    let share = |place: usize| SHARES.get(place).or(SHARES.last()).copied().unwrap_or(0);
    let sum: i32 = parts.iter().enumerate().map(|(place, part)| part * share(place) / 10).sum();
    let total = sum * BREADTH.get(item.serves.len()).copied().unwrap_or(5) / 10;
    let named = served(moment.findings, item).into_iter().take(2);
    let words: Vec<String> = named.map(|challenge| moment.library.challenge(challenge).title.clone()).collect();
    if !words.is_empty() {
        found.add(total, format!("Serves {}", words.join(" and ")));
    }
}

/// Returns the challenges that the findings show and `item` serves, the one with most points first.
pub(crate) fn served(findings: &[Finding], item: &Item) -> Vec<Challenge> {
    let mut served: Vec<Challenge> =
        item.serves.iter().copied().filter(|challenge| points_of(findings, *challenge) > 0).collect();
    crate::vocabulary::small_sort::sort_by_key(&mut served, |challenge| {
        (Reverse(points_of(findings, *challenge)), *challenge)
    });
    served
}

/// Scores exercises for a couple about whom little is known: those that serve nearly every challenge, and the ground
/// rules in the first session.
fn beginning(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    if opening::belongs_to(moment, item) {
        found.asked = true;
        found.add(FIRST_SESSION, "First session: how we work, and what happens to secrets".into());
    }
    let new = moment.findings.is_empty() || moment.course.gates.is_open(GateId::Unscreened);
    if new && is_for_all(item) && item.phase == Phase::Safety && !moment.course.done.contains(&item.id) {
        found.add(30, "A good start for any couple".into());
    }
    if fits(moment.library, moment.course, moment.session, item) == Fit::OwnTime {
        found.add(0, "Needs time with each partner alone".into());
    }
}

/// True if it serves nearly every challenge.
fn is_for_all(item: &Item) -> bool {
    item.serves.len() >= Challenge::ALL.len() - 1
}

/// Scores the particular topic of this exercise: reported, reported nearby, or not.
fn own_matter(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    let Some(about) = &item.about else { return };
    let mut told: Vec<&Indicator> = about
        .told
        .iter()
        .filter(|id| moment.course.answers.is_ticked(id.as_str()))
        .filter_map(|id| moment.library.indicator(id))
        .collect();
    told.sort_by_key(|indicator| Reverse(points(indicator)));
    let open = about.gates.iter().any(|gate| moment.course.gates.is_open(*gate));
    let fact = open || about.facts.iter().any(|fact| holds_fact(moment.course, *fact));
    if !told.is_empty() || fact {
        let sum: i32 = told.iter().take(3).map(|indicator| points(indicator)).sum();
        let said = |(place, one): (usize, &&Indicator)| {
            if place == 0 { one.text.clone() } else { lower_first(&one.text) }
        };
        let said: Vec<String> = told.iter().take(2).enumerate().map(said).collect();
        found.told = told.iter().take(2).map(|one| one.id.clone()).collect();
        found.asked = true;
        let one = if about.only { ONE_MATTER } else { 0 };
        let tenths = OWN_MATTER.0 + OWN_MATTER.1 * (sum + if fact { FACT } else { 0 }) + one;
        found.lead(tenths, Lead::Answer, said.join("; "));
    } else if is_told(moment.course, item) {
        found.add(NEAR, String::new());
    } else {
        found.add(NOT_TOLD[usize::from(about.only)], String::new());
    }
}

/// Returns the points of an indicator; one without a weight counts as moderate.
fn points(indicator: &Indicator) -> i32 {
    indicator.weight.map_or(2, |weight| i32::from(weight.points()))
}

/// Scores an endorsed indicator that cites the same claim of the source article; enough to break a tie. It gives no
/// reason in words: sharing a statement of the article does not make the exercise an answer to what was told.
fn claims(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    if is_for_all(item) {
        return;
    }
    let told = moment.course.answers.all_yes().filter_map(|id| moment.library.indicator(id));
    let shared = told.filter(|i| i.claims.iter().any(|claim| item.claims.contains(claim))).count();
    found.score += 3 * i32::try_from(shared.min(3)).unwrap_or(3);
}

/// Scores the phase: the current one above earlier ones.
fn phase(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    let today = moment.phase.id;
    if item.phase == today {
        found.add(PHASES[0], "Fits this phase".into());
    } else if item.phase < today {
        let steps = i32::try_from(today as usize - item.phase as usize).unwrap_or(1);
        found.add(PHASES[1] * steps, String::new());
    } else if found.asked && moment.session != Session::Couple {
        found.add(20, "Can be used individually at any time".into());
    } else if !is_due(moment.course, item) {
        let phase = capital(item.phase.in_words());
        found.add(-20, format!("{phase} phase; can be used individually at any time"));
    }
}

/// Rules that hold an exercise until an earlier step is done: a step before it still prepares it.
const STEPS_FIRST: [&str; 3] = ["R22", "R23", "R25"];

/// True for an exercise about forgiving. Nothing is said to prepare it: forgiving is free, and no aim of other work (R68).
pub(crate) fn is_about_forgiving(item: &Item) -> bool {
    ["forgiveness-by-choice", "forgiveness-readiness-check"].into_iter().any(|id| item.is(id))
}

/// Scores the exercises that need this one, have their topic, serve a finding and are not held otherwise.
fn unlocks(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    if moment.course.done.contains(&item.id) {
        return;
    }
    let next_phase = Phase::ALL.iter().copied().find(|phase| *phase > moment.phase.id).unwrap_or(moment.phase.id);
    let waiting: Vec<&Item> = moment
        .library
        .items()
        .iter()
        .filter(|other| other.needs.items.contains(&item.id) && !moment.course.done.contains(&other.id))
        .filter(|other| other.phase <= next_phase)
        .filter(|other| other.serves.iter().any(|c| points_of(moment.findings, *c) >= 3))
        .filter(|other| has_matter(moment.library, moment.course, moment.findings, other) && !is_about_forgiving(other))
        .filter(|other| holds(moment.course, other).iter().all(is_a_step))
        // A topic near the one that was told may be suggested, and is no aim to prepare.
        .filter(|other| other.about.as_ref().is_none_or(|about| !about.only) || is_told_itself(moment.course, other))
        .collect();
    if let Some(first) = waiting.first() {
        let more = if waiting.len() > 1 { format!(" and {} more", waiting.len() - 1) } else { String::new() };
        let bonus = 6 * i32::try_from(waiting.len().min(3)).unwrap_or(3);
        found.lead(bonus, Lead::Step, format!("Prepares “{}”{more}", first.title));
    }
}

/// True if an earlier exercise releases this hold.
fn is_a_step(hold: &Hold) -> bool {
    match hold {
        Hold::Need(_) => true,
        Hold::Rule(rule) => STEPS_FIRST.contains(&rule.as_str()),
        Hold::Gate(_) => false,
    }
}

/// Applies the soft rules, which rank.
fn soft_rules(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    let tagged = |tag| item.tags.contains(&tag);
    let is = |id: &str| item.id == *id;
    let facts = &moment.course.facts;
    if stress_leads(moment.findings) && matches!(item.kind, Kind::Psychoeducation) {
        found.add(10, "Everyday stress leads: information and coping first".into());
    }
    if no_sex_is_fine(moment.course) && (tagged(Tag::Decision) || is("affection-menu") || is("desire-styles-talk")) {
        found.add(15, "Not having sex can be a good choice: affection and agreement first".into());
    }
    if no_sex_is_fine(moment.course) && aims_at_sex(item) {
        found.add(-60, "Aims at sex, and not having sex can be a good choice here".into());
    }
    if distress_comes_from_values(moment.course) && (is("control-or-values-review") || is("porn-privacy-agreement")) {
        found.add(20, "The distress comes from values, not loss of control".into());
    }
    if facts.sessions_since_review >= REVIEW_FROM && is("progress-review") {
        found.asked = true;
        found.add(DUE, "Review due after four sessions".into());
    }
    if facts.ending && is("setback-plan") {
        found.asked = true;
        found.add(DUE, "Therapy is ending: plan for setbacks".into());
    }
    let dreaded = facts.dreaded_or_skipped.iter().any(|(id, times)| *id == *"sensate-focus-one" && *times >= 2);
    if dreaded && is("sensate-focus-two") {
        found.add(-200, "Touch lesson 1 was dreaded or skipped twice: explore that first".into());
    }
    if dreaded && is("affection-menu") {
        found.add(40, "Touch lesson 1 was dreaded or skipped: return to welcome touch".into());
    }
    if is("full-apology-sequence") && !moment.course.has_done("impact-listening-session") {
        found.add(-200, "The impact has not been heard yet; an apology now would feel rushed".into());
    }
    if tagged(Tag::Grounding) && tagged(Tag::Strength) && moment.course.gates.is_open(GateId::Ptsd) {
        found.add(-60, "Breathing exercises make some survivors feel worse: eyes-open grounding first".into());
    }
    if body_and_grief_first(moment.course) && item.serves.first() == Some(&Challenge::Trauma) {
        let own =
            item.about.as_ref().is_some_and(|about| about.told.iter().any(|id| BODY_AND_GRIEF.contains(&id.as_str())));
        if !own && !tagged(Tag::Grounding) {
            found.add(-60, "Body and grief first: nothing recorded says that touch frightens".into());
        }
    }
    if body_and_grief_first(moment.course) && FOR_BODY_AND_GRIEF.into_iter().any(is) {
        found.add(30, "Body and grief first".into());
    }
    if new_after_an_affair(moment.findings, item) {
        found.add(-60, "Nothing new in the first months after an affair".into());
    }
}

/// Pain with a bodily cause, effects of a treatment, and loss (R73).
const BODY_AND_GRIEF: [&str; 4] = ["STR-04", "STR-15", "STR-19", "STR-20"];

/// What says that something frightens, so that trauma work comes in its own place (R73).
const FRIGHTENS: [&str; 9] = ["TRA-01", "TRA-02", "TRA-03", "TRA-04", "TRA-05", "TRA-08", "TRA-11", "TRA-12", "TRA-15"];

/// What comes before trauma work where body or grief explains it (R73).
const FOR_BODY_AND_GRIEF: [&str; 4] =
    ["pain-first-pathway", "care-and-closeness", "grief-side-by-side", "medical-cause-review"];

/// True if body or grief explains what was told, and nothing frightens (R73).
fn body_and_grief_first(course: &CaseState) -> bool {
    let ticked = |ids: &[&str]| ids.iter().any(|id| course.answers.is_ticked(id));
    ticked(&BODY_AND_GRIEF) && !ticked(&FRIGHTENS)
}

/// A health exercise that closes a gate waits until something speaks for that gate.
fn health_without_a_sign(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    let gates: Vec<_> = moment.library.gates().iter().filter(|gate| gate.way_forward.contains(&item.id)).collect();
    let sign = gates.iter().any(|gate| moment.course.gates.was_opened(gate.id));
    if item.tags.contains(&Tag::Health) && !gates.is_empty() && !sign {
        found.add(-60, "Only if a health question arises".into());
    }
}

/// Scores the couple's strengths: half a point each, two at most; breaks ties and never outweighs a finding (claims A13
/// to A31; an expert default).
fn strengths(moment: &PlanningContext<'_>, item: &Item, found: &mut Relevance) {
    let seen = moment.library.strengths().iter().filter(|strength| moment.course.strengths.contains(&strength.id));
    for strength in seen.filter(|strength| strength.items.contains(&item.id)).take(2) {
        found.add(5, format!("Builds on a strength: {}", lower_first(&strength.text)));
    }
}

/// Scores the lighter exercise higher.
fn lightness(item: &Item, found: &mut Relevance) {
    found.add(-i32::from(item.minutes.typical.0) / 3, String::new());
    if item.high_intensity {
        found.add(-10, "High intensity: one a session, quiet evening after".into());
    } else if item.minutes.typical <= Minutes(12) {
        found.add(0, "Light".into());
    }
}

/// True if the answers make this exercise relevant, and nothing done or reported speaks against it.
pub(crate) fn has_matter(library: &Library, course: &CaseState, findings: &[Finding], item: &Item) -> bool {
    let against = apart_from_what_was_done(library, course, item)
        || new_after_an_affair(findings, item)
        || (no_sex_is_fine(course) && aims_at_sex(item));
    has_its_topic(library, course, item) && !against
}

/// True unless an exercise is about one topic only and nothing of it was recorded. Suggestions, what waits, the planner
/// and programmes all ask this, so telling health news is no way out of a secret affair; what a rule waits for is offered.
pub(crate) fn has_its_topic(library: &Library, course: &CaseState, item: &Item) -> bool {
    let only = item.about.as_ref().is_some_and(|about| about.only);
    !only || is_told(course, item) || is_waited_for(library, course, item)
}

/// True if the particular topic of an exercise, or one near it, was reported.
fn is_told(course: &CaseState, item: &Item) -> bool {
    let near = |about: &About| about.near.iter().any(|id| course.answers.is_ticked(id.as_str()));
    is_told_itself(course, item) || item.about.as_ref().is_some_and(near)
}

/// True if the particular topic of an exercise was reported.
fn is_told_itself(course: &CaseState, item: &Item) -> bool {
    item.about.as_ref().is_some_and(|about| {
        about.told.iter().any(|id| course.answers.is_ticked(id.as_str()))
            || about.gates.iter().any(|gate| course.gates.was_opened(*gate))
            || about.facts.iter().any(|fact| holds_fact(course, *fact))
    })
}

fn holds_fact(course: &CaseState, fact: MatterFact) -> bool {
    match fact {
        MatterFact::NonMonogamous => course.facts.non_monogamous,
        MatterFact::ChosenNoSex => course.facts.chosen_no_sex,
    }
}

/// True if it forms a combination to avoid with an exercise already done (reference 5.4).
pub(crate) fn apart_from_what_was_done(library: &Library, course: &CaseState, item: &Item) -> bool {
    let apart = library.combinations().iter().filter(|c| c.apart == Incompatible::Course);
    apart.filter(|c| item.is_among(&c.items)).any(|c| c.with.iter().any(|id| course.done.contains(id)))
}

/// True if it falls under “Fantasy-dial or try-something-new in the first months after an affair” (reference 5.4); a
/// programme lasts months at most.
fn new_after_an_affair(findings: &[Finding], item: &Item) -> bool {
    let new = item.tags.contains(&Tag::Fantasy) || item.tags.contains(&Tag::Novelty);
    new && points_of(findings, Challenge::Infidelity) >= 3
}

/// True if its aim is sex. Where no sex can be a good choice, affection, agreement and decision are offered instead
/// (R33).
fn aims_at_sex(item: &Item) -> bool {
    let offered = ["boundaries-traffic-light", "desire-styles-talk", "expectations-audit", "kind-no-warm-invite"];
    item.tags.contains(&Tag::Sexual)
        && !item.tags.contains(&Tag::Decision)
        && !item.tags.contains(&Tag::Skill)
        && !offered.iter().any(|id| item.id == **id)
}
