//! The pages of the library.

use axum::http::StatusCode;
use domain::{library::english, vocabulary::Challenge};

use crate::support::{Answer, get};

pub const ROUTES: &[&str] = &[
    "/library",
    "/library/{id}",
    "/library/challenges",
    "/library/challenges/{id}",
    "/library/rules",
    "/library/sources",
];

/// Text as it stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The titles on cards that are in sight.
fn in_sight(page: &Answer) -> Vec<&str> {
    let cards = page.body.split("<li class=\"exercise\"").skip(1);
    let in_sight = cards.filter(|card| !card.split('>').next().unwrap_or_default().contains("hidden"));
    in_sight.filter_map(|card| card.split("/library/").nth(1)?.split('"').next()).collect()
}

#[tokio::test]
async fn the_library_lists_every_exercise_by_phase() -> anyhow::Result<()> {
    let page = get("/library").await?;
    assert_eq!(page.status, StatusCode::OK);
    let ids: Vec<String> = english().items().iter().map(|item| item.id.to_string()).collect();
    assert_eq!(in_sight(&page), ids);
    assert!(page.body.contains(&format!("{} exercises", ids.len())));
    Ok(())
}

#[tokio::test]
async fn the_search_works_as_a_plain_form() -> anyhow::Result<()> {
    let page = get("/library?q=letter&phase=meaning").await?;
    let found = in_sight(&page);
    assert!(found.contains(&"impact-letter"), "{found:?}");
    assert!(found.len() < 10, "{found:?}");
    assert!(page.body.contains(&format!("{} of ", found.len())));
    assert!(page.body.contains("value=\"letter\""), "the field keeps what was typed");
    Ok(())
}

#[tokio::test]
async fn filters_that_are_no_words_of_the_field_are_left_out() -> anyhow::Result<()> {
    let page = get("/library?phase=no-such-phase&minutes=many&who=&challenge=").await?;
    assert_eq!(in_sight(&page).len(), english().items().len());
    Ok(())
}

#[tokio::test]
async fn what_finds_nothing_says_so_and_offers_a_way_on() -> anyhow::Result<()> {
    let page = get("/library?q=xylophone").await?;
    assert_eq!(page.status, StatusCode::OK);
    assert!(in_sight(&page).is_empty());
    let empty = page.body.split("class=\"empty\"").nth(1).unwrap_or_default();
    assert!(!empty.split('>').next().unwrap_or_default().contains("hidden"));
    assert!(empty.contains("Clear filters"));
    Ok(())
}

/// Checklist 24: what is typed into the search is text, also in the data for the island.
#[tokio::test]
async fn sec_24_typed_markup_is_inert() -> anyhow::Result<()> {
    let page =
        get("/library?q=%3Cscript%3Ealert(1)%3C/script%3E%22%20onerror=%22x&phase=%3Cimg%20onerror=x%3E").await?;
    assert!(!page.body.contains("<script>alert"), "the tag came through");
    assert!(!page.body.contains("\" onerror=\""), "the attribute came through");
    assert!(!page.body.contains("<img"), "an unknown phase came through");
    Ok(())
}

#[tokio::test]
async fn every_exercise_has_a_page_with_all_it_says() -> anyhow::Result<()> {
    for item in english().items() {
        let page = get(&format!("/library/{}", item.id)).await?;
        assert_eq!(page.status, StatusCode::OK, "{}", item.id);
        let client_text = item.client_text.iter().map(domain::paper::handout::ClientText::as_str);
        let said = item.steps.iter().map(String::as_str).chain(client_text).chain([item.title.as_str(), &item.outcome]);
        for text in said {
            assert!(page.body.contains(&escaped(text)), "{} lacks “{text}”", item.id);
        }
        for gate in &item.blocked_by {
            assert!(page.body.contains(&escaped(&english().gate(*gate).name)), "{} lacks {gate}", item.id);
        }
        for reference in english().references_in(&item.evidence) {
            assert!(
                page.body.contains(&format!("id=\"ref-{}\"", reference.key)),
                "{} lacks {}",
                item.id,
                reference.key
            );
        }
        assert!(page.body.contains("Expert default. You can change it."), "{}", item.id);
    }
    Ok(())
}

#[tokio::test]
async fn sources_are_marked_where_they_were_not_checked_and_there_alone() -> anyhow::Result<()> {
    for item in english().items() {
        let unchecked = english().references_in(&item.evidence).iter().any(|reference| reference.checked.is_none());
        let page = get(&format!("/library/{}", item.id)).await?.body;
        assert_eq!(page.contains("Not verified<"), unchecked, "{}", item.id);
    }
    Ok(())
}

#[tokio::test]
async fn an_unknown_exercise_or_challenge_is_answered_kindly() -> anyhow::Result<()> {
    for path in ["/library/no-such-exercise", "/library/%22%3E%3Cscript%3E", "/library/challenges/no-such"] {
        let page = get(path).await?;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.body.contains("Page not found"), "{path}");
        assert!(page.body.contains("Go to Today"), "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn every_challenge_has_a_page_with_its_signs() -> anyhow::Result<()> {
    let list = get("/library/challenges").await?;
    for challenge in Challenge::ALL {
        assert!(list.body.contains(&format!("/library/challenges/{challenge}\"")), "{challenge}");
        let page = get(&format!("/library/challenges/{challenge}")).await?;
        assert_eq!(page.status, StatusCode::OK, "{challenge}");
        for sign in english().indicators().iter().filter(|sign| sign.challenge == Some(*challenge)) {
            assert!(page.body.contains(&escaped(&sign.text)), "{challenge} lacks {}", sign.id);
        }
    }
    Ok(())
}

#[tokio::test]
async fn every_rule_can_be_linked_to_and_says_when_then_and_how_strict_it_is() -> anyhow::Result<()> {
    let page = get("/library/rules").await?;
    assert_eq!(page.status, StatusCode::OK);
    for rule in english().rules() {
        let entry = page.body.split(&format!("<li id=\"{}\"", rule.id)).nth(1).unwrap_or_default();
        let entry = entry.split("</li>").next().unwrap_or_default();
        for part in ["When", "Then", "Why", "Source"] {
            assert!(entry.contains(part), "{} lacks {part}", rule.id);
        }
        assert!(entry.contains("Hard: ") || entry.contains("Soft: "), "{}", rule.id);
        let reminder = rule.reminder.as_ref().map_or("", |reminder| reminder.text.as_str());
        assert!(entry.contains(&escaped(reminder)), "{} lacks its reminder", rule.id);
    }
    Ok(())
}

#[tokio::test]
async fn every_claim_and_publication_can_be_linked_to() -> anyhow::Result<()> {
    let page = get("/library/sources").await?;
    assert_eq!(page.status, StatusCode::OK);
    for claim in english().claims() {
        assert!(page.body.contains(&format!("<li id=\"{}\"", claim.id)), "{}", claim.id);
        assert!(page.body.contains(&escaped(&claim.quote)), "{}", claim.id);
    }
    for reference in english().references() {
        assert!(page.body.contains(&format!("id=\"ref-{}\"", reference.key)), "{}", reference.key);
        assert!(page.body.contains(&escaped(&reference.citation)), "{}", reference.key);
        for notice in reference.notices_in_words() {
            assert!(page.body.contains(&escaped(&notice)), "{}: {notice}", reference.key);
        }
    }
    Ok(())
}
