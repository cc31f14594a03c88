//! `/library/{id}/leaflet`: one exercise on a sheet of its own, for the shelf.

use domain::{
    desk::Letterhead,
    handout::{NoLeaflet, SheetKind, carries_letterhead, leaflet},
    ids::ItemId,
    library::{Library, model::Item},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{awaited, tab_title};
use crate::{
    calls::Problem,
    islands::SendsItself,
    paper::{ClientSheet, LeafletChoice},
    parts::{Crumbs, Icon, LanguageChoice, LetterheadChoice, LookChoice, Preview},
    shelf::library,
    visitor::records,
};

/// The leaflet of the exercise that the address names, or a page that says that there is none.
#[component]
pub fn LeafletPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let asked = use_query_map().get_untracked();
    let choice = LeafletChoice::read(|name| asked.get(name));
    let (library, records) = (library(), records());
    awaited(async move {
        let item = id.parse::<ItemId>().ok().and_then(|id| library.item(&id)).ok_or(Problem::NotFound)?;
        let stored = records?.only::<Letterhead>().await?.map(|stored| stored.value);
        Ok(page(&library, item, choice, stored))
    })
}

fn page(library: &Library, item: &Item, choice: LeafletChoice, stored: Option<Letterhead>) -> AnyView {
    let lettered = stored.is_some();
    let address = |download| {
        let choice = LeafletChoice { download, ..choice };
        format!("/library/{}/leaflet.pdf?{}", item.id, choice.query())
    };
    let (show, save) = (address(false), address(true));
    let made = leaflet(library, None, item, choice.language);
    let possible = made.is_ok();
    let result = match made {
        Ok(leaflet) => {
            let (sheet, letterhead) = (ClientSheet::Leaflet(leaflet), stored.filter(|_| choice.letterhead));
            Either::Left(view! { <Preview sheet=sheet letterhead=letterhead address=show.clone() look=choice.look /> })
        }
        Err(refusal) => Either::Right(refused(item, &refusal)),
    };
    let trail =
        vec![("/library".to_owned(), "Library".to_owned()), (format!("/library/{}", item.id), item.title.to_string())];
    view! {
        <Title text=tab_title("Leaflet") />
        <Crumbs trail=trail />
        <div class="head">
            <div>
                <h1>{format!("Leaflet: {}", item.title)}</h1>
                <p class="soft">
                    "One exercise in its words for clients, for your shelf. It belongs to no couple: whether it fits one, and \
                     whether a gate keeps it off their paper, is for you to look at before you hand it over."
                </p>
            </div>
            {possible.then(|| view! {
                <div class="actions">
                    <a class="button" href=show target="_blank" rel="noopener">{Icon::Printer.view()} "Print"</a>
                    <a class="button" data-kind="primary" href=save>{Icon::Download.view()} "Download PDF"</a>
                </div>
            })}
        </div>
        <div class="handout">
            <Options choice=choice lettered=lettered />
            <div class="stack">{result}</div>
        </div>
    }
    .into_any()
}

/// The choices as a form. Where islands are awake it sends itself; elsewhere it has a button.
#[component]
fn Options(choice: LeafletChoice, lettered: bool) -> AnyView {
    view! {
        <form class="stack options" method="get">
            <SendsItself>
                <fieldset class="card">
                    <legend>"On paper"</legend>
                    <LanguageChoice chosen=choice.language />
                    <LookChoice chosen=choice.look />
                    <LetterheadChoice stored=lettered chosen=choice.letterhead carries=carries_letterhead(SheetKind::Leaflet) />
                </fieldset>
                <button class="button when-asleep">"Show this leaflet"</button>
            </SendsItself>
        </form>
    }
    .into_any()
}

fn refused(item: &Item, refusal: &NoLeaflet) -> AnyView {
    view! {
        <section class="note" data-tone="stop" aria-labelledby="refused">
            {Icon::Warning.view()}
            <div>
                <h2 id="refused">"This leaflet is not made"</h2>
                <p>{refusal.to_string()}</p>
                <p><a href=format!("/library/{}", item.id)>"Back to the exercise"</a></p>
            </div>
        </section>
    }
    .into_any()
}
