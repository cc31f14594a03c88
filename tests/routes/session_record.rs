//! Recording a session, its note, and the way back.

mod concern;

use axum::http::StatusCode;
use domain::{
    case_file::Clock,
    paper::handout::Audience,
    plan::{Attendance, HomeworkResult, NextAppointment, Outcome, SafetyToday, Status},
    vocabulary::{Day, Minutes},
};
use store::{CoupleId, PlanId};

use crate::plans::Desk;

/// A couple with a plan whose day is over, and its fields as the form sends them.
struct Session {
    desk: Desk,
    couple: CoupleId,
    plan: PlanId,
}

impl Session {
    async fn begin() -> anyhow::Result<Self> {
        let desk = Desk::open().await?;
        let couple = desk.couple(true).await?;
        let plan = desk.plan(couple).await?;
        desk.press(plan, "save", &[("on", "2026-01-08"), ("start", "16:00")]).await?;
        Ok(Self { desk, couple, plan })
    }

    fn address(&self, below: &str) -> String {
        format!("/plans/{}/{below}", self.plan.0)
    }

    /// Sends the form with these fields.
    async fn send(&self, button: &str, fields: &[(&str, &str)]) -> anyhow::Result<crate::support::Answer> {
        self.desk.record(self.plan, button, fields).await
    }
}

/// What a counsellor writes down after a usual session.
const USUAL: &[(&str, &str)] = &[
    ("event", "took-place"),
    ("came-a", "on-time"),
    ("came-b", "late"),
    ("late-b", "5"),
    ("started", "16:05"),
    ("ended", "17:02"),
    ("hw0", "Time-out: once on Sunday. The word is “kettle”."),
    ("hw0-for", "both"),
    ("hw1", "Night bottle on Tuesday."),
    ("hw1-for", "b"),
    ("hw1-discreet", "yes"),
    ("safety", "not-checked"),
    ("note", "Zebra came late and said so. Next time seated."),
    ("felt-a", "6"),
    ("next", "2026-01-15 16:00"),
];

#[tokio::test]
async fn a_session_is_recorded_in_one_form_and_books_the_next_one() -> anyhow::Result<()> {
    let session = Session::begin().await?;
    let form = session.desk.see(&session.address("record")).await?;
    assert_eq!(form.status, StatusCode::OK, "{}", form.body);
    let checked = form.body.split('<').filter(|tag| tag.contains("type=\"radio\"") && tag.contains(" checked"));
    assert_eq!(checked.count(), 0, "nothing is preset");
    let refused = session.send("finish", USUAL).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "an exercise has no outcome");
    assert!(refused.body.contains("press “All done as planned”") && refused.body.contains("Zebra came late"));
    let all = session.send("all-done", USUAL).await?;
    assert_eq!((all.status, all.header("location")), (StatusCode::SEE_OTHER, &*session.address("record#what")));
    let (_, plan) = session.desk.stored(session.plan).await?;
    assert_eq!(plan.status, Status::Draft, "written down, and not finished");
    let outcomes: Vec<(String, &str)> =
        plan.blocks.iter().map(|block| (format!("b{}-outcome", block.id.0), "done")).collect();
    let mut fields = USUAL.to_vec();
    fields.extend(outcomes.iter().map(|(name, value)| (name.as_str(), *value)));
    let minutes = format!("b{}-minutes", plan.blocks[0].id.0);
    fields.push((&minutes, "9"));
    let done = session.send("finish", &fields).await?;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, &*session.address("note?did=session-recorded")),
        "{}",
        done.body
    );

    let (_, plan) = session.desk.stored(session.plan).await?;
    let record = plan.record.clone().unwrap_or_default();
    assert_eq!(plan.status, Status::Completed);
    assert_eq!(record.attendance, [Some(Attendance::OnTime), Some(Attendance::Late(Some(Minutes(5))))]);
    assert_eq!((record.length(), record.felt_safe), (Some(57), [Some(6), None]));
    assert_eq!(record.minutes.get(&plan.blocks[0].id), Some(&Minutes(9)));
    let agreed: Vec<_> = record.homework.iter().map(|one| (one.whom, one.words.are_discreet())).collect();
    assert_eq!(agreed, [(Audience::Both, false), (Audience::B, true)]);
    assert_eq!(record.safety, Some(SafetyToday::NotChecked));
    let next: (Day, Clock) = ("2026-01-15".parse()?, "16:00".parse().map_err(anyhow::Error::msg)?);
    assert_eq!(record.next, Some(NextAppointment::At(next.0, next.1)));
    let plans = session.desk.records.plans_of(session.couple).await?;
    let booked = plans.iter().find(|plan| plan.value.on == Some(next.0)).map(|plan| plan.value.clone());
    let booked = booked.ok_or_else(|| anyhow::anyhow!("the next session is booked"))?;
    assert_eq!((booked.number, booked.status, booked.start), (2, Status::Draft, Some(next.1)));

    let page = session.desk.see(&session.address("note")).await?.body;
    for words in ["16:05 to 17:02, 57 min", "Zebra came late", "kettle", "Not checked", "Only in your view", "Reopen"] {
        assert!(page.contains(words), "{words}");
    }
    let text = session.desk.see(&session.address("record.txt")).await?.body;
    assert!(text.contains("Partner B: 5 minutes late") && text.contains("kettle"), "{text}");
    assert!(!text.contains("Zebra"), "the note stays out: {text}");
    Ok(())
}

#[tokio::test]
async fn reopening_keeps_what_was_written_and_finishing_again_books_nothing_twice() -> anyhow::Result<()> {
    let session = Session::begin().await?;
    let (_, plan) = session.desk.stored(session.plan).await?;
    let outcomes: Vec<(String, &str)> =
        plan.blocks.iter().map(|block| (format!("b{}-outcome", block.id.0), "partly")).collect();
    let mut fields = USUAL.to_vec();
    fields.extend(outcomes.iter().map(|(name, value)| (name.as_str(), *value)));
    let before = session.desk.records.situation(session.couple).await?.value;
    assert_eq!(session.send("finish", &fields).await?.status, StatusCode::SEE_OTHER);
    let refused = session.send("save", USUAL).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Reopen it to change what was written down"), "{}", refused.body);
    let back = session.send("reopen", &[]).await?;
    assert_eq!(
        (back.status, back.header("location")),
        (StatusCode::SEE_OTHER, &*format!("{}?did=reopened", session.address("record")))
    );
    assert_eq!(session.desk.records.situation(session.couple).await?.value, before);
    let form = session.desk.see(&session.address("record")).await?.body;
    assert!(form.contains("Zebra came late") && form.contains("value=\"16:05\""), "what was written is still there");
    assert_eq!(session.desk.stored(session.plan).await?.1.blocks[0].outcome, Some(Outcome::Partly));
    assert_eq!(session.send("finish", &fields).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(session.desk.records.plans_of(session.couple).await?.len(), 2, "one next session");
    let versions = session.desk.see(&session.address("versions")).await?.body;
    assert!(versions.contains("version"), "every writing is in the history");
    Ok(())
}

/// A move is said to overlap, and not refused.
#[tokio::test]
async fn a_session_that_is_moved_into_another_one_says_so() -> anyhow::Result<()> {
    let session = Session::begin().await?;
    let other = [("on", "2999-01-09"), ("start", "10:30"), ("minutes", "60"), ("who", "couple")];
    let made = session.desk.post(&format!("/couples/{}/plans", session.couple.0), &other).await?;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let to = |start| [("event", "moved"), ("moved-on", "2999-01-09"), ("moved-start", start)];
    let free = session.send("finish", &to("08:00")).await?;
    assert!(free.header("location").contains("did=moved#"), "{}", free.header("location"));
    let taken = session.send("finish", &to("10:00")).await?;
    assert!(taken.header("location").contains("did=moved-overlap#"), "{}", taken.header("location"));
    let (page, _) = taken.header("location").split_once('#').unwrap_or_default();
    assert!(session.desk.see(page).await?.body.contains("It overlaps with another session"), "{page}");
    Ok(())
}

#[tokio::test]
async fn a_session_is_cancelled_missed_or_moved() -> anyhow::Result<()> {
    let session = Session::begin().await?;
    let none = session.send("finish", &[("note", "x")]).await?;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("Choose what became of the session."));
    let nobody = session.send("finish", &[("event", "no-show"), ("came-a", "on-time")]).await?;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "a no-show is of somebody");
    assert!(nobody.body.contains("Choose who did not come."), "{}", nobody.body);
    let unsaid = session.send("finish", &[("event", "moved")]).await?;
    assert!(unsaid.body.contains("Enter the new date."), "{}", unsaid.body);
    let moved = session.send("finish", &[("event", "moved"), ("moved-on", "2999-01-09")]).await?;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    let (_, plan) = session.desk.stored(session.plan).await?;
    assert_eq!((plan.on, plan.status), ("2999-01-09".parse().ok(), Status::Draft));
    assert_eq!(plan.record.map(|record| record.moved_from.len()), Some(1));

    let early = session.desk.see(&session.address("record")).await?.body;
    assert!(early.contains("You can record it then.") && early.contains("value=\"cancelled\""), "{early}");
    assert!(!early.contains("name=\"came-a\"") && !early.contains("Minutes late"), "no one has come yet");
    for later in ["took-place", "no-show"] {
        assert!(!early.contains(&format!("name=\"event\" value=\"{later}\"")), "{later}");
    }
    let missed = session.send("finish", &[("event", "no-show")]).await?;
    assert_eq!(missed.status, StatusCode::UNPROCESSABLE_ENTITY, "it has not started");
    let done = session.send("finish", &[("event", "took-place")]).await?;
    assert_eq!(done.status, StatusCode::UNPROCESSABLE_ENTITY);
    let off = session.send("finish", &[("event", "cancelled"), ("came-a", "cancelled"), ("next", "none")]).await?;
    assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.body);
    assert_eq!(session.desk.stored(session.plan).await?.1.status, Status::Cancelled);
    assert!(session.desk.records.situation(session.couple).await?.value.recorded.is_empty(), "nothing counts");
    let page = session.desk.see(&session.address("note")).await?.body;
    assert!(page.contains("Cancelled"), "{page}");
    Ok(())
}

#[tokio::test]
async fn homework_comes_back_and_what_came_of_it_stays_with_its_session() -> anyhow::Result<()> {
    let session = Session::begin().await?;
    let (_, plan) = session.desk.stored(session.plan).await?;
    let outcomes: Vec<(String, &str)> =
        plan.blocks.iter().map(|block| (format!("b{}-outcome", block.id.0), "done")).collect();
    let mut fields = USUAL.to_vec();
    fields.extend(outcomes.iter().map(|(name, value)| (name.as_str(), *value)));
    session.send("finish", &fields).await?;
    let plans = session.desk.records.plans_of(session.couple).await?;
    let second = Session { plan: plans[0].id, ..session };
    let form = second.desk.see(&second.address("record")).await?.body;
    assert!(form.contains("Homework from session 1") && form.contains("kettle"), "{form}");
    let sent = [("event", "took-place"), ("before0", "done"), ("before1", "not-done")];
    let done = second.send("finish", &sent).await?;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let first = plans.iter().find(|plan| plan.value.number == 1).map(|plan| plan.id);
    let first = first.ok_or_else(|| anyhow::anyhow!("the first session"))?;
    let record = second.desk.stored(first).await?.1.record.unwrap_or_default();
    let results: Vec<_> = record.homework.iter().map(|agreed| agreed.result).collect();
    assert_eq!(results, [Some(HomeworkResult::Done), Some(HomeworkResult::NotDone)]);
    assert!(second.desk.records.situation(second.couple).await?.value.facts.homework_missed, "r42");
    Ok(())
}

#[tokio::test]
async fn a_safety_concern_leads_to_the_interviews_and_the_holds() -> anyhow::Result<()> {
    let session = Session::begin().await?;
    let at_once = session.send("interview-a", &[("safety", "concern"), ("safety-note", "asked for help")]).await?;
    let interview = format!("/couples/{}/interview/a", session.couple.0);
    assert_eq!((at_once.status, at_once.header("location")), (StatusCode::SEE_OTHER, interview.as_str()));
    let note = session.desk.see(&session.address("note")).await?.body;
    for words in ["A safety concern was recorded", "asked for help", interview.as_str(), "/gates\""] {
        assert!(note.contains(words), "{words}");
    }
    for page in ["/today".to_owned(), format!("/couples/{}/sessions", session.couple.0)] {
        assert!(!session.desk.see(&page).await?.body.contains("asked for help"), "{page}");
    }
    Ok(())
}

#[tokio::test]
async fn wrong_values_are_named_and_unknown_fields_refused() -> anyhow::Result<()> {
    let session = Session::begin().await?;
    for (name, value) in [("started", "25:00"), ("late-a", "x"), ("felt-b", "11"), ("next-on", "soon")] {
        let answer = session.send("save", &[(name, value), ("next", "other")]).await?;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(answer.body.contains(&format!("id=\"{name}-fault\"")), "{name}: {}", answer.body);
    }
    for field in ["account_id", "b999-outcome", "hw12", "before0"] {
        let answer = session.send("save", &[(field, "x")]).await?;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "sec_06 {field}");
    }
    Ok(())
}

/// What one partner said alone is named to that partner alone: not where the next session is for both.
#[tokio::test]
async fn nothing_of_a_session_alone_shows_where_both_are_expected() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple(true).await?;
    let fields = [("on", "2026-01-08"), ("start", "16:00"), ("minutes", "60"), ("who", "a")];
    let made = desk.post(&format!("/couples/{}/plans", couple.0), &fields).await?;
    let plan = PlanId(made.page().trim_start_matches("/plans/").parse()?);
    let session = Session { desk, couple, plan };
    let (_, stored) = session.desk.stored(plan).await?;
    let outcomes: Vec<String> = stored.blocks.iter().map(|block| format!("b{}-outcome", block.id.0)).collect();
    let mut sent = vec![
        ("event", "took-place"),
        ("note", "Quagga told alone"),
        ("hw0", "Okapi alone"),
        ("hw0-for", "both"),
        ("safety", "concern"),
        ("safety-note", "Ibex told alone"),
    ];
    sent.extend(outcomes.iter().map(|name| (name.as_str(), "done")));
    let done = session.send("finish", &sent).await?;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let agreed = session.desk.stored(plan).await?.1.record.unwrap_or_default().homework;
    assert_eq!(
        agreed[0].whom,
        Audience::A,
        "homework agreed alone goes on that partner’s own sheet, whatever was sent"
    );
    let next = [("couple", couple.0.to_string()), ("on", "2999-01-08".into()), ("start", "16:00".into())];
    let mut next: Vec<(&str, &str)> = next.iter().map(|(name, value)| (*name, value.as_str())).collect();
    next.extend([("minutes", "60"), ("weeks", "1"), ("who", "couple")]);
    let booked = session.desk.post("/plans/new", &next).await?;
    assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.body);
    let plans = session.desk.records.plans_of(couple).await?;
    let joint = plans[0].id.0;
    let below = |rest: &str| format!("/couples/{}{rest}", couple.0);
    let record = format!("/plans/{joint}/record");
    for page in ["/today".into(), below(""), below("/sessions"), record, format!("/plans/{joint}"), "/plans".into()] {
        let body = session.desk.see(&page).await?.body;
        for word in ["Quagga", "Okapi", "Ibex"] {
            assert!(!body.contains(word), "{word} on {page}");
        }
    }
    assert!(session.desk.see(&session.address("note")).await?.body.contains("Quagga"), "on the note it is read");
    Ok(())
}

#[tokio::test]
async fn several_weeks_are_booked_at_once_and_a_clash_is_said_and_not_forbidden() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple(true).await?;
    let id = couple.0.to_string();
    let send = async |start: &str, more: &[(&str, &str)]| {
        let mut fields = vec![("couple", id.as_str()), ("on", "2999-01-08"), ("start", start), ("minutes", "60")];
        fields.extend([("weeks", "3"), ("who", "couple")]);
        fields.extend(more);
        desk.post("/plans/new", &fields).await
    };
    let booked = send("16:00", &[]).await?;
    assert_eq!(
        (booked.status, booked.header("location")),
        (StatusCode::SEE_OTHER, &*format!("/couples/{id}/sessions?did=booked#s1"))
    );
    let days: Vec<String> =
        desk.records.plans_of(couple).await?.iter().filter_map(|plan| Some(plan.value.on?.to_string())).collect();
    assert_eq!(days, ["2999-01-22", "2999-01-15", "2999-01-08"]);
    let clash = send("16:30", &[]).await?;
    assert_eq!(clash.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        clash.body.contains("These two overlap by 30 minutes.") && clash.body.contains("Book all the same"),
        "{}",
        clash.body
    );
    assert_eq!(desk.records.plans_of(couple).await?.len(), 3, "nothing was booked");
    assert_eq!(send("16:30", &[("despite", "yes")]).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.records.plans_of(couple).await?.len(), 6);
    let one = desk.records.plans_of(couple).await?[0].id.0;
    let unsure = desk.post(&format!("/plans/{one}/delete"), &[]).await?;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY, "it is confirmed first");
    let gone = desk.post(&format!("/plans/{one}/delete"), &[("sure", "yes")]).await?;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.records.plans_of(couple).await?.len(), 5);
    Ok(())
}

/// The day of the server's clock, as the form of a new plan proposes it.
async fn today(desk: &Desk, couple: CoupleId) -> anyhow::Result<String> {
    let form = desk.see(&format!("/couples/{}/sessions", couple.0)).await?.body;
    let field = form.split("<input").find(|tag| tag.contains("name=\"on\"")).unwrap_or_default();
    let day = field.split_once("value=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(day, _)| day.to_owned());
    day.ok_or_else(|| anyhow::anyhow!("no day in {field}"))
}

#[tokio::test]
async fn today_shows_the_last_note_what_is_due_and_the_week_with_clashes() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple(true).await?;
    let day = today(&desk, couple).await?;
    let plan = desk.plan(couple).await?;
    let session = Session { desk, couple, plan };
    let (_, stored) = session.desk.stored(plan).await?;
    let outcomes: Vec<String> = stored.blocks.iter().map(|block| format!("b{}-outcome", block.id.0)).collect();
    let mut sent: Vec<(&str, &str)> = USUAL.iter().copied().filter(|(name, _)| *name != "next").collect();
    sent.extend(outcomes.iter().map(|name| (name.as_str(), "done")));
    assert_eq!(session.send("finish", &sent).await?.status, StatusCode::SEE_OTHER);
    let id = couple.0.to_string();
    for (start, more) in [("23:40", ("despite", "")), ("23:50", ("despite", "yes"))] {
        let fields =
            [("couple", &*id), ("on", &*day), ("start", start), ("minutes", "60"), ("weeks", "1"), ("who", "couple")];
        let booked = session.desk.post("/plans/new", &[&fields[..], &[more]].concat()).await?;
        assert_eq!(booked.status, StatusCode::SEE_OTHER, "{}", booked.body);
    }
    let page = session.desk.see("/today").await?.body;
    for words in ["Last time", "Zebra came late", "Due today", "kettle", "This week", "overlap.", "Move one"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let overview = session.desk.see(&format!("/couples/{id}")).await?.body;
    for words in ["Since last session", "Zebra came late", "Safety was not checked", "Only in your view", "kettle"] {
        assert!(overview.contains(words), "{words}: {overview}");
    }
    let found = session.desk.see("/search?q=zebra").await?.body;
    assert!(
        found.contains(&session.address("note")) && !found.contains("Zebra came late"),
        "found, and not shown: {found}"
    );
    let revision = session.desk.stored(plan).await?.0.0.to_string();
    let due = session.desk.post(&session.address("homework"), &[("seen", &revision), ("before0", "partly")]).await?;
    assert_eq!(due.header("location"), format!("/couples/{id}?did=homework#since"));
    let record = session.desk.stored(plan).await?.1.record.unwrap_or_default();
    assert_eq!(record.homework[0].result, Some(HomeworkResult::Partly));
    Ok(())
}
