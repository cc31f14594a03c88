//! The handout as PDF and as web page, and the run sheet as PDF: generated from the plan and the present gates, and never stored.

use std::collections::HashMap;

use crate::{
    handouts::{
        sheets::{SheetChoice, file_name},
        sources::SheetSources,
        typeset::{
            disposition, disposition_for, file, letterhead, picture, print, print_from, print_to_fill_in,
            typeset_or_say, web_page,
        },
    },
    http::{
        app_error::Refusal,
        document_request::{DocumentRequest, download},
        routes::Form,
    },
    plan_editor::plan_file::PlanFile,
};
use axum::response::Response;
use domain::paper::{
    handout::{Audience, Handout, SheetKind, carries_letterhead},
    run_sheet::from_session,
};
use pdf::BundleOptions;
use serde::Deserialize;
use store::{AuditEvent, PlanId};

/// Returns the documents of this module.
pub fn forms() -> Vec<Form> {
    vec![
        download("/plans/{plan}/handout.pdf", sheet),
        download("/plans/{plan}/handout.html", web_page_of_sheet),
        download("/plans/{plan}/handout.svg", picture_of_sheet),
        download("/plans/{plan}/handouts.pdf", all_sheets),
        download("/plans/{plan}/run-sheet.pdf", run_sheet),
    ]
}

/// The sheet that an address asks for, as it is now.
struct AskedSheet {
    id: PlanId,
    choice: SheetChoice,
    audience: Audience,
    sources: SheetSources,
    handout: Handout,
    letterhead: Option<pdf::PrintedLetterhead>,
}

impl AskedSheet {
    async fn of(asked: &DocumentRequest) -> Result<Self, Refusal> {
        let id = PlanId(asked.id("plan")?);
        let query: HashMap<String, String> = asked.query()?;
        let sources = SheetSources::of(&asked.records, id, asked.now).await?;
        let choice = sources.choice(|name| query.get(name).cloned());
        let audience = choice.audience.unwrap_or(Audience::Both);
        let handout = choice
            .sheet(&sources.facts(asked.now.day), audience)
            .map_err(|refusal| back(id, &choice, audience, Refusal::Problem(refusal.to_string())))?;
        let carries = carries_letterhead(SheetKind::Handout(handout.discretion()));
        let letterhead = letterhead(&asked.records, choice.letterhead && carries).await?;
        Ok(Self { id, choice, audience, sources, handout, letterhead })
    }

    /// Answers a refusal on the page of these sheets, with what was chosen.
    fn back(&self, refusal: Refusal) -> Refusal {
        back(self.id, &self.choice, self.audience, refusal)
    }
}

fn back(id: PlanId, choice: &SheetChoice, audience: Audience, refusal: Refusal) -> Refusal {
    refusal.on(format!("/plans/{}/handout?{}", id.0, choice.query(audience)))
}

/// Returns the handout. Each opening, printing or saving is audited, because the file then leaves the program's
/// control.
async fn sheet(asked: DocumentRequest) -> Result<Response, Refusal> {
    let sheet = AskedSheet::of(&asked).await?;
    let AskedSheet { id, choice, audience, sources, handout, letterhead } = &sheet;
    let print = print_to_fill_in(choice.look, choice.fillable);
    let file_bytes = pdf::client_sheet(handout, letterhead.as_ref(), print);
    let bytes = typeset_or_say(file_bytes).map_err(|refusal| sheet.back(refusal))?;
    asked.records.record_audit(AuditEvent::SheetPrinted(*audience), id.0, asked.now.stamp).await?;
    let day = sources.plan.on.unwrap_or(asked.now.day);
    let name = file_name(&sources.facts(asked.now.day), choice, handout);
    Ok(file(bytes, disposition_for(choice.download, day, *audience, &name)))
}

/// Returns the handout as a web page, always to be saved: it is for its readers, and leaves the program as a print does.
async fn web_page_of_sheet(asked: DocumentRequest) -> Result<Response, Refusal> {
    let AskedSheet { id, choice, audience, sources, handout, letterhead } = AskedSheet::of(&asked).await?;
    let page = pdf::web_page(&handout, letterhead.as_ref(), print(choice.look));
    asked.records.record_audit(AuditEvent::SheetPrinted(audience), id.0, asked.now.stamp).await?;
    let day = sources.plan.on.unwrap_or(asked.now.day);
    let name = file_name(&sources.facts(asked.now.day), &choice, &handout);
    Ok(web_page(page, disposition_for(true, day, audience, &name)))
}

/// Returns the first page of the handout as a picture. Looking at it on the page of the sheets is not printing.
async fn picture_of_sheet(asked: DocumentRequest) -> Result<Response, Refusal> {
    let sheet = AskedSheet::of(&asked).await?;
    asked.records.record_audit(AuditEvent::Viewed, sheet.id.0, asked.now.stamp).await?;
    picture(pdf::picture(&sheet.handout, sheet.letterhead.as_ref(), print(sheet.choice.look), 0))
}

/// Returns all sheets of the session that can be made now as one file, after a cover slip for the counsellor. While joint
/// work is on hold, these are the sheets that a partner asked for.
async fn all_sheets(asked: DocumentRequest) -> Result<Response, Refusal> {
    let id = PlanId(asked.id("plan")?);
    let query: HashMap<String, String> = asked.query()?;
    let sources = SheetSources::of(&asked.records, id, asked.now).await?;
    let choice = sources.choice(|name| query.get(name).cloned());
    let back = |refusal: Refusal| back(id, &choice, Audience::Both, refusal);
    let sheets: Vec<Handout> =
        choice.sheets(&sources.facts(asked.now.day)).into_iter().filter_map(|(_, sheet)| sheet.ok()).collect();
    if sheets.is_empty() {
        return Err(back(Refusal::Problem("Nothing was printed: no sheet of this session can be made now.".into())));
    }
    let letterhead = letterhead(&asked.records, choice.letterhead).await?;
    let options = BundleOptions { print: print(choice.look), both_sides: choice.both_sides };
    let sheets: Vec<&Handout> = sheets.iter().collect();
    let bytes = typeset_or_say(pdf::sheets_of_session(&sheets, letterhead.as_ref(), options)).map_err(back)?;
    for sheet in sheets {
        asked.records.record_audit(AuditEvent::SheetPrinted(sheet.audience()), id.0, asked.now.stamp).await?;
    }
    Ok(file(bytes, disposition(choice.download, sources.plan.on.unwrap_or(asked.now.day), None)))
}

/// The choices for a run sheet. Answers told alone are on it only if they are chosen here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RunSheetChoice {
    told_alone: Option<String>,
    full_text: Option<String>,
    #[serde(default)]
    paper: String,
    large_print: Option<String>,
    easy_reading: Option<String>,
}

impl RunSheetChoice {
    fn print(&self) -> pdf::PrintOptions {
        let options = [("large-print", &self.large_print), ("easy-reading", &self.easy_reading)];
        let options = options.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
        print_from(&options.chain([("paper".to_owned(), self.paper.clone())]).collect())
    }
}

/// Returns the counsellor's run sheet. Its file name reveals nothing, like that of any sheet.
async fn run_sheet(asked: DocumentRequest) -> Result<Response, Refusal> {
    let id = PlanId(asked.id("plan")?);
    let choice: RunSheetChoice = asked.query()?;
    let plan_file = PlanFile::open(&asked.records, id).await?;
    let told = (choice.told_alone.as_deref() == Some("yes")).then(|| plan_file.told_alone());
    let mut sheet = from_session(
        &plan_file.couple_file.library,
        plan_file.case(),
        &plan_file.statuses,
        &plan_file.saved.plan.value,
        told,
    );
    sheet.couple.clone_from(&plan_file.couple_file.couple.value.name);
    sheet.full_text = choice.full_text.as_deref() == Some("yes");
    sheet.ask_next = plan_file.situation().value.background.ask_next_in_words(&plan_file.couple_file.library);
    // What is due with one partner follows from what they told alone.
    if choice.told_alone.as_deref() == Some("yes") {
        sheet.ask_next.extend(plan_file.due_alone());
    }
    let bytes = typeset_or_say(pdf::run_sheet(&sheet, choice.print()))?;
    asked.records.record_audit(AuditEvent::Printed, id.0, asked.now.stamp).await?;
    let day = plan_file.saved.plan.value.on.unwrap_or(asked.now.day);
    Ok(file(bytes, disposition(false, day, None)))
}
