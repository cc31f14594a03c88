//! What a sheet is printed on, and in which language: the same choices wherever something is printed.

use domain::words::Language;
use leptos::prelude::*;

use crate::paper::{Look, PAPERS, Paper};

/// The language of a sheet; the screen stays in its own.
#[component]
pub fn LanguageChoice(chosen: Language) -> AnyView {
    let language = |language: &Language| {
        view! { <option value=language.to_string() selected=*language == chosen>{in_itself(*language)}</option> }
    };
    view! {
        <div class="field">
            <label for="language">"Language"</label>
            <select id="language" name="language">{Language::ALL.iter().map(language).collect_view()}</select>
        </div>
    }
    .into_any()
}

/// On what, and for which eyes.
#[component]
pub fn LookChoice(
    chosen: Look,
    /// Begins the ids of its fields, where a page has several.
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
            <span>"Large print" <br /> <span class="small soft">"18 points, and no divided words"</span></span>
        </label>
        <label class="choice">
            <input type="checkbox" name="easy-reading" value="yes" checked=chosen.easy />
            <span>
                "Easy reading" <br />
                <span class="small soft">"Atkinson Hyperlegible: letters that are not mistaken for each other"</span>
            </span>
        </label>
    }
    .into_any()
}

/// On what alone: one field in a row with a button.
#[component]
pub fn PaperChoice(
    /// The id of the field.
    #[prop(into)]
    id: String,
    /// What was chosen before it was refused.
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

/// Whether the letterhead of the account stands on the sheet.
#[component]
pub fn LetterheadChoice(
    /// Whether there is one.
    stored: bool,
    /// Whether it is wanted.
    chosen: bool,
    /// Whether this sheet may carry one.
    carries: bool,
) -> AnyView {
    if !stored {
        return view! { <p class="small soft"><a href="/settings/letterhead">"Set up a letterhead"</a> " to have the name of your practice on your sheets."</p> }
            .into_any();
    }
    if !carries {
        // What was chosen comes back with a sheet that may carry it.
        let value = if chosen { "yes" } else { "no" };
        return view! {
            <input type="hidden" name="letterhead" value=value />
            <p class="small soft">"Your letterhead stays off this sheet: the name of a practice says at a glance what it is about."</p>
        }
        .into_any();
    }
    view! {
        <label class="choice">
            <input type="checkbox" name="letterhead" value="yes" checked=chosen />
            <span>"Letterhead" <br /> <span class="small soft">"The name of your practice above it"</span></span>
        </label>
    }
    .into_any()
}

/// A blank form to be filled in by hand, folded away until it is wanted.
#[component]
pub fn BlankForm(
    /// Where the file is.
    address: &'static str,
    /// What it is for, in a sentence.
    lead: &'static str,
) -> AnyView {
    view! {
        <details class="card blank-form">
            <summary>"Print a blank form"</summary>
            <form class="stack" method="get" action=address target="_blank" autocomplete="off">
                <p class="soft">{lead}</p>
                <LookChoice chosen=Look::default() of="form-" />
                <div><button class="button">{super::Icon::Printer.view()} "Print the form"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn option((paper, value): (Paper, &'static str), chosen: Paper) -> AnyView {
    let words = match paper {
        Paper::A4 => "A4",
        Paper::Letter => "US Letter",
        Paper::A5 => "A5",
        Paper::Booklet => "A5 booklet, on A4 to fold",
    };
    view! { <option value=value selected=paper == chosen>{words}</option> }.into_any()
}

/// The name of a language in that language, as whoever reads it looks for it.
fn in_itself(language: Language) -> &'static str {
    match language {
        Language::English => "English",
        Language::German => "Deutsch",
        Language::Spanish => "Español",
    }
}
