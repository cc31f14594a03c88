//! Templates, duplicates, and files: what the forms do, and that gates hold on each way.

mod access;
mod reuse;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use domain::{
    assess::{Answer, Partner, Session, Whom},
    library::english,
    plan::{
        BlockId, KeptItem, Outcome, PlanBlock, SessionPlan, Status,
        templates::{KeptTemplate, Labels, file, from_plan},
    },
    planning::planner::Present,
    records::{AnswerChange, Couple, Interview, Stamp, course},
    vocabulary::{GateId, ItemId, Minutes, Phase},
};
use store::{CoupleId, DocumentId, PlanId, Records};

use crate::support::{Answer as Reply, Desk, ask};

pub const ROUTES: &[&str] = &[
    "/plans/{plan}/duplicate",
    "/plans/{plan}/next",
    "/plans/{plan}/record-text",
    "/plans/{plan}/record.txt",
    "/plans/{plan}/template",
    "/templates",
    "/templates/import",
    "/templates/starters",
    "/templates/{template}",
    "/templates/{template}/apply",
    "/templates/{template}/block",
    "/templates/{template}/delete",
    "/templates/{template}/template.json",
];

/// Pages and documents of a template.
const PAGES: &[&str] = &["/templates/{template}", "/templates/{template}/apply", "/templates/{template}/template.json"];

/// Forms of a template, with fields that would do.
const FORMS: &[(&str, &[(&str, &str)])] = &[
    ("/templates/{template}", &[("seen", "1"), ("title", "Mine"), ("description", ""), ("tags", "")]),
    ("/templates/{template}/block", &[("seen", "1"), ("block", "0"), ("do", "open"), ("kind", "ritual")]),
    ("/templates/{template}/delete", &[("seen", "1")]),
];

/// An exercise that control holds, and that needs nothing but interviews.
const HELD: &str = "stress-spillover-map";

const CANARY: &str = "CANARY-7731";

fn now() -> Stamp {
    Stamp(jiff::Timestamp::now().as_microsecond())
}

/// A held plan with the exercise, and a canary in every text that can be typed.
fn marked() -> SessionPlan {
    let id: ItemId = HELD.parse().unwrap();
    let block = |n: u32, part: &str, minutes, item: Option<KeptItem>, outcome| PlanBlock {
        id: BlockId(n),
        part: part.into(),
        title: format!("{CANARY} block {n}"),
        minutes: Minutes(minutes),
        present: Present::Both,
        item,
        note: format!("{CANARY} note {n}"),
        sheets: [].into(),
        outcome: Some(outcome),
    };
    SessionPlan {
        number: 1,
        title: format!("{CANARY} title"),
        on: Some("2031-07-19".parse().unwrap()),
        start: Some("06:47".parse().unwrap()),
        minutes: Minutes(60),
        booked: Session::Couple,
        phase: Phase::Meaning,
        blocks: vec![
            block(1, "Arrival, check-in", 10, None, Outcome::Done),
            block(2, "Main work", 30, english().item(&id).map(KeptItem::of), Outcome::Left),
            block(3, "Debrief, grounding", 10, None, Outcome::Done),
            block(4, "Close", 5, None, Outcome::Done),
        ],
        homework: vec![(id, format!("{CANARY} dose"))],
        client_words: domain::vocabulary::SmallMap::new(),
        record: None,
        sheet_contents: None,
        why: format!("{CANARY} why"),
        why_derived: false,
        stop_if: format!("{CANARY} stop"),
        note: format!("{CANARY} note"),
        status: Status::Completed,
    }
}

struct Reuse {
    desk: Desk,
    plan: PlanId,
    template: DocumentId,
    /// A couple with nothing open.
    calm: CoupleId,
    /// A couple with control open.
    controlled: CoupleId,
}

impl Reuse {
    async fn open() -> anyhow::Result<Self> {
        let desk = Desk::open().await?;
        let calm = couple(&desk.records, "Linden", false).await?;
        let controlled = couple(&desk.records, "Sable", true).await?;
        let plan = desk.records.create_plan(calm, &marked(), now()).await?;
        let (template, _) = from_plan(english(), &marked());
        let labels = Labels::typed("Stress talk", "", "calm").map_err(|faults| anyhow::anyhow!("{faults:?}"))?;
        let template = desk.records.create_document(&KeptTemplate::new(labels.on(template)), now()).await?;
        Ok(Self { desk, plan, template, calm, controlled })
    }

    async fn kept(&self) -> anyhow::Result<KeptTemplate> {
        Ok(self.desk.records.document::<KeptTemplate>(self.template).await?.value)
    }

    fn path(&self, rest: &str) -> String {
        format!("/templates/{}{rest}", self.template.0)
    }

    /// The plans of a couple.
    async fn plans(&self, couple: CoupleId) -> anyhow::Result<Vec<SessionPlan>> {
        let mut plans = Vec::new();
        for head in self.desk.records.plans_of(couple).await? {
            plans.push(self.desk.records.plan(head.id).await?.plan.value);
        }
        Ok(plans)
    }

    /// Sends a file as a browser does.
    async fn upload(&self, file: impl AsRef<[u8]>, cookie: Option<&str>) -> anyhow::Result<Reply> {
        let head = "--edge\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"t.json\"\r\nContent-Type: application/json\r\n\r\n";
        let body = [head.as_bytes(), file.as_ref(), b"\r\n--edge--\r\n"].concat();
        let mut request = Request::post("/templates/import")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=edge");
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        ask(self.desk.router.clone(), request, Body::from(body)).await
    }
}

/// A couple that was interviewed and screened, in the phase of repair; with control open where `controlled`.
async fn couple(records: &Records, name: &str, controlled: bool) -> anyhow::Result<CoupleId> {
    let made = Couple { name: name.into(), ..Couple::default() };
    let id = records.create_couple(&made.checked().map_err(|faults| anyhow::anyhow!("{faults:?}"))?, now()).await?;
    let (a, b) = (records.interview(id, Partner::A).await?, records.interview(id, Partner::B).await?);
    let stored = records.situation(id).await?;
    let mut situation = stored.value;
    situation.phase = Some(Phase::Repair);
    let (mut one, mut other) = (asked(Partner::A), asked(Partner::B));
    situation.hear(english(), Partner::A, &mut one, &b.value, true);
    let seen = (stored.revision, &situation);
    let (_, seen) = records.save_interview(id, Partner::A, a.revision, &one, seen, now()).await?;
    situation.hear(english(), Partner::B, &mut other, &one, true);
    let known = course(&situation, [&one, &other]);
    situation.gates.close_as_stated(GateId::Unscreened, "both were seen alone", &known.done);
    if controlled {
        let change = AnswerChange { indicator: "ABU-01".parse()?, whom: Whom::A, answer: Some(Answer::Yes) };
        situation.take(english(), [&one, &other], &[change], now())?;
    }
    records.save_interview(id, Partner::B, b.revision, &other, (seen, &situation), now()).await?;
    Ok(id)
}

fn asked(partner: Partner) -> Interview {
    let held_on = Some("2026-11-02".parse().unwrap());
    let mut interview = Interview { held_on, alone: true, ..Interview::default() };
    for part in english().interview().parts.iter().filter(|part| part.must) {
        interview.no_to_the_rest(english(), partner, &part.id);
    }
    interview
}

#[tokio::test]
async fn a_template_shows_first_what_is_held_and_never_lets_it_in() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let sable = reuse.controlled.0.to_string();
    let page = reuse.desk.get(&reuse.path(&format!("/apply?couple={sable}"))).await?;
    assert_eq!(page.status, StatusCode::OK);
    for words in ["On hold", "It can be lifted when", "joint work is on hold", "Keep as free time"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert!(!page.body.contains("value=\"keep\">Keep<") || page.body.contains("On hold"), "{}", page.body);
    for take in ["keep", "newer", &format!("item:{HELD}")] {
        let fields = [("couple", sable.as_str()), ("minutes", "60"), ("who", "couple"), ("b1-do", take)];
        let refused = reuse.desk.post(&reuse.path("/apply"), &fields).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{take}");
        assert!(refused.body.contains("is on hold: ") && refused.body.contains("id=\"b1-fault\""), "{take}");
    }
    assert!(reuse.plans(reuse.controlled).await?.is_empty(), "nothing was made");
    let fields =
        [("couple", sable.as_str()), ("on", "2026-12-01"), ("b0-do", "keep"), ("b2-do", "keep"), ("b3-do", "keep")];
    let made = reuse.desk.post(&reuse.path("/apply"), &fields).await?;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let plans = reuse.plans(reuse.controlled).await?;
    assert!(plans.len() == 1 && plans[0].blocks.iter().all(|block| block.item.is_none()), "{plans:?}");
    assert!(plans[0].blocks.iter().all(|block| matches!(block.present, Present::One(..))), "nobody together");
    Ok(())
}

#[tokio::test]
async fn using_a_template_makes_a_plan_and_counts() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let calm = reuse.calm.0.to_string();
    let fields = [
        ("couple", calm.as_str()),
        ("on", "2026-12-01"),
        ("start", "10:00"),
        ("b0-do", "keep"),
        ("b1-do", "keep"),
        ("b1-minutes", "25"),
        ("b2-do", "keep"),
        ("b3-do", "out"),
    ];
    let made = reuse.desk.post(&reuse.path("/apply"), &fields).await?;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let plans = reuse.plans(reuse.calm).await?;
    let plan = plans.iter().find(|plan| plan.number == 2).unwrap();
    assert_eq!(plan.blocks.iter().map(|block| block.minutes.0).collect::<Vec<_>>(), [10, 25, 10]);
    assert!(plan.has(&HELD.parse()?));
    assert_eq!(plan.on, Some("2026-12-01".parse()?));
    let kept = reuse.kept().await?;
    assert!(kept.used == 1 && kept.last_used.is_some());
    let list = reuse.desk.get("/templates?q=stress&tag=calm").await?;
    assert!(list.body.contains("Stress talk") && list.body.contains("Used once, on "), "{}", list.body);
    assert!(reuse.desk.get("/templates?q=xylophone").await?.body.contains("No templates match"));
    let wrong = [("couple", calm.as_str()), ("on", "soon"), ("b1-minutes", "900")];
    let refused = reuse.desk.post(&reuse.path("/apply"), &wrong).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"soon\"") && refused.body.contains("value=\"900\""), "what was typed stays");
    let long = [("couple", calm.as_str()), ("minutes", "30"), ("b0-do", "keep"), ("b1-do", "keep"), ("b2-do", "keep")];
    let refused = reuse.desk.post(&reuse.path("/apply"), &long).await?;
    assert!(refused.body.contains("the session has 30"), "{}", refused.body);
    assert_eq!(reuse.kept().await?.used, 1, "what was refused is no use");
    Ok(())
}

#[tokio::test]
async fn a_block_becomes_an_open_slot_and_goes_back() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let before = reuse.kept().await?.template;
    let open = [
        ("seen", "1"),
        ("block", "1"),
        ("do", "open"),
        ("kind", "ritual"),
        ("longest", "15"),
        ("tag", ""),
        ("phase", ""),
        ("challenge", ""),
    ];
    let answer = reuse.desk.post(&reuse.path("/block"), &open).await?;
    assert_eq!(answer.header("location"), format!("{}?did=saved#block-1", reuse.path("")));
    let page = reuse.desk.get(&reuse.path("")).await?;
    assert!(
        page.body.contains("Placeholder: Ritual, up to 15 minutes") && page.body.contains("Back to “"),
        "{}",
        page.body
    );
    let calm = format!("{}?couple={}", reuse.path("/apply"), reuse.calm.0);
    assert!(reuse.desk.get(&calm).await?.body.contains("1 needs a choice"));
    let stale = reuse.desk.post(&reuse.path("/block"), &open).await?;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let nothing = [("seen", "2"), ("block", "1"), ("do", "open"), ("kind", "homework"), ("tag", "grounding")];
    let refused = reuse.desk.post(&reuse.path("/block"), &nothing).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Remove a criterion"), "{}", refused.body);
    let back = reuse.desk.post(&reuse.path("/block"), &[("seen", "2"), ("block", "1"), ("do", "fix")]).await?;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert_eq!(reuse.kept().await?.template, before);
    let gone = reuse.desk.post(&reuse.path("/delete"), &[("seen", "3")]).await?;
    assert_eq!(gone.header("location"), "/templates?did=template-deleted");
    assert_eq!(reuse.desk.get(&reuse.path("")).await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn a_file_is_looked_at_first_and_kept_when_that_is_confirmed() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let mine = reuse.kept().await?.template;
    let same = reuse.upload(&file::write(&mine), Some(&reuse.desk.cookie)).await?;
    assert_eq!(same.status, StatusCode::OK, "{}", same.body);
    assert!(same.body.contains("Nothing would change"), "{}", same.body);
    let text = file::write(&mine).replace(HELD, "from-a-colleague").replace("\"minutes\": 60", "\"minutes\": 90");
    let page = reuse.upload(&text, Some(&reuse.desk.cookie)).await?;
    for words in ["from-a-colleague", "Minutes: 60 → 90", "Save as a new template", "Replace “Stress talk”"] {
        assert!(page.body.contains(words), "{words}");
    }
    assert_eq!(reuse.desk.records.documents::<KeptTemplate>().await?.len(), 1, "looking keeps nothing");
    let kept = reuse.desk.post("/templates/import", &[("file", &text), ("place", "new"), ("do", "keep")]).await?;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    assert_eq!(reuse.desk.records.documents::<KeptTemplate>().await?.len(), 2);
    let place = format!("{}:1", reuse.template.0);
    reuse.desk.post("/templates/import", &[("file", &text), ("place", &place), ("do", "keep")]).await?;
    assert_eq!(reuse.kept().await?.template.minutes, Minutes(90), "replaced");
    let stale = reuse.desk.post("/templates/import", &[("file", &text), ("place", &place), ("do", "keep")]).await?;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for bad in ["", "{}", "no template", "{\"reweave\": \"template\", \"version\": 1, \"note\": \"x\"}"] {
        let answer = reuse.upload(bad, Some(&reuse.desk.cookie)).await?;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(answer.body.contains("role=\"alert\""), "{bad}");
    }
    // As some editors of Windows save a text.
    for mark in [[0xff, 0xfe], [0xfe, 0xff]] {
        let wide =
            text.encode_utf16().flat_map(|unit| if mark[0] == 0xff { unit.to_le_bytes() } else { unit.to_be_bytes() });
        let file: Vec<u8> = mark.into_iter().chain(wide).collect();
        let answer = reuse.upload(file, Some(&reuse.desk.cookie)).await?;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("saved as UTF-16. Save it as UTF-8"), "{}", answer.body);
    }
    let large = reuse.upload(" ".repeat(file::LARGEST + 1), Some(&reuse.desk.cookie)).await?;
    assert!(large.body.contains("larger than a template"), "{}", large.body);
    Ok(())
}

/// Tags that differ in capitals or accents alone are one, and choosing it finds all of them.
#[tokio::test]
async fn tags_of_templates_are_compared_as_every_search_compares() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let path = format!("/plans/{}/template", reuse.plan.0);
    for (title, tag) in [("First", "Nähe"), ("Second", "nahe"), ("Third", "money")] {
        let made = reuse.desk.post(&path, &[("title", title), ("description", ""), ("tags", tag)]).await?;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{title}");
    }
    let all = reuse.desk.get("/templates").await?.body;
    let options = crate::parsed::elements(&all);
    let tags: Vec<&str> = options.iter().filter(|one| one.name == "option").map(|one| one.text.trim()).collect();
    assert_eq!(tags.iter().filter(|tag| ["Nähe", "nahe"].contains(tag)).count(), 1, "{tags:?}");
    for asked in ["NAHE", "n%C3%A4he"] {
        let found = reuse.desk.get(&format!("/templates?tag={asked}")).await?.body;
        assert!(found.contains("2 templates"), "{asked}");
        assert!(found.contains("First") && found.contains("Second") && !found.contains(">Third<"), "{asked}");
    }
    Ok(())
}

#[tokio::test]
async fn an_imported_template_never_lets_a_held_exercise_through() -> anyhow::Result<()> {
    let reuse = Reuse::open().await?;
    let text = file::write(&reuse.kept().await?.template).replace("Stress talk", "Smuggled");
    let kept = reuse.desk.post("/templates/import", &[("file", &text), ("place", "new"), ("do", "keep")]).await?;
    let sable = reuse.controlled.0.to_string();
    let fields = [("couple", sable.as_str()), ("b1-do", "keep")];
    let refused = reuse.desk.post(&format!("{}/apply", kept.page()), &fields).await?;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("is on hold: "),
        "{}",
        refused.body
    );
    assert!(reuse.plans(reuse.controlled).await?.is_empty());
    Ok(())
}
