//! The options for paper and language, the same wherever something is printed.

use domain::vocabulary::Language;
use leptos::prelude::*;

use crate::handouts::sheets::{PAPERS, Paper, SheetFormat};

/// The choice of the sheet's language; the screen keeps its own.
#[component]
pub fn LanguageChoice(chosen: Language) -> AnyView {
    let language = |language: &Language| {
        view! { <option value=language.to_string() lang=language.to_string() selected=*language == chosen>{in_itself(*language)}</option> }
    };
    view! {
        <div class="field">
            <label for="language">"Language"</label>
            <select id="language" name="language">{Language::ALL.iter().map(language).collect_view()}</select>
        </div>
    }
    .into_any()
}

/// The choice of paper and legibility.
#[component]
pub fn LookChoice(
    chosen: SheetFormat,
    /// The prefix of its field ids, if a page has several.
    #[prop(optional, into)]
    of: String,
) -> AnyView {
    let id = format!("{of}paper");
    view! {
        <div class="field">
            <label for=id.clone()>"Paper"</label>
            <select id=id name="paper">{PAPERS.map(|paper| option(paper, chosen.paper)).into_iter().collect_view()}</select>
        </div>
        <label class="choice">
            <input type="checkbox" name="large-print" value="yes" checked=chosen.large />
            <span>"Large print" <br /> <span class="small soft">"18 pt, no hyphenation"</span></span>
        </label>
        <label class="choice">
            <input type="checkbox" name="easy-reading" value="yes" checked=chosen.easy />
            <span>
                "Easy reading" <br />
                <span class="small soft">"A typeface with distinct letters: Atkinson Hyperlegible"</span>
            </span>
        </label>
    }
    .into_any()
}

/// The choice of paper alone: one field in a row with a button.
#[component]
pub fn PaperChoice(
    /// The id of the field.
    #[prop(into)]
    id: String,
    /// The choice before a refusal.
    #[prop(optional)]
    chosen: Paper,
) -> AnyView {
    let sheets = PAPERS.into_iter().filter(|(paper, _)| *paper != Paper::Booklet);
    view! {
        <div class="field">
            <label for=id.clone()>"Paper"</label>
            <select id=id name="paper">{sheets.map(|paper| option(paper, chosen)).collect_view()}</select>
        </div>
    }
    .into_any()
}

/// The choice of the account's letterhead for the sheet.
#[component]
pub fn LetterheadChoice(
    /// True if there is one.
    stored: bool,
    /// True if it is wanted.
    chosen: bool,
    /// True if this sheet may carry one.
    carries: bool,
) -> AnyView {
    if !stored {
        return view! { <p class="small soft"><a href="/settings/letterhead">"Set up letterhead"</a> " to print the name of your practice on your sheets."</p> }
            .into_any();
    }
    if !carries {
        // What was chosen comes back with a sheet that may carry it.
        let value = if chosen { "yes" } else { "no" };
        return view! {
            <input type="hidden" name="letterhead" value=value />
            <p class="small soft">"No letterhead on this sheet: a practice name gives away what it is about."</p>
        }
        .into_any();
    }
    view! {
        <label class="choice">
            <input type="checkbox" name="letterhead" value="yes" checked=chosen />
            <span>"Letterhead" <br /> <span class="small soft">"The name of your practice at the top"</span></span>
        </label>
    }
    .into_any()
}

/// A blank form to be filled in by hand, folded by default.
#[component]
pub fn BlankForm(
    /// The address of the file.
    address: &'static str,
    /// Its purpose, in a sentence.
    lead: &'static str,
) -> AnyView {
    view! {
        <details class="card blank-form">
            <summary>"Print a blank form"</summary>
            <form class="stack" method="get" action=address target="_blank" autocomplete="off">
                <p class="soft">{lead}</p>
                <LookChoice chosen=SheetFormat::default() of="form-" />
                <div><button class="button">{crate::layout::Icon::Printer.view()} "Print form"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn option((paper, value): (Paper, &'static str), chosen: Paper) -> AnyView {
    view! { <option value=value selected=paper == chosen>{paper_words(paper)}</option> }.into_any()
}

/// Returns the name of a paper.
pub fn paper_words(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "A4",
        Paper::Letter => "US Letter",
        Paper::A5 => "A5",
        Paper::Booklet => "A5 booklet, on A4 to fold",
    }
}

/// Returns the name of a language in that language, for its speakers. It is not English: mark it with its language.
const fn in_itself(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::German => "Deutsch",
        Language::Spanish => "Español",
    }
}

/// Returns the name of a language in English, the language of the screen.
pub const fn language_name(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::German => "German",
        Language::Spanish => "Spanish",
    }
}
