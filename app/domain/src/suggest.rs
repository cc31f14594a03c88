//! Which exercises to look at first, and why (reference 5.3).
//!
//! The order: what an open gate asks for; what serves the findings, the stronger finding and the closer exercise first;
//! what belongs to this phase; what unlocks the next exercise that is needed; the lighter one. Every step leaves a
//! reason in words.

use std::{cmp::Reverse, collections::BTreeSet};

use crate::{
    course::{Course, Session},
    holds::{Hold, confirm, distress_comes_from_values, holds, no_sex_is_fine},
    ids::{ClaimId, ItemId},
    library::{
        Library,
        model::{Gate, Indicator, Item},
    },
    map::{Band, Finding, points_of},
    minutes::Minutes,
    phase::PhaseChoice,
    session::{Fit, fits},
    words::{Challenge, GateId, Kind, Phase, Tag},
};

/// An exercise worth looking at now.
#[derive(Clone, Debug)]
pub struct Suggestion<'a> {
    /// The exercise.
    pub item: &'a Item,
    /// Why, the strongest reason first.
    pub because: Vec<String>,
    /// How much speaks for it, in tenths of a point. It orders; it measures nothing.
    pub score: i32,
    /// Exercises that must come earlier in the same session.
    pub after: Vec<ItemId>,
    /// What to confirm before it starts.
    pub confirm: Vec<String>,
}

/// Everything that suggesting looks at.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// The library.
    pub library: &'a Library,
    /// What is known.
    pub course: &'a Course,
    /// What the answers point to.
    pub findings: &'a [Finding],
    /// The phase of the work.
    pub phase: &'a PhaseChoice,
    /// Who comes.
    pub session: Session,
}

/// Exercises that fit this moment, the best first; equal ones by id.
pub fn suggest<'a>(moment: &Moment<'a>) -> Vec<Suggestion<'a>> {
    suggest_with(moment, &BTreeSet::new())
}

/// The same, with these too where they may be used and nothing that was told speaks for them.
pub(crate) fn suggest_with<'a>(moment: &Moment<'a>, wanted: &BTreeSet<ItemId>) -> Vec<Suggestion<'a>> {
    let usable: Vec<(&Item, Vec<ItemId>)> =
        moment.library.items().iter().filter_map(|item| Some((item, usable(moment, item)?))).collect();
    let alone: Vec<&ItemId> = usable.iter().filter(|(_, after)| after.is_empty()).map(|(item, _)| &item.id).collect();
    let mut suggestions: Vec<Suggestion> = usable
        .iter()
        .filter(|(_, after)| after.iter().all(|id| alone.contains(&id)))
        .filter_map(|(item, after)| weigh(moment, item, after, wanted.contains(&item.id)))
        .collect();
    suggestions.sort_by_key(|s| (Reverse(s.score), &s.item.id));
    suggestions
}

/// The exercises that must come earlier in the same session, or nothing when `item` cannot be used in it at all.
fn usable(moment: &Moment<'_>, item: &Item) -> Option<Vec<ItemId>> {
    if item.put_away || fits(moment.library, moment.course, moment.session, item) == Fit::No || !in_phase(moment, item)
    {
        return None;
    }
    holds(moment.course, item)
        .into_iter()
        .map(|hold| match hold {
            Hold::Need(id) => Some(id),
            Hold::Gate(_) | Hold::Rule(_) => None,
        })
        .collect()
}

/// Of the phase or an earlier one, or due in any; an exercise for one person alone may come at any time (R17), unless it
/// is about sex.
fn in_phase(moment: &Moment<'_>, item: &Item) -> bool {
    let alone = item.kind == Kind::Individual && !moment.library.is_couple_work(item);
    item.phase <= moment.phase.id || is_due(moment.course, item) || (alone && !item.tags.contains(&Tag::Sexual))
}

/// Whether a rule asks for the exercise now, whatever the phase: a look back after four sessions (R36), a plan for setbacks
/// before the end (R37).
pub(crate) fn is_due(course: &Course, item: &Item) -> bool {
    (course.facts.sessions_since_review >= REVIEW_FROM && item.id == *"progress-review")
        || (course.facts.ending && item.id == *"setback-plan")
}

/// Sessions after which a look back is due (R36).
pub(crate) const REVIEW_FROM: u8 = 4;

/// Tenths of its points that an exercise keeps, by how many challenges it serves: what serves everything is close to
/// nothing.
const BREADTH: [i32; 9] = [10, 10, 10, 10, 9, 9, 8, 5, 5];

/// Adds up what speaks for an exercise. All numbers are expert defaults in tenths of a point.
fn weigh<'a>(moment: &Moment<'a>, item: &'a Item, after: &[ItemId], wanted: bool) -> Option<Suggestion<'a>> {
    let mut scale = Scale::default();
    let gate = way_forward(moment, item);
    if let Some((gate, place)) = gate {
        // Danger outranks every other reason; the medical window outranks all danger, because it closes.
        let urgency = if gate.id == GateId::Acute {
            400
        } else if gate.hard {
            300
        } else {
            120
        };
        let later = 20 * i32::try_from(place).unwrap_or(0);
        scale.add(urgency - later, format!("The open gate “{}” asks for it", gate.name));
    }
    serves(moment, item, &mut scale);
    beginning(moment, item, &mut scale);
    if scale.total == 0 && gate.is_none() && !wanted {
        return None;
    }
    answers(moment, item, &mut scale);
    closeness(moment, item, &mut scale);
    unlocks(moment, item, &mut scale);
    soft_rules(moment, item, &mut scale);
    health_without_a_sign(moment, item, &mut scale);
    strengths(moment, item, &mut scale);
    lightness(item, &mut scale);
    if moment.course.done.contains(&item.id) && gate.is_none() {
        scale.add(-80, "It was done before; use it again if it helped".into());
    }
    for need in after {
        let title = moment.library.item(need).map_or(need.as_str(), |item| item.title.as_str());
        scale.add(-5, format!("It comes after “{title}”, in the same session"));
    }
    Some(Suggestion {
        item,
        because: scale.reasons,
        score: scale.total,
        after: after.to_vec(),
        confirm: confirm(moment.course, item),
    })
}

#[derive(Default)]
struct Scale {
    total: i32,
    reasons: Vec<String>,
}

impl Scale {
    fn add(&mut self, tenths: i32, reason: String) {
        self.total += tenths;
        if !reason.is_empty() {
            self.reasons.push(reason);
        }
    }
}

/// The most urgent open gate whose way forward this exercise is, and its place on that way.
fn way_forward<'a>(moment: &Moment<'a>, item: &Item) -> Option<(&'a Gate, usize)> {
    let ways = moment.course.gates.open_gates().filter_map(|gate| {
        let gate = moment.library.gate(gate);
        Some((gate, gate.way_forward.iter().position(|id| *id == item.id)?))
    });
    ways.max_by_key(|(gate, _)| (gate.id == GateId::Acute, gate.hard))
}

/// Points of the findings it serves. The library lists the closest challenge first; each later one counts for less, and
/// an exercise that serves everything is close to nothing.
fn serves(moment: &Moment<'_>, item: &Item, scale: &mut Scale) {
    let mut total = 0;
    let mut named = Vec::new();
    for (place, challenge) in item.serves.iter().enumerate() {
        let points = i32::from(points_of(moment.findings, *challenge));
        let share = [10, 8, 6, 5].get(place).copied().unwrap_or(4);
        if points > 0 {
            total += points * share;
            named.push((points, *challenge));
        }
    }
    total = total * BREADTH.get(item.serves.len()).copied().unwrap_or(5) / 10;
    named.sort_by_key(|(points, challenge)| (Reverse(*points), *challenge));
    let words: Vec<String> = named
        .iter()
        .take(2)
        .map(|(points, challenge)| {
            let band = Band::of(u16::try_from(*points).unwrap_or(u16::MAX));
            let unit = if *points == 1 { "point" } else { "points" };
            format!("{} ({points} {unit}, {band})", moment.library.challenge(*challenge).title)
        })
        .collect();
    if !words.is_empty() {
        scale.add(total, format!("It serves {}", words.join(" and ")));
    }
}

/// A couple about whom little is known yet: what serves nearly every challenge lays the ground.
fn beginning(moment: &Moment<'_>, item: &Item, scale: &mut Scale) {
    let new = moment.findings.is_empty() || moment.course.gates.is_open(GateId::Unscreened);
    let for_all = item.serves.len() >= Challenge::ALL.len() - 1 && item.phase == Phase::Safety;
    if new && for_all && !moment.course.done.contains(&item.id) {
        scale.add(30, "It lays the ground, whatever the answers turn out to be".into());
    }
    if fits(moment.library, moment.course, moment.session, item) == Fit::OwnTime {
        scale.add(0, "It needs a time with each partner alone".into());
    }
}

/// What was told and this exercise carry the same claim of the source article: it answers just that.
fn answers(moment: &Moment<'_>, item: &Item, scale: &mut Scale) {
    if item.serves.len() >= Challenge::ALL.len() - 1 {
        return;
    }
    let told = moment.course.answers.all_yes().filter_map(|id| moment.library.indicator(id));
    let shared: Vec<&Indicator> = told.filter(|i| i.claims.iter().any(|claim| item.claims.contains(claim))).collect();
    if let Some(first) = shared.first() {
        let bonus = 8 * i32::try_from(shared.len().min(3)).unwrap_or(3);
        scale.add(bonus, format!("It answers what was told: {} ({})", first.text, first.id));
    }
}

/// The phase of today before an earlier one.
fn closeness(moment: &Moment<'_>, item: &Item, scale: &mut Scale) {
    if item.phase == moment.phase.id {
        scale.add(15, format!("It belongs to the {} phase", item.phase));
    } else if item.phase > moment.phase.id && !is_due(moment.course, item) {
        scale.add(-20, format!("It belongs to the {} phase; alone it may come at any time (R17)", item.phase));
    }
}

/// Exercises that wait for this one, serve a finding and are not held otherwise.
fn unlocks(moment: &Moment<'_>, item: &Item, scale: &mut Scale) {
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
        .filter(|other| other.blocked_by.iter().all(|gate| !moment.course.gates.holds(*gate)))
        .collect();
    if let Some(first) = waiting.first() {
        let more = if waiting.len() > 1 { format!(" and {} more", waiting.len() - 1) } else { String::new() };
        let bonus = 8 * i32::try_from(waiting.len().min(3)).unwrap_or(3);
        scale.add(bonus, format!("It opens the way to “{}”{more}", first.title));
    }
}

/// Soft rules rank.
fn soft_rules(moment: &Moment<'_>, item: &Item, scale: &mut Scale) {
    let tagged = |tag| item.tags.contains(&tag);
    let is = |id: &str| item.id == *id;
    let facts = &moment.course.facts;
    if stress_leads(moment.findings) && matches!(item.kind, Kind::Psychoeducation) {
        scale.add(10, "Everyday stress leads: information and coping before technique (R35)".into());
    }
    if no_sex_is_fine(moment.course) && (tagged(Tag::Decision) || is("affection-menu") || is("desire-styles-talk")) {
        scale.add(15, "No sex can be a good choice: affection, agreement and decision first (R33)".into());
    }
    if distress_comes_from_values(moment.course) && (is("control-or-values-review") || is("porn-privacy-agreement")) {
        scale.add(20, "Distress comes from values: work on values and secrecy (R32)".into());
    }
    if facts.sessions_since_review >= REVIEW_FROM && is("progress-review") {
        scale.add(60, "Four sessions have passed: look back and check alone (R36)".into());
    }
    if facts.ending && is("setback-plan") {
        scale.add(60, "The work is about to end: plan for setbacks (R37)".into());
    }
    let dreaded = facts.dreaded_or_skipped.iter().any(|(id, times)| *id == *"sensate-focus-one" && *times >= 2);
    if dreaded && is("sensate-focus-two") {
        scale.add(-200, "Touch lesson 1 was dreaded or skipped twice: explore that first (R26)".into());
    }
    if dreaded && is("affection-menu") {
        scale.add(40, "Touch lesson 1 was dreaded or skipped: come back to welcome touch (R26)".into());
    }
    if is("full-apology-sequence") && !moment.course.has_done("impact-listening-session") {
        scale.add(-200, "No impact has been heard yet: an apology now lands as hurry (R21)".into());
    }
}

/// A health exercise that closes a gate waits until something speaks for that gate.
fn health_without_a_sign(moment: &Moment<'_>, item: &Item, scale: &mut Scale) {
    let gates: Vec<_> = moment.library.gates().iter().filter(|gate| gate.way_forward.contains(&item.id)).collect();
    let sign = gates.iter().any(|gate| moment.course.gates.was_opened(gate.id));
    if item.tags.contains(&Tag::Health) && !gates.is_empty() && !sign {
        scale.add(-60, "It waits for a sign: no health gate was opened".into());
    }
}

/// Everyday stress leads and nothing else is above a mention (R35).
pub fn stress_leads(findings: &[Finding]) -> bool {
    findings.first().is_some_and(|f| f.challenge == Challenge::Stressors && f.band > Band::Mention)
        && findings.iter().skip(1).all(|f| f.band == Band::Mention)
}

/// What is there already. Half a point each and two at most: it tips a balance and never outweighs a finding (claims A13
/// to A31; an expert default).
fn strengths(moment: &Moment<'_>, item: &Item, scale: &mut Scale) {
    let seen = moment.library.strengths().iter().filter(|strength| moment.course.strengths.contains(&strength.id));
    for strength in seen.filter(|strength| strength.items.contains(&item.id)).take(2) {
        let claims: Vec<&str> = strength.claims.iter().map(ClaimId::as_str).collect();
        scale.add(5, format!("It builds on what is there: {} ({})", strength.text.to_lowercase(), claims.join(", ")));
    }
}

/// The lighter exercise first.
fn lightness(item: &Item, scale: &mut Scale) {
    scale.add(-i32::from(item.minutes.typical.0) / 3, String::new());
    if item.high_intensity {
        scale.add(-10, "It is intense: one a session, and a quiet evening".into());
    } else if item.minutes.typical <= Minutes(12) {
        scale.add(0, format!("It is light: about {} minutes", item.minutes.typical));
    }
}
