//! A question with three answers, as one control: yes, no, and not asked, which looks unanswered.

use domain::assess::Answer;
use leptos::prelude::*;

use crate::{browser::fields, layout::wording};

/// The subject of an answer, as its column heading says it: “Lena did”, “Lena experiences”, “Lena”, “Both”.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// The partner's name; empty for the couple.
    pub name: String,
    /// The text after the name.
    pub verb: &'static str,
}

impl Whose {
    /// Returns the whole as text.
    pub fn words(&self) -> String {
        format!("{} {}", self.name, self.verb).trim().to_owned()
    }

    /// Renders it. A name may be written in the other direction.
    pub fn view(self) -> AnyView {
        let name = (!self.name.is_empty()).then(|| view! { <bdi>{self.name}</bdi> " " });
        view! { {name} {self.verb} }.into_any()
    }
}

/// The three answers to a question about one person or the couple, as radio buttons that look like one control. There are
/// hundreds on a page, so each is as few elements as it can be.
#[component]
pub fn ThreeState(
    /// The name of the field.
    name: String,
    /// The question and its subject, for screen readers.
    question: String,
    /// The subject, shown if the columns have no headings; none if it is obvious.
    #[prop(optional)]
    whose: Option<Whose>,
    /// The label of the third answer; “Not asked” by default.
    #[prop(optional)]
    unasked: &'static str,
    /// The answer so far.
    answer: Option<Answer>,
) -> AnyView {
    let choice = |choice: Option<Answer>| {
        let words = wording::answer(choice);
        let shown = if choice.is_none() && !unasked.is_empty() { unasked } else { words };
        // Those who hear the page hear the words that a dash stands for.
        let heard = (shown == "–").then_some(words);
        let ticked = (choice == answer).then_some("");
        view! {
            <label>
                <input type="radio" name=name.clone() value=fields::value(choice) checked=ticked aria-label=heard />
                <span title=heard>{shown}</span>
            </label>
        }
    };
    view! {
        <div class="three-state" role="radiogroup" aria-label=question>
            {whose.map(|whose| view! { <span class="whom" aria-hidden="true">{whose.view()}</span> })}
            <div class="choices">{[Some(Answer::Yes), Some(Answer::No), None].map(choice).collect_view()}</div>
        </div>
    }
    .into_any()
}
