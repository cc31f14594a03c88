//! `/library/sources`: the claims of the source article, each with its exercises, and every publication, marked as
//! checked or not.

use domain::library::{
    english,
    model::{Claim, Item},
};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    layout::title::tab_title,
    library::{references::References, tabs::LibraryTabs},
};

/// Claims and publications. Each claim has its id as an anchor, each publication `ref-` and its key.
#[component]
pub fn SourcesPage() -> impl IntoView {
    let library = english();
    let references: Vec<_> = library.references().iter().collect();
    let checked = references.iter().filter(|reference| reference.checked.is_some()).count();
    view! {
        <Title text=tab_title("Sources") />
        <div class="head">
            <div>
                <h1>"Library"</h1>
                <p class="soft">"The basis of exercises and rules: an article, statement by statement, and the publications behind it."</p>
            </div>
        </div>
        <LibraryTabs here="/library/sources" />
        <nav class="row" aria-label="On this page">
            <a href="#claims">{format!("{} statements in the article", library.claims().len())}</a>
            <a href="#publications">{format!("{} publications, {checked} of them verified", references.len())}</a>
        </nav>
        <div class="rules">
            <section aria-labelledby="claims">
                <h2 id="claims">"Statements in the source article"</h2>
                {sections(library.claims())
                    .into_iter()
                    .map(|(section, claims)| {
                        view! {
                            <h3>{section}</h3>
                            <ul class="quotes">{claims.into_iter().map(entry).collect_view()}</ul>
                        }
                    })
                    .collect_view()}
            </section>
            <section aria-labelledby="publications">
                <h2 id="publications">"Publications"</h2>
                <References list=references />
            </section>
        </div>
    }
}

fn sections(claims: &'static [Claim]) -> Vec<(&'static str, Vec<&'static Claim>)> {
    let mut sections: Vec<(&str, Vec<&Claim>)> = Vec::new();
    for claim in claims {
        match sections.iter_mut().find(|(section, _)| *section == claim.section) {
            Some((_, of_section)) => of_section.push(claim),
            None => sections.push((&claim.section, vec![claim])),
        }
    }
    sections
}

fn entry(claim: &'static Claim) -> AnyView {
    let carriers: Vec<&'static Item> =
        english().items().iter().filter(|item| item.claims.contains(&claim.id)).collect();
    let last = carriers.len().saturating_sub(1);
    let links = carriers
        .into_iter()
        .enumerate()
        .map(|(place, item)| {
            view! {
                <a href=format!("/library/{}", item.id)>{item.title.as_str()}</a>
                {if place == last { "." } else { ", " }}
            }
        })
        .collect_view();
    view! {
        <li id=claim.id.as_str()>
            <blockquote>{format!("“{}”", claim.quote)}</blockquote>
            <p><a href=format!("#{}", claim.id)>{claim.id.as_str()}</a> " " {claim.claim.as_str()}</p>
            {claim.note.as_ref().map(|note| view! { <p class="small soft">{note.as_str()}</p> })}
            <p class="small soft">"Used in " {links}</p>
        </li>
    }
    .into_any()
}
