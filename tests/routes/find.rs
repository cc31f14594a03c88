//! Finding plans and people: the list of plans with its filters, putting many away, and the search everywhere.

use axum::http::StatusCode;
use domain::{
    library::english,
    plan::{
        BlockId, KeptItem, PlanBlock, SessionPlan, Status,
        templates::{KeptTemplate, from_plan},
    },
    planning::planner::Present,
    records::{Couple, Stamp},
    vocabulary::{Minutes, Phase},
};
use store::PlanId;

use crate::support::{Answer, Desk};

fn now() -> Stamp {
    Stamp(jiff::Timestamp::now().as_microsecond())
}

impl Desk {
    /// One more plan of the couple, like the first but for this.
    async fn more(&self, edit: impl FnOnce(&mut SessionPlan)) -> anyhow::Result<PlanId> {
        let mut plan = self.records.plan(self.plan).await?.plan.value;
        edit(&mut plan);
        Ok(self.records.create_plan(self.couple, &plan, now()).await?)
    }

    /// Returns the result of the search dialog for these words.
    async fn found(&self, words: &str) -> anyhow::Result<Answer> {
        self.post("/search/found", &[("q", words)]).await
    }

    /// The titles in the list at this address; every plan in these tests has one that begins with “Talk”.
    async fn titles(&self, query: &str) -> anyhow::Result<Vec<String>> {
        let page = self.get(&format!("/plans?{query}")).await?;
        anyhow::ensure!(page.status == StatusCode::OK, "{query}: {}", page.status);
        let titles = page.body.split("<bdi class=\"name\">").skip(1).filter_map(|rest| rest.split_once('<'));
        let mut titles: Vec<String> =
            titles.map(|(title, _)| title.to_owned()).filter(|title| title.starts_with("Talk")).collect();
        titles.sort();
        Ok(titles)
    }
}

fn block(id: &str) -> Option<PlanBlock> {
    let item = english().item(&id.parse().ok()?)?;
    Some(PlanBlock {
        id: BlockId(1),
        part: "Main work".into(),
        title: "A block".into(),
        minutes: Minutes(20),
        present: Present::Both,
        item: Some(KeptItem::of(item)),
        note: "nobody looks here: zq7canary".into(),
        sheets: domain::vocabulary::SmallSet::new(),
        outcome: None,
    })
}

#[tokio::test]
async fn plans_are_filtered_by_all_that_is_asked_and_archived_ones_stay_out_of_sight() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.more(|plan| (plan.title, plan.phase, plan.status) = ("Talk one".into(), Phase::Repair, Status::Ready)).await?;
    let two = desk
        .more(|plan| {
            (plan.title, plan.on) = ("Talk two".into(), "2026-05-06".parse().ok());
            plan.blocks.extend(block("impact-letter"));
        })
        .await?;
    let serves = english().item(&"impact-letter".parse()?).and_then(|item| item.serves.first().copied());
    let serves = serves.ok_or_else(|| anyhow::anyhow!("it serves nothing"))?;
    let (couple, nobody) = (desk.couple.0.to_string(), uuid::Uuid::now_v7());
    for (query, expected) in [
        (String::new(), &["Talk one", "Talk two"][..]),
        (format!("couple={couple}"), &["Talk one", "Talk two"]),
        (format!("couple={nobody}"), &[]),
        ("name=HER".into(), &["Talk one", "Talk two"]),
        ("name=egret".into(), &[]),
        ("phase=repair".into(), &["Talk one"]),
        (format!("challenge={serves}"), &["Talk two"]),
        ("exercise=impact-letter".into(), &["Talk two"]),
        (format!("exercise=impact-letter&challenge={serves}"), &["Talk two"]),
        ("status=ready".into(), &["Talk one"]),
        ("from=2026-05-06&to=2026-05-06".into(), &["Talk two"]),
        ("to=2026-05-05".into(), &[]),
        ("phase=repair&exercise=impact-letter".into(), &[]),
        ("show=archived".into(), &[]),
    ] {
        assert_eq!(desk.titles(&query).await?, expected, "{query}");
    }
    let id = two.0.to_string();
    let done = desk.post("/plans/archive", &[("plan", &id), ("archived", "yes"), ("status", "draft")]).await?;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let back = done.header("location").to_owned();
    assert_eq!(back, format!("/plans?status=draft&done=archived&plans={}", two.0.simple()), "the filter stays");
    let list = desk.get(&back).await?;
    assert!(list.body.contains("1 plan archived") && list.body.contains("Undo"));
    assert_eq!(desk.titles("").await?, ["Talk one"]);
    assert_eq!(desk.titles("show=archived").await?, ["Talk two"]);
    assert_eq!(desk.titles("show=all").await?, ["Talk one", "Talk two"]);
    desk.post("/plans/archive", &[("plan", &id), ("archived", "no")]).await?;
    assert_eq!(desk.titles("").await?, ["Talk one", "Talk two"], "undone");
    Ok(())
}

#[tokio::test]
async fn the_filters_of_few_plans_are_folded_away_unless_one_is_chosen() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let folded = |body: &str| {
        let mut tags = body.split("<details").skip(1).filter_map(|rest| rest.split('>').next());
        tags.find(|tag| tag.contains("filters")).map(|tag| !tag.contains("open"))
    };
    assert_eq!(folded(&desk.get("/plans").await?.body), Some(true), "one plan is found at a glance");
    assert_eq!(folded(&desk.get("/plans?status=draft").await?.body), Some(false), "what is chosen is in sight");
    for _ in 0..9 {
        desk.more(|_| ()).await?;
    }
    assert_eq!(folded(&desk.get("/plans").await?.body), None, "ten plans have their filters in sight");
    Ok(())
}

#[tokio::test]
async fn a_page_has_fifty_plans_and_what_is_asked_goes_along() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for number in 0..60 {
        desk.more(|plan| plan.title = format!("Talk {number:02}")).await?;
    }
    assert_eq!(desk.titles("status=draft").await?.len(), 50);
    let page = desk.get("/plans?status=draft").await?;
    assert!(page.body.contains("61 plans") && page.body.contains("Page 1 of 2") && page.body.contains("Next page"));
    assert_eq!(desk.titles("status=draft&page=2").await?.len() + 50 + 1, 61, "and the one of the desk");
    Ok(())
}

#[tokio::test]
async fn sec_06_putting_away_takes_no_field_that_nobody_asked_for() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let id = desk.plan.0.to_string();
    for fields in [
        &[("plan", id.as_str())][..],
        &[("plan", &id), ("archived", "perhaps")],
        &[("plan", &id), ("archived", "yes"), ("account_id", "1")],
        &[("plan", &id), ("archived", "yes"), ("archived", "no")],
    ] {
        assert_eq!(desk.post("/plans/archive", fields).await?.status, StatusCode::BAD_REQUEST, "{fields:?}");
    }
    let none = desk.post("/plans/archive", &[("archived", "yes")]).await?;
    assert_eq!((none.status, none.header("location")), (StatusCode::SEE_OTHER, "/plans"));
    assert!(!desk.records.plan(desk.plan).await?.archived);
    // A code name that was typed into the filter stays out of the address.
    let named = desk.post("/plans/archive", &[("plan", &id), ("archived", "yes"), ("name", "Heron")]).await?;
    assert!(!named.header("location").contains("Heron"), "sec_25: {}", named.header("location"));
    Ok(())
}

#[tokio::test]
async fn everything_is_found_by_words_with_a_letter_wrong_and_the_latest_first() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let later = desk.more(|plan| (plan.title, plan.number) = ("Talk later".into(), 2)).await?;
    for (query, expected) in [
        ("heron", &["Heron", "Heron, session 1", "Heron, session 2"][..]),
        ("herno", &["Heron"]),
        ("heron+2", &["Heron, session 2"]),
        ("talk+later", &["Heron, session 2"]),
        ("impact+leter", &["/library/impact-letter"]),
        ("R47", &["/library/rules#R47"]),
        ("infidelity", &["/library/challenges/infidelity"]),
        ("xylophone", &["Nothing found"]),
    ] {
        for page in [desk.get(&format!("/search?q={query}")).await?, desk.found(&query.replace('+', " ")).await?] {
            assert_eq!(page.status, StatusCode::OK, "{query}");
            for text in expected {
                assert!(page.body.contains(text), "{query}: no {text} in {}", page.body);
            }
        }
    }
    let found = desk.found("heron").await?.body;
    let place = |id: PlanId| found.find(&format!("/plans/{}", id.0));
    assert!(place(later) < place(desk.plan), "the latest of equals comes first");
    let escaped = desk.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").await?.body;
    assert!(!escaped.contains("<script>alert"), "checklist 24");
    let unknown = desk.post("/search/found", &[("q", "heron"), ("account_id", "1")]).await?;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST, "sec_06");
    assert!(!desk.found("heron").await?.body.contains("<html"), "a piece of a page");
    Ok(())
}

#[tokio::test]
async fn templates_are_found_by_their_titles_tags_and_exercises() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.more(|plan| plan.blocks.extend(block("impact-letter"))).await?;
    let plan = desk.more(|plan| plan.blocks.extend(block("negotiated-time-out"))).await?;
    let stored = desk.records.plan(plan).await?.plan.value;
    let (mut template, _) = from_plan(english(), &stored);
    (template.title, template.tags) = ("Calm beginning".into(), vec!["evenings".into()]);
    let id = desk.records.create_document(&KeptTemplate::new(template), now()).await?;
    for query in ["clam+beginning", "evening", "time-out"] {
        let page = desk.found(&query.replace('+', " ")).await?;
        assert!(page.body.contains(&format!("/templates/{}", id.0)), "{query}: {}", page.body);
    }
    let (colleague, ..) = desk.colleague().await?;
    assert!(colleague.documents::<KeptTemplate>().await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn sec_02_a_colleagues_couples_are_never_found_and_notes_are_not_looked_at() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.colleague().await?;
    desk.more(|plan| {
        plan.note = "zq7canary".into();
        plan.blocks.extend(block("impact-letter"));
    })
    .await?;
    let seen = desk.records.notes(desk.couple).await?.revision;
    desk.records.save_notes(desk.couple, seen, "zq7canary", now()).await?;
    for query in ["juniper", "zq7canary"] {
        let page = desk.found(&query.replace('+', " ")).await?;
        assert!(page.body.contains("Nothing found"), "{query}: {}", page.body);
    }
    Ok(())
}

#[tokio::test]
async fn an_archived_couple_says_so_and_a_deleted_one_is_gone() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    assert!(desk.found("heron").await?.body.contains("/couples/"));
    let stored = desk.records.couple(desk.couple).await?;
    let away = Couple { archived: true, ..stored.value };
    desk.records.save_couple(desk.couple, stored.revision, &away, now()).await?;
    assert!(desk.found("heron").await?.body.contains("Archived"));
    desk.records.delete_couple(desk.couple, now()).await?;
    assert!(desk.found("heron").await?.body.contains("Nothing found"));
    Ok(())
}

/// Browsers keep addresses, and proxies write them down: the names of clients that are looked for stand in none.
#[tokio::test]
async fn sec_25_what_is_looked_for_stands_in_no_address() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let other = desk.colleague_cookie().await?;
    for (page, field, shown) in
        [("/couples", "q", "Heron"), ("/plans", "name", "First talk with Heron"), ("/search", "q", "Heron, session 1")]
    {
        let asked = desk.post(page, &[(field, "heron")]).await?;
        let address = asked.header("location").to_owned();
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{page}");
        assert!(address.starts_with(&format!("{page}?for=")) && !address.contains("heron"), "{address}");
        assert!(desk.get(&address).await?.body.contains(shown), "{page} shows what was looked for");
        let nothing = desk.post(page, &[(field, "xylophone")]).await?;
        assert!(!desk.get(nothing.header("location")).await?.body.contains(shown), "{page} shows nothing else");
        let theirs = desk.get_as(&address, &other).await?;
        assert!(theirs.status == StatusCode::OK && !theirs.body.contains("value=\"heron\""), "{page}: somebody else's");
        assert_eq!(desk.post(page, &[(field, "")]).await?.header("location"), page, "nothing is asked for");
        assert_eq!(desk.post(page, &[("role", "x")]).await?.status, StatusCode::BAD_REQUEST, "sec_06: {page}");
        let read = desk.get(page).await?.body;
        for form in read.split("<form").skip(1).filter_map(|form| form.split('>').next()) {
            assert!(form.contains("method=\"post\""), "{page}: <form{form}>");
        }
        for path in [page, "/search/found"] {
            assert_eq!(desk.post_as(path, &[(field, "heron")], None).await?.status, StatusCode::UNAUTHORIZED, "sec_01");
        }
    }
    Ok(())
}

/// The story is the counsellor's alone: it is found by its words, which are posted, and nothing of it is shown in a result.
#[tokio::test]
async fn a_story_is_found_by_what_was_typed_and_stays_in_the_counsellors_view() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let address = format!("/couples/{}/situation#story", desk.couple.0);
    let tell = async |story: &str| {
        let mut situation = desk.records.situation(desk.couple).await?;
        situation.value.background.story = story.into();
        let saved = desk.records.save_situation(desk.couple, situation.revision, &situation.value, now()).await;
        saved.map(|_| ()).map_err(anyhow::Error::from)
    };
    assert!(!desk.found("quagga").await?.body.contains(&address));
    tell("It began with a Quagga at the ferry.").await?;
    for words in ["quagga", "ferry quag", "heron quagga"] {
        let found = desk.found(words).await?.body;
        assert!(found.contains(&address) && found.contains("Stories"), "{words}: {found}");
        assert!(!found.contains("It began") && !found.contains("Quagga"), "{words}: found, and not shown");
    }
    for words in ["heron", "quogga", "quagga xylophone"] {
        assert!(!desk.found(words).await?.body.contains(&address), "{words}");
    }
    let asked = desk.post("/search", &[("q", "quagga")]).await?.header("location").to_owned();
    assert!(!asked.contains("quagga"), "{asked}");
    assert!(desk.get(&asked).await?.body.contains(&address), "the page of the search finds it");
    assert!(!desk.get("/search?q=quagga").await?.body.contains(&address), "never from words in an address");

    let shared = format!("{}; reweave-view=shared.{}", desk.cookie, desk.couple.0);
    for path in ["/search/found", "/search"] {
        let answer = desk.post_as(path, &[("q", "quagga")], Some(&shared)).await?;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} while a couple looks on");
        assert!(!answer.body.contains(&address), "{path}");
    }
    let colleague = desk.colleague_cookie().await?;
    let theirs = desk.post_as("/search/found", &[("q", "quagga")], Some(&colleague)).await?;
    assert!(theirs.status == StatusCode::OK && !theirs.body.contains(&address), "sec_02");
    tell("An okapi instead.").await?;
    assert!(!desk.found("quagga").await?.body.contains(&address), "what was taken out is not found");
    desk.records.delete_couple(desk.couple, now()).await?;
    assert!(desk.found("okapi").await?.body.contains("Nothing found"));
    Ok(())
}
