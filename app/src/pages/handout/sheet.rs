//! The sheet: the real file, and what stands on it in reading order; or why there is none.

use domain::{
    handout::{Handout, Refusal, SheetLine},
    library::english,
};
use leptos::prelude::*;
use store::{CoupleId, PlanId};

use super::pages_of;
use crate::{
    paper::{Look, PAPERS, Typesetter, word},
    parts::Icon,
};

/// The sheet as a browser shows the file, with a link for browsers that show none, and its words beside it.
#[component]
pub fn Preview(handout: Handout, address: String, look: Look) -> AnyView {
    let pages = pages_of(&handout, look);
    let pages = pages.map(|pages| if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") });
    let lines = use_context::<Typesetter>().map(|typesetter| (typesetter.reading)(&handout)).unwrap_or_default();
    let link = address.clone();
    let shape = word(&PAPERS, look.paper);
    view! {
        <section class="sheets" aria-labelledby="preview">
            <h2 id="preview">"The sheet"</h2>
            // Where the browser knows it: the sheet as wide as the frame, with no column of small pages beside it.
            <iframe src=format!("{address}#navpanes=0&view=FitH") title="The sheet as it will be printed" data-paper=shape></iframe>
            <p class="small soft">
                {pages.map(|pages| format!("{pages}. "))}
                "Should your browser show nothing above: " <a href=link target="_blank" rel="noopener">"open the file"</a> "."
            </p>
        </section>
        <section class="card" aria-labelledby="words">
            <h2 id="words">"Everything that stands on it"</h2>
            <div class="paper reading">{lines.into_iter().map(line).collect_view()}</div>
        </section>
    }
    .into_any()
}

fn line(line: SheetLine) -> AnyView {
    match line {
        SheetLine::Title(words) => view! { <p class="title">{words}</p> }.into_any(),
        SheetLine::Heading(words) => view! { <h3>{words}</h3> }.into_any(),
        SheetLine::Text(words) => view! { <p>{words}</p> }.into_any(),
        SheetLine::Tick(words) => view! { <p class="tick">{words}</p> }.into_any(),
        SheetLine::Blank(words) => view! { <p class="blank">{words}</p> }.into_any(),
    }
}

/// Why there is no sheet, and what can be done.
#[component]
pub fn Refused(refusal: Refusal, couple: CoupleId, plan: PlanId) -> AnyView {
    let (why, address, way) = match &refusal {
        Refusal::Gate { gate, effect, .. } => (
            format!("“{}” is open. On paper: {effect}", english().gate(*gate).name),
            format!("/couples/{}/gates/{gate}", couple.0),
            "See what closes it",
        ),
        Refusal::Empty { hint, .. } => (
            format!("Nothing of this plan may stand on it. {hint}"),
            format!("/plans/{}", plan.0),
            "Choose in the plan what goes on which sheet",
        ),
        Refusal::Country { .. } => (
            "No help lines are known for this country.".to_owned(),
            format!("/plans/{}/handout", plan.0),
            "Show the sheet without help lines",
        ),
        Refusal::Untranslated { .. } | Refusal::OlderTranslation { .. } => {
            (refusal.to_string(), format!("/plans/{}", plan.0), "Choose in the plan what goes on which sheet")
        }
        Refusal::OlderWords { .. } => {
            (refusal.to_string(), format!("/plans/{}", plan.0), "Take the newer text in the plan")
        }
    };
    view! {
        <section class="note" data-tone="stop" aria-labelledby="refused">
            {Icon::Warning.view()}
            <div>
                <h2 id="refused">"This sheet is not made"</h2>
                <p>{why}</p>
                <p><a href=address>{way}</a></p>
            </div>
        </section>
    }
    .into_any()
}
