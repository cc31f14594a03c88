//! People outside the couple: written down, removed and put back, and on no page or sheet but the counsellor's own.

use axum::http::StatusCode;

use crate::{
    desk::pages_of,
    support::{Answer, Desk},
};

pub const ROUTES: &[&str] = &["/couples/{couple}/other-partners"];

fn address(desk: &Desk) -> String {
    format!("/couples/{}/other-partners", desk.couple.0)
}

/// The fields of one person, told of by B alone.
fn somebody(number: usize, label: &str) -> Vec<(String, String)> {
    let fields = [
        ("label", label),
        ("of", "b"),
        ("told", "b"),
        ("asked", "not-yet"),
        ("talk", "offered"),
        ("screened", "no"),
        ("note", "CANARY-NOTE"),
    ];
    fields.map(|(name, value)| (format!("{name}-{number}"), value.to_owned())).into()
}

async fn send(desk: &Desk, pressed: &str, people: &[Vec<(String, String)>]) -> anyhow::Result<Answer> {
    let seen = desk.records.couple(desk.couple).await?.revision.0.to_string();
    let mut fields = vec![("seen", seen.as_str()), ("do", pressed), ("agreed-on", "2026-11-20"), ("agreement", "Two")];
    fields.extend(people.iter().flatten().map(|(name, value)| (name.as_str(), value.as_str())));
    desk.post(&address(desk), &fields).await
}

async fn labels(desk: &Desk) -> anyhow::Result<Vec<String>> {
    let couple = desk.records.couple(desk.couple).await?.value;
    Ok(couple.others.people.into_iter().map(|person| person.label).collect())
}

#[tokio::test]
async fn somebody_is_written_down_removed_and_put_back() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let both = [somebody(1, "K."), somebody(2, "M.")];
    assert_eq!(send(&desk, "save", &both).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(labels(&desk).await?, ["K.", "M."]);
    assert_eq!(send(&desk, "remove-1", &both).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(labels(&desk).await?, ["M."]);
    let page = desk.get(&address(&desk)).await?.body;
    assert!(page.contains("was removed") && page.contains(r#"value="put-back""#), "{page}");
    assert_eq!(send(&desk, "put-back", &[somebody(1, "M.")]).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(labels(&desk).await?, ["M.", "K."]);
    let overview = desk.get(&format!("/couples/{}", desk.couple.0)).await?.body;
    assert!(overview.contains("2 people · 2 not asked yet"), "{overview}");
    Ok(())
}

#[tokio::test]
async fn what_is_refused_is_kept_with_its_fault() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let refused = send(&desk, "save", &[somebody(1, "K."), somebody(2, "")]).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Enter an initial or a code") && refused.body.contains("label-2-fault"));
    assert_eq!(refused.body.matches("CANARY-NOTE").count(), 2, "nothing typed is lost");
    assert_eq!(labels(&desk).await?, Vec::<String>::new());
    let removing = send(&desk, "remove-1", &[somebody(1, "K."), somebody(2, "")]).await?;
    assert!(removing.body.contains("label-2-fault") && !removing.body.contains("label-1-fault"), "{}", removing.body);
    for (name, value) in [("told-1", "everybody"), ("label-12", "X"), ("role", "admin")] {
        let mut fields = somebody(1, "K.");
        fields.retain(|(known, _)| known != name);
        fields.push((name.to_owned(), value.to_owned()));
        assert_eq!(send(&desk, "save", &[fields]).await?.status, StatusCode::BAD_REQUEST, "{name}");
    }
    Ok(())
}

#[tokio::test]
async fn two_windows_keep_the_changes_of_both() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let seen = desk.records.couple(desk.couple).await?.revision.0.to_string();
    send(&desk, "save", &[somebody(1, "K.")]).await?;
    let stale = [("seen", seen.as_str()), ("do", "save"), ("agreed-on", ""), ("agreement", "Three")];
    let refused = desk.post(&address(&desk), &stale).await?;
    assert_eq!(refused.status, StatusCode::CONFLICT, "nobody knows what this form began with");
    assert!(refused.body.contains("K.") && refused.body.contains("Three"), "both are shown");
    assert_eq!(labels(&desk).await?, ["K."]);
    Ok(())
}

/// Whoever looks on, and whoever finds a sheet, learns of nobody.
#[tokio::test]
async fn sec_08_nobody_outside_the_couple_is_on_another_page_or_a_sheet() -> anyhow::Result<()> {
    const CANARY: &str = "CANARY-K";
    let desk = Desk::open().await?;
    send(&desk, "save", &[somebody(1, CANARY)]).await?;
    let (mut read, own) = (0, [address(&desk), format!("/couples/{}", desk.couple.0)]);
    for page in pages_of(&desk).into_iter().filter(|page| !own.contains(page)) {
        let answer = desk.get(&page).await?;
        assert!(!answer.body.contains("CANARY"), "{page}");
        read += usize::from(answer.status == StatusCode::OK);
    }
    assert!(read > 15, "{read} pages");
    let overview = desk.get(&own[1]).await?.body;
    let folded = overview.split("<details").find(|part| part.contains(CANARY));
    assert!(folded.is_some_and(|part| part.contains("Told alone by")), "folded away, with who told it");
    Ok(())
}
