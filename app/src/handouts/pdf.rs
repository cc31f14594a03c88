//! Sheets other than handouts: the leaflet of an exercise, blank forms, the referral sheet, and the recovery key.

use std::collections::HashMap;

use crate::{
    handouts::{
        sheets::{ClientSheet, LeafletChoice},
        typeset::{
            disposition, file, letterhead, picture, print, print_from, print_to_fill_in, typeset, typeset_or_say,
            web_page,
        },
    },
    http::{
        app_error::Refusal,
        document_request::{DocumentRequest, download},
        form_request::FormRequest,
        routes::{Form, answer_with},
    },
};
use axum::response::Response;
use domain::{
    assess::Partner,
    library::{Library, model::Referral},
    paper::handout::{ReferralSheet, Verified, leaflet, urgent},
    vocabulary::{GateId, ItemId},
};
use pdf::{PdfError, PrintOptions};
use serde::Deserialize;
use store::{AuditEvent, CoupleId, RecoveryKey};

/// Returns the documents of this module.
pub fn forms() -> Vec<Form> {
    vec![
        download("/library/{id}/leaflet.pdf", exercise),
        download("/library/{id}/leaflet.html", web_page_of_exercise),
        download("/library/{id}/leaflet.svg", picture_of_exercise),
        download("/forms/situation.pdf", async |asked| blank(&asked, pdf::form)),
        download("/forms/interview-a.pdf", async |asked| {
            blank(&asked, |library, print| pdf::interview_form(library, Partner::A, print))
        }),
        download("/forms/interview-b.pdf", async |asked| {
            blank(&asked, |library, print| pdf::interview_form(library, Partner::B, print))
        }),
        answer_with("/couples/{couple}/gates/{gate}/referrals.pdf", referrals),
        answer_with("/recovery-key/sheet.pdf", recovery_key),
    ]
}

/// The leaflet that an address asks for.
struct AskedLeaflet {
    id: ItemId,
    choice: LeafletChoice,
    sheet: ClientSheet,
    letterhead: Option<pdf::PrintedLetterhead>,
}

impl AskedLeaflet {
    async fn of(asked: &DocumentRequest) -> Result<Self, Refusal> {
        let id: ItemId = asked.part("id")?.parse().map_err(|_| Refusal::NotFound)?;
        let query: HashMap<String, String> = asked.query()?;
        let choice = LeafletChoice::read(|name| query.get(name).cloned());
        let item = asked.library.item(&id).ok_or(Refusal::NotFound)?;
        let back = |refusal: Refusal| refusal.on(format!("/library/{id}/leaflet?{}", choice.query()));
        let leaflet = leaflet(&asked.library, None, item, choice.language)
            .map_err(|why| back(Refusal::Problem(why.to_string())))?;
        let lines = leaflet.with_lines(&asked.library, item, choice.country, &Verified::default());
        let (leaflet, _) = lines.map_err(|why| back(Refusal::Problem(why.to_string())))?;
        let letterhead = letterhead(&asked.records, choice.letterhead).await?;
        Ok(Self { id, choice, sheet: choice.sheet(leaflet), letterhead })
    }
}

/// Returns the leaflet of an exercise. It contains no client data, so it is not audited.
async fn exercise(asked: DocumentRequest) -> Result<Response, Refusal> {
    let AskedLeaflet { id, choice, sheet, letterhead } = AskedLeaflet::of(&asked).await?;
    let print = print_to_fill_in(choice.look, choice.fillable);
    let sheet = pdf::client_sheet(typeset(&sheet), letterhead.as_ref(), print);
    let bytes =
        typeset_or_say(sheet).map_err(|refusal| refusal.on(format!("/library/{id}/leaflet?{}", choice.query())))?;
    Ok(file(bytes, disposition(choice.download, asked.now.day, None)))
}

/// Returns the leaflet as a web page, always to be saved.
async fn web_page_of_exercise(asked: DocumentRequest) -> Result<Response, Refusal> {
    let AskedLeaflet { choice, sheet, letterhead, .. } = AskedLeaflet::of(&asked).await?;
    let page = pdf::web_page(typeset(&sheet), letterhead.as_ref(), print(choice.look));
    Ok(web_page(page, disposition(true, asked.now.day, None)))
}

/// Returns the first page of the leaflet as a picture.
async fn picture_of_exercise(asked: DocumentRequest) -> Result<Response, Refusal> {
    let AskedLeaflet { choice, sheet, letterhead, .. } = AskedLeaflet::of(&asked).await?;
    picture(pdf::picture(typeset(&sheet), letterhead.as_ref(), print(choice.look), 0))
}

/// Returns a form to be filled in by hand, with the library's questions and no record.
fn blank(
    asked: &DocumentRequest,
    make: impl Fn(&Library, PrintOptions) -> Result<Vec<u8>, PdfError>,
) -> Result<Response, Refusal> {
    let query: HashMap<String, String> = asked.query()?;
    let bytes = typeset_or_say(make(&asked.library, print_from(&query)))?;
    Ok(file(bytes, disposition(false, asked.now.day, None)))
}

/// The rows of a referral sheet for one person, sent in the body: a need must not be in an address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForOneHand {
    /// The services needed, in the library's words.
    #[serde(default)]
    row: Vec<String>,
    /// The statement that this person was asked alone, and can keep the sheet where no one finds it.
    asked: Option<String>,
    #[serde(default)]
    paper: String,
}

/// Returns the referral sheet for one person, while a time-critical gate is open.
///
/// It is allowed even if open gates forbid all other sheets: they permit what the person alone asks for and can keep
/// safely, which the form requires.
async fn referrals(post: FormRequest) -> Result<Response, Refusal> {
    let id = CoupleId(post.id("couple")?);
    let gate: GateId = post.part("gate")?.parse().map_err(|_| Refusal::NotFound)?;
    let typed = post.read::<ForOneHand>()?;
    if !post.records.situation(id).await?.value.gates.is_open(gate) {
        return Err(Refusal::NotFound);
    }
    let offered: Vec<&Referral> = urgent(&post.library, gate).collect();
    if typed.row.iter().any(|need| offered.iter().all(|row| row.need != *need)) {
        return Err(Refusal::Malformed);
    }
    let back = |refusal: Refusal| refusal.on(format!("/couples/{}/gates/{gate}", id.0));
    let say = |why: &str| Err(back(Refusal::Problem(why.into())));
    let chosen: Vec<&Referral> = offered.into_iter().filter(|row| typed.row.contains(&row.need)).collect();
    if chosen.is_empty() {
        return say("Nothing selected, so nothing was printed. Select what is for this person, then print it.");
    }
    if typed.asked.as_deref() != Some("yes") {
        return say(
            "Nothing was printed. Ask this person alone whether they want it on paper and have a safe place for \
                    it, confirm that you did, then print it.",
        );
    }
    let words = HashMap::from([("paper".to_owned(), typed.paper)]);
    let sheet = ReferralSheet::of(chosen);
    let bytes = typeset_or_say(pdf::referrals(&sheet, print_from(&words))).map_err(back)?;
    post.records.record_audit(AuditEvent::Printed, id.0, post.now.stamp).await?;
    Ok(file(bytes, disposition(false, post.now.day, None)))
}

/// A recovery key shown on a page. The server stores none, so the form sends it in its body, and this response alone
/// contains it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    recovery_key: String,
    #[serde(default)]
    paper: String,
}

/// Returns the sheet with the recovery key of the account, to be printed once and locked away. An invalid key is
/// rejected.
async fn recovery_key(post: FormRequest) -> Result<Response, Refusal> {
    let typed = post.read::<Shown>()?;
    let key = RecoveryKey::read(&typed.recovery_key).map_err(|_| Refusal::Malformed)?;
    let account = post.records.account();
    let words = HashMap::from([("paper".to_owned(), typed.paper)]);
    let bytes = typeset_or_say(pdf::recovery_key(&account.login, &key.written(), print_from(&words)))
        .map_err(|refusal| refusal.on("/settings"))?;
    post.records.record_audit(AuditEvent::Printed, account.id, post.now.stamp).await?;
    Ok(file(bytes, disposition(false, post.now.day, None)))
}
