//! The effect of an active safety hold on every page of a couple, and undoing answers entered by mistake.

use axum::http::StatusCode;
use domain::{plan::Status, safety::WorkOnHold, vocabulary::GateId};
use store::{CoupleId, PlanId};

use crate::{parsed::elements, plans::Desk};

/// A couple with a plan for both today and a programme, and how to put a hold on.
pub struct Paused {
    pub desk: Desk,
    pub couple: CoupleId,
    pub plan: PlanId,
}

impl Paused {
    pub async fn begin() -> anyhow::Result<Self> {
        let desk = Desk::open().await?;
        let couple = desk.couple(true).await?;
        let sessions = format!("/couples/{}/sessions", couple.0);
        let form = desk.see(&sessions).await?.body;
        // The form proposes the day that the server's clock says.
        let field = form.split("<input").find(|tag| tag.contains("name=\"on\"")).unwrap_or_default();
        let today =
            field.split_once("value=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(day, _)| day.to_owned());
        let today = today.ok_or_else(|| anyhow::anyhow!("no day in {field}"))?;
        let fields = [("on", today.as_str()), ("start", "23:59"), ("minutes", "60"), ("who", "couple")];
        let made = desk.post(&format!("/couples/{}/plans", couple.0), &fields).await?;
        let plan = PlanId(made.page().trim_start_matches("/plans/").parse()?);
        let programme = [("sessions", "8"), ("minutes", "60"), ("first", ""), ("weeks", "2")];
        let drafted = desk.post(&format!("/couples/{}/programme", couple.0), &programme).await?;
        anyhow::ensure!(drafted.status == StatusCode::SEE_OTHER, "{}", drafted.body);
        Ok(Self { desk, couple, plan })
    }

    fn room(&self, below: &str) -> String {
        format!("/couples/{}{below}", self.couple.0)
    }

    /// Saves an answer of A's interview.
    pub async fn alone(&self, field: &str, value: &str) -> anyhow::Result<()> {
        let interview =
            self.desk.records.interview(self.couple, domain::assess::Partner::A).await?.revision.0.to_string();
        let situation = self.desk.records.situation(self.couple).await?.revision.0.to_string();
        let fields = [
            ("seen", interview.as_str()),
            ("seen-situation", situation.as_str()),
            ("do", "save"),
            ("alone", "yes"),
            ("held-on", "2026-11-02"),
            (field, value),
        ];
        let saved = self.desk.post(&self.room("/interview/a"), &fields).await?;
        anyhow::ensure!(saved.status == StatusCode::SEE_OTHER, "{}", saved.body);
        Ok(())
    }

    async fn is_active(&self, gate: GateId) -> anyhow::Result<bool> {
        Ok(self.desk.records.situation(self.couple).await?.value.gates.is_open(gate))
    }

    /// Every page that shows the work with this couple, each with what its headline comes before.
    fn surfaces(&self) -> Vec<(String, &'static str)> {
        vec![
            (self.room(""), "id=\"recent\""),
            (self.room("/sessions"), "id=\"new\""),
            (self.room("/programme"), "class=\"programme\""),
            ("/today".into(), "id=\"left\""),
            (format!("/plans/{}", self.plan.0), "class=\"agenda\""),
            (format!("/plans/{}/handout", self.plan.0), "class=\"handouts\""),
        ]
    }

    async fn seen(&self) -> anyhow::Result<String> {
        Ok(self.desk.records.situation(self.couple).await?.revision.0.to_string())
    }
}

/// Returns the visible content of a page, without the attributes of islands.
fn shown(body: &str) -> &str {
    let main = body.split_once("<main").map_or(body, |(_, main)| main);
    main.split_once("</main>").map_or(main, |(main, _)| main)
}

#[tokio::test]
async fn inv_04_every_page_leads_with_joint_work_on_hold_and_none_offers_it() -> anyhow::Result<()> {
    let paused = Paused::begin().await?;
    for (address, _) in paused.surfaces() {
        let page = paused.desk.see(&address).await?.body;
        assert!(!page.contains(WorkOnHold::HEADLINE), "{address}: nothing stops joint work yet");
    }
    paused.alone("ABU-01.asked", "yes").await?;
    assert!(paused.is_active(GateId::Control).await?);
    for (address, before) in paused.surfaces() {
        let page = paused.desk.see(&address).await?;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let body = shown(&page.body);
        let (lead, rest) = (body.find(WorkOnHold::HEADLINE), body.find(before));
        assert!(lead.is_some() && rest.is_some() && lead < rest, "{address}: {lead:?} comes before {rest:?}");
        for offer in [
            "kept for debrief and close",
            "Print what they take home",
            "Print the handout",
            "handout.pdf",
            "handout.html",
            "Download PDF",
        ] {
            assert!(!body.contains(offer), "{address} offers “{offer}”");
        }
        let way_on = format!("/couples/{}/sessions", paused.couple.0);
        let leads_on =
            ["#new", "?who=a#new"].map(|form| format!("{way_on}{form}")).iter().any(|way| body.contains(way));
        assert!(leads_on, "{address}: the way on is a session with one partner");
        let locks = body.matches("M7 11h10a2 2 0 0 1 2 2v5").count();
        assert_eq!(locks, 0, "{address}: a hold is a pause, never a padlock");
    }
    for kind in ["pdf", "svg", "html"] {
        let refused = paused.desk.see(&format!("/plans/{}/handout.{kind}?for=both", paused.plan.0)).await?;
        assert_ne!(refused.status, StatusCode::OK, "no address makes the sheet either");
    }
    Ok(())
}

#[tokio::test]
async fn a_plan_on_hold_says_why_once_and_sending_it_changes_nothing() -> anyhow::Result<()> {
    let paused = Paused::begin().await?;
    paused.alone("ABU-01.asked", "yes").await?;
    let page = paused.desk.see(&format!("/plans/{}", paused.plan.0)).await?.body;
    let name = &domain::library::english().gate(GateId::Control).name;
    let agenda = shown(&page).split_once("class=\"agenda\"").map(|(_, rest)| rest).unwrap_or_default();
    let agenda = agenda.split_once("</ol>").map(|(agenda, _)| agenda).unwrap_or_default();
    assert!(!agenda.contains(name.as_str()), "under no block");
    let before = paused.desk.stored(paused.plan).await?;
    let saved = paused.desk.press(paused.plan, "save", &[]).await?;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_eq!(paused.desk.stored(paused.plan).await?, before, "the agenda stays as it is");
    Ok(())
}

#[tokio::test]
async fn no_control_is_grey_without_a_reason() -> anyhow::Result<()> {
    let paused = Paused::begin().await?;
    let mut addresses: Vec<String> = paused.surfaces().into_iter().map(|(address, _)| address).collect();
    addresses.extend([format!("/plans/{}?library=open", paused.plan.0), format!("/plans/{}/versions", paused.plan.0)]);
    for hold in [None, Some(("ABU-05.other", "no")), Some(("ABU-01.asked", "yes"))] {
        if let Some((field, value)) = hold {
            paused.alone(field, value).await?;
        }
        let mut grey = 0;
        for address in &addresses {
            let page = paused.desk.see(address).await?.body;
            for tag in shown(&page).split('<').filter_map(|part| part.split_once('>')).map(|(tag, _)| tag) {
                if tag.split_whitespace().any(|word| word == "disabled") {
                    grey += 1;
                    assert!(tag.contains("title=") || tag.contains("aria-describedby="), "{address}: <{tag}>");
                }
            }
        }
        assert!(grey > 0, "nothing was grey, so nothing was looked at");
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_entered_by_mistake_is_taken_back_on_the_page_of_its_hold() -> anyhow::Result<()> {
    let paused = Paused::begin().await?;
    paused.alone("ABU-01.asked", "yes").await?;
    let room = paused.room("/gates/GATE-CONTROL");
    let page = paused.desk.see(&room).await?.body;
    assert!(page.contains("Entered by mistake?") && page.contains("value=\"alone-a.ABU-01.a\""), "{page}");
    let seen = paused.seen().await?;
    let fields = |nobody: &'static str, happened: &'static str, answer: &'static str| {
        [("do", "mistake"), ("answer", answer), ("nobody", nobody), ("happened", happened)]
    };
    for (sent, says) in [
        (fields("", "the wrong row", "alone-a.ABU-01.a"), "Only an answer that no one said can be undone"),
        (fields("yes", " ", "alone-a.ABU-01.a"), "Describe what happened"),
        (fields("yes", "the wrong row", "together.INF-03.b"), "This answer did not activate this hold"),
    ] {
        let mut all = vec![("seen", seen.as_str())];
        all.extend(sent);
        let refused = paused.desk.post(&room, &all).await?;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(refused.body.contains(says), "{says}: {}", refused.body);
        assert!(paused.is_active(GateId::Control).await?);
    }
    let mut all = vec![("seen", seen.as_str())];
    all.extend(fields("yes", "I pressed the wrong row", "alone-a.ABU-01.a"));
    assert_eq!(paused.desk.post(&room, &all).await?.status, StatusCode::SEE_OTHER);
    assert!(!paused.is_active(GateId::Control).await?);
    assert!(paused.is_active(GateId::Unscreened).await?, "a check alone is due");
    let page = paused.desk.see(&room).await?.body;
    assert!(page.contains("Undone as a mistake by ada") && page.contains("I pressed the wrong row"), "both steps stay");
    Ok(())
}

#[tokio::test]
async fn the_button_of_the_interview_lifts_the_interview_hold() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple(true).await?;
    let page = desk.see(&format!("/couples/{}/interview/b", couple.0)).await?.body;
    let form = page.split_once("Both interviews are complete.").map(|(_, rest)| rest).unwrap_or_default();
    let form = form.split_once("</form>").map(|(form, _)| form).unwrap_or_default();
    assert!(form.contains("Lift the interview hold"), "offered whenever the page is opened: {page}");
    let mut fields = Vec::new();
    for tag in form.split("<input").skip(1) {
        let of = |name: &str| {
            tag.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(of, _)| of)
        };
        fields.push((of("name").unwrap_or_default(), of("value").unwrap_or_default()));
    }
    let pressed = desk.post(&format!("/couples/{}/gates/GATE-UNSCREENED", couple.0), &fields).await?;
    assert_eq!(pressed.status, StatusCode::SEE_OTHER, "{}", pressed.body);
    assert!(!desk.records.situation(couple).await?.value.gates.is_open(GateId::Unscreened));
    Ok(())
}

#[tokio::test]
async fn a_recorded_session_is_reopened_and_one_to_come_is_not_recorded() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let couple = desk.couple(true).await?;
    let id = desk.plan(couple).await?;
    let before = desk.records.situation(couple).await?.value;
    let nothing = desk.record(id, "finish", &[]).await?;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("Choose what became of the session."), "{}", nothing.body);
    desk.record_as_planned(id).await?;
    assert_eq!(desk.stored(id).await?.1.status, Status::Completed);
    let page = desk.see(&format!("/plans/{}", id.0)).await?.body;
    assert!(page.contains("Took place") && page.contains("reopen the session"), "{page}");
    assert_eq!(desk.record(id, "reopen", &[]).await?.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.stored(id).await?.1.status, Status::Draft);
    assert_eq!(desk.records.situation(couple).await?.value, before, "what it had counted is taken back");
    let moved = desk.press(id, "save", &[("on", "2999-11-24"), ("start", "16:00")]).await?;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
    let early = desk.record(id, "finish", &[("event", "took-place")]).await?;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("24 November at 16:00. You can record it then."), "{}", early.body);
    Ok(())
}

/// The order may matter for someone's safety, so that nobody's name is chosen already.
#[tokio::test]
async fn on_hold_the_partner_who_is_seen_first_is_chosen_and_never_preset() -> anyhow::Result<()> {
    let paused = Paused::begin().await?;
    paused.alone("ABU-01.asked", "yes").await?;
    let sessions = format!("/couples/{}/sessions", paused.couple.0);
    let choices = |page: &str| -> Vec<(String, bool)> {
        let all = elements(shown(page));
        let radios = all.iter().filter(|one| one.get("name") == Some("who"));
        radios.map(|one| (one.get("value").unwrap_or_default().to_owned(), one.get("checked").is_some())).collect()
    };
    let both = [("a".to_owned(), false), ("b".to_owned(), false)];
    assert_eq!(choices(&paused.desk.see(&sessions).await?.body), both, "nothing is preset");
    let asked = choices(&paused.desk.see(&format!("{sessions}?who=b")).await?.body);
    assert_eq!(asked, [("a".to_owned(), false), ("b".to_owned(), true)], "a link that names a partner was a choice");

    let plans = paused.desk.records.plans_of(paused.couple).await?.len();
    let typed = [("on", "2999-03-04"), ("start", "17:45"), ("minutes", "50")];
    let refused = paused.desk.post(&format!("/couples/{}/plans", paused.couple.0), &typed).await?;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["Choose who is seen first.", "2999-03-04", "17:45", "value=\"50\""] {
        assert!(refused.body.contains(kept), "“{kept}” is missing: {}", refused.body);
    }
    assert_eq!(choices(&refused.body), both);
    assert_eq!(paused.desk.records.plans_of(paused.couple).await?.len(), plans, "nothing was planned");
    let chosen = [&typed[..], &[("who", "b")]].concat();
    let made = paused.desk.post(&format!("/couples/{}/plans", paused.couple.0), &chosen).await?;
    assert_eq!(made.status, StatusCode::SEE_OTHER);
    Ok(())
}

/// A session that is too short for what a hold asks for says so, and one press makes it long enough.
#[tokio::test]
async fn r78_a_plan_too_short_for_what_a_hold_asks_for_says_so_and_lengthens_it() -> anyhow::Result<()> {
    let paused = Paused::begin().await?;
    paused.alone("ABU-04.other", "yes").await?;
    assert!(paused.is_active(GateId::Control).await?);
    let fields = [("on", "2999-01-07"), ("start", "09:00"), ("minutes", "30"), ("who", "a")];
    let made = paused.desk.post(&paused.room("/plans"), &fields).await?;
    let plan = made.page().to_owned();
    let page = paused.desk.see(&plan).await?.body;
    let all = elements(&page);
    let notice = all.iter().find(|one| one.get("class") == Some("note too-short"));
    let notice = notice.ok_or_else(|| anyhow::anyhow!("no notice"))?;
    assert!(notice.text.contains("; this session has 30"), "{}", notice.text);
    let button = all.iter().find(|one| one.get("value").is_some_and(|value| value.starts_with("anew:")));
    let button = button.and_then(|one| one.get("value")).unwrap_or_default().to_owned();
    let needs: u8 = button.trim_start_matches("anew:").parse()?;
    assert!(needs > 30 && notice.text.contains(&format!("needs {needs} minutes")), "{}", notice.text);
    let longer = paused.desk.post(&plan, &[("seen", "1"), ("do", &button)]).await?;
    assert_eq!(longer.status, StatusCode::SEE_OTHER, "{}", longer.body);
    let (_, stored) = paused.desk.stored(PlanId(plan.trim_start_matches("/plans/").parse()?)).await?;
    assert_eq!(stored.minutes.0, needs);
    let asked = ["individual-safety-interview", "individual-safety-planning"];
    assert!(stored.blocks.iter().any(|block| block.exercise().is_some_and(|id| asked.contains(&id.as_str()))));
    for wrong in ["anew:", "anew:5", "anew:500", "anew:x"] {
        let refused = paused.desk.post(&plan, &[("seen", "2"), ("do", wrong)]).await?;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    Ok(())
}
