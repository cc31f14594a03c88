//! Two states of what a couple told with both in the room.

use super::{Changed, Changes};
use crate::{
    answers::{Answer, Whom},
    desk::{Edit, FactChange, Sheet},
    library::Library,
    words::Phase,
};

/// What changed from `was` to `is`, question by question. `labels` is how the partners are called; `phase` says a phase in
/// words. What is asked of each partner alone is never named: this stands on a screen that both may see.
pub fn compare_situations(
    library: &Library,
    labels: &[String; 2],
    phase: impl Fn(Phase) -> &'static str,
    was: &Sheet,
    is: &Sheet,
) -> Vec<Changed> {
    let mut changes = Changes::default();
    // The way there says what is now, the way back what was.
    let (there, back) = (was.edits_to(is), is.edits_to(was));
    for (now, before) in there.iter().zip(&back) {
        match (before, now) {
            (Edit::Answer(was), Edit::Answer(is)) if !library.is_asked_alone(&is.indicator) => {
                let text = library.indicator(&is.indicator).map_or(is.indicator.as_str(), |found| &found.text);
                changes.add(about(labels, is.whom, text), answer(was.answer), answer(is.answer));
            }
            (Edit::Strength(was), Edit::Strength(is)) => {
                let text = library.strength(&is.strength).map_or(is.strength.as_str(), |found| &found.ask);
                changes.add(about(labels, is.whom, text), answer(was.answer), answer(is.answer));
            }
            (Edit::Fact(was), Edit::Fact(is)) => changes.add(fact_name(*is), fact(*was), fact(*is)),
            (Edit::Phase(was), Edit::Phase(is)) => {
                let chosen = |of: &Option<Phase>| of.map_or("as the answers say", &phase);
                changes.add("Phase of the work", chosen(was), chosen(is));
            }
            _ => {}
        }
    }
    changes.0
}

fn about(labels: &[String; 2], whom: Whom, text: &str) -> String {
    let whom = match whom {
        Whom::A => labels[0].as_str(),
        Whom::B => labels[1].as_str(),
        Whom::Couple => "Both",
        Whom::OneOfThem => "One of the two",
    };
    format!("\u{2068}{whom}\u{2069}: {text}")
}

fn answer(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => "yes",
        Some(Answer::No) => "no",
        None => "not asked",
    }
}

fn fact_name(fact: FactChange) -> &'static str {
    match fact {
        FactChange::NonMonogamous(_) => "The two have agreed on more than one partner",
        FactChange::ChosenNoSex(_) => "Both have chosen no sex",
        FactChange::Ending(_) => "The work is about to end",
        FactChange::HomeworkMissed(_) => "The last homework was not done",
        FactChange::SessionsSinceReview(_) => "Sessions since the last review",
    }
}

fn fact(fact: FactChange) -> String {
    match fact {
        FactChange::NonMonogamous(so)
        | FactChange::ChosenNoSex(so)
        | FactChange::Ending(so)
        | FactChange::HomeworkMissed(so) => if so { "yes" } else { "not ticked" }.into(),
        FactChange::SessionsSinceReview(count) => count.to_string(),
    }
}
