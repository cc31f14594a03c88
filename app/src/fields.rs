//! How the questions are named in forms, and what a field says. A form without script and an island read the same names.

use domain::{
    answers::{Answer, Whom},
    desk::{AnswerChange, Edit, FactChange, StrengthChange},
    ids::IndicatorId,
    library::model::{InterviewAbout, InterviewQuestion},
};

/// The field of a question about this person, or about the couple: `INF-01.a`.
pub fn question(indicator: &IndicatorId, whom: Whom) -> String {
    format!("{indicator}.{}", word(whom))
}

/// The field of a strength: `strength.affection.a`.
pub fn strength(id: &str, whom: Whom) -> String {
    format!("strength.{id}.{}", word(whom))
}

/// The field of a question that is asked alone: `ABU-01.asked`.
pub fn alone(question: &InterviewQuestion) -> String {
    let about = match question.about {
        InterviewAbout::Asked => "asked",
        InterviewAbout::Other => "other",
        InterviewAbout::Couple => "couple",
    };
    format!("{}.{about}", question.indicator)
}

/// What a radio button of a question sends.
pub fn value(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => "yes",
        Some(Answer::No) => "no",
        None => "",
    }
}

/// The answer that was sent.
#[allow(clippy::option_option, reason = "outside: whether it is an answer at all; inside: whether it was asked")]
pub fn answer(value: &str) -> Option<Option<Answer>> {
    match value {
        "yes" => Some(Some(Answer::Yes)),
        "no" => Some(Some(Answer::No)),
        "" => Some(None),
        _ => None,
    }
}

/// The change that a field asks for; nothing when no question has this name or the value fits none.
pub fn edit(name: &str, value: &str) -> Option<Edit> {
    if name == "phase" {
        return if value.is_empty() {
            Some(Edit::Phase(None))
        } else {
            value.parse().ok().map(|p| Edit::Phase(Some(p)))
        };
    }
    if let Some(fact) = name.strip_prefix("fact.") {
        return self::fact(fact, value).map(Edit::Fact);
    }
    let (what, whom) = name.rsplit_once('.')?;
    let (whom, answer) = (self::whom(whom)?, answer(value)?);
    if let Some(strength) = what.strip_prefix("strength.") {
        return Some(Edit::Strength(StrengthChange { strength: strength.into(), whom, answer }));
    }
    Some(Edit::Answer(AnswerChange { indicator: what.parse().ok()?, whom, answer }))
}

/// The field and the value that a change would come from.
pub fn field(edit: &Edit) -> (String, String) {
    let named = |name: &str, so: bool| (name.to_owned(), if so { "yes" } else { "" }.to_owned());
    match edit {
        Edit::Answer(change) => (question(&change.indicator, change.whom), value(change.answer).into()),
        Edit::Strength(change) => (strength(&change.strength, change.whom), value(change.answer).into()),
        Edit::Phase(phase) => ("phase".into(), phase.map_or_else(String::new, |phase| phase.to_string())),
        Edit::Fact(FactChange::NonMonogamous(so)) => named("fact.non-monogamous", *so),
        Edit::Fact(FactChange::ChosenNoSex(so)) => named("fact.chosen-no-sex", *so),
        Edit::Fact(FactChange::Ending(so)) => named("fact.ending", *so),
        Edit::Fact(FactChange::HomeworkMissed(so)) => named("fact.homework-missed", *so),
        Edit::Fact(FactChange::SessionsSinceReview(count)) => ("fact.sessions".into(), count.to_string()),
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

fn whom(word: &str) -> Option<Whom> {
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
    use domain::words::Phase;

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
