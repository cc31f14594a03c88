//! The sources of an exercise: evidence, publications, and quotations of the article.

use domain::library::{
    english,
    model::{Claim, Item},
};
use leptos::prelude::*;

use crate::library::{cited::Cited, references::References};

/// Evidence with its publications, and the claims of the source article.
#[component]
pub fn Sources<'a>(
    /// The exercise.
    item: &'a Item,
) -> AnyView {
    let library = english();
    let claims: Vec<&'static Claim> = item.claims.iter().filter_map(|id| library.claim(id)).collect();
    let heading = match claims.len() {
        1 => "1 statement in the source article".to_owned(),
        many => format!("{many} statements in the source article"),
    };
    view! {
        <section class="card" aria-labelledby="sources">
            <h2 id="sources">"Sources"</h2>
            <p><Cited library=library text=&item.evidence /></p>
            <References list=library.references_in(&item.evidence) />
            {(!claims.is_empty())
                .then(|| {
                    view! {
                        <details class="claims">
                            <summary>{heading}</summary>
                            <ul>{claims.into_iter().map(claim_entry).collect_view()}</ul>
                        </details>
                    }
                })}
        </section>
    }
    .into_any()
}

fn claim_entry(claim: &'static Claim) -> AnyView {
    view! {
        <li>
            <blockquote>{format!("“{}”", claim.quote)}</blockquote>
            <p>{claim.claim.as_str()} " " <span class="small soft"><a href=format!("/library/sources#{}", claim.id)>{claim.id.as_str()}</a> {format!(" · article, {}", claim.section)}</span></p>
            {claim.note.as_ref().map(|note| view! { <p class="small soft">{note.as_str()}</p> })}
        </li>
    }
    .into_any()
}
