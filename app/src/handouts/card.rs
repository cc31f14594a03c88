//! One sheet of the session: its text as it will be printed, the ways to print it, and below it what is on it.

use domain::paper::handout::{Audience, Handout, Refusal, SheetKind, carries_letterhead, is_slip_only};
use leptos::prelude::*;
use pdf::PrintedLetterhead;

use crate::{
    handouts::{
        contents,
        preview::{SheetPicture, fillable_address, in_words, not_typeset, web_page_address},
        sheets::{ClientSheet, PAPERS, file_name, word},
        shown::Shown,
        typeset::{page_count, text},
    },
    http::visitor::reply,
    layout::{Icon, fault_line},
};

/// Renders one sheet. `made` is the sheet, or the reason why there is none.
pub(super) fn card(shown: &Shown<'_>, audience: Audience, made: Result<&Handout, &Refusal>) -> AnyView {
    let id = format!("sheet-{audience}");
    let heading = id.clone();
    let pages = made.ok().map(|handout| pages(shown, handout));
    let body = match (made, &pages) {
        (Ok(handout), Some(Err(why))) => view! {
            {not_typeset(why.clone())}
            {contents::choices(shown, audience, Some(handout))}
        }
        .into_any(),
        (Ok(handout), _) => possible(shown, audience, handout),
        (Err(refusal), _) => impossible(shown, audience, refusal),
    };
    let state = match made {
        Ok(_) => match pages {
            Some(Ok(pages)) => in_words(pages),
            Some(Err(_)) => "Not possible".to_owned(),
            None => String::new(),
        },
        Err(Refusal::NotAskedFor { .. }) => "Nothing by default".to_owned(),
        Err(Refusal::Empty { .. }) => "Nothing on it".to_owned(),
        Err(_) => "Not possible".to_owned(),
    };
    view! {
        <section class="one-sheet" aria-labelledby=id>
            <div class="sheet-head">
                <h2 id=heading><bdi>{shown.name(audience)}</bdi></h2>
                <span class="small soft">{state}</span>
            </div>
            {body}
        </section>
    }
    .into_any()
}

fn letterhead<'a>(shown: &Shown<'a>, handout: &Handout) -> Option<&'a PrintedLetterhead> {
    let carries = shown.choice.letterhead && carries_letterhead(SheetKind::Handout(handout.discretion()));
    shown.letterhead.filter(|_| carries)
}

/// The number of pages, or the reason why it cannot be typeset.
fn pages(shown: &Shown<'_>, handout: &Handout) -> Result<usize, String> {
    let sheet = ClientSheet::Handout(handout.clone());
    page_count(&sheet, letterhead(shown, handout), shown.choice.look)
}

/// The sheet as it will be printed, its words, what is on it, and the ways to print it.
fn possible(shown: &Shown<'_>, audience: Audience, handout: &Handout) -> AnyView {
    let sheet = ClientSheet::Handout(handout.clone());
    let words = text(&sheet, letterhead(shown, handout));
    let (open, save) = (shown.address(audience, false), shown.address(audience, true));
    let (page, to_fill_in) = (web_page_address(&open), fillable_address(&save));
    let of = shown.sheet(audience);
    let file = file_name(&shown.facts(), shown.choice, handout);
    view! {
        <SheetPicture file=open.clone() says=format!("Picture of {of}") paper=word(&PAPERS, shown.choice.look.paper) />
        <details class="sheet-words">
            <summary>"Words of "{of.clone()}</summary>
            {words.view()}
        </details>
        {contents::choices(shown, audience, Some(handout))}
        <div class="sheet-links">
            <a class="button open-sheet" href=open target="_blank" rel="noopener" data-follows="" aria-label=format!("Open to print: {of}")>
                {Icon::Printer.view()} "Open to print"
            </a>
            <a class="button" data-kind="quiet" href=save data-follows="" aria-label=format!("Download {of}")>
                {Icon::Download.view()} "Download"
            </a>
            <a class="button" data-kind="quiet" href=page data-follows="" aria-label=format!("Web page of {of}")>
                {Icon::Sheet.view()} "Web page"
            </a>
            <a class="button" data-kind="quiet" href=to_fill_in data-follows="" aria-label=format!("PDF to fill in of {of}")>
                {Icon::Pencil.view()} "PDF to fill in"
            </a>
        </div>
        <p class="small soft file-name"><bdi>{file}</bdi> {opened(shown, audience)}</p>
    }
    .into_any()
}

/// When the file of this sheet was last fetched. Nobody can know whether it was printed then.
fn opened(shown: &Shown<'_>, audience: Audience) -> Option<AnyView> {
    let (_, at) = shown.printed.iter().find(|(of, _)| *of == audience)?;
    let (day, time) = shown.now.local(*at);
    let when = if day == shown.now.day { time.to_string() } else { format!("{}, {time}", day.near(shown.now.day)) };
    Some(view! { <br /> <span class="opened">{format!("Last opened or downloaded: {when}")}</span> }.into_any())
}

/// The reason why there is no sheet, and the way to one.
fn impossible(shown: &Shown<'_>, audience: Audience, refusal: &Refusal) -> AnyView {
    let slip = is_slip_only(&shown.sources.file.case, audience);
    match refusal {
        Refusal::NotAskedFor { .. } => asked_for(shown, audience),
        Refusal::OnHold { .. } | Refusal::Gate { .. }
            if audience == Audience::Both && shown.sources.file.on_hold().is_some() =>
        {
            frame(true, "No sheet for both while joint work is on hold.".to_owned(), None)
        }
        Refusal::Gate { gate, .. } => {
            let name = &shown.sources.file.library.gate(*gate).name;
            let way = (format!("/couples/{}/gates/{gate}", shown.sources.file.couple.id.0), "What lifts this hold");
            frame(true, format!("Not while “{name}” is active."), Some(way))
        }
        Refusal::OnHold { .. } => frame(true, refusal.to_string(), None),
        Refusal::Empty { .. } => {
            let why = match (slip, contents::all_refused(shown, audience)) {
                (true, _) => "Only an appointment slip can be printed.",
                (false, true) => "Nothing in this plan can go on this sheet.",
                (false, false) => "Choose below what goes on this sheet.",
            };
            view! { {frame(false, why.to_owned(), None)} {contents::choices(shown, audience, None)} }.into_any()
        }
        Refusal::Country { .. } => {
            frame(false, "No checked help lines for this country yet. Choose “None” for the country.".to_owned(), None)
        }
        Refusal::OlderWords { .. } => {
            let way = (format!("/plans/{}", shown.id.0), "Use the newer text in the plan");
            let why = frame(false, refusal.to_string(), Some(way));
            view! { {why} {contents::choices(shown, audience, None)} }.into_any()
        }
        Refusal::Untranslated { .. } | Refusal::OlderTranslation { .. } => {
            let why = frame(false, refusal.to_string(), None);
            view! { {why} {contents::choices(shown, audience, None)} }.into_any()
        }
    }
}

fn frame(held: bool, why: String, way: Option<(String, &'static str)>) -> AnyView {
    view! {
        <div class="no-sheet" data-held=held.then_some("")>
            {held.then(|| Icon::Pause.view())}
            <p>{why}</p>
            {way.map(|(address, words)| view! { <p><a href=address>{words}</a></p> })}
        </div>
    }
    .into_any()
}

/// The request of one partner, while joint work is on hold.
fn asked_for(shown: &Shown<'_>, audience: Audience) -> AnyView {
    let name = shown.name(audience);
    let field = format!("{audience}-checked");
    let fault_id = format!("{field}-fault");
    let fault = reply().fault(&field);
    let described = fault.is_some().then(|| fault_id.clone());
    view! {
        <div class="no-sheet" data-held="">
            {Icon::Pause.view()}
            <p>{format!("Print only what \u{2068}{name}\u{2069} asks for, once you have checked, alone, that it can be kept safely.")}</p>
            <label class="choice">
                <input type="checkbox" id=field.clone() name=field value="yes" aria-describedby=described.clone() aria-invalid=described.is_some().then_some("true") />
                <span>"Checked, alone, that it can be kept safely"</span>
            </label>
            {fault.map(|fault| fault_line(&fault_id, fault))}
            <button class="button" name="do" value=format!("ask-{audience}")>
                <span><bdi>{name.clone()}</bdi> " has asked for it"</span>
            </button>
        </div>
    }
    .into_any()
}
