//! The summary of a folded part of the questions: “Tom: secret bond, still in contact. Both: …”.

use domain::{
    assess::{Answer, Whom},
    library::{Library, model::Opening},
    records::{SituationForm, asked_after},
};

/// Summarises the yes answers after an opening by person, in the questions' words; or says that all were answered with no.
/// Empty if none is a yes and some are not asked.
pub fn folded_line(library: &Library, form: &SituationForm, opening: &Opening, labels: &[String]) -> String {
    let sentences = [Whom::A, Whom::B, Whom::OneOfThem, Whom::Couple].map(|whom| {
        let said = said_about(library, form, opening, whom);
        (!said.is_empty()).then(|| format!("{}: {}.", name(whom, labels), said.join(", ")))
    });
    let line = sentences.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if line.is_empty() && asked_after(library, form, opening).open() == 0 { "No to all of these.".into() } else { line }
}

fn said_about<'a>(library: &'a Library, form: &SituationForm, opening: &Opening, whom: Whom) -> Vec<&'a str> {
    if opening.group == Opening::STRENGTHS {
        let yes = |id: &str| form.strength(id, whom) == Some(Answer::Yes);
        return library.strengths().iter().filter(|one| yes(&one.id)).map(|one| one.text.as_str()).collect();
    }
    let asked = opening.asks.iter().filter(|id| form.answers.about(id, whom) == Some(Answer::Yes));
    asked
        .filter_map(|id| {
            let short = library.question(id).and_then(|one| one.short.as_deref());
            short.or_else(|| library.indicator(id).map(|one| one.text.as_str()))
        })
        .collect()
}

/// Returns the name, isolated, because it may be written in the other direction.
fn name(whom: Whom, labels: &[String]) -> String {
    let label = match whom {
        Whom::A => labels.first(),
        Whom::B => labels.get(1),
        Whom::Couple => return "Both".into(),
        Whom::OneOfThem => return "One partner".into(),
    };
    format!("\u{2068}{}\u{2069}", label.map_or("", String::as_str))
}

#[cfg(test)]
mod tests {
    use domain::{
        library::english,
        records::{AnswerChange, Edit, rest},
    };

    use super::*;

    #[test]
    fn a_folded_part_without_a_yes_still_has_words() {
        let opening = english().opening("load").unwrap();
        let mut form = SituationForm::default();
        assert_eq!(folded_line(english(), &form, opening, &[]), "", "the number of questions not asked is beside it");
        for change in rest(english(), &form.answers, "load") {
            form.make(english(), &Edit::Answer(change)).unwrap();
        }
        assert_eq!(folded_line(english(), &form, opening, &[]), "No to all of these.");
    }

    #[test]
    fn a_folded_part_says_who_and_what() {
        let mut form = SituationForm::default();
        for (id, whom, answer) in [
            ("INF-02", Whom::B, Answer::Yes),
            ("INF-03", Whom::B, Answer::Yes),
            ("INF-01", Whom::B, Answer::No),
            ("INF-13", Whom::Couple, Answer::Yes),
            ("BET-01", Whom::A, Answer::Yes),
        ] {
            let change = AnswerChange { indicator: id.parse().unwrap(), whom, answer: Some(answer) };
            form.make(english(), &Edit::Answer(change)).unwrap();
        }
        let opening = english().opening("affair").unwrap();
        let labels = ["Lena".to_owned(), "Tom".to_owned()];
        assert_eq!(
            folded_line(english(), &form, opening, &labels),
            "\u{2068}Tom\u{2069}: secret bond, still in contact. Both: disagree whether it was a breach."
        );
    }
}
