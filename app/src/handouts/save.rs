//! The form of the page: stores what is on each sheet, keeps the options with the couple, and puts them into the address.

use std::collections::HashMap;

use domain::{
    library::english,
    paper::handout::{
        Audience, ClientWords, ComingSession, SheetPart, is_slip_by_default, is_slip_only, least_discretion,
        next_appointment, next_session, offered, part_refused,
    },
    plan::{SessionPlan, SheetContent, TypedWords, editor::Edit},
    records::{Couple, Fault, Letterhead, SheetPreferences},
};
use store::{CoupleId, PlanId, StoreError};

use crate::{
    account::settings::preferences,
    handouts::{
        coming::coming,
        sheet_start::{SheetStart, initials_after, with_kept_initials},
        sheets::{AUDIENCES, SheetChoice, verified_field},
    },
    http::{
        app_error::Refusal,
        form_request::FormRequest,
        routes::{Form, Quiet, Redirect, form},
        visitor::Now,
    },
    plan_editor::{fields::seen, plan_file::PlanFile},
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/plans/{plan}/handout", save)]
}

/// The fields of the page as a whole.
const OPTIONS: [&str; 12] = [
    "seen",
    "do",
    "discretion",
    "country",
    "violence-lines",
    "language",
    "paper",
    "large-print",
    "easy-reading",
    "letterhead",
    "both-sides",
    "code",
];

/// The fields of one sheet, apart from its exercises.
const PARTS: [&str; 13] = [
    "shown",
    "checked",
    "asked",
    "homework",
    "theirs",
    "theirs-text",
    "theirs-discreet",
    "permitted",
    "yours",
    "yours-text",
    "yours-discreet",
    "appointment",
    "initial",
];

type Fields = HashMap<String, String>;

/// The fields sent for one sheet.
#[derive(Clone, Copy)]
struct Sent<'a> {
    fields: &'a Fields,
    audience: Audience,
}

impl Sent<'_> {
    fn is_on(&self, part: &str) -> bool {
        self.fields.contains_key(&format!("{}-{part}", self.audience))
    }

    /// Returns the name and the value of a field; none if it was not on the page.
    fn text(&self, part: &str) -> Option<(String, &str)> {
        let name = format!("{}-{part}-text", self.audience);
        let text = self.fields.get(&name)?;
        Some((name, text))
    }

    /// True if the button that states a request was pressed.
    fn asks(&self) -> bool {
        self.fields.get("do").is_some_and(|act| *act == format!("ask-{}", self.audience))
    }
}

/// Stores the choices for all sheets. Choices that the page did not offer stay as they are.
async fn save(post: FormRequest) -> Result<Redirect, Refusal> {
    let id = PlanId(post.id("plan")?);
    let fields = post.once_each()?;
    let file = PlanFile::open(&post.records, id).await?;
    let seen = seen(&fields).ok_or(Refusal::Malformed)?;
    let before = with_kept_initials(file.saved.plan.value.clone(), &file.couple_file.couple.value.sheets);
    let mut plan = before.clone();
    if !fields.keys().all(|name| is_known(&plan, name)) {
        return Err(Refusal::Malformed);
    }
    let choice = SheetChoice::read(english(), |name| fields.get(name).cloned());
    let coming = coming(&post.records, file.saved.couple, &plan, post.now).await?;
    for (audience, _) in AUDIENCES {
        let sent = Sent { fields: &fields, audience };
        plan = with_sheet(&file, plan, &choice, sent, &coming, post.now)?;
    }
    if plan != before {
        post.records.save_plan(id, seen, &plan, post.now.stamp).await?;
    }
    // Without a paper it is not the whole form.
    if fields.contains_key("paper") {
        let practice = preferences(&post.records).await?.sheets;
        let has_letterhead = post.records.singleton::<Letterhead>().await?.is_some();
        let least = least_discretion(&file.couple_file.library, file.case()).0;
        let after = |kept: &SheetPreferences| SheetPreferences {
            no_initial: initials_after(kept.no_initial, &before, &plan),
            ..SheetStart { kept, practice: &practice }.after(&choice, least, has_letterhead)
        };
        keep(&post, file.saved.couple, after).await?;
    }
    Ok(Redirect::quietly(format!("/plans/{}/handout?{}", id.0, choice.query(Audience::Both)), Quiet::ShownInPlace))
}

/// Keeps the choices with the couple. They change nothing else about it, so they are based on whatever is stored, and on
/// what another window stores meanwhile.
async fn keep(
    post: &FormRequest,
    couple: CoupleId,
    after: impl Fn(&SheetPreferences) -> SheetPreferences,
) -> Result<(), StoreError> {
    for is_last in [false, true] {
        let stored = post.records.couple(couple).await?;
        let sheets = after(&stored.value.sheets);
        if sheets == stored.value.sheets {
            break;
        }
        let changed = Couple { sheets, ..stored.value };
        match post.records.save_couple(couple, stored.revision, &changed, post.now.stamp).await {
            Err(StoreError::Stale { .. }) if !is_last => {}
            saved => return saved.map(drop),
        }
    }
    Ok(())
}

fn is_known(plan: &SessionPlan, name: &str) -> bool {
    let is_line = || english().help_lines().iter().any(|line| verified_field(line) == name);
    let of_sheet = |audience: Audience| {
        let Some(part) = name.strip_prefix(&format!("{audience}-")) else { return false };
        PARTS.contains(&part) || plan.blocks.iter().any(|block| part == format!("block-{}", block.id.0))
    };
    OPTIONS.contains(&name) || AUDIENCES.iter().any(|(audience, _)| of_sheet(*audience)) || is_line()
}

/// Returns the plan with the choices for one sheet.
fn with_sheet(
    file: &PlanFile,
    mut plan: SessionPlan,
    choice: &SheetChoice,
    sent: Sent<'_>,
    coming: &[ComingSession],
    now: Now,
) -> Result<SessionPlan, Refusal> {
    let audience = sent.audience;
    let mut content = plan.sheet_content(audience);
    let was = content.clone();
    content.asked_for = asked_for(file, sent)?;
    if sent.is_on("shown") {
        if !is_slip_only(file.case(), audience) {
            plan = with_exercises(file, plan, sent)?;
        }
        chosen(&mut content, sent)?;
        let wanted = choice.wanted(audience, now.day);
        let can = |part| part_refused(&file.couple_file.library, file.case(), &plan, &wanted, coming, part).is_none();
        if can(SheetPart::Homework) {
            content.no_homework = !sent.is_on("homework");
        }
        let is_slip = is_slip_by_default(file.case(), audience);
        let next = next_session(coming, audience, file.statuses.on_hold.is_some());
        let on = sent.is_on("appointment");
        // What is as it would be anyway is no choice.
        if can(SheetPart::Appointment) && on != next_appointment(&content, next, is_slip).is_some() {
            content.appointment = Some(on);
        }
    }
    if content != was {
        plan.sheet_contents.get_or_insert_default().of_mut(audience).clone_from(&content);
    }
    Ok(plan)
}

/// True if this partner asked for the sheet, while joint work is on hold. The button needs the tick beside it.
fn asked_for(file: &PlanFile, sent: Sent<'_>) -> Result<bool, Refusal> {
    if file.statuses.on_hold.is_none() || sent.audience == Audience::Both {
        return Ok(false);
    }
    if sent.asks() && !sent.is_on("checked") {
        let field = format!("{}-checked", sent.audience);
        return Err(Fault::new(&field, "Check this alone first, then tick it.").into());
    }
    Ok(sent.is_on("asked") || sent.asks())
}

/// Puts the chosen exercises on the sheet, among those that it offers.
fn with_exercises(file: &PlanFile, mut plan: SessionPlan, sent: Sent<'_>) -> Result<SessionPlan, Refusal> {
    let audience = sent.audience;
    for one in offered(&file.couple_file.library, file.case(), &plan, audience) {
        let Some(id) = one.block.filter(|_| one.refused.is_none()) else { continue };
        let Some((place, block)) = plan.block(id) else { continue };
        let mut sheets = block.sheets.clone();
        let on = sent.is_on(&format!("block-{}", id.0));
        let changed = if on { sheets.insert(audience) } else { sheets.remove(&audience) };
        if !changed {
            continue;
        }
        if plan.status.is_recorded() {
            plan.blocks[place].sheets = sheets;
        } else {
            let edit = Edit::Sheets(id, sheets);
            let applied = domain::plan::editor::apply(&file.couple_file.library, &file.statuses, &plan, &edit);
            plan = applied.map_err(|refused| Refusal::Problem(refused.to_string()))?;
        }
    }
    Ok(plan)
}

fn chosen(content: &mut SheetContent, sent: Sent<'_>) -> Result<(), Refusal> {
    let typed = |part: &str, was: &Option<TypedWords>| -> Result<Option<TypedWords>, Refusal> {
        // A part that the sheet cannot hold now was not on the page.
        let Some((name, text)) = sent.text(part) else { return Ok(was.clone()) };
        let words = ClientWords::typed(text, sent.is_on(&format!("{part}-discreet")))
            .map_err(|_| Fault::new(&name, format!("Keep this to {} characters or fewer.", ClientWords::LONGEST)))?;
        Ok(words.map(|words| TypedWords { words, printed: sent.is_on(part) }))
    };
    (content.theirs, content.yours) = (typed("theirs", &content.theirs)?, typed("yours", &content.yours)?);
    if sent.text("theirs").is_some() {
        content.permitted = sent.is_on("permitted");
    }
    content.no_initial = sent.audience != Audience::Both && !sent.is_on("initial");
    Ok(())
}
