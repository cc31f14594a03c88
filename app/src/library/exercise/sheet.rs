//! The client text of one exercise: text, lines and homework, as printed.

use domain::{library::model::Item, paper::handout::SheetLine};
use leptos::prelude::*;

use crate::layout::wording;

/// The client text.
#[component]
pub fn Sheet<'a>(
    /// The exercise.
    item: &'a Item,
) -> AnyView {
    let neutral = item.neutral_title.as_ref().map(|title| format!(" On a neutral sheet it is called “{title}”."));
    view! {
        <section class="card" aria-labelledby="clients">
            <h2 id="clients">"Client text"</h2>
            <p class="soft small">{wording::paper(item.paper)}{neutral}</p>
            <div class="paper">
                {item.client_text.iter().map(|text| view! { <p>{text.to_string()}</p> }).collect_view()}
                {(!item.on_paper.is_empty())
                    .then(|| view! { <ul class="fields">{item.on_paper.sheet().lines().iter().map(line).collect_view()}</ul> })}
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
            {(!item.homework_note.is_empty())
                .then(|| view! { <p class="small"><strong>"For you, never printed: "</strong> {item.homework_note.clone()}</p> })}
        </section>
    }
    .into_any()
}

fn line(line: &SheetLine) -> AnyView {
    let words = line.words().to_owned();
    match line {
        SheetLine::Tick(_) => view! { <li class="box">{words}</li> }.into_any(),
        SheetLine::Blank(_) => view! { <li>{words}<span class="line"></span></li> }.into_any(),
        SheetLine::Title(_) | SheetLine::Heading(_) => view! { <li><strong>{words}</strong></li> }.into_any(),
        SheetLine::Text(_) => view! { <li>{words}</li> }.into_any(),
    }
}
