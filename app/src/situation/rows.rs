//! Rows of questions of one kind, with a control for each person they may be about.

use domain::{
    library::{
        english,
        model::{CoupleStrength, Indicator, Question, StrengthAbout},
    },
    records::SituationForm,
    vocabulary::Concerns,
};
use leptos::prelude::*;

use crate::{browser::fields, layout::Icon, situation::columns::Columns};

/// A question, with the indicator of a yes.
pub struct Row {
    question: &'static Question,
    indicator: &'static Indicator,
}

impl Row {
    /// Makes the row of a question; `None` if the library lacks the indicator.
    pub fn of(question: &'static Question) -> Option<Self> {
        Some(Self { question, indicator: english().indicator(&question.indicator)? })
    }

    /// Returns the relation of an answer to its person.
    pub fn concerns(&self) -> Concerns {
        self.indicator.concerns
    }

    fn view(&self, columns: Columns<'_>, form: &SituationForm) -> AnyView {
        let id = &self.indicator.id;
        let text = self.indicator.text.as_str();
        // What stands in brackets explains; it is said more quietly.
        let (words, hint) = text.split_once(" (").map_or((text, None), |(words, hint)| (words, hint.strip_suffix(')')));
        let words = if hint.is_some() { words } else { text };
        let opens = !self.indicator.opens.is_empty();
        view! {
            <li class="columns" id=id.as_str()>
                <p>
                    {words}
                    {hint.map(|hint| view! { " " <small>{format!("({hint})")}</small> })}
                    {opens.then(hold_mark)}
                </p>
                {columns.controls(text, |whom| fields::question(id, whom), |whom| form.answers.about(id, whom))}
                {(!self.question.observed).then(|| ask_next(id.as_str(), form))}
            </li>
        }
        .into_any()
    }
}

/// The mark that a yes activates a safety hold.
fn hold_mark() -> AnyView {
    const WORDS: &str = "Yes puts a safety hold on";
    view! { " " <span class="pause-mark" title=WORDS>{Icon::Pause.view()} <span class="heard">{WORDS}</span></span> }
        .into_any()
}

/// The mark that the run sheet reminds the counsellor of this question. It follows the answer, also for the keyboard.
pub fn ask_next(id: &str, form: &SituationForm) -> AnyView {
    let marked = form.background.ask_next.contains(id).then_some("");
    view! {
        <label class="ask-next">
            <input type="checkbox" name=fields::ask_next(id) value="yes" checked=marked />
            <span>"Ask next time"</span>
        </label>
    }
    .into_any()
}

/// Questions of one kind under their headings; nothing if there are none.
pub fn table(
    concerns: Concerns,
    caption: &'static str,
    rows: &[Row],
    form: &SituationForm,
    labels: &[String; 2],
) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let columns = Columns { labels, concerns, unasked: "–" };
    let rows = rows.iter().map(|row| row.view(columns, form)).collect_view();
    let caption = view! { <h3>{caption}</h3> }.into_any();
    Some(view! { {columns.heads(caption)} <ul>{rows}</ul> }.into_any())
}

/// Returns the caption of questions of one kind.
pub fn caption(concerns: Concerns) -> &'static str {
    match concerns {
        Concerns::Doing => "What was done",
        Concerns::Experiencing => "How it affects each",
        Concerns::Being => "True for each",
        Concerns::Couple => "Between them",
    }
}

/// The strengths, those of each partner first.
pub fn strengths(form: &SituationForm, labels: &[String; 2]) -> AnyView {
    let kinds = [(StrengthAbout::Each, Concerns::Being), (StrengthAbout::Couple, Concerns::Couple)];
    let tables = kinds.map(|(about, concerns)| {
        let columns = Columns { labels, concerns, unasked: "–" };
        let of_this_kind = english().strengths().iter().filter(|of| of.about == about);
        let rows = of_this_kind.map(|of| strength(of, columns, form)).collect_view();
        let caption = view! { <h3>{caption(concerns)}</h3> }.into_any();
        view! { {columns.heads(caption)} <ul>{rows}</ul> }
    });
    tables.collect_view().into_any()
}

fn strength(strength: &'static CoupleStrength, columns: Columns<'_>, form: &SituationForm) -> AnyView {
    view! {
        <li class="columns">
            <p>{strength.text.as_str()}</p>
            {columns
                .controls(
                    &strength.text,
                    |whom| fields::strength(&strength.id, whom),
                    |whom| form.strength(&strength.id, whom),
                )}
        </li>
    }
    .into_any()
}
