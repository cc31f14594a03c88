//! The handout and the run sheet as PDF: made at once from the plan and from how the gates stand now, and never kept.

use std::collections::HashMap;

use app::{
    calls::plan::Desk,
    paper::{Look, Paper, SheetChoice, Typesetter},
};
use axum::{
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::{
    course::Partner,
    desk::{Day, course},
    handout::{Audience, from_plan},
    library::english,
    run_sheet::from_session,
};
use serde::Deserialize;
use store::{Deed, PlanId, SavedPlan};

use super::{Asked, Form, Refusal, download};

/// As for everything that is not a page, except that the handout page of this very origin may show it in a frame.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
);

/// How this server typesets, for pages.
pub const TYPESETTER: Typesetter =
    Typesetter { reading: pdf::reading, pages: |handout, look| pdf::page_count(handout, print(look)).ok() };

/// The documents of this module.
pub fn forms() -> Vec<Form> {
    vec![download("/plans/{plan}/handout.pdf", sheet), download("/plans/{plan}/run-sheet.pdf", run_sheet)]
}

/// The sheet. Each one leaves an audit line, whether it is shown, printed or saved: from here on it is out of our hands.
async fn sheet(asked: Asked) -> Result<Response, Refusal> {
    let id = PlanId(asked.id("plan")?);
    let query: HashMap<String, String> = asked.query()?;
    let choice = SheetChoice::read(english(), |name| query.get(name).cloned());
    let audience = choice.audience.unwrap_or(Audience::Both);
    let records = &asked.records;
    let saved = records.plan(id).await?;
    let situation = records.situation(saved.couple).await?.value;
    let a = records.interview(saved.couple, Partner::A).await?.value;
    let b = records.interview(saved.couple, Partner::B).await?.value;
    let course = course(&situation, [&a, &b]);
    let back = |refusal: Refusal| refusal.on(format!("/plans/{}/handout?{}", id.0, choice.query(audience)));
    let handout = from_plan(&asked.library, &course, &saved.plan.value, &choice.wanted(audience))
        .map_err(|refusal| back(Refusal::Problem(refusal.to_string())))?;
    let bytes =
        pdf::handout(&handout, print(choice.look)).map_err(|error| back(Refusal::Problem(error.to_string())))?;
    records.note_deed(Deed::Printed, id.0, asked.now.stamp).await?;
    let name = if choice.code_in_name { Some(records.couple(saved.couple).await?.value.name) } else { None };
    let disposition = disposition(choice.download, asked.now.day, &saved, name.as_deref());
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, bytes).into_response())
}

/// The counsellor's run sheet, with everything that is private. Its name says nothing, as that of any sheet.
async fn run_sheet(asked: Asked) -> Result<Response, Refusal> {
    let id = PlanId(asked.id("plan")?);
    let Nothing {} = asked.query()?;
    let desk = Desk::open(&asked.records, id).await?;
    let sheet = from_session(&desk.library, desk.course(), &desk.standings, &desk.saved.plan.value);
    let bytes = pdf::run_sheet(&sheet, pdf::Print::default()).map_err(|error| Refusal::Problem(error.to_string()))?;
    asked.records.note_deed(Deed::Printed, id.0, asked.now.stamp).await?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (CONTENT_DISPOSITION, disposition(false, asked.now.day, &desk.saved, None)),
        (CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, bytes).into_response())
}

/// There is nothing to choose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

/// How the typesetter prints what an address asks for.
fn print(look: Look) -> pdf::Print {
    pdf::Print {
        paper: match look.paper {
            Paper::A4 => pdf::Paper::A4,
            Paper::Letter => pdf::Paper::Letter,
            Paper::A5 => pdf::Paper::A5,
            Paper::Booklet => pdf::Paper::Booklet,
        },
        size: if look.large { pdf::Size::Large } else { pdf::Size::Standard },
        reading: if look.easy { pdf::Reading::Easy } else { pdf::Reading::Standard },
    }
}

/// Whether the file is saved or shown, and its name: `notes-2026-11-24.pdf` says nothing about anybody. With a code name
/// it is that and the number of the session.
fn disposition(save: bool, today: Day, saved: &SavedPlan, name: Option<&str>) -> HeaderValue {
    let kind = if save { "attachment" } else { "inline" };
    let plan = &saved.plan.value;
    let neutral = format!("notes-{}.pdf", plan.on.unwrap_or(today));
    let named = name.map(|name| format!("; filename*=UTF-8''{}", encoded(&format!("{name} {}.pdf", plan.number))));
    let text = format!("{kind}; filename=\"{neutral}\"{}", named.unwrap_or_default());
    // All of it is ASCII by now, so this always succeeds; were it ever otherwise, the browser would name the file.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("attachment"))
}

/// A file name as RFC 8187 writes it. What no file system takes becomes a hyphen.
pub(super) fn encoded(name: &str) -> String {
    let safe = |letter: char| if letter.is_control() || r#"/\:*?"<>|"#.contains(letter) { '-' } else { letter };
    let name: String = name.chars().map(safe).collect();
    name.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_takes_any_script_and_no_way_out_of_its_folder() {
        assert_eq!(encoded("Heron 3.pdf"), "Heron%203.pdf");
        assert_eq!(encoded("../a\"b\r\n.pdf"), "..-a-b--.pdf");
        assert_eq!(encoded("é"), "%C3%A9");
    }
}
