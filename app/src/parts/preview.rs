//! A sheet before it is printed: the real file, and what stands on it in reading order.

use domain::{desk::Letterhead, handout::SheetLine};
use leptos::prelude::*;

use crate::paper::{ClientSheet, Look, PAPERS, Typesetter, word};

/// The sheet as a browser shows the file, with a link for browsers that show none, and its words beside it.
#[component]
pub fn Preview(sheet: ClientSheet, letterhead: Option<Letterhead>, address: String, look: Look) -> AnyView {
    let typesetter = use_context::<Typesetter>();
    let pages = typesetter.and_then(|typesetter| (typesetter.pages)(&sheet, letterhead.as_ref(), look));
    let pages = pages.map(|pages| if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") });
    let lines = typesetter.map(|typesetter| (typesetter.reading)(&sheet, letterhead.as_ref())).unwrap_or_default();
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
