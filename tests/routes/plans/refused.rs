//! Values of the plan's form that are refused: each stays in its field, with the reason beside it.

use axum::http::StatusCode;

use super::Desk;
use crate::parsed::{Element, elements};

/// The control with this name.
fn control<'e>(page: &'e [Element], name: &str) -> anyhow::Result<&'e Element> {
    let found = page.iter().find(|one| one.get("name") == Some(name) && one.get("type") != Some("hidden"));
    found.ok_or_else(|| anyhow::anyhow!("no field {name}"))
}

/// The text of the elements that describe a control.
fn described(page: &[Element], control: &Element) -> String {
    let ids: Vec<&str> = control.get("aria-describedby").unwrap_or_default().split(' ').collect();
    let of = page.iter().filter(|one| one.get("id").is_some_and(|id| ids.contains(&id)));
    of.map(|one| one.text.trim().to_owned()).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn what_no_plan_takes_stays_in_its_field_with_the_reason() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let id = desk.plan(desk.couple(true).await?).await?;
    let block = desk.records.plan(id).await?.plan.value.blocks[0].id.0;
    let (there, minutes) = (format!("b{block}"), format!("b{block}-minutes"));
    let typed = [
        ("on", "31.02.2026"),
        ("start", "half past four"),
        ("minutes", "500"),
        (minutes.as_str(), "two hours"),
        // What is right is in the form as well.
        ("why", "To hear both"),
    ];
    let fields: Vec<(&str, &str)> = typed.iter().copied().chain([(there.as_str(), "1")]).collect();
    let answer = desk.press(id, "save", &fields).await?;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = elements(&answer.body);
    for (name, value) in &typed[..4] {
        let field = control(&page, name)?;
        assert_eq!(field.get("value"), Some(*value), "{name}");
        // A browser empties a field for a day, a time or a number that has something else in it.
        let reads = value.parse::<u16>().is_ok();
        assert_eq!(field.get("type"), Some(if reads { "number" } else { "text" }), "{name}");
        assert_eq!(field.get("aria-invalid"), Some("true"), "{name}");
        assert!(described(&page, field).len() > 10, "{name}: the reason is beside it");
    }
    assert_eq!(control(&page, "why")?.text, "To hear both");
    Ok(())
}

#[tokio::test]
async fn words_for_the_sheet_that_are_too_long_stay_in_their_field() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let id = desk.plan(desk.couple(true).await?).await?;
    let plan = desk.records.plan(id).await?.plan.value;
    let item = match plan.homework.first() {
        Some((item, _)) => item.clone(),
        None => anyhow::bail!("the plan has no homework"),
    };
    let (name, long) = (format!("a-{item}"), "Walk together. ".repeat(200));
    let answer = desk.press(id, "save", &[(name.as_str(), long.as_str())]).await?;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = elements(&answer.body);
    let field = control(&page, &name)?;
    assert_eq!(field.text.trim(), long.trim());
    assert!(described(&page, field).contains("characters"), "{}", described(&page, field));
    Ok(())
}
