//! A question with three answers, as one control: yes, no, and not asked, which looks unanswered.

use domain::answers::Answer;
use leptos::prelude::*;

use crate::{fields, wording};

/// The three answers to a question about one person or the couple, as radio buttons that look like one control.
#[component]
pub fn ThreeState(
    /// The name of the field.
    name: String,
    /// What is asked, and about whom, for those who hear the page.
    question: String,
    /// Whom it is about, shown where the columns have no heads; empty where that needs no words.
    #[prop(into)]
    whom: String,
    /// The answer so far.
    answer: Option<Answer>,
) -> AnyView {
    let choices = [Some(Answer::Yes), Some(Answer::No), None];
    view! {
        <fieldset class="three-state">
            <legend><span class="heard">{question}</span> <bdi class="whom">{whom}</bdi></legend>
            <div class="choices">
                {choices
                    .map(|choice| {
                        view! {
                            <label>
                                <input
                                    type="radio"
                                    name=name.clone()
                                    value=fields::value(choice)
                                    checked=(choice == answer).then_some("")
                                />
                                <span>{wording::answer(choice)}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
    .into_any()
}
