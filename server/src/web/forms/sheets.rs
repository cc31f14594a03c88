//! Sheets beside handouts: the leaflet of an exercise, blank forms, where to go and by when, and the recovery key.

use std::collections::HashMap;

use app::paper::LeafletChoice;
use axum::response::Response;
use domain::{
    course::Partner,
    handout::{ReferralSheet, leaflet, urgent},
    ids::ItemId,
    library::{Library, model::Referral},
    words::GateId,
};
use pdf::{PdfError, Print};
use serde::Deserialize;
use store::{CoupleId, Deed, RecoveryKey};

use super::{
    Asked, Form, Post, Refusal, answer_with, download,
    paper::{disposition, file, letterhead, print, print_from, typeset_or_say},
};

/// The documents of this module.
pub fn forms() -> Vec<Form> {
    vec![
        download("/library/{id}/leaflet.pdf", exercise),
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

/// The leaflet of an exercise. It is about nobody, so it leaves no audit line.
async fn exercise(asked: Asked) -> Result<Response, Refusal> {
    let id: ItemId = asked.part("id")?.parse().map_err(|_| Refusal::NotFound)?;
    let query: HashMap<String, String> = asked.query()?;
    let choice = LeafletChoice::read(|name| query.get(name).cloned());
    let item = asked.library.item(&id).ok_or(Refusal::NotFound)?;
    let back = |refusal: Refusal| refusal.on(format!("/library/{id}/leaflet?{}", choice.query()));
    let leaflet =
        leaflet(&asked.library, None, item, choice.language).map_err(|why| back(Refusal::Problem(why.to_string())))?;
    let letterhead = letterhead(&asked.records, choice.letterhead).await?;
    let sheet = pdf::client_sheet(&leaflet, letterhead.as_ref(), print(choice.look));
    let bytes = typeset_or_say(sheet).map_err(back)?;
    Ok(file(bytes, disposition(choice.download, asked.now.day, None)))
}

/// A form to be filled in by hand. It holds the library's questions and nothing of any record.
fn blank(asked: &Asked, make: impl Fn(&Library, Print) -> Result<Vec<u8>, PdfError>) -> Result<Response, Refusal> {
    let query: HashMap<String, String> = asked.query()?;
    let bytes = typeset_or_say(make(&asked.library, print_from(&query)))?;
    Ok(file(bytes, disposition(false, asked.now.day, None)))
}

/// What is to be printed for one person. It comes in the body: what somebody needs stands in no address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForOneHand {
    /// What is needed, in the words of the library.
    #[serde(default)]
    row: Vec<String>,
    /// That this person was asked alone, and can keep the sheet where nobody finds it.
    asked: Option<String>,
    #[serde(default)]
    paper: String,
}

/// Where to go and by when, for one person's hand, while a gate under which time runs out is open.
///
/// Even where open gates keep everything else off paper, this sheet may be asked for: they allow what the person alone asks
/// for and can keep safely, and the form does not go through without that.
async fn referrals(post: Post) -> Result<Response, Refusal> {
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
        return say("Nothing is ticked, so nothing was printed. Tick what is meant for this person, then print it.");
    }
    if typed.asked.as_deref() != Some("yes") {
        return say(
            "Nothing was printed. Ask this person alone whether they want it on paper and have a safe place for \
                    it, tick that you did, then print it.",
        );
    }
    let words = HashMap::from([("paper".to_owned(), typed.paper)]);
    let sheet = ReferralSheet::of(chosen);
    let bytes = typeset_or_say(pdf::referrals(&sheet, print_from(&words))).map_err(back)?;
    post.records.note_deed(Deed::Printed, id.0, post.now.stamp).await?;
    Ok(file(bytes, disposition(false, post.now.day, None)))
}

/// A recovery key that a page shows. The server keeps none, so it comes back in the body of the form that shows it, and
/// goes out again in this one answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    recovery_key: String,
    #[serde(default)]
    paper: String,
}

/// The recovery key of whoever is signed in, to be printed once and locked away. What is no key is typeset on nothing.
async fn recovery_key(post: Post) -> Result<Response, Refusal> {
    let typed = post.read::<Shown>()?;
    let key = RecoveryKey::read(&typed.recovery_key).map_err(|_| Refusal::Malformed)?;
    let account = post.records.account();
    let words = HashMap::from([("paper".to_owned(), typed.paper)]);
    let bytes = typeset_or_say(pdf::recovery_key(&account.login, &key.written(), print_from(&words)))
        .map_err(|refusal| refusal.on("/settings"))?;
    post.records.note_deed(Deed::Printed, account.id, post.now.stamp).await?;
    Ok(file(bytes, disposition(false, post.now.day, None)))
}
