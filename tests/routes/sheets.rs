//! Sheets beside handouts: leaflets, blank forms, where to go and by when, and the recovery key.

use axum::http::StatusCode;
use domain::{
    assess::Partner,
    library::english,
    vocabulary::{Language, PaperClass},
};

use crate::{
    parsed::text_marked,
    plans,
    support::{Answer, Desk, PASSWORD},
};

pub const ROUTES: &[&str] = &[
    "/couples/{couple}/gates/{gate}/referrals.pdf",
    "/couples/{couple}/letters",
    "/forms/interview-a.pdf",
    "/forms/interview-b.pdf",
    "/forms/situation.pdf",
    "/library/{id}/leaflet",
    "/library/{id}/leaflet.pdf",
    "/library/{id}/leaflet.html",
    "/library/{id}/leaflet.svg",
    "/recovery-key/sheet.pdf",
];

/// An exercise that may be printed.
const LEAFLET: &str = "/library/negotiated-time-out/leaflet";

/// Checks the headers of a sheet: a restrictive policy, no caching, and a neutral name.
fn is_paper(answer: &Answer, how: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(answer.body.starts_with("%PDF-1.7"));
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'self'"));
    let name = answer.header("content-disposition");
    let neutral = name.strip_prefix(how).is_some_and(|rest| rest.starts_with("; filename=\"notes-20"));
    assert!(neutral && name.ends_with(".pdf\"") && name.len() < 50, "{name}");
}

/// Checks the headers of a sheet as a web page: to be saved under a neutral name, and of no use at this address.
pub fn is_web_page(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none';") && policy.ends_with("sandbox"), "{policy}");
    let name = answer.header("content-disposition");
    assert!(name.starts_with("attachment; filename=\"notes-") && !name.contains(".pdf"), "{name}");
    assert_eq!(name.trim_end_matches('"').rsplit('.').next(), Some("html"), "{name}");
}

/// Returns the number of audit entries of the counsellor's account.
async fn lines(desk: &Desk) -> anyhow::Result<i64> {
    let checked = desk.store.check_audit(desk.records.account().id).await?;
    checked.map_err(|broken| anyhow::anyhow!("{broken:?}"))
}

#[tokio::test]
async fn sec_01_a_stranger_and_a_locked_session_print_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let pages = [
        "/forms/situation.pdf",
        "/forms/interview-a.pdf",
        "/forms/interview-b.pdf",
        "/library/negotiated-time-out/leaflet.pdf",
        "/library/negotiated-time-out/leaflet.html",
        "/library/negotiated-time-out/leaflet.svg",
    ];
    let key = [("recovery_key", KEY)];
    for page in pages {
        assert_eq!(desk.stranger(page).await?.status, StatusCode::UNAUTHORIZED, "{page}");
    }
    assert!(desk.stranger(LEAFLET).await?.header("location").starts_with("/sign-in?next=%2Flibrary"));
    assert_eq!(desk.post_as("/recovery-key/sheet.pdf", &key, None).await?.status, StatusCode::UNAUTHORIZED);
    assert_eq!(desk.stranger("/library/negotiated-time-out").await?.status, StatusCode::OK, "the library stays open");

    desk.post("/lock", &[]).await?;
    for page in pages {
        assert_eq!(desk.get(page).await?.status, StatusCode::UNAUTHORIZED, "{page}");
    }
    assert!(desk.get(LEAFLET).await?.header("location").starts_with("/locked"));
    assert_eq!(desk.post("/recovery-key/sheet.pdf", &key).await?.status, StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn a_leaflet_is_offered_where_the_exercise_is_read_and_printed_as_it_was_chosen() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let library = desk.get("/library/negotiated-time-out").await?;
    assert!(library.body.contains(&format!("href=\"{LEAFLET}\"")));
    assert!(!desk.stranger("/library/negotiated-time-out").await?.body.contains(LEAFLET), "not to a stranger");
    let before = lines(&desk).await?;
    let page = desk.get(&format!("{LEAFLET}?language=de&paper=a5&large-print=yes")).await?;
    assert_eq!(page.status, StatusCode::OK);
    let file =
        "/library/negotiated-time-out/leaflet.pdf?language=de&amp;letterhead=no&amp;paper=a5&amp;large-print=yes";
    assert!(page.body.contains(&format!("href=\"{file}\"")), "{}", page.body);
    let german = english().translation(domain::vocabulary::Language::German).unwrap();
    let title = german.item(&"negotiated-time-out".parse()?).unwrap().title.clone();
    assert!(page.body.contains(title.as_str()), "its words stand beside it");
    assert!(page.body.contains(" pages. "));
    is_paper(&desk.get(&file.replace("&amp;", "&")).await?, "inline");
    is_paper(&desk.get("/library/negotiated-time-out/leaflet.pdf?download=yes").await?, "attachment");
    let web_page = file.replace("leaflet.pdf", "leaflet.html");
    assert!(page.body.contains(&format!("href=\"{web_page}\" aria-label=\"Web page of this leaflet\"")));
    let saved = desk.get(&web_page.replace("&amp;", "&")).await?;
    is_web_page(&saved);
    assert!(saved.body.contains("<html class=\"sheet large\" lang=\"de\"") && saved.body.contains(title.as_str()));
    let to_fill_in = format!("{file}&amp;download=yes&amp;fillable=yes");
    assert!(page.body.contains(&format!("href=\"{to_fill_in}\" aria-label=\"PDF to fill in of this leaflet\"")));
    let saved = desk.get(&to_fill_in.replace("&amp;", "&")).await?;
    is_paper(&saved, "attachment");
    assert!(saved.body.len() > desk.get(&file.replace("&amp;", "&")).await?.body.len(), "it has fields");
    assert_eq!(lines(&desk).await?, before, "a leaflet is about nobody");
    Ok(())
}

/// The four pictures of an exercise, where it has any; the letterhead has no room beside them.
#[tokio::test]
async fn a_leaflet_in_pictures_is_offered_for_the_exercises_that_have_them() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let tick = "name=\"pictures\"";
    let words = "Rest. Walk. Drink water.";
    let usual = desk.get(LEAFLET).await?.body;
    assert!(usual.contains(tick) && !usual.contains("Drink water."));
    let page = desk.get(&format!("{LEAFLET}?pictures=yes")).await?.body;
    assert!(page.contains("leaflet.svg?") && page.contains("pictures=yes"), "its own picture and file");
    assert!(words.split_inclusive('.').all(|sentence| page.contains(sentence.trim())), "its words stand beside it");
    is_paper(&desk.get("/library/negotiated-time-out/leaflet.pdf?pictures=yes").await?, "inline");
    let without = "/library/impact-letter/leaflet";
    assert!(!desk.get(without).await?.body.contains(tick));
    assert_eq!(desk.get(&format!("{without}?pictures=yes")).await?.status, StatusCode::OK, "the usual leaflet then");
    Ok(())
}

#[tokio::test]
async fn r46_what_is_never_printed_has_no_leaflet() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let item = english().items().iter().find(|item| item.paper == PaperClass::Nowhere).unwrap();
    let exercise = format!("/library/{}", item.id);
    assert!(!desk.get(&exercise).await?.body.contains("/leaflet\""));
    let page = desk.get(&format!("{exercise}/leaflet")).await?;
    assert!(page.body.contains("never printed") && !page.body.contains("leaflet.pdf"));
    let file = desk.get(&format!("{exercise}/leaflet.pdf")).await?;
    for kind in ["svg", "html"] {
        assert_eq!(desk.get(&format!("{exercise}/leaflet.{kind}")).await?.status, file.status, "nor shown");
    }
    assert_eq!(file.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(file.body.contains("never printed"));
    for kind in ["", ".pdf", ".html"] {
        let nothing = &format!("/library/no-such-exercise/leaflet{kind}");
        assert_eq!(desk.get(nothing).await?.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    Ok(())
}

#[tokio::test]
async fn blank_forms_are_offered_where_they_are_filled_in() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let id = desk.couple.0;
    for (page, form) in [
        (format!("/couples/{id}/situation"), "/forms/situation.pdf"),
        (format!("/couples/{id}/interview/a"), "/forms/interview-a.pdf"),
        (format!("/couples/{id}/interview/b"), "/forms/interview-b.pdf"),
    ] {
        let page = desk.get(&page).await?;
        assert!(page.body.contains(&format!("action=\"{form}\"")), "{form}");
        assert_eq!(page.body.matches("/forms/").count(), 1, "{form}: and no other");
        is_paper(&desk.get(&format!("{form}?paper=letter&large-print=yes")).await?, "inline");
    }
    let usual = desk.get("/forms/situation.pdf").await?;
    assert_ne!(usual.body, desk.get("/forms/situation.pdf?paper=letter").await?.body);
    assert_ne!(desk.get("/forms/interview-a.pdf").await?.body, desk.get("/forms/interview-b.pdf").await?.body);
    Ok(())
}

/// Records that A told something in their interview.
async fn tell(desk: &Desk, question: &str) -> anyhow::Result<Answer> {
    let interview = desk.records.interview(desk.couple, Partner::A).await?.revision.0.to_string();
    let situation = desk.records.situation(desk.couple).await?.revision.0.to_string();
    let fields = [("seen", interview.as_str()), ("seen-situation", &situation), ("do", "save"), (question, "yes")];
    let answer = desk.post(&format!("/couples/{}/interview/a", desk.couple.0), &fields).await?;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    desk.get(answer.header("location")).await
}

#[tokio::test]
async fn what_cannot_wait_goes_into_one_hand_row_by_row() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let sheet = format!("/couples/{}/gates/GATE-ACUTE/referrals.pdf", desk.couple.0);
    let asked = ("asked", "yes");
    let shut = desk.post(&sheet, &[("row", "Strangulation"), asked]).await?;
    assert_eq!(shut.status, StatusCode::NOT_FOUND, "nothing is urgent while the gate is shut");

    let told = tell(&desk, "GEN-05.asked").await?;
    let gate = desk.get(&format!("/couples/{}/gates/GATE-ACUTE", desk.couple.0)).await?;
    for page in [&told, &gate] {
        assert!(page.body.contains(&format!("action=\"{sheet}\"")));
        let rows = page.body.split("name=\"row\"").skip(1).map(|row| row.split('>').next().unwrap_or_default());
        assert!(rows.clone().count() > 4 && rows.into_iter().all(|row| !row.contains("checked")), "none is ticked");
    }
    let before = lines(&desk).await?;
    let one = desk.post(&sheet, &[("row", "Emergency contraception"), asked]).await?;
    is_paper(&one, "inline");
    assert_eq!(lines(&desk).await?, before + 1, "it leaves an audit line");
    let two = desk
        .post(&sheet, &[("row", "Emergency contraception"), ("row", "Strangulation"), asked, ("paper", "a5")])
        .await?;
    is_paper(&two, "inline");
    assert_ne!(one.body.len(), two.body.len());
    Ok(())
}

#[tokio::test]
async fn nothing_goes_into_a_hand_that_nobody_asked_and_nothing_that_nobody_ticked() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    tell(&desk, "GEN-05.asked").await?;
    let sheet = format!("/couples/{}/gates/GATE-ACUTE/referrals.pdf", desk.couple.0);
    let before = lines(&desk).await?;
    let nothing = desk.post(&sheet, &[("asked", "yes")]).await?;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("Nothing selected"));
    let unasked = desk.post(&sheet, &[("row", "Strangulation")]).await?;
    assert_eq!(unasked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unasked.body.contains("Ask this person alone"));
    let ticked = unasked.body.split("value=\"Strangulation\"").nth(1).and_then(|rest| rest.split('>').next());
    assert!(ticked.is_some_and(|rest| rest.contains("checked")), "what was ticked stays ticked");
    for row in ["PrEP", "Words that somebody made up"] {
        let odd = desk.post(&sheet, &[("row", row), ("asked", "yes")]).await?;
        assert_eq!(odd.status, StatusCode::BAD_REQUEST, "{row} is not offered here");
    }
    let extra = desk.post(&sheet, &[("row", "Strangulation"), ("asked", "yes"), ("account_id", "1")]).await?;
    assert_eq!(extra.status, StatusCode::BAD_REQUEST, "sec_06");
    assert_eq!(lines(&desk).await?, before + 2, "the page of the gate came back twice, and nothing was printed");
    assert_eq!(desk.get(&sheet).await?.status, StatusCode::METHOD_NOT_ALLOWED, "sec_21");
    Ok(())
}

/// The fields of a letter, with a canary in each that is typed.
fn letter<'a>(template: &'a str, language: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("template", template),
        ("language", language),
        ("who", "a"),
        ("name", "Canaryname"),
        ("addressee", "Canaryclinic\n12 Mill Lane"),
        ("added", "Canaryadded"),
    ]
}

#[tokio::test]
async fn a_letter_is_made_only_with_the_agreement_and_what_is_typed_stays_in_the_form() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = format!("/couples/{}/letters", desk.couple.0);
    assert!(desk.get(&format!("/couples/{}", desk.couple.0)).await?.body.contains(&format!("href=\"{page}\"")));
    let before = lines(&desk).await?;
    let refused = desk.post(&page, &letter("pelvic-pain", "en")).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("No letter was made") && refused.body.contains("Canaryclinic"));
    assert!(!refused.body.starts_with("%PDF"));
    let agreed = [letter("pelvic-pain", "en"), vec![("agreed", "yes")]].concat();
    let made = desk.post(&page, &agreed).await?;
    is_paper(&made, "inline");
    assert!(lines(&desk).await? > before, "it leaves an audit line");
    let again = desk.get(&page).await?;
    assert!(!again.body.contains("Canary"), "nothing of it was stored");
    for wrong in [("template", "no-such-letter"), ("who", "c"), ("language", "xx")] {
        let fields: Vec<_> = agreed.iter().map(|field| if field.0 == wrong.0 { wrong } else { *field }).collect();
        assert_eq!(desk.post(&page, &fields).await?.status, StatusCode::BAD_REQUEST, "{wrong:?}");
    }
    Ok(())
}

#[tokio::test]
async fn every_letter_is_made_in_every_language() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = format!("/couples/{}/letters", desk.couple.0);
    for &language in Language::ALL {
        for template in &english().letters(language).expect("translated").letters {
            let fields =
                [letter(&template.id, language.as_str()), vec![("agreed", "yes"), ("paper", "letter")]].concat();
            is_paper(&desk.post(&page, &fields).await?, "inline");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_was_told_alone_is_on_a_run_sheet_only_if_it_is_asked_for() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let sheet = format!("/plans/{}/run-sheet.pdf", desk.plan.0);
    let usual = desk.get(&sheet).await?;
    is_paper(&usual, "inline");
    let asked = desk.get(&format!("{sheet}?told-alone=yes")).await?;
    is_paper(&asked, "inline");
    assert_ne!(usual.body, asked.body);
    assert_eq!(desk.get(&format!("{sheet}?told-alone=no")).await?.body, usual.body);
    assert_eq!(desk.get(&format!("{sheet}?told=yes")).await?.status, StatusCode::BAD_REQUEST);
    Ok(())
}

/// A key that is one: its check symbols fit.
const KEY: &str = "0000 0000 0000 0000 0000 0000 0000 0000 0000";

#[tokio::test]
async fn a_recovery_key_becomes_a_sheet_and_stands_in_no_address() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = desk.post("/settings/recovery-key", &[("confirm_password", PASSWORD)]).await?;
    let form = page.body.split("action=\"/recovery-key/sheet.pdf\"").nth(1).unwrap_or_default();
    assert!(form.starts_with(' ') && page.body.contains("method=\"post\" action=\"/recovery-key/sheet.pdf\""));
    let key = form.split("name=\"recovery_key\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let key = key.unwrap_or_default();
    assert_eq!(key.split(' ').count(), 9, "{key}");
    let before = lines(&desk).await?;
    let sheet = desk.post("/recovery-key/sheet.pdf", &[("recovery_key", key), ("paper", "letter")]).await?;
    is_paper(&sheet, "inline");
    assert_eq!(lines(&desk).await?, before + 1, "it leaves an audit line");
    let again = desk.get("/recovery-key").await?;
    assert!(!again.body.contains(key) && !again.body.contains("sheet.pdf"), "nothing was kept");
    let asked = desk.get(&format!("/recovery-key/sheet.pdf?recovery_key={}", key.replace(' ', "+"))).await?;
    assert_eq!(asked.status, StatusCode::METHOD_NOT_ALLOWED);
    Ok(())
}

#[tokio::test]
async fn what_is_no_recovery_key_is_printed_on_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for typed in ["", "somebody's own words", "7F3K 9QWE 0A1B C2D4 XYZ8 MNPQ RSTV 4567 JH2K"] {
        let answer = desk.post("/recovery-key/sheet.pdf", &[("recovery_key", typed)]).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{typed}");
        assert!(!answer.body.contains("somebody"), "sec_24");
    }
    Ok(())
}

#[tokio::test]
async fn a_leaflet_for_a_crisis_says_what_is_missing_until_a_country_is_chosen() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = "/library/suicide-safety-plan/leaflet";
    assert!(desk.get(page).await?.body.contains("needs a crisis line and has none"));
    let page = desk.get(&format!("{page}?country=UK&language=de")).await?.body;
    assert!(!page.contains("needs a crisis line and has none") && page.contains("116 123"));
    Ok(())
}

/// Words that sentences of a language need and English does not have.
const FOREIGN: [(&str, &[&str]); 2] = [
    ("de", &["und", "nicht", "oder", "für", "wenn", "wir", "ich", "Deutsch"]),
    ("es", &["que", "para", "una", "los", "con", "por", "Español"]),
];

#[tokio::test]
async fn every_foreign_word_of_a_page_is_marked_with_its_language() -> anyhow::Result<()> {
    let desk = plans::Desk::open().await?;
    let couple = desk.couple(true).await?;
    let plan = desk.plan(couple).await?.0;
    let pages = [
        (LEAFLET.to_owned(), true),
        ("/library/suicide-safety-plan/leaflet".to_owned(), true),
        (format!("/plans/{plan}/handout"), true),
        (format!("/couples/{}/letters", couple.0), false),
        ("/settings".to_owned(), false),
    ];
    for (path, shows_a_sheet) in pages {
        for (language, words) in FOREIGN {
            let page = desk.see(&format!("{path}?language={language}&country=DE")).await?.body;
            let has = |text: &str, word: &str| text.split(|c: char| !c.is_alphabetic()).any(|one| one == word);
            let english = text_marked(&page, "en");
            for word in words {
                assert!(!has(&english, word), "{path}: “{word}” is not marked as {language}: {english}");
            }
            let marked = text_marked(&page, language);
            let seen = words.iter().filter(|word| has(&marked, word)).count();
            let expected = if shows_a_sheet { 4 } else { 1 };
            assert!(seen >= expected, "{path}: {language} has {seen} of its words: {marked}");
        }
    }
    Ok(())
}
