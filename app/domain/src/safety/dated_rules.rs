//! Hard rules that wait for something that only dates can tell, what reminders ask about, and the clocks of medical needs
//! (R52 to R57, R60, R62, R63, R77, R79).

use crate::{
    assess::{Answer, CaseState, GOES_ALONG, Partner, ThemeRoles, Whom},
    library::{
        Library,
        model::{Item, MedicalClock, Party, ReminderPlace},
    },
    vocabulary::{GateId, IndicatorId, Role, RuleId, SmallSet, Tag},
};

/// Exercises that hand tools to someone who checks as a penance (R53).
const OPENS_A_LIFE: [&str; 3] = ["transparency-agreement", "structured-question-time", "full-apology-sequence"];

/// Exercises that make rules for what may be looked at; they wait where checking brings no calm (R54).
const RULES_FOR_LOOKING: [&str; 3] =
    ["transparency-agreement", "structured-question-time", "digital-boundaries-agreement"];

/// Rules whose hold a partner releases by asking for the exercise alone.
pub(crate) const RELEASED_BY_ASKING: [&str; 2] = ["R52", "R53"];

/// Signs of checking that brings no calm (R54).
const CHECKING: [&str; 2] = ["INF-15", "INF-16"];

/// Exercises that a no must be free for (R77).
const MEETS_A_NO: [Tag; 6] = [Tag::Touch, Tag::Sexual, Tag::Fantasy, Tag::Novelty, Tag::Genital, Tag::TouchLadder];

/// Facts that rest once dependence was asked about alone and is safe (R55).
const RESTS: [&str; 3] = ["POW-05", "STR-18", "GEN-13"];

/// Numbers of the rules that hold `item` for a reason that dates settle.
pub(super) fn holding(course: &CaseState, item: &Item) -> Vec<u8> {
    let ticked = |ids: &[&str]| ids.iter().any(|id| course.answers.is_ticked(id));
    let tagged = |tag| item.tags.contains(&tag);
    let is_among = |ids: &[&str]| ids.iter().any(|id| item.is(id));
    let mut rules = Vec::new();
    if asks_for_own_part(item) && owes_nothing(course) && !was_asked_for(course, item) {
        rules.push(52);
    }
    if is_among(&OPENS_A_LIFE) && checked_as_a_penance(course) && !was_asked_for(course, item) {
        rules.push(53);
    }
    if is_among(&RULES_FOR_LOOKING) && ticked(&CHECKING) && !seen_alone_since(course, 54) {
        rules.push(54);
    }
    if asks_for_own_part(item) && ticked(&["ABU-19", "ABU-20"]) && may_be_asked_of_who_resisted(course, item) {
        rules.push(56);
    }
    if item.is("stay-or-part-conversation") && leaving_may_be_dangerous(course, item) {
        rules.push(57);
    }
    if tagged(Tag::Touch) && ticked(&["TRA-16", "GEN-19"]) && !is_done(course, "night-safety-plan", 60) {
        rules.push(60);
    }
    let names_or_atones = tagged(Tag::Addiction) || tagged(Tag::Atonement);
    if names_or_atones && ticked(&["GEN-21"]) && !is_done(course, "medical-cause-review", 62) {
        rules.push(62);
    }
    if MEETS_A_NO.iter().any(|tag| tagged(*tag)) && waits_to_ask_about_a_no(course) {
        rules.push(77);
    }
    rules
}

/// True if such an exercise may be held back until a partner asks for it alone (R52, R53).
pub(crate) fn waits_for_asking(item: &Item) -> bool {
    asks_for_own_part(item) || OPENS_A_LIFE.iter().any(|id| item.is(id))
}

/// Asks the person who does it for their own responsibility.
pub(crate) fn asks_for_own_part(item: &Item) -> bool {
    item.tags.contains(&Tag::Atonement) || item.who.first == Party::One(Role::Involved)
}

/// True if the person whom such an exercise is for was harmed, or may have been, in another matter (R52). While CONTROL is
/// open, no asking releases it; its gate holds the exercise anyway.
fn owes_nothing(course: &CaseState) -> bool {
    let open = |gate| course.gates.is_open(gate);
    let asks = open(GateId::Control) || open(GateId::Consent) || open(GateId::Situational);
    asks && ThemeRoles::of(&course.answers).may_cross()
}

/// True if a partner asked for the exercise alone, and is not known to be the one who uses control.
fn was_asked_for(course: &CaseState, item: &Item) -> bool {
    let roles = ThemeRoles::of(&course.answers);
    let told = |partner: &Partner| !roles.has(*partner, Role::UsingControl);
    let asked = course.dated.asked_alone.iter().filter(|(id, _)| item.is(id.as_str()));
    !course.gates.is_open(GateId::Control) && asked.flat_map(|(_, by)| by).any(told)
}

/// True if checking was demanded as a penance, now or before CONTROL was closed for it (R53).
fn checked_as_a_penance(course: &CaseState) -> bool {
    let state = course.gates.state(GateId::Control);
    let mistaken = state.closed.as_ref().is_some_and(super::Closing::is_mistake);
    let opened = |id: &str| !mistaken && state.opened_by.iter().any(|opener| opener.id() == id);
    let told = |id: &str| course.answers.is_ticked(id) || opened(id);
    let breach =
        || course.answers.all_yes().any(|id| id.as_str().starts_with("INF-") || id.as_str().starts_with("BET-"));
    told("ABU-17") || told("ABU-18") || ((told("ABU-04") || told("ABU-06")) && breach())
}

fn seen_alone_since(course: &CaseState, rule: u8) -> bool {
    course.dated.seen_alone_since.contains(&RuleId::number(rule))
}

fn is_done(course: &CaseState, id: &str, rule: u8) -> bool {
    course.has_done(id) && !course.dated.overtaken.contains(&RuleId::number(rule))
}

/// True if such an exercise may be for the person who used force only to resist (R56). One for the involved partner is not,
/// where it is recorded that the other one is involved.
fn may_be_asked_of_who_resisted(course: &CaseState, item: &Item) -> bool {
    if item.tags.contains(&Tag::Atonement) {
        return true;
    }
    let roles = ThemeRoles::of(&course.answers);
    let about = |partner| match partner {
        Partner::A => Whom::A,
        Partner::B => Whom::B,
    };
    let resisted = |partner| {
        ["ABU-19", "ABU-20"]
            .iter()
            .filter_map(|id| id.parse::<IndicatorId>().ok())
            .any(|id| course.answers.yes_about(&id).contains(&about(partner)))
    };
    let known = [Partner::A, Partner::B].into_iter().find(|partner| resisted(*partner));
    known.is_none_or(|partner| roles.has(partner, Role::Involved) || !roles.has(partner.other(), Role::Involved))
}

/// True if someone goes along with sex, and was not asked alone since what happens at a no (R77).
fn waits_to_ask_about_a_no(course: &CaseState) -> bool {
    course.answers.is_ticked(GOES_ALONG) && !seen_alone_since(course, 77)
}

/// True if a talk about staying or parting waits: separation is the time of highest danger where there was control (R57).
fn leaving_may_be_dangerous(course: &CaseState, item: &Item) -> bool {
    let control = course.gates.state(GateId::Control);
    let was_open =
        course.gates.was_opened(GateId::Control) && !control.closed.as_ref().is_some_and(super::Closing::is_mistake);
    let named = control.closed.as_ref().is_some_and(|closing| {
        let said = closing.ground.in_words().to_lowercase();
        said.contains("stay-or-part-conversation") || said.contains(&item.title.as_str().to_lowercase())
    });
    if was_open && !named {
        return true;
    }
    let sign = |id: &IndicatorId| *id == *"GEN-14" || id.as_str().starts_with("ABU-");
    (was_open || course.answers.all_yes().any(sign)) && !seen_alone_since(course, 57)
}

/// True if one of these facts asks for a few minutes with each partner alone (R55). It is no alarm: it rests once each was
/// seen alone since, and dependence rests for six months once it was asked about and is safe. While CONTROL is open each is
/// seen alone anyway, and no joint exercise follows.
pub fn asks_for_time_alone(course: &CaseState, facts: &SmallSet<IndicatorId>) -> bool {
    let rests = course.answers.is_ticked("GEN-28") && !course.dated.ask_about_dependence_again;
    let asks = |id: &&IndicatorId| !(rests && RESTS.contains(&id.as_str()));
    let asked = course.gates.is_open(GateId::Control) || seen_alone_since(course, 55);
    !asked && facts.iter().filter(asks).any(|id| course.answers.is_yes(id))
}

/// Signs that someone thinks of dying: a screen, and what was told in words.
const DYING: [&str; 2] = ["GEN-07", "TRA-13"];

/// True if one of these signs is recorded, and dying is thought of or was not asked about and denied (R79).
pub(crate) fn asks_about_dying(course: &CaseState, signs: &SmallSet<IndicatorId>) -> bool {
    let says_no = |whom: Whom| {
        let screen = DYING[0].parse::<IndicatorId>();
        screen.is_ok_and(|id| course.answers.about(&id, whom) == Some(Answer::No))
    };
    let denied = |whom: &Whom| match whom {
        Whom::A | Whom::B => says_no(*whom),
        Whom::Couple | Whom::OneOfThem => says_no(Whom::OneOfThem) || (says_no(Whom::A) && says_no(Whom::B)),
    };
    let thinks = course.facts.phq9_item9_positive || DYING.iter().any(|id| course.answers.is_ticked(id));
    let mut signs = signs.iter().flat_map(|id| course.answers.yes_about(id));
    signs.any(|whom| thinks || !denied(&whom))
}

/// True if a rule waits for this exercise, which is done with one partner or with each alone (R54, R55, R57, R62, R77).
pub(crate) fn is_waited_for(library: &Library, course: &CaseState, item: &Item) -> bool {
    let cause = course.answers.is_ticked("GEN-21") && !is_done(course, "medical-cause-review", 62);
    (is_time_alone(item) && waits_for_time_alone(library, course)) || (item.is("medical-cause-review") && cause)
}

/// The talk with each partner alone.
pub(crate) const TIME_ALONE: &str = "few-minutes-alone";

/// True for the talk with each partner alone: it is no exercise of the couple, and takes no place of one (R43).
pub(crate) fn is_time_alone(item: &Item) -> bool {
    item.is(TIME_ALONE)
}

fn waits_for_time_alone(library: &Library, course: &CaseState) -> bool {
    let rule = |n: u8| library.rule(&RuleId::number(n)).and_then(|rule| rule.reminder.as_ref());
    let facts = match rule(55).map(|reminder| &reminder.on) {
        Some(ReminderPlace::Indicators(facts)) => asks_for_time_alone(course, facts),
        _ => false,
    };
    let checking = CHECKING.iter().any(|id| course.answers.is_ticked(id)) && !seen_alone_since(course, 54);
    facts || checking || waits_to_ask_about_a_no(course)
}

/// True for a fact of dependence, which is asked about alone and is no sign of harm by itself (R55).
pub(crate) fn is_dependence(id: &IndicatorId) -> bool {
    RESTS.contains(&id.as_str())
}

/// A medical clock that runs for one need.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// What was told.
    pub indicator: &'a IndicatorId,
    /// Its hours, and what to do.
    pub clock: &'a MedicalClock,
}

/// The clocks of what was told, the shortest first. Each runs and is closed for itself: on the fourth day the way to HIV
/// medicine is shut, and that to emergency contraception is still open (R63).
pub fn clocks<'a>(library: &'a Library, course: &CaseState) -> Vec<Clock<'a>> {
    let told = library.indicators().iter().filter(|indicator| course.answers.is_yes(&indicator.id));
    let mut clocks: Vec<Clock<'a>> = told
        .filter_map(|indicator| Some(Clock { indicator: &indicator.id, clock: indicator.clock.as_ref()? }))
        .collect();
    crate::vocabulary::small_sort::sort_by_key(&mut clocks, |one| one.clock.hours);
    clocks
}
