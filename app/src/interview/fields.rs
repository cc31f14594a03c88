//! The fields of an interview, common to the page, its form and its island.

use domain::{
    assess::{OVERHEARD, Partner},
    case_file::Clock,
    library::{Library, english, model::InterviewQuestion},
    records::{Fault, Interpreter, Interview, Setting, Situation, UrgentNeed, may_wait_for_asking},
    vocabulary::{Day, GateId, IndicatorId, ItemId},
};

use crate::browser::{autosave::FormValues, fields};

/// Maximum length of the note, in characters.
const LONGEST_NOTE: usize = 20_000;

/// The reason why fields are rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bad {
    /// A field or a value that this form does not have.
    Unknown,
    /// A fault for the user to correct.
    Fault(Fault),
}

/// Returns the letter of a partner in addresses and records.
pub fn letter(partner: Partner) -> char {
    match partner {
        Partner::A => 'a',
        Partner::B => 'b',
    }
}

/// Parses the partner in an address.
pub fn partner(letter: &str) -> Option<Partner> {
    match letter {
        "a" => Some(Partner::A),
        "b" => Some(Partner::B),
        _ => None,
    }
}

/// Input for reading the fields: the library of the account, and the day of the request.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The library of the account.
    pub library: &'a Library,
    /// Today.
    pub today: Day,
}

/// True if a question is asked among the conditions of the interview, in words of its own (R67).
pub fn is_condition(question: &InterviewQuestion) -> bool {
    OVERHEARD.iter().any(|id| question.indicator == **id)
}

/// The fields of a need for help within hours: its day, its time, and that it was seen to.
pub fn need_fields(indicator: &IndicatorId) -> [String; 3] {
    ["day", "time", "seen-to"].map(|which| format!("need.{indicator}.{which}"))
}

/// The field of the day on which an exercise was asked for alone.
pub fn asked_on(item: &ItemId) -> String {
    format!("asked-on.{item}")
}

/// The value of the field that asks if anyone could follow the talk.
pub fn privacy(interview: &Interview) -> &'static str {
    match interview.privacy() {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

/// Returns the interview as form values. A missing day defaults to today, as on the page.
pub fn filled(interview: &Interview, asked: Partner, today: Day) -> FormValues {
    let mut filled = FormValues::default();
    for question in english().interview().questions().filter(|question| !is_condition(question)) {
        let answer = interview.answers.about(&question.indicator, question.about.whom(asked));
        filled.add(fields::alone(question), fields::value(answer));
    }
    for indicator in english().indicators().iter().filter(|indicator| indicator.clock.is_some()) {
        let need = interview.urgent_needs.get(&indicator.id).copied().unwrap_or_default();
        let [day, time, seen_to] = need_fields(&indicator.id);
        filled.add(day, need.day.map(|day| day.to_string()).unwrap_or_default());
        filled.add(time, need.time.map(|time| time.to_string()).unwrap_or_default());
        filled.add(seen_to, if need.seen_to { "yes" } else { "no" });
    }
    for (item, day) in &interview.asked_for {
        filled.add(asked_on(item), day.to_string());
    }
    filled.add("note", interview.note.as_str());
    filled.add("held-on", interview.held_on.unwrap_or(today).to_string());
    filled.add("alone", privacy(interview));
    filled.add("setting", interview.setting.map(Setting::as_str).unwrap_or_default());
    filled.add("interpreter", interview.interpreter().map(Interpreter::as_str).unwrap_or_default());
    filled
}

/// Puts one field into the interview.
///
/// # Errors
/// If the form has no such field, or the value is invalid: a text that is too long, a day after today.
pub fn fill(
    interview: &mut Interview,
    asked: Partner,
    name: &str,
    value: &str,
    context: Context<'_>,
) -> Result<(), Bad> {
    if let Some(item) = name.strip_prefix("asked-on.") {
        return asked_for(interview, item, day(name, value, context, NOT_YET)?, context);
    }
    if let Some(rest) = name.strip_prefix("need.") {
        return urgent_need(interview, rest, name, value, context);
    }
    match name {
        "note" => {
            let note = value.replace("\r\n", "\n");
            if note.chars().count() > LONGEST_NOTE {
                let text = format!("Keep the note to {LONGEST_NOTE} characters or fewer.");
                return Err(Bad::Fault(Fault::new("note", text)));
            }
            interview.note = note;
        }
        "held-on" => {
            let text = "Enter the date of the interview. It cannot be in the future.";
            interview.held_on = day(name, value, context, text)?;
        }
        "alone" => match value {
            "yes" => interview.set_privacy(english(), asked, Some(true)),
            "no" => interview.set_privacy(english(), asked, Some(false)),
            "" => interview.set_privacy(english(), asked, None),
            _ => return Err(Bad::Unknown),
        },
        "setting" => interview.setting = one_of(&Setting::ALL, Setting::as_str, value)?,
        "interpreter" => {
            interview.set_interpreter(english(), asked, one_of(&Interpreter::ALL, Interpreter::as_str, value)?);
        }
        _ => return answer(interview, asked, name, value),
    }
    Ok(())
}

/// Parses a choice; an empty one is none.
fn one_of<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, value: &str) -> Result<Option<T>, Bad> {
    let chosen = all.iter().copied().find(|one| name(*one) == value);
    if chosen.is_some() || value.is_empty() { Ok(chosen) } else { Err(Bad::Unknown) }
}

/// The fault of a day to come.
const NOT_YET: &str = "Enter a date that is not in the future.";

/// Parses a day; an empty one is none, and `not_yet` is the fault of one to come.
fn day(field: &str, value: &str, context: Context<'_>, not_yet: &str) -> Result<Option<Day>, Bad> {
    let fault = |text: String| Bad::Fault(Fault::new(field, text));
    let day = match value.trim() {
        "" => return Ok(None),
        day => day.parse::<Day>().map_err(|bad| fault(bad.to_string()))?,
    };
    if day > context.today { Err(fault(not_yet.to_owned())) } else { Ok(Some(day)) }
}

/// Sets the day on which an exercise was asked for alone; `None` takes it back.
///
/// # Errors
/// If the exercise does not wait for that.
pub fn asked_for(interview: &mut Interview, item: &str, day: Option<Day>, context: Context<'_>) -> Result<(), Bad> {
    let known = may_wait_for_asking(context.library).into_iter().find(|known| known.id == *item);
    let item = known.ok_or(Bad::Unknown)?.id.clone();
    match day {
        Some(day) => _ = interview.asked_for.insert(item, day),
        None => _ = interview.asked_for.remove(&item),
    }
    Ok(())
}

fn urgent_need(
    interview: &mut Interview,
    rest: &str,
    name: &str,
    value: &str,
    context: Context<'_>,
) -> Result<(), Bad> {
    let (indicator, which) = rest.rsplit_once('.').ok_or(Bad::Unknown)?;
    let known = indicator.parse().ok().and_then(|id| english().indicator(&id)).filter(|known| known.clock.is_some());
    let indicator = &known.ok_or(Bad::Unknown)?.id;
    let mut need = interview.urgent_needs.get(indicator).copied().unwrap_or_default();
    match which {
        "day" => need.day = day(name, value, context, NOT_YET)?,
        "time" => {
            let time = Some(value.trim()).filter(|time| !time.is_empty()).map(str::parse::<Clock>).transpose();
            need.time = time.map_err(|text| Bad::Fault(Fault::new(name, format!("{text}."))))?;
        }
        "seen-to" => need.seen_to = value == "yes",
        _ => return Err(Bad::Unknown),
    }
    if need == UrgentNeed::default() {
        interview.urgent_needs.remove(indicator);
    } else {
        interview.urgent_needs.insert(indicator.clone(), need);
    }
    Ok(())
}

fn answer(interview: &mut Interview, asked: Partner, name: &str, value: &str) -> Result<(), Bad> {
    let mut questions = english().interview().questions();
    let question = questions.find(|question| fields::alone(question) == name).ok_or(Bad::Unknown)?;
    let whom = question.about.whom(asked);
    if let Some(answer) = fields::answer(value).ok_or(Bad::Unknown)? {
        let fits = interview.answers.record(english(), &question.indicator, whom, answer);
        return fits.map_err(|_| Bad::Unknown);
    }
    interview.answers.clear(&question.indicator, whom);
    Ok(())
}

/// Returns the active safety holds that this interview gives reason for, alone or together with the couple's answers
/// (R8, R51).
pub fn holds_from(library: &Library, situation: &Situation, interview: &Interview, asked: Partner) -> Vec<GateId> {
    let raised = |interview: &Interview| {
        let mut afresh =
            Situation { answers: situation.answers.clone(), facts: situation.facts.clone(), ..Situation::default() };
        afresh.hear(library, asked, &mut interview.clone(), &Interview::default(), false);
        afresh.gates
    };
    let (with, without) = (raised(interview), raised(&Interview::default()));
    let alone = {
        let mut nothing_told = Situation::default();
        nothing_told.hear(library, asked, &mut interview.clone(), &Interview::default(), false);
        nothing_told.gates
    };
    let unasked = Situation::begin(library).gates;
    let speaks = |gate: &GateId| {
        (with.is_open(*gate) && !without.is_open(*gate)) || (alone.is_open(*gate) && !unasked.is_open(*gate))
    };
    situation.gates.open_gates().filter(speaks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        "2026-11-26".parse().unwrap()
    }

    fn put(interview: &mut Interview, asked: Partner, name: &str, value: &str) -> Result<(), Bad> {
        fill(interview, asked, name, value, Context { library: english(), today: today() })
    }

    #[test]
    fn an_interview_is_what_its_fields_say() {
        let mut interview = Interview::default();
        for (name, value) in [
            ("ABU-01.asked", "yes"),
            ("ABU-05.other", "no"),
            ("note", "a\r\nb"),
            ("alone", "yes"),
            ("setting", "phone"),
            ("interpreter", "independent"),
            ("asked-on.transparency-agreement", "2026-11-20"),
            ("need.GEN-05.day", "2026-11-25"),
            ("need.GEN-05.time", "23:30"),
            ("need.GEN-12.seen-to", "yes"),
        ] {
            put(&mut interview, Partner::B, name, value).unwrap();
        }
        let said = filled(&interview, Partner::B, today());
        assert_eq!((said.value("note").as_str(), said.value("held-on").as_str()), ("a\nb", "2026-11-26"));
        let mut again = Interview::default();
        for (name, value) in said.pairs() {
            put(&mut again, Partner::B, name, value).unwrap();
        }
        assert_eq!(Interview { held_on: None, ..again }, interview);
    }

    #[test]
    fn sec_06_what_this_form_does_not_ask_is_refused() {
        for (name, value) in [
            ("STR-01.a", "yes"),
            ("ABU-01.asked", "perhaps"),
            ("recorded", "yes"),
            ("seen", "1"),
            ("alone", "perhaps"),
            ("setting", "by-letter"),
            ("interpreter", "cousin"),
            ("asked-on.grounding-toolkit", "2026-11-20"),
            ("asked-on.no-such-exercise", "2026-11-20"),
            ("need.ABU-01.day", "2026-11-20"),
            ("need.GEN-05.hour", "9"),
        ] {
            assert_eq!(put(&mut Interview::default(), Partner::A, name, value), Err(Bad::Unknown), "{name}");
        }
        let tomorrow = put(&mut Interview::default(), Partner::A, "held-on", "2026-11-27");
        assert!(matches!(tomorrow, Err(Bad::Fault(fault)) if fault.field == "held-on"));
        let long = "x".repeat(LONGEST_NOTE + 1);
        assert!(matches!(put(&mut Interview::default(), Partner::A, "note", &long), Err(Bad::Fault(_))));
    }

    #[test]
    fn r67_the_conditions_of_an_interview_decide_if_it_counts() {
        let mut interview = Interview::default();
        let mut with = |name: &str, value: &str| {
            put(&mut interview, Partner::A, name, value).unwrap();
            (interview.was_followed(), filled(&interview, Partner::A, today()).value(name))
        };
        assert_eq!(with("setting", "video"), (false, "video".into()));
        assert_eq!(with("interpreter", "relative"), (true, "relative".into()));
        assert_eq!(with("interpreter", "independent"), (false, "independent".into()));
        assert_eq!(with("alone", "no"), (true, "no".into()));
        assert_eq!(with("alone", "yes"), (false, "yes".into()));
        assert!(with("GEN-16.asked", "yes").0);
        assert_eq!(filled(&interview, Partner::A, today()).value("interpreter"), "missing", "an older answer");
    }

    #[test]
    fn dates_in_the_future_and_times_that_are_none_are_faults_of_their_field() {
        for (name, value) in [
            ("asked-on.transparency-agreement", "2026-11-27"),
            ("need.GEN-12.day", "2026-11-27"),
            ("need.GEN-12.day", "yesterday"),
            ("need.GEN-12.time", "25:00"),
        ] {
            let refused = put(&mut Interview::default(), Partner::A, name, value);
            assert!(matches!(&refused, Err(Bad::Fault(fault)) if fault.field == name), "{name}: {refused:?}");
        }
    }

    /// Whatever one answer activates is named, by itself and together with what the couple told.
    #[test]
    fn every_hold_that_an_answer_activates_is_named() {
        let library = english();
        for question in library.interview().questions() {
            for asked in [Partner::A, Partner::B] {
                let mut situation = Situation::begin(library);
                let before: Vec<GateId> = situation.gates.open_gates().collect();
                let mut interview = Interview::default();
                put(&mut interview, asked, &fields::alone(question), "yes").unwrap();
                situation.hear(library, asked, &mut interview, &Interview::default(), false);
                let named = holds_from(library, &situation, &interview, asked);
                let new: Vec<GateId> = situation.gates.open_gates().filter(|gate| !before.contains(gate)).collect();
                for gate in new {
                    assert!(named.contains(&gate), "{}: {gate:?} is active and not named", question.indicator);
                }
            }
        }
    }
}
