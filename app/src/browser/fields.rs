//! Names and values of question fields, shared by forms without script and islands.

use domain::{
    assess::{Answer, Partner, Whom},
    library::model::{InterviewAbout, InterviewQuestion},
    records::{
        AnswerChange, BackgroundChange, BackgroundText, Discovery, Edit, FactChange, StrengthChange,
        mistake::{Slip, Source},
    },
    vocabulary::IndicatorId,
};

/// Returns the field of a question about this person, or about the couple: `INF-01.a`.
pub fn question(indicator: &IndicatorId, whom: Whom) -> String {
    format!("{indicator}.{}", word(whom))
}

/// Returns the field of an answer that may be a slip: `together.INF-03.b`, or `alone-a.ABU-01.a` of A's individual
/// interview.
pub fn slip(slip: &Slip) -> String {
    let source = match slip.source {
        Source::Together => "together",
        Source::Alone(Partner::A) => "alone-a",
        Source::Alone(Partner::B) => "alone-b",
    };
    format!("{source}.{}", question(&slip.indicator, slip.whom))
}

/// Parses the result of [`slip`]; `None` if it is invalid.
pub fn read_slip(text: &str) -> Option<Slip> {
    let (source, rest) = text.split_once('.')?;
    let source = match source {
        "together" => Source::Together,
        "alone-a" => Source::Alone(Partner::A),
        "alone-b" => Source::Alone(Partner::B),
        _ => return None,
    };
    let (indicator, whom) = rest.rsplit_once('.')?;
    Some(Slip { source, indicator: indicator.parse().ok()?, whom: whom_of(whom)? })
}

/// Returns the field of a strength: `strength.affection.a`.
pub fn strength(id: &str, whom: Whom) -> String {
    format!("strength.{id}.{}", word(whom))
}

/// Returns the field of a question asked alone: `ABU-01.asked`.
pub fn alone(question: &InterviewQuestion) -> String {
    let about = match question.about {
        InterviewAbout::Asked => "asked",
        InterviewAbout::Other => "other",
        InterviewAbout::Couple => "couple",
    };
    format!("{}.{about}", question.indicator)
}

/// Returns the value of a question's radio button.
pub fn value(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => "yes",
        Some(Answer::No) => "no",
        None => "",
    }
}

/// Parses the answer that was sent.
#[allow(clippy::option_option, reason = "outside: whether it is an answer at all; inside: whether it was asked")]
pub fn answer(value: &str) -> Option<Option<Answer>> {
    match value {
        "yes" => Some(Some(Answer::Yes)),
        "no" => Some(Some(Answer::No)),
        "" => Some(None),
        _ => None,
    }
}

/// Returns the change that a field requests; `None` if there is no such question or value.
pub fn edit(name: &str, value: &str) -> Option<Edit> {
    if name == "phase" {
        return if value.is_empty() {
            Some(Edit::Phase(None))
        } else {
            value.parse().ok().map(|p| Edit::Phase(Some(p)))
        };
    }
    if let Some(fact) = name.strip_prefix("fact.") {
        return crate::browser::fields::fact(fact, value).map(Edit::Fact);
    }
    if let Some(change) = background(name, value) {
        return Some(Edit::Background(change));
    }
    let (what, whom) = name.rsplit_once('.')?;
    let (whom, answer) = (whom_of(whom)?, answer(value)?);
    if let Some(strength) = what.strip_prefix("strength.") {
        return Some(Edit::Strength(StrengthChange { strength: strength.into(), whom, answer }));
    }
    Some(Edit::Answer(AnswerChange { indicator: what.parse().ok()?, whom, answer }))
}

/// Returns the field and value that would request a change.
pub fn field(edit: &Edit) -> (String, String) {
    let named = |name: &str, so: bool| (name.to_owned(), if so { "yes" } else { "" }.to_owned());
    match edit {
        Edit::Answer(change) => (question(&change.indicator, change.whom), value(change.answer).into()),
        Edit::Strength(change) => (strength(&change.strength, change.whom), value(change.answer).into()),
        Edit::Phase(phase) => ("phase".into(), phase.map_or_else(String::new, |phase| phase.to_string())),
        Edit::Background(change) => background_field(change),
        Edit::Fact(FactChange::NonMonogamous(so)) => named("fact.non-monogamous", *so),
        Edit::Fact(FactChange::ChosenNoSex(so)) => named("fact.chosen-no-sex", *so),
        Edit::Fact(FactChange::Ending(so)) => named("fact.ending", *so),
        Edit::Fact(FactChange::HomeworkMissed(so)) => named("fact.homework-missed", *so),
        Edit::Fact(FactChange::SessionsSinceReview(count)) => ("fact.sessions".into(), count.to_string()),
    }
}

/// The field of an opening: `opening.affair`.
pub fn opening(id: &str) -> String {
    format!("opening.{id}")
}

/// The field of a mark to ask an opening or a question next time: `next.STR-05`.
pub fn ask_next(id: &str) -> String {
    format!("next.{id}")
}

/// The field of how a breach came to light.
pub const DISCOVERY: &str = "discovery";

/// The field of a text beside the answers.
pub fn background_text(which: BackgroundText) -> &'static str {
    match which {
        BackgroundText::Story => "text.story",
        BackgroundText::HopesA => "text.hopes-a",
        BackgroundText::HopesB => "text.hopes-b",
        BackgroundText::CameToLight => "text.came-to-light",
    }
}

fn background(name: &str, value: &str) -> Option<BackgroundChange> {
    if name == DISCOVERY {
        let how = Discovery::ALL.into_iter().find(|how| how.as_str() == value);
        return (how.is_some() || value.is_empty()).then_some(BackgroundChange::Discovery(how));
    }
    if let Some(which) = BackgroundText::ALL.into_iter().find(|which| background_text(*which) == name) {
        // Browsers send every line end as two characters.
        return Some(BackgroundChange::Text(which, value.replace("\r\n", "\n")));
    }
    if let Some(id) = name.strip_prefix("opening.") {
        return Some(BackgroundChange::Opening(id.into(), answer(value)?));
    }
    let id = name.strip_prefix("next.")?;
    matches!(value, "yes" | "").then(|| BackgroundChange::AskNext(id.into(), value == "yes"))
}

fn background_field(change: &BackgroundChange) -> (String, String) {
    match change {
        BackgroundChange::Opening(id, answer) => (opening(id), value(*answer).into()),
        BackgroundChange::Text(which, text) => (background_text(*which).into(), text.clone()),
        BackgroundChange::Discovery(how) => (DISCOVERY.into(), how.map_or("", Discovery::as_str).into()),
        BackgroundChange::AskNext(id, marked) => (ask_next(id), if *marked { "yes" } else { "" }.into()),
    }
}

fn fact(name: &str, value: &str) -> Option<FactChange> {
    if name == "sessions" {
        return value.parse().ok().map(FactChange::SessionsSinceReview);
    }
    let so = match value {
        "yes" => true,
        "" => false,
        _ => return None,
    };
    match name {
        "non-monogamous" => Some(FactChange::NonMonogamous(so)),
        "chosen-no-sex" => Some(FactChange::ChosenNoSex(so)),
        "ending" => Some(FactChange::Ending(so)),
        "homework-missed" => Some(FactChange::HomeworkMissed(so)),
        _ => None,
    }
}

fn word(whom: Whom) -> &'static str {
    match whom {
        Whom::A => "a",
        Whom::B => "b",
        Whom::Couple | Whom::OneOfThem => "couple",
    }
}

fn whom_of(word: &str) -> Option<Whom> {
    match word {
        "a" => Some(Whom::A),
        "b" => Some(Whom::B),
        "couple" => Some(Whom::Couple),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::vocabulary::Phase;

    #[test]
    fn every_field_says_the_change_it_is_named_after() {
        let edits = [
            edit("INF-01.a", "yes"),
            edit("STR-02.couple", "no"),
            edit("INF-01.b", ""),
            edit("strength.affection.a", "yes"),
            edit("fact.ending", "yes"),
            edit("fact.non-monogamous", ""),
            edit("fact.sessions", "4"),
            edit("phase", "repair"),
            edit("phase", ""),
        ];
        for read in edits {
            let read = read.unwrap();
            let (name, value) = field(&read);
            assert_eq!(edit(&name, &value), Some(read), "{name}");
        }
        assert_eq!(edit("phase", "repair"), Some(Edit::Phase(Some(Phase::Repair))));
    }

    #[test]
    fn what_nobody_asked_is_no_change() {
        for (name, value) in
            [("", ""), ("INF-01", "yes"), ("INF-01.c", "yes"), ("INF-01.a", "maybe"), ("x.a", "yes"), ("fact.x", "yes")]
        {
            assert_eq!(edit(name, value), None, "{name}");
        }
    }
}
