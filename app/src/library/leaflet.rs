//! `/library/{id}/leaflet`: the leaflet of one exercise.

use domain::{
    library::{Library, english, model::Item},
    paper::handout::{NoLeaflet, SheetKind, Verified, carries_letterhead, leaflet},
    vocabulary::ItemId,
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use pdf::PrintedLetterhead;

use crate::{
    account::settings::preferences,
    browser::{api::Problem, library_context::library},
    handouts::{
        options::country_name,
        preview::{Preview, fillable_address, web_page_address},
        print_options::{LanguageChoice, LetterheadChoice, LookChoice},
        sheets::{LeafletChoice, countries, or_defaults},
        typeset::stored_letterhead,
    },
    http::{page_result::awaited, visitor::records},
    layout::{AutoSubmit, Breadcrumbs, Icon, title::tab_title},
};

/// The leaflet of the exercise in the address, or a not-found page.
#[component]
pub fn LeafletPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let asked = use_query_map().get_untracked();
    let (library, records) = (library(), records());
    awaited(async move {
        let item = id.parse::<ItemId>().ok().and_then(|id| library.item(&id)).ok_or(Problem::NotFound)?;
        let records = records?;
        let stored = stored_letterhead(&records).await?;
        let preferences = preferences(&records).await?;
        let choice = LeafletChoice::read(or_defaults(|name| asked.get(name), &preferences.sheets));
        Ok(page(&library, item, choice, stored))
    })
}

fn page(library: &Library, item: &Item, choice: LeafletChoice, stored: Option<PrintedLetterhead>) -> AnyView {
    let lettered = stored.is_some();
    let address = |download| {
        let choice = LeafletChoice { download, ..choice };
        format!("/library/{}/leaflet.pdf?{}", item.id, choice.query())
    };
    let (show, save) = (address(false), address(true));
    let made = leaflet(library, None, item, choice.language)
        .and_then(|leaflet| Ok(leaflet.with_lines(library, item, choice.country, &Verified::default())?));
    let (web_page, to_fill_in) = (web_page_address(&show), fillable_address(&save));
    let possible = made.is_ok();
    let has_pictures = made.as_ref().is_ok_and(|(leaflet, _)| leaflet.has_pictures());
    let result = match made {
        Ok((leaflet, report)) => {
            let missing = report.in_words();
            let (sheet, letterhead) = (choice.sheet(leaflet), stored.filter(|_| choice.letterhead));
            Either::Left(view! {
                {(!missing.is_empty()).then(|| view! { <NotOnIt missing=missing /> })}
                <Preview sheet=sheet letterhead=letterhead address=show.clone() look=choice.look />
            })
        }
        Err(refusal) => Either::Right(refused(item, &refusal)),
    };
    let trail =
        vec![("/library".to_owned(), "Library".to_owned()), (format!("/library/{}", item.id), item.title.to_string())];
    view! {
        <Title text=tab_title("Leaflet") />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>{format!("Leaflet: {}", item.title)}</h1>
                <p class="soft">
                    "The client text of one exercise, to keep in stock. It belongs to no couple: before you hand it over, check \
                     that it fits this couple and that no hold keeps it off their sheets."
                </p>
            </div>
            {possible.then(|| view! {
                <div class="actions">
                    <a class="button" data-kind="quiet" href=web_page aria-label="Web page of this leaflet">{Icon::Sheet.view()} "Web page"</a>
                    <a class="button" data-kind="quiet" href=to_fill_in aria-label="PDF to fill in of this leaflet">{Icon::Pencil.view()} "PDF to fill in"</a>
                    <a class="button" href=show target="_blank" rel="noopener">{Icon::Printer.view()} "Print"</a>
                    <a class="button" data-kind="primary" href=save>{Icon::Download.view()} "Download PDF"</a>
                </div>
            })}
        </div>
        <div class="handout">
            <Options choice=choice lettered=lettered has_pictures=has_pictures />
            <div class="stack">{result}</div>
        </div>
    }
    .into_any()
}

/// The options as a form, which submits itself with islands and has a button without.
#[component]
fn Options(choice: LeafletChoice, lettered: bool, has_pictures: bool) -> AnyView {
    let country = |country: &'static str| {
        view! { <option value=country selected=choice.country == Some(country)>{country_name(country)}</option> }
    };
    let countries = countries(english()).into_iter().map(country).collect_view();
    view! {
        <form class="stack options" method="get" autocomplete="off">
            <AutoSubmit>
                <fieldset class="card">
                    <legend>"Printing"</legend>
                    <LanguageChoice chosen=choice.language />
                    {has_pictures.then(|| view! {
                        <label class="choice">
                            <input type="checkbox" name="pictures" value="yes" checked=choice.pictures />
                            <span>
                                "In pictures" <br />
                                <span class="small soft">"Four pictures with a few words each, for people to whom reading comes hard"</span>
                            </span>
                        </label>
                    })}
                    <LookChoice chosen=choice.look />
                    <div class="field">
                        <label for="country">"Emergency and crisis lines"</label>
                        <select id="country" name="country"><option value="">"None"</option>{countries}</select>
                        <p class="small soft">"Only checked numbers are printed, with the date of the check. Call a number yourself before you rely on it."</p>
                    </div>
                    <LetterheadChoice stored=lettered chosen=choice.letterhead carries=carries_letterhead(SheetKind::Leaflet) />
                </fieldset>
                <button class="button when-asleep">"Show this leaflet"</button>
            </AutoSubmit>
        </form>
    }
    .into_any()
}

/// The help lines omitted from the leaflet.
#[component]
fn NotOnIt(missing: Vec<String>) -> AnyView {
    view! {
        <section class="note" data-tone="warn" aria-labelledby="not-on-it">
            {Icon::Warning.view()}
            <div>
                <h2 id="not-on-it">"Not on this leaflet"</h2>
                <ul class="list">{missing.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
            </div>
        </section>
    }
    .into_any()
}

fn refused(item: &Item, refusal: &NoLeaflet) -> AnyView {
    view! {
        <section class="note" data-tone="stop" aria-labelledby="refused">
            {Icon::Warning.view()}
            <div>
                <h2 id="refused">"This leaflet cannot be made"</h2>
                <p>{refusal.to_string()}</p>
                <p><a href=format!("/library/{}", item.id)>"Back to the exercise"</a></p>
            </div>
        </section>
    }
    .into_any()
}
