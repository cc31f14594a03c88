//! One's own library: exercises, gates and numbers, and that they hold wherever the built-in ones do.

use axum::http::StatusCode;
use domain::{
    library::{
        custom::{OwnExercise, OwnGate},
        english,
    },
    records::Revision,
    vocabulary::GateId,
};
use store::custom_item_id;

use crate::support::Desk;

pub const ROUTES: &[&str] = &[
    "/couples/{couple}/gates/open",
    "/my-library",
    "/my-library/exercises",
    "/my-library/exercises/new",
    "/my-library/exercises/{thing}",
    "/my-library/gates",
    "/my-library/gates/new",
    "/my-library/gates/{thing}",
    "/my-library/numbers",
];

const WALK: &[(&str, &str)] = &[
    ("title", "A walk by the weir"),
    ("neutral-title", ""),
    ("kind", "exercise"),
    ("who", "couple"),
    ("then", ""),
    ("phase", "safety"),
    ("serves", "stressors"),
    ("serves-too", "power"),
    ("min", "10"),
    ("typical", "15"),
    ("max", "20"),
    ("conditions", ""),
    ("blocked-by", "GATE-UNSCREENED"),
    ("materials", ""),
    ("paper", "shared"),
    ("evidence", "Own practice, unsourced."),
    ("steps", "1. Choose a way.\r\n2. Agree on the length."),
    ("client-text", "Walk side by side. Talk or be quiet. Both are fine."),
    ("on-paper", "- [ ] We walked"),
    ("homework", ""),
    ("outcome", "Calm."),
    ("cautions", ""),
];

const BIRTH: &[(&str, &str)] = &[
    ("name", "A birth in the last six weeks"),
    ("opens-when", "Somebody gave birth"),
    ("closes-when", "A check after birth was fine"),
    ("holds-couple-work", "yes"),
    ("override", "never"),
    ("couple-paper", "nothing"),
    ("discretion", "neutral"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| other.iter().all(|(changed, _)| changed != name));
    kept.chain(other).copied().collect()
}

async fn written(desk: &Desk, fields: &[(&str, &str)]) -> anyhow::Result<String> {
    let answer = desk.post("/my-library/exercises", fields).await?;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    Ok(answer.header("location").trim_end_matches("?saved").to_owned())
}

#[tokio::test]
async fn sec_01_an_own_library_is_for_its_owner_alone() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let exercise = written(&desk, WALK).await?;
    let gate = desk.post("/my-library/gates", BIRTH).await?.header("location").trim_end_matches("?saved").to_owned();
    let colleague = desk.colleague_cookie().await?;
    let rooms = ["/my-library", "/my-library/numbers", "/my-library/exercises/new", "/my-library/gates/new"];
    for page in rooms.into_iter().chain([exercise.as_str(), gate.as_str()]) {
        let stranger = desk.stranger(page).await?;
        assert!(stranger.header("location").starts_with("/sign-in"), "{page}");
        assert_eq!(desk.get(page).await?.status, StatusCode::OK, "{page}");
    }
    for page in [exercise.as_str(), gate.as_str()] {
        assert_eq!(desk.get_as(page, &colleague).await?.status, StatusCode::NOT_FOUND, "{page}");
        let mut fields = if page == gate { BIRTH.to_vec() } else { WALK.to_vec() };
        fields.push(("seen", "1"));
        assert_eq!(desk.post_as(page, &fields, Some(&colleague)).await?.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(desk.post_as(page, &fields, None).await?.status, StatusCode::UNAUTHORIZED, "{page}");
        fields.push(("account_id", "1"));
        assert_eq!(desk.post(page, &fields).await?.status, StatusCode::BAD_REQUEST, "{page}");
    }
    let listed = desk.get_as("/my-library", &colleague).await?;
    assert!(!listed.body.contains("by the weir"));
    let other = desk.get_as("/own-library/plan.bin", &colleague).await?;
    assert!(!other.body.contains("by the weir"));
    let own = desk.get("/own-library/plan.bin").await?;
    assert!(own.body.contains("by the weir"));
    assert_eq!(own.header("cache-control"), "no-store");
    assert_eq!(desk.stranger("/own-library/plan.bin").await?.status, StatusCode::UNAUTHORIZED);
    Ok(())
}

#[tokio::test]
async fn an_exercise_is_written_used_put_away_and_deleted() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = written(&desk, WALK).await?;
    let kept = desk.records.documents::<OwnExercise>().await?.remove(0);
    let item = custom_item_id(kept.id)?;
    assert_eq!(kept.value.serves.len(), 2);
    let shown = desk.get(&format!("/library/{item}")).await?;
    assert!(shown.body.contains("A walk by the weir") && shown.body.contains("Agree on the length."));
    assert!(desk.get("/library").await?.body.contains("A walk by the weir"));
    assert_eq!(desk.stranger(&format!("/library/{item}")).await?.status, StatusCode::NOT_FOUND);
    let change = |seen: &'static str, deed: &'static str| with(WALK, &[("seen", seen), ("do", deed)]);
    assert_eq!(desk.post(&page, &change("1", "put-away")).await?.status, StatusCode::SEE_OTHER);
    assert!(!desk.get("/library").await?.body.contains("A walk by the weir"));
    assert_eq!(desk.post(&page, &change("1", "save")).await?.status, StatusCode::CONFLICT);
    assert_eq!(desk.post(&page, &change("2", "delete")).await?.header("location"), "/my-library?did=exercise-deleted");
    assert_eq!(desk.get(&page).await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn what_is_not_sound_is_kept_and_not_used() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = written(&desk, &with(WALK, &[("steps", ""), ("evidence", "It works")])).await?;
    let shown = desk.get(&page).await?;
    assert!(shown.body.contains("not in use yet"), "{}", shown.body);
    assert!(shown.body.contains("An exercise needs steps for the counsellor."));
    assert!(!desk.get("/library").await?.body.contains("A walk by the weir"));
    // What cannot even be kept comes back with everything that was typed.
    let refused = desk.post("/my-library/exercises", &with(WALK, &[("min", "ten")])).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Enter whole minutes") && refused.body.contains("A walk by the weir"));
    Ok(())
}

/// Built-in gates cannot be weakened: a copy from which a gate was taken is held by it all the same.
#[tokio::test]
async fn a_copy_keeps_the_gates_of_its_origin() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let copy = with(WALK, &[("fork-of", "affection-menu"), ("blocked-by", "GATE-LEGAL")]);
    let copy: Vec<_> = copy.into_iter().filter(|(name, _)| !["who", "then"].contains(name)).collect();
    written(&desk, &copy).await?;
    let kept = desk.records.documents::<OwnExercise>().await?.remove(0);
    let library = desk.records.custom_library().await?.over(english());
    let item = library.item(&custom_item_id(kept.id)?).expect("it is sound");
    assert!(item.blocked_by.contains(&GateId::Consent) && item.blocked_by.contains(&GateId::Control));
    let with_people = desk.post("/my-library/exercises", &with(WALK, &[("fork-of", "affection-menu")])).await?;
    assert_eq!(with_people.status, StatusCode::BAD_REQUEST, "a copy is for whoever its origin is for");
    Ok(())
}

#[tokio::test]
async fn an_own_gate_is_opened_by_hand_and_holds_on_paper_and_in_plans() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.post("/my-library/gates", BIRTH).await?;
    let gate = desk.records.documents::<OwnGate>().await?.remove(0);
    assert_eq!(gate.value.id, GateId::Own1);
    let gates = format!("/couples/{}/gates", desk.couple.0);
    assert!(desk.get(&gates).await?.body.contains("A birth in the last six weeks"));
    let situation = desk.records.situation(desk.couple).await?;
    let seen = situation.revision.0.to_string();
    let fields = [("seen", seen.as_str()), ("gate", "GATE-OWN-1")];
    let opened = desk.post(&format!("{gates}/open"), &fields).await?;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    assert!(desk.records.situation(desk.couple).await?.value.gates.is_open(GateId::Own1));
    let sheet = desk.get(&format!("/plans/{}/handout.pdf?for=both", desk.plan.0)).await?;
    assert_eq!(sheet.status, StatusCode::UNPROCESSABLE_ENTITY, "no sheet for both while it is open");
    let page = desk.get(&format!("/couples/{}/gates/GATE-OWN-1", desk.couple.0)).await?;
    assert!(page.body.contains("A check after birth was fine"));
    for other in ["GATE-CONTROL", "GATE-OWN-2"] {
        let seen = desk.records.situation(desk.couple).await?.revision.0.to_string();
        let refused = desk.post(&format!("{gates}/open"), &[("seen", seen.as_str()), ("gate", other)]).await?;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{other}");
    }
    Ok(())
}

#[tokio::test]
async fn numbers_are_adjusted_and_brought_back() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let minutes = |more: &[(&'static str, &'static str)]| {
        let row = [("affection-menu-min", "12"), ("affection-menu-typical", "25"), ("affection-menu-max", "45")];
        with(&[[("what", "minutes")].as_slice(), row.as_slice()].concat(), more)
    };
    let saved = desk.post("/my-library/numbers", &minutes(&[])).await?;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(desk.get("/library/affection-menu").await?.body.contains("Changed from the default (12, 20, 30)."));
    let wrong = desk.post("/my-library/numbers", &minutes(&[("seen", "1"), ("affection-menu-max", "5")])).await?;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("must rise"));
    let back = desk.post("/my-library/numbers", &minutes(&[("seen", "1"), ("back", "affection-menu")])).await?;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let kept = desk.records.singleton::<domain::library::custom::Adjusted>().await?.expect("it is there");
    assert!(kept.value.is_empty() && kept.revision == Revision(2));
    let weights = desk.post("/my-library/numbers", &[("what", "weights"), ("seen", "2"), ("STR-01", "weak")]).await?;
    assert_eq!(weights.status, StatusCode::SEE_OTHER);
    let unknown = desk.post("/my-library/numbers", &[("what", "weights"), ("seen", "3"), ("STR-99", "weak")]).await?;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    Ok(())
}
