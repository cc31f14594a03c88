//! Compares two states of a couple's shared answers.

use super::{Changed, Changes};
use crate::{
    assess::{Answer, Whom},
    library::Library,
    records::{BackgroundChange, BackgroundText, Discovery, Edit, FactChange, SituationForm},
    vocabulary::Phase,
};

/// Returns the changes from `was` to `is`, question by question. `labels` are the partners' labels; `phase` names a
/// phase. Private questions are never named, because both partners may see this screen.
pub fn compare_situations(
    library: &Library,
    labels: &[String; 2],
    phase: impl Fn(Phase) -> &'static str,
    was: &SituationForm,
    is: &SituationForm,
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
                let chosen = |of: &Option<Phase>| of.map_or("from the answers", &phase);
                changes.add("Phase", chosen(was), chosen(is));
            }
            (Edit::Background(was), Edit::Background(is)) => background(library, labels, was, is, &mut changes),
            _ => {}
        }
    }
    changes.0
}

fn background(
    library: &Library,
    labels: &[String; 2],
    was: &BackgroundChange,
    is: &BackgroundChange,
    changes: &mut Changes,
) {
    use BackgroundChange::{AskNext, Opening, Text};
    let name = |id: &str| background_name(library, id);
    match (was, is) {
        (Opening(id, was), Opening(_, is)) => changes.add(name(id), answer(*was), answer(*is)),
        (Text(which, was), Text(_, is)) => changes.add(text_name(*which, labels), was, is),
        (BackgroundChange::Discovery(was), BackgroundChange::Discovery(is)) => {
            let words = |how: &Option<Discovery>| how.map_or("not asked", discovery_name);
            changes.add("How it came to light", words(was), words(is));
        }
        (AskNext(id, was), AskNext(_, is)) => {
            let words = |so: bool| if so { "yes" } else { "no" };
            changes.add(format!("Ask next time: {}", name(id)), words(*was), words(*is));
        }
        _ => {}
    }
}

fn background_name(library: &Library, id: &str) -> String {
    let opening = library.opening(id).map(|opening| opening.ask.clone());
    let indicator = || library.indicator(&id.parse().ok()?).map(|found| found.text.clone());
    opening.or_else(indicator).unwrap_or_else(|| id.to_owned())
}

fn text_name(which: BackgroundText, labels: &[String; 2]) -> String {
    match which {
        BackgroundText::Story => "Story".into(),
        BackgroundText::HopesA => format!("\u{2068}{}\u{2069} hopes for", labels[0]),
        BackgroundText::HopesB => format!("\u{2068}{}\u{2069} hopes for", labels[1]),
        BackgroundText::CameToLight => "Came to light".into(),
    }
}

/// Describes the way in which a breach came to light.
pub fn discovery_name(how: Discovery) -> &'static str {
    match how {
        Discovery::Found => "Found out",
        Discovery::Told => "Told by the person involved",
        Discovery::SomeoneElse => "Told by someone else",
    }
}

fn about(labels: &[String; 2], whom: Whom, text: &str) -> String {
    let whom = match whom {
        Whom::A => labels[0].as_str(),
        Whom::B => labels[1].as_str(),
        Whom::Couple => "Both",
        Whom::OneOfThem => "One partner",
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
        FactChange::NonMonogamous(_) => "Consensually non-monogamous",
        FactChange::ChosenNoSex(_) => "Both have chosen not to have sex",
        FactChange::Ending(_) => "Therapy is ending",
        FactChange::HomeworkMissed(_) => "Last homework was not done",
        FactChange::SessionsSinceReview(_) => "Sessions since the last review",
    }
}

fn fact(fact: FactChange) -> String {
    match fact {
        FactChange::NonMonogamous(so)
        | FactChange::ChosenNoSex(so)
        | FactChange::Ending(so)
        | FactChange::HomeworkMissed(so) => if so { "yes" } else { "not selected" }.into(),
        FactChange::SessionsSinceReview(count) => count.to_string(),
    }
}
