//! What clients read: the words, lines and homework of one exercise, as they may stand on paper.

use domain::library::model::{Item, PaperField};
use leptos::{either::Either, prelude::*};

use crate::wording;

/// The words for clients.
#[component]
pub fn Sheet<'a>(
    /// The exercise.
    item: &'a Item,
) -> AnyView {
    let neutral = item.neutral_title.as_ref().map(|title| format!(" On a neutral sheet it is called “{title}”."));
    view! {
        <section class="card" aria-labelledby="clients">
            <h2 id="clients">"What clients read"</h2>
            <p class="soft small">{wording::paper(item.paper)}{neutral}</p>
            <div class="paper">
                {item.client_text.iter().map(|text| view! { <p>{text.to_string()}</p> }).collect_view()}
                {(!item.on_paper.is_empty())
                    .then(|| view! { <ul class="fields">{item.on_paper.iter().map(field).collect_view()}</ul> })}
                {item
                    .homework
                    .as_ref()
                    .map(|homework| {
                        view! {
                            <div class="homework">
                                <h3>"At home"</h3>
                                <p>{homework.to_string()}</p>
                            </div>
                        }
                    })}
            </div>
        </section>
    }
    .into_any()
}

fn field(field: &PaperField) -> impl IntoView + use<> {
    match field {
        PaperField::Check(label) => Either::Left(view! { <li class="box">{label.to_string()}</li> }),
        PaperField::Lines(label, count) => {
            let lines = (0..*count).map(|_| view! { <span class="line"></span> }).collect_view();
            Either::Right(view! { <li>{label.to_string()}{lines}</li> })
        }
    }
}
