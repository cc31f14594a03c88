//! A preview of a sheet: its first page as it is printed, and its content in reading order.

use leptos::prelude::*;
use pdf::PrintedLetterhead;

use crate::{
    handouts::{
        sheets::{ClientSheet, PAPERS, SheetFormat, word},
        typeset::{page_count, text},
    },
    layout::Icon,
};

/// The sheet as it is printed, a link to the file, and its text.
#[component]
pub fn Preview(
    sheet: ClientSheet,
    letterhead: Option<PrintedLetterhead>,
    address: String,
    look: SheetFormat,
) -> AnyView {
    let pages = page_count(&sheet, letterhead.as_ref(), look);
    let words = text(&sheet, letterhead.as_ref());
    let link = address.clone();
    let shape = word(&PAPERS, look.paper);
    view! {
        <section class="sheets" aria-labelledby="preview">
            <h2 id="preview">"Preview"</h2>
            {match pages {
                Err(why) => not_typeset(why),
                Ok(pages) => view! {
                    <SheetPicture file=address says="The sheet as it will be printed" paper=shape />
                    <p class="small soft">
                        {format!("{}. ", in_words(pages))}
                        <a href=link target="_blank" rel="noopener">"Open the PDF"</a>
                    </p>
                }
                .into_any(),
            }}
        </section>
        <section class="card" aria-labelledby="words">
            <h2 id="words">"Full text of the sheet"</h2>
            {words.view()}
        </section>
    }
    .into_any()
}

/// “1 page”, “2 pages”.
pub(super) fn in_words(pages: usize) -> String {
    if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") }
}

/// The reason why a sheet cannot be printed like this, in place of its picture.
pub(super) fn not_typeset(why: String) -> AnyView {
    view! { <p class="note" role="alert">{Icon::Warning.view()} <span>{why}</span></p> }.into_any()
}

/// The first page of a sheet, as a picture.
#[component]
pub fn SheetPicture(
    /// The address of the file.
    #[prop(into)]
    file: String,
    /// Description of the picture, for those who do not see it.
    #[prop(into)]
    says: String,
    /// The word of its paper size.
    paper: &'static str,
) -> impl IntoView {
    // Pictures have the addresses of the files, with another ending.
    let picture = file.replacen(".pdf", ".svg", 1);
    view! { <img class="sheet-picture" src=picture alt=says data-paper=paper /> }
}

/// Returns the address of the web page of a sheet, from that of its PDF.
pub fn web_page_address(file: &str) -> String {
    file.replacen(".pdf", ".html", 1)
}

/// Returns the address of a sheet to be filled in on a screen, from that of its PDF.
pub fn fillable_address(file: &str) -> String {
    format!("{file}&fillable=yes")
}
