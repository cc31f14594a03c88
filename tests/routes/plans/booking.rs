//! First values of the form of a new session: a couple's own day, hour and length, or else the practice's.

use axum::http::StatusCode;
use domain::{
    case_file::Clock,
    vocabulary::{Day, Minutes, Weekday},
};
use store::CoupleId;

use super::Desk;

/// The defaults of a practice, as the settings send them.
const PRACTICE: [(&str, &str); 6] =
    [("seen", ""), ("language", "en"), ("country", ""), ("minutes", "80"), ("day", "Thursday"), ("start", "16:15")];

/// The value of the first field of this name on a page; empty where it has none.
fn value(page: &str, name: &str) -> String {
    let field = page.split("<input").find(|tag| tag.contains(&format!("name=\"{name}\""))).unwrap_or_default();
    let tag = field.split('>').next().unwrap_or_default();
    tag.split_once("value=\"").and_then(|(_, rest)| rest.split_once('"')).map_or(String::new(), |(it, _)| it.to_owned())
}

/// Every page on which a session of this couple can be booked.
fn pages(couple: CoupleId) -> [String; 2] {
    [format!("/plans/new?couple={}", couple.0), format!("/couples/{}/sessions", couple.0)]
}

#[tokio::test]
async fn a_first_session_takes_length_day_and_time_from_the_practice() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple(true).await?;
    for page in pages(couple) {
        let before = desk.see(&page).await?.body;
        assert_eq!((value(&before, "minutes"), value(&before, "start")), ("60".into(), String::new()), "{page}");
    }
    let saved = desk.post("/settings/defaults", &PRACTICE).await?;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let settings = desk.see("/settings").await?.body;
    assert!(settings.contains("value=\"Thursday\" selected"), "the day is kept");
    for page in pages(couple) {
        let form = desk.see(&page).await?.body;
        assert_eq!((value(&form, "minutes"), value(&form, "start")), ("80".into(), "16:15".into()), "{page}");
        let on: Day = value(&form, "on").parse()?;
        assert_eq!(on.weekday(), Weekday::Thursday.as_str(), "{page}");
    }
    let outline = desk.see(&format!("/couples/{}/programme", couple.0)).await?.body;
    assert_eq!(value(&outline, "minutes"), "80");
    let unnamed = desk.see("/plans/new").await?.body;
    assert_eq!((value(&unnamed, "minutes"), value(&unnamed, "start")), (String::new(), String::new()), "no couple yet");
    let wrong: Vec<_> =
        PRACTICE.iter().map(|(name, said)| (*name, if *name == "day" { "Someday" } else { said })).collect();
    assert_eq!(desk.post("/settings/defaults", &wrong).await?.status, StatusCode::BAD_REQUEST);
    Ok(())
}

#[tokio::test]
async fn what_is_left_empty_is_the_practices_and_then_the_couples_own() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple(true).await?;
    assert_eq!(desk.post("/settings/defaults", &PRACTICE).await?.status, StatusCode::SEE_OTHER);
    let id = couple.0.to_string();
    let book = async |more: &[(&str, &str)]| {
        let empty =
            [("couple", id.as_str()), ("on", ""), ("start", ""), ("minutes", ""), ("weeks", "1"), ("who", "couple")];
        let rest = empty.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
        let fields: Vec<_> = more.iter().copied().chain(rest).collect();
        let booked = desk.post("/plans/new", &fields).await?;
        anyhow::ensure!(booked.status == StatusCode::SEE_OTHER, "{}", booked.body);
        let latest = desk.records.plans_of(couple).await?.into_iter().max_by_key(|plan| plan.value.number);
        let latest = latest.ok_or_else(|| anyhow::anyhow!("nothing was booked"))?;
        Ok::<_, anyhow::Error>(desk.stored(latest.id).await?.1)
    };
    let clock = |text: &str| text.parse::<Clock>().map_err(anyhow::Error::msg);
    let first = book(&[]).await?;
    assert_eq!((first.start, first.minutes), (Some(clock("16:15")?), Minutes(80)));
    assert_eq!(first.on.map(Day::weekday), Some("Thursday"));
    let own = book(&[("on", "2999-01-07"), ("start", "09:00"), ("minutes", "50")]).await?;
    assert_eq!(own.on.map(Day::weekday), Some("Monday"));
    let next = book(&[]).await?;
    assert_eq!((next.start, next.minutes), (Some(clock("09:00")?), Minutes(50)), "the couple's own goes first");
    assert_eq!(next.on, "2999-01-14".parse().ok());
    for page in pages(couple) {
        let form = desk.see(&page).await?.body;
        assert_eq!((value(&form, "minutes"), value(&form, "start")), ("50".into(), "09:00".into()), "{page}");
    }
    let again = desk.see(&format!("/plans/{}/duplicate", desk.records.plans_of(couple).await?[0].id.0)).await?.body;
    assert_eq!((value(&again, "start"), value(&again, "on")), ("09:00".into(), "2999-01-21".into()));
    Ok(())
}
