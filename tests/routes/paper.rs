//! Sheets as they leave the server: nothing private is in the file, in its name or in the headers.

use axum::{
    body::Body,
    http::{Request, header::HOST},
};
use domain::{
    course::Partner,
    desk::{Couple, Day, Interview, Person, SessionPlan, Stamp},
    handout::Audience,
    library::english,
};
use http_body_util::BodyExt as _;
use store::{CoupleId, PlanId};
use tests::inside::{everything, find};
use tower::ServiceExt as _;

use crate::support::Desk;

/// Short, so that no line of a sheet ends within one.
fn canary(place: usize) -> String {
    format!("zq{place}xw")
}

fn now() -> Stamp {
    Stamp(jiff::Timestamp::now().as_microsecond())
}

/// A couple with a canary in every field that can be typed into, and both interviews on record.
async fn couple(desk: &Desk, next: &mut impl FnMut() -> String) -> anyhow::Result<CoupleId> {
    let mut person = || Person { label: next(), pronouns: next() };
    let partners = [person(), person()];
    let couple = Couple { name: next(), partners, together: next(), tags: vec![next()], ..Couple::default() };
    let id = desk.records.create_couple(&couple, now()).await?;
    let notes = desk.records.notes(id).await?;
    desk.records.save_notes(id, notes.revision, &next(), now()).await?;
    for partner in [Partner::A, Partner::B] {
        let interview = desk.records.interview(id, partner).await?;
        let mut situation = desk.records.situation(id).await?;
        let held = Interview {
            alone: true,
            recorded: true,
            held_on: Some(Day::new(2026, 11, 2)?),
            note: next(),
            ..interview.value.clone()
        };
        let other = if partner == Partner::A { Partner::B } else { Partner::A };
        let other = desk.records.interview(id, other).await?.value;
        let both = if partner == Partner::A { [&held, &other] } else { [&other, &held] };
        situation.value.observe(english(), both);
        let seen = (situation.revision, &situation.value);
        desk.records.save_interview(id, partner, interview.revision, &held, seen, now()).await?;
    }
    Ok(id)
}

/// A plan of an hour, a canary in all its words, and its blocks chosen for every sheet.
async fn plan(desk: &Desk, couple: CoupleId, next: &mut impl FnMut() -> String) -> anyhow::Result<PlanId> {
    let fields = [("on", "2026-11-24"), ("start", "09:30"), ("minutes", "60"), ("who", "couple")];
    let made = desk.post(&format!("/couples/{}/plans", couple.0), &fields).await?;
    let id = PlanId(made.header("location").trim_start_matches("/plans/").parse()?);
    let saved = desk.records.plan(id).await?.plan;
    let mut plan: SessionPlan = saved.value;
    (plan.title, plan.why, plan.stop_if, plan.note) = (next(), next(), next(), next());
    for block in &mut plan.blocks {
        (block.part, block.title, block.note) = (next(), next(), next());
        block.sheets = [Audience::Both, Audience::A, Audience::B].into();
    }
    for (_, dose) in &mut plan.homework {
        *dose = next();
    }
    desk.records.save_plan(id, saved.revision, &plan, now()).await?;
    Ok(id)
}

/// The headers of a document, and its bytes.
async fn document(desk: &Desk, path: &str) -> anyhow::Result<(String, Vec<u8>)> {
    let request =
        Request::get(path).header("cookie", &desk.cookie).header(HOST, "localhost:3000").body(Body::empty())?;
    let (parts, body) = desk.router.clone().oneshot(request).await?.into_parts();
    Ok((format!("{} {:?}", parts.status, parts.headers), body.collect().await?.to_bytes().to_vec()))
}

#[tokio::test]
async fn sec_08_no_canary_leaves_in_a_sheet_its_name_or_its_headers() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut count = 0;
    let mut next = || {
        count += 1;
        canary(count)
    };
    let couple = couple(&desk, &mut next).await?;
    let plan = plan(&desk, couple, &mut next).await?;
    let canaries: Vec<String> = (1..=count).map(canary).collect();
    let private: Vec<String> = canaries.iter().cloned().chain(["GATE-".to_owned()]).collect();
    let mut sheets = 0;
    for audience in ["both", "a", "b"] {
        for choice in ["discretion=standard", "discretion=neutral&language=de", "discretion=in-room&language=es"] {
            for more in ["", "&download=yes&paper=booklet", "&country=UK&large-print=yes"] {
                let path = format!("/plans/{}/handout.pdf?for={audience}&{choice}{more}", plan.0);
                let (headers, bytes) = document(&desk, &path).await?;
                assert_eq!(find(&[("headers", headers.clone())], &canaries), None, "{path}");
                if headers.starts_with("200") {
                    assert!(headers.contains("filename=\\\"notes-2026-11-24.pdf\\\""), "{headers}");
                    assert_eq!(find(&everything(&bytes), &private), None, "{path}");
                    sheets += 1;
                }
            }
        }
    }
    assert!(sheets >= 9, "{sheets} sheets");

    // The name of the couple is in a name of a file only where that was asked for, and even then not in the sheet.
    let (headers, bytes) = document(&desk, &format!("/plans/{}/handout.pdf?for=both&code=yes", plan.0)).await?;
    let name = desk.records.couple(couple).await?.value.name;
    assert!(headers.contains(&format!("filename*=UTF-8''{name}%20")), "{headers}");
    assert_eq!(find(&everything(&bytes), &canaries), None);

    // The run sheet is the counsellor's: there they are, so the search does find them; its name says nothing either.
    let (headers, bytes) = document(&desk, &format!("/plans/{}/run-sheet.pdf", plan.0)).await?;
    assert_eq!(find(&[("headers", headers)], &canaries), None);
    assert!(find(&everything(&bytes), &canaries).is_some());
    Ok(())
}
