//! Queries of lists and of the search. They may contain clients' names, so they are posted, and the resulting address
//! contains them encrypted: back and reload work, and neither browser nor proxy stores a word.

use crate::{couples, plans};

use crate::http::{
    app_error::Refusal,
    form_request::FormRequest,
    routes::{Form, Quiet, Redirect, form},
};

/// The query fields of the search page.
const SEARCH: &[&str] = &["q", "all"];

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    let pages: [(&'static str, &'static [&'static str]); 3] =
        [("/couples", &couples::filter::Filter::KNOWN), ("/plans", &plans::filter::Filter::KNOWN), ("/search", SEARCH)];
    pages.map(|(page, known)| form(page, async move |post| ask(&post, page, known))).into()
}

fn ask(post: &FormRequest, page: &'static str, known: &'static [&'static str]) -> Result<Redirect, Refusal> {
    let fields = post.once_each()?;
    if fields.keys().any(|name| !known.contains(&name.as_str())) {
        return Err(Refusal::Malformed);
    }
    let mut asked: Vec<(String, String)> = fields.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
    asked.sort();
    if asked.is_empty() {
        return Ok(Redirect::quietly(page, Quiet::NothingChanged));
    }
    Ok(Redirect::quietly(format!("{page}?for={}", post.records.seal_query(&asked)?), Quiet::NothingChanged))
}
