//! No page shows an id that only the sources of the library know.

use axum::http::StatusCode;
use domain::library::english;

use crate::{kept::Full, parsed::elements};

/// The page whose subject is the rules: it names each by its id.
const RULES: &str = "/library/rules";

/// Returns the ids of indicators, gates, rules and exercises in a text.
fn ids_in(text: &str, of_rules: bool) -> Vec<&str> {
    let library = english();
    let tokens = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    let is_id = |token: &&str| {
        token.starts_with("GATE-")
            || token.parse().is_ok_and(|id| library.indicator(&id).is_some())
            || (!of_rules && library.rules().iter().any(|rule| rule.id.as_str() == *token))
            || (token.contains('-') && token.parse().is_ok_and(|id| library.item(&id).is_some()))
    };
    tokens.filter(is_id).collect()
}

/// All that is read on a page: its text, and what is said of pictures and controls.
fn read(page: &str) -> Vec<String> {
    let all = elements(page);
    let hidden = ["script", "style", "template", "head", "html", "title"];
    let leaves = all.iter().filter(|one| !hidden.contains(&one.name.as_str()));
    let said = leaves.flat_map(|one| {
        let attributes = ["aria-label", "title", "placeholder", "alt"].into_iter().filter_map(|name| one.get(name));
        attributes.map(str::to_owned).collect::<Vec<_>>()
    });
    let main = all.iter().find(|one| one.name == "main").map(|one| one.text.clone());
    said.chain(main).collect()
}

#[tokio::test]
async fn no_page_shows_the_id_of_an_indicator_a_gate_a_rule_or_an_exercise() -> anyhow::Result<()> {
    let full = Full::open().await?;
    let couple = format!("/couples/{}", full.desk.couple.0);
    for (field, value) in [("INF-01.b", "yes"), ("INF-08.a", "yes"), ("GEN-11.couple", "no")] {
        let page = format!("{couple}/situation");
        let seen = full.desk.records.situation(full.desk.couple).await?.revision.0.to_string();
        let saved = full.desk.post(&page, &[("seen", &seen), (field, value)]).await?;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    }
    let routes = server::edge::routes();
    let exercises = english().items().iter().map(|item| format!("/library/{}", item.id));
    let pages = routes.iter().filter_map(|route| full.page(route)).chain(exercises).chain([
        format!("{couple}/sessions"),
        format!("{couple}/interview/b"),
        "/library/challenges/abuse".to_owned(),
        "/library/challenges/infidelity".to_owned(),
    ]);
    let (mut wrong, mut looked_at) = (Vec::new(), 0);
    for page in pages {
        let answer = full.desk.get(&page).await?;
        if answer.status != StatusCode::OK || !answer.header("content-type").contains("html") {
            continue;
        }
        looked_at += 1;
        for text in read(&answer.body) {
            let found = ids_in(&text, page == RULES);
            wrong.extend(found.into_iter().map(|id| format!("{page}: {id}")));
        }
    }
    wrong.dedup();
    assert!(looked_at > 80, "{looked_at}");
    assert!(wrong.is_empty(), "{} {wrong:#?}", wrong.len());
    Ok(())
}
