//! Choices of the handouts page that are kept with a couple, and those that are made each time.

use std::collections::BTreeSet;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    assess::Partner,
    paper::handout::Discretion,
    plan::templates::KeptTemplate,
    records::{SheetPreferences, Stamp},
    vocabulary::Language,
};
use server::edge::{Server, router};
use store::{CoupleId, PlanId};

use app::http::hosts::Hosts;

use crate::{
    holds::Paused,
    parsed::elements,
    support::{Answer, Desk, ask, open_in, site},
};

/// What a counsellor changes on the page: to be read in the room, German, A5, large print, both sides.
const CHANGED: &[(&str, &str)] =
    &[("discretion", "in-room"), ("language", "de"), ("paper", "a5"), ("large-print", "yes"), ("both-sides", "yes")];

/// The names of the fields that are ticked or chosen, with their values, on a page of handouts.
fn chosen(page: &str) -> BTreeSet<String> {
    let of = |one: &crate::parsed::Element| match one.name.as_str() {
        "option" if one.get("selected").is_some() => Some(one.get("value").unwrap_or_default().to_owned()),
        "input" if one.get("checked").is_some() => {
            Some(format!("{}={}", one.get("name").unwrap_or_default(), one.get("value").unwrap_or_default()))
        }
        _ => None,
    };
    elements(page).iter().filter_map(of).collect()
}

fn has(page: &str, all: &[&str]) -> bool {
    let chosen = chosen(page);
    all.iter().all(|one| chosen.contains(*one))
}

const AS_CHANGED: &[&str] = &["discretion=in-room", "de", "a5", "large-print=yes", "both-sides=yes"];
/// A couple without interviews: a hold demands neutral sheets.
const AS_USUAL: &[&str] = &["discretion=neutral", "en", "a4"];

async fn send(desk: &Desk, plan: PlanId, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
    let seen = desk.records.plan(plan).await?.plan.revision.0.to_string();
    desk.post(&address(plan), &[&[("seen", seen.as_str())], fields].concat()).await
}

fn address(plan: PlanId) -> String {
    format!("/plans/{}/handout", plan.0)
}

async fn kept(desk: &Desk, couple: CoupleId) -> anyhow::Result<SheetPreferences> {
    Ok(desk.records.couple(couple).await?.value.sheets)
}

/// Another plan of a couple, as of the week after.
async fn week_after(desk: &Desk, couple: CoupleId, plan: PlanId) -> anyhow::Result<PlanId> {
    let mut next = desk.records.plan(plan).await?.plan.value;
    (next.number, next.sheet_contents) = (next.number + 1, None);
    Ok(desk.records.create_plan(couple, &next, Stamp(jiff::Timestamp::now().as_microsecond())).await?)
}

#[tokio::test]
async fn choices_are_kept_with_the_couple_over_a_restart_and_with_no_other_couple() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let desk = Desk::on(open_in(folder.path()).await?).await?;
    let fresh = desk.get(&address(desk.plan)).await?.body;
    assert!(has(&fresh, AS_USUAL), "{:?}", chosen(&fresh));
    assert!(!fresh.contains("As last time") && !fresh.contains("From your practice settings"), "nothing was chosen");

    let sent = send(&desk, desk.plan, CHANGED).await?;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let now = desk.get(sent.header("location")).await?.body;
    assert!(now.contains("Kept for this couple’s next sheets: A5, German, large print, both sides."), "{now}");

    let (couple, plan) = (desk.couple, desk.plan);
    let other = domain::records::Couple { name: "Alder".into(), ..Default::default() };
    let other = desk.records.create_couple(&other.checked().expect("a name"), Stamp(1)).await?;
    let (others, next) = (week_after(&desk, other, plan).await?, week_after(&desk, couple, plan).await?);
    let cookie = desk.cookie.clone();
    drop(desk);
    let again = router(&Server::new(site(), Hosts::Loopback, open_in(folder.path()).await?));
    let page = |plan: PlanId| see(again.clone(), address(plan), cookie.clone());
    for plan in [plan, next] {
        let body = page(plan).await?;
        assert!(has(&body, AS_CHANGED), "{:?}", chosen(&body));
        assert!(body.contains("As last time: A5, German, large print, both sides."), "{body}");
    }
    let body = page(others).await?;
    assert!(has(&body, AS_USUAL) && !body.contains("As last time"), "{:?}", chosen(&body));
    Ok(())
}

async fn see(router: Router, path: String, cookie: String) -> anyhow::Result<String> {
    Ok(ask(router, Request::get(path).header("cookie", cookie), Body::empty()).await?.body)
}

#[tokio::test]
async fn the_practice_prints_what_was_not_changed_for_the_couple() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let practice = [
        ("seen", ""),
        ("country", "UK"),
        ("language", "es"),
        ("paper", "letter"),
        ("minutes", ""),
        ("day", ""),
        ("start", ""),
    ];
    assert_eq!(desk.post("/settings/defaults", &practice).await?.status, StatusCode::SEE_OTHER);
    let page = desk.get(&address(desk.plan)).await?.body;
    assert!(has(&page, &["UK", "es", "letter"]), "{:?}", chosen(&page));
    assert_eq!(page.matches("From your practice settings.").count(), 2, "the country, and paper and print");

    let fields = [("discretion", "standard"), ("country", ""), ("language", "es"), ("paper", "letter")];
    assert_eq!(send(&desk, desk.plan, &fields).await?.status, StatusCode::SEE_OTHER);
    let only = SheetPreferences { country: Some(String::new()), ..SheetPreferences::default() };
    assert_eq!(kept(&desk, desk.couple).await?, only, "the rest follows the practice");
    let page = desk.get(&address(desk.plan)).await?.body;
    assert!(!has(&page, &["UK"]) && page.contains("As last time."), "{:?}", chosen(&page));
    Ok(())
}

/// The file itself, and not only the page, begins as last time.
#[tokio::test]
async fn a_file_without_choices_is_printed_as_last_time() -> anyhow::Result<()> {
    let paused = Paused::begin().await?;
    let seen = paused.desk.stored(paused.plan).await?.0.0.to_string();
    let fields = [&[("seen", seen.as_str())], CHANGED].concat();
    let sent = paused.desk.post(&address(paused.plan), &fields).await?;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let file = format!("{}.html?for=a", address(paused.plan));
    let page = paused.desk.see(&file).await?;
    let why = page.body.split("role=\"alert\"").nth(1).map(|why| why.chars().take(400).collect::<String>());
    assert_eq!(page.status, StatusCode::OK, "{why:?}");
    assert!(page.body.contains("lang=\"de\""), "{}", page.body);
    let asked = paused.desk.see(&format!("{file}&paper=a4&language=en")).await?.body;
    assert!(asked.contains("lang=\"en\""), "an address that says how to print is printed as it says");
    Ok(())
}

#[tokio::test]
async fn each_partners_own_sheet_keeps_its_own_initial() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let initials = |fields: &[(&'static str, &'static str)]| [CHANGED, fields].concat();
    let sent =
        send(&desk, desk.plan, &initials(&[("a-shown", "yes"), ("b-shown", "yes"), ("b-initial", "yes")])).await?;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let sheets = kept(&desk, desk.couple).await?;
    assert_eq!([Partner::A, Partner::B].map(|partner| sheets.has_no_initial(partner)), [true, false]);
    let next = week_after(&desk, desk.couple, desk.plan).await?;
    let page = desk.get(&address(next)).await?.body;
    assert!(!has(&page, &["a-initial=yes"]) && has(&page, &["b-initial=yes"]), "{:?}", chosen(&page));
    // Looking at last week's sheets again, and changing nothing about them, changes nothing about the next.
    let all = [("a-shown", "yes"), ("b-shown", "yes"), ("a-initial", "yes"), ("b-initial", "yes")];
    assert_eq!(send(&desk, next, &initials(&all)).await?.status, StatusCode::SEE_OTHER);
    assert!(!kept(&desk, desk.couple).await?.has_no_initial(Partner::A), "chosen again");
    let before = [("a-shown", "yes"), ("b-shown", "yes"), ("b-initial", "yes")];
    assert_eq!(send(&desk, desk.plan, &initials(&before)).await?.status, StatusCode::SEE_OTHER);
    assert!(!kept(&desk, desk.couple).await?.has_no_initial(Partner::A), "as it was for that session");
    Ok(())
}

#[tokio::test]
async fn a_kept_choice_never_lowers_what_a_hold_demands() -> anyhow::Result<()> {
    let paused = Paused::begin().await?;
    let plan = paused.plan;
    let kept = async || anyhow::Ok(paused.desk.records.couple(paused.couple).await?.value.sheets.discretion);
    let send = async |discretion: &str| {
        let seen = paused.desk.stored(plan).await?.0.0.to_string();
        let fields = [("seen", seen.as_str()), ("paper", "a4"), ("discretion", discretion)];
        anyhow::ensure!(paused.desk.post(&address(plan), &fields).await?.status == StatusCode::SEE_OTHER);
        anyhow::Ok(())
    };
    // What an account may hold from before: a couple for which the least was chosen.
    let mut stored = paused.desk.records.couple(paused.couple).await?;
    stored.value.sheets.discretion = Some(Discretion::Standard);
    paused.desk.records.save_couple(paused.couple, stored.revision, &stored.value, Stamp(1)).await?;
    paused.alone("ABU-01.asked", "yes").await?;
    let page = paused.desk.see(&address(plan)).await?.body;
    assert!(has(&page, &["discretion=in-room"]), "{:?}", chosen(&page));
    assert!(!page.contains("As last time"), "a hold chose it");
    for sent in ["standard", "in-room"] {
        send(sent).await?;
        assert_eq!(kept().await?, Some(Discretion::Standard), "what a hold demands is not a choice: {sent}");
    }
    Ok(())
}

/// What is stated once has to be stated again; what was refused is not kept at all.
#[tokio::test]
async fn what_is_stated_once_is_never_kept() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let line = domain::library::english().help_lines().iter().find(|line| line.country == "UK").expect("a line");
    let verified = format!("verified-{}", line.id);
    let once = [
        ("country", "UK"),
        ("violence-lines", "yes"),
        (verified.as_str(), "yes"),
        ("code", "yes"),
        ("a-checked", "yes"),
        ("both-permitted", "yes"),
    ];
    let sent = send(&desk, desk.plan, &[CHANGED, &once].concat()).await?;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let next = week_after(&desk, desk.couple, desk.plan).await?;
    let page = desk.get(&address(next)).await?.body;
    assert!(has(&page, &["UK"]), "the country is");
    for (name, _) in &once[1..] {
        assert!(!has(&page, &[&format!("{name}=yes")]), "{name}");
    }
    let before = kept(&desk, desk.couple).await?;
    let long = "x".repeat(2_000);
    let fields = [("paper", "letter"), ("both-shown", "yes"), ("both-yours-text", long.as_str())];
    assert_eq!(send(&desk, desk.plan, &fields).await?.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(kept(&desk, desk.couple).await?, before);
    Ok(())
}

/// They stay when the couple is edited or archived, go out with the archive, and into no template (invariant 11).
#[tokio::test]
async fn they_belong_to_the_couple_and_to_no_template() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    send(&desk, desk.plan, CHANGED).await?;
    let before = kept(&desk, desk.couple).await?;
    assert_eq!(before.language, Some(Language::German));
    let couple = format!("/couples/{}", desk.couple.0);
    let seen = desk.records.couple(desk.couple).await?.revision.0.to_string();
    let edited = [
        ("seen", seen.as_str()),
        ("name", "Kestrel"),
        ("label-a", ""),
        ("pronouns-a", ""),
        ("label-b", ""),
        ("pronouns-b", ""),
        ("together", ""),
        ("first-seen", ""),
        ("tags", ""),
    ];
    assert_eq!(desk.post(&format!("{couple}/edit"), &edited).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.post(&format!("{couple}/archive"), &[("archived", "yes")]).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(kept(&desk, desk.couple).await?, before);
    let export = desk.records.export(Stamp(1)).await?;
    let exported = export.couples().next().expect("a couple")?;
    assert_eq!((exported.couple.name.as_str(), exported.couple.sheets), ("Kestrel", before));

    let words = [("title", "Mine"), ("description", ""), ("tags", "")];
    let made = desk.post(&format!("/plans/{}/template", desk.plan.0), &words).await?;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let templates = serde_json::to_string(&desk.records.documents::<KeptTemplate>().await?[0].value)?;
    for word in ["large_print", "discretion", "\"de\"", "a5"] {
        assert!(!templates.contains(word), "{word}: {templates}");
    }
    Ok(())
}
