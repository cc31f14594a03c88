//! The letterhead of a practice.

use std::fs;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::records::Letterhead;

use crate::{
    plans,
    support::{Desk, ask, open_in, upload},
};

pub const ROUTES: &[&str] = &[
    "/settings/letterhead",
    "/settings/letterhead/preview.pdf",
    "/settings/letterhead/preview.svg",
    "/settings/letterhead/remove",
];

const PAGE: &str = "/settings/letterhead";
const PREVIEW: &str = "/settings/letterhead/preview.pdf";
const LEAFLET: &str = "/library/negotiated-time-out/leaflet";

const SVG: &[u8] =
    br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>"#;

const FIELDS: [(&str, &str); 6] = [
    ("seen", ""),
    ("name", "Lindenhof Couples Practice"),
    ("address", "14 Garden Row\r\n0117 496 0123"),
    ("registration", "no. 1234"),
    ("footer", "Lindenhof is a registered charity."),
    ("alt", "A lime tree"),
];

fn with<'a>(changes: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let mut fields: Vec<(&'static str, &'a str)> = FIELDS.to_vec();
    for (name, value) in changes {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    fields
}

async fn stored(desk: &Desk) -> anyhow::Result<Option<Letterhead>> {
    Ok(desk.records.singleton::<Letterhead>().await?.map(|stored| stored.value))
}

/// A PNG file that says it is this large and holds nothing.
fn empty_png(width: u32, height: u32) -> Vec<u8> {
    let mut crc = u32::MAX;
    let header = [b"IHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    for byte in &header {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0d".as_slice(), &header, &(!crc).to_be_bytes()].concat()
}

#[tokio::test]
async fn sec_01_nobody_else_sees_or_changes_it() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let answer = upload(&desk.router, PAGE, &FIELDS, SVG, None).await?;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(desk.post_as("/settings/letterhead/remove", &[], None).await?.status, StatusCode::UNAUTHORIZED);
    assert_eq!(desk.stranger(PREVIEW).await?.status, StatusCode::UNAUTHORIZED);
    let elsewhere = Request::post(PAGE).header("sec-fetch-site", "cross-site").header("cookie", &desk.cookie);
    assert_eq!(ask(desk.router.clone(), elsewhere, Body::empty()).await?.status, StatusCode::FORBIDDEN, "sec_20");
    desk.post("/lock", &[]).await?;
    assert_eq!(desk.upload(PAGE, &FIELDS, SVG).await?.status, StatusCode::UNAUTHORIZED);
    assert_eq!(stored(&desk).await?, None);
    Ok(())
}

#[tokio::test]
async fn a_letterhead_is_saved_looked_at_changed_and_removed() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let empty = desk.get(PAGE).await?;
    assert!(
        empty.status == StatusCode::OK && !empty.body.contains("preview.pdf") && !empty.body.contains("remove-logo")
    );
    assert_eq!(desk.get(PREVIEW).await?.status, StatusCode::NOT_FOUND);
    let saved = desk.upload(PAGE, &with(&[("every-page", "yes")]), SVG).await?;
    assert_eq!((saved.status, saved.header("location")), (StatusCode::SEE_OTHER, "/settings/letterhead?saved=yes"));
    let kept = stored(&desk).await?.unwrap();
    assert_eq!((kept.address.as_str(), kept.every_page), ("14 Garden Row\n0117 496 0123", true));
    let page = desk.get(saved.header("location")).await?;
    for part in [
        "value=\"Lindenhof Couples Practice\"",
        "0117 496 0123",
        "preview.pdf",
        "name=\"remove-logo\"",
        "Letterhead saved.",
    ] {
        assert!(page.body.contains(part), "{part}");
    }
    let picture = desk.get(&PREVIEW.replace(".pdf", ".svg")).await?;
    assert_eq!((picture.status, picture.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(
        picture.body.starts_with("<svg") && picture.header("content-security-policy").contains("default-src 'none'")
    );
    let with_logo = desk.get(PREVIEW).await?;
    assert_eq!((with_logo.status, with_logo.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(with_logo.header("content-security-policy").contains("frame-ancestors 'self'"));
    assert!(with_logo.header("content-disposition").starts_with("inline; filename=\"notes-"));

    desk.upload(PAGE, &with(&[("seen", "1"), ("name", "Another name")]), b"").await?;
    let kept = stored(&desk).await?.unwrap();
    assert!(kept.logo.is_some() && !kept.every_page && kept.name == "Another name", "the logo stays");
    desk.upload(PAGE, &with(&[("seen", "2"), ("remove-logo", "yes")]), b"").await?;
    assert_eq!(stored(&desk).await?.unwrap().logo, None);
    assert_ne!(desk.get(PREVIEW).await?.body, with_logo.body);
    let gone = desk.post("/settings/letterhead/remove", &[]).await?;
    assert_eq!(gone.header("location"), "/settings/letterhead?saved=removed");
    assert_eq!(stored(&desk).await?, None);
    assert_eq!(desk.post("/settings/letterhead/remove", &[]).await?.status, StatusCode::SEE_OTHER, "twice is as good");
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_kept_is_named_and_what_was_typed_stays() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let text = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>Practice</text></svg>"#;
    let large = vec![0; 5 << 20];
    for (file, why) in [
        (b"GIF89a".to_vec(), "neither a PNG nor a JPEG nor an SVG"),
        (empty_png(8000, 5000), "40 megapixels"),
        (empty_png(80, 50), "cannot be read"),
        (text.to_vec(), "turn the text into paths"),
        (large, "larger than 4 MB"),
    ] {
        let refused = desk.upload(PAGE, &with(&[("footer", "typed <b>before</b>")]), &file).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
        for part in [why, "typed &lt;b&gt;before", "0117 496 0123", "choose it again"] {
            assert!(refused.body.contains(part), "{part} for {why}: {}", refused.body);
        }
    }
    let nameless = desk.upload(PAGE, &with(&[("name", " ")]), SVG).await?;
    assert!(nameless.status == StatusCode::UNPROCESSABLE_ENTITY && nameless.body.contains("Enter the name"));
    let odd = desk.upload(PAGE, &with(&[("name", "山 Practice")]), b"").await?;
    assert!(
        odd.status == StatusCode::UNPROCESSABLE_ENTITY && odd.body.contains("cannot print the character"),
        "{}",
        odd.body
    );
    assert_eq!(stored(&desk).await?, None, "nothing was saved");
    let huge = desk.upload(PAGE, &FIELDS, &vec![0; 9 << 20]).await?;
    assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
    Ok(())
}

#[tokio::test]
async fn sec_06_sec_36_unknown_fields_and_stale_forms_change_nothing() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for extra in [("account_id", "1"), ("logo-file", "x"), ("name", "twice")] {
        let fields: Vec<_> = FIELDS.into_iter().chain([extra]).collect();
        assert_eq!(desk.upload(PAGE, &fields, SVG).await?.status, StatusCode::BAD_REQUEST, "{extra:?}");
    }
    assert_eq!(desk.post(PAGE, &FIELDS).await?.status, StatusCode::BAD_REQUEST, "no form of ours sends it like this");
    assert_eq!(desk.upload(PAGE, &FIELDS, b"").await?.status, StatusCode::SEE_OTHER);
    let stale = desk.upload(PAGE, &with(&[("name", "Typed in another window")]), b"").await?;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("Typed in another window"));
    assert_eq!(stored(&desk).await?.unwrap().name, "Lindenhof Couples Practice");
    Ok(())
}

#[tokio::test]
async fn a_leaflet_carries_it_unless_it_is_left_off() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let bare = desk.get(&format!("{LEAFLET}.pdf")).await?.body;
    let page = desk.get(LEAFLET).await?;
    assert!(page.body.contains("Set up letterhead") && !page.body.contains("name=\"letterhead\""));
    desk.upload(PAGE, &FIELDS, SVG).await?;
    let page = desk.get(LEAFLET).await?;
    let tick =
        page.body.split("name=\"letterhead\"").nth(1).and_then(|rest| rest.split('>').next()).unwrap_or_default();
    assert!(tick.contains("checked"), "on from the start: {tick}");
    assert!(page.body.contains("letterhead=yes") && page.body.contains("<p>Lindenhof Couples Practice</p>"));
    assert!(page.body.contains("<p>14 Garden Row · 0117 496 0123 · no. 1234</p>"));
    assert_ne!(desk.get(&format!("{LEAFLET}.pdf")).await?.body, bare);
    let off = desk.get(&format!("{LEAFLET}?paper=a4")).await?;
    assert!(off.body.contains("letterhead=no") && !off.body.contains("Lindenhof"));
    assert_eq!(desk.get(&format!("{LEAFLET}.pdf?letterhead=no")).await?.body, bare);
    Ok(())
}

#[tokio::test]
async fn a_handout_carries_it_and_a_discreet_one_never_does() -> anyhow::Result<()> {
    let desk = plans::Desk::open().await?;
    let couple = desk.couple(true).await?;
    let closing =
        [("do", "close"), ("by", "C."), ("on", "2026-11-20"), ("ground", "checked"), ("checked", "both asked")];
    let seen = desk.records.situation(couple).await?.revision.0.to_string();
    let fields: Vec<_> = closing.into_iter().chain([("seen", seen.as_str())]).collect();
    desk.post(&format!("/couples/{}/gates/GATE-UNSCREENED", couple.0), &fields).await?;
    let plan = desk.plan(couple).await?;
    let sheet = async |query: &str| {
        let answer = desk.see(&format!("/plans/{}/handout.pdf?for=both&{query}", plan.0)).await?;
        anyhow::ensure!(answer.status == StatusCode::OK, "{}", answer.body);
        anyhow::Ok(answer.body)
    };
    let kinds = ["discretion=standard", "discretion=neutral", "discretion=in-room"];
    let mut bare = Vec::new();
    for kind in kinds {
        bare.push(sheet(kind).await?);
    }
    let saved = upload(&desk.router, PAGE, &FIELDS, SVG, Some(&desk.cookie)).await?;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_ne!(sheet(kinds[0]).await?, bare[0]);
    assert_eq!(sheet("discretion=standard&letterhead=no").await?, bare[0], "one click off");
    for (kind, bare) in kinds.iter().zip(&bare).skip(1) {
        assert_eq!(sheet(&format!("{kind}&letterhead=yes")).await?, *bare, "{kind}");
    }
    let page = desk.see(&format!("/plans/{}/handout", plan.0)).await?;
    assert!(page.body.contains("<p>Lindenhof Couples Practice</p>") && page.body.contains("letterhead=yes"));
    let neutral = desk.see(&format!("/plans/{}/handout?discretion=neutral&paper=a4&letterhead=yes", plan.0)).await?;
    assert!(!neutral.body.contains("Lindenhof") && neutral.body.contains("No letterhead on this sheet"));
    assert!(neutral.body.contains("name=\"letterhead\" value=\"yes\""), "the choice comes back with a standard sheet");
    Ok(())
}

#[tokio::test]
async fn sec_02_a_colleagues_letterhead_never_appears() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (records, ..) = desk.colleague().await?;
    let bare = desk.get(&format!("{LEAFLET}.pdf")).await?.body;
    let theirs = Letterhead { name: "Juniper House".into(), ..Letterhead::default() };
    records.save_singleton(None, &theirs, desk.records.couple(desk.couple).await?.changed).await?;
    for page in [PAGE, LEAFLET, "/settings"] {
        assert!(!desk.get(page).await?.body.contains("Juniper"), "{page}");
    }
    assert_eq!(desk.get(PREVIEW).await?.status, StatusCode::NOT_FOUND);
    assert_eq!(desk.get(&format!("{LEAFLET}.pdf?letterhead=yes")).await?.body, bare);
    desk.upload(PAGE, &FIELDS, SVG).await?;
    desk.post("/settings/letterhead/remove", &[]).await?;
    assert_eq!(records.singleton::<Letterhead>().await?.unwrap().value, theirs, "and stays as it is");
    Ok(())
}

#[tokio::test]
async fn sec_28_nothing_of_it_stands_in_the_files() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let desk = Desk::on(open_in(folder.path()).await?).await?;
    let svg = String::from_utf8_lossy(SVG).replace("<circle", "<!--zq7canary zq7canary zq7canary--><circle");
    let fields =
        with(&[("name", "zq7canary"), ("footer", "zq7canary"), ("address", "zq7canary"), ("alt", "zq7canary")]);
    let saved = desk.upload(PAGE, &fields, svg.as_bytes()).await?;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let kept = stored(&desk).await?.unwrap();
    // In base64, a word that stands three times in a row stands there at least once in each of its three forms.
    let logo = kept.logo.unwrap();
    let needles = ["zq7canary", &logo[..40], &logo[logo.len() / 2..logo.len() / 2 + 40]];
    let mut searched = 0;
    for file in fs::read_dir(folder.path())? {
        let bytes = fs::read(file?.path())?;
        for needle in needles {
            assert!(!bytes.windows(needle.len()).any(|window| window == needle.as_bytes()), "{needle}");
        }
        searched += bytes.len();
    }
    assert!(searched > 50_000, "the files were not found");
    Ok(())
}

#[tokio::test]
async fn a_sheet_that_cannot_be_printed_like_this_says_why() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let footer = "WWWW MMMM ".repeat(16);
    let saved = desk.upload(PAGE, &with(&[("footer", &footer)]), b"").await?;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "it fits A4: {}", saved.body);
    let small = desk.get("/library/negotiated-time-out/leaflet?paper=a5&large-print=yes&letterhead=yes").await?.body;
    assert!(small.contains("The footer does not fit") && !small.contains("sheet-picture"), "{small}");
    let usual = desk.get("/library/negotiated-time-out/leaflet?paper=a4&letterhead=yes").await?.body;
    assert!(usual.contains("sheet-picture") && !usual.contains("The footer does not fit"));
    Ok(())
}
