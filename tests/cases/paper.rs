//! Sheets of the worked cases: what is private never reaches them, and they are sound PDF files.

use std::{fs, process::Command};

use domain::handout::{Audience, Discretion};
use pdf::Paper;
use serde_json::{Value, json};

use crate::support::{Worked, all, read};

const AUDIENCES: [Audience; 3] = [Audience::Both, Audience::A, Audience::B];
const DISCRETIONS: [Discretion; 3] = [Discretion::Standard, Discretion::Neutral, Discretion::InRoom];

/// Every sheet of a case, typeset.
fn sheets(worked: &Worked) -> Vec<(String, Vec<u8>)> {
    let mut sheets = Vec::new();
    for audience in AUDIENCES {
        for discretion in DISCRETIONS {
            if let Ok(handout) = worked.sheet(audience, discretion) {
                let name = format!("{} {audience} {discretion:?}", worked.id());
                sheets.push((name, pdf::handout(&handout, Paper::A4.into()).expect("it can be typeset")));
            }
        }
    }
    sheets
}

/// The text of a PDF and what its properties say, as other programs read them.
fn as_read(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let file = folder.path().join("sheet.pdf");
    fs::write(&file, bytes).expect("the sheet can be written");
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output();
        let output = output.unwrap_or_else(|error| panic!("{program} (package poppler-utils) is needed: {error}"));
        assert!(output.status.success(), "{name}: {program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let path = file.to_str().expect("a readable path");
    run("pdftotext", &["-layout", path, "-"]) + &run("pdfinfo", &["-meta", path]) + &run("pdfinfo", &[path])
}

/// Puts a canary into every private field of a case.
fn with_canaries(mut case: Value) -> (Value, Vec<String>) {
    let mut canaries = Vec::new();
    let mut canary = || {
        canaries.push(format!("Kanarie{}Vogel", canaries.len()));
        canaries[canaries.len() - 1].clone()
    };
    for key in ["id", "title", "story", "why", "handout", "handout_never"] {
        case[key] = Value::String(canary());
    }
    for block in case["expert_plan"].as_array_mut().into_iter().flatten() {
        block["content"] = Value::String(canary());
    }
    let closed = case["closed_gates"].as_object_mut().expect("closed gates");
    for reason in closed.values_mut() {
        *reason = Value::String(canary());
    }
    closed.insert("GATE-MIXED".into(), Value::String(canary()));
    (case, canaries)
}

#[test]
fn sec_08_canaries_in_private_fields_reach_no_sheet() {
    let mut checked = 0;
    for worked in all() {
        let (json, canaries) = with_canaries(worked.json);
        for (name, bytes) in sheets(&read(json)) {
            let text = as_read(&name, &bytes);
            for canary in &canaries {
                assert!(!text.contains(canary), "{name}");
                assert!(!bytes.windows(canary.len()).any(|window| window == canary.as_bytes()), "{name}");
            }
            checked += 1;
        }
    }
    assert!(checked >= 21, "{checked}");
}

#[test]
fn sheets_read_back_whole_and_name_no_gate_indicator_or_band() {
    for worked in all() {
        for audience in AUDIENCES {
            let Ok(handout) = worked.sheet(audience, Discretion::Standard) else { continue };
            let bytes = pdf::handout(&handout, Paper::Letter.into()).expect("it can be typeset");
            let text = as_read(worked.id(), &bytes);
            // Paper sets real apostrophes and quotation marks.
            let plain = |text: &str| text.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
            let flat = |text: &str| plain(text).split_whitespace().collect::<Vec<_>>().join(" ");
            let read = flat(&text);
            assert!(read.contains(&flat(handout.title().as_str())), "{}", worked.id());
            for exercise in handout.exercises() {
                assert!(read.contains(&flat(exercise.heading.as_str())), "{}: {}", worked.id(), exercise.heading);
            }
            for word in ["GATE", "CASE-", "leading", "infidelity", "betrayal"] {
                assert!(!read.contains(word), "{}: {word}", worked.id());
            }
        }
    }
}

#[test]
fn a_gate_that_forbids_the_sheet_says_so_and_one_partner_gets_only_their_own() {
    let afraid = read(json!({ "id": "afraid", "ticked": ["ABU-01"], "done": ["individual-safety-interview"] }));
    for audience in AUDIENCES {
        let refusal = afraid.sheet(audience, Discretion::Standard).expect_err("no paper");
        assert!(refusal.to_string().contains("GATE-CONTROL"), "{refusal}");
    }
    let alone = read(json!({ "id": "alone", "ticked": ["TRA-12"], "done": ["individual-safety-interview"],
                             "session": "individual (injured)", "for": "b" }));
    assert!(alone.sheet(Audience::A, Discretion::Standard).is_err());
    assert!(alone.sheet(Audience::B, Discretion::Standard).is_ok());
}
