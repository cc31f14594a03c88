//! Help lines on sheets and in messages.

use std::process::Command;

use serde_json::{Value, json};

use crate::{OnDisk, reweave, told};

fn at_risk() -> Value {
    json!({ "ticked": ["TRA-13"], "done": ["individual-safety-interview"], "session": "individual (person at risk)",
            "for": "a" })
}

/// The words of a sheet, line by line.
fn words(case: &OnDisk) -> String {
    let output = Command::new("pdftotext").arg("-layout").arg(case.path("sheet.pdf")).arg("-").output();
    String::from_utf8(output.expect("pdftotext is there").stdout).unwrap()
}

#[test]
fn a_plan_for_a_crisis_prints_whom_to_call_at_its_top() {
    let case = OnDisk::new(&at_risk());
    for (country, number) in [("UK", "116 123"), ("US", "988"), ("DE", "0800 111 0 111"), ("FR", "3114"), ("ES", "024")]
    {
        let sheet = case.path("sheet.pdf");
        let output = case.run(&["handout", "-o", sheet.to_str().unwrap(), "--for", "a", "--country", country]);
        assert!(output.status.success(), "{}", told(&output));
        let words = words(&case);
        let (call, plan) = (words.find(number), words.find("What I notice first"));
        assert!(call.is_some() && call < plan, "{country}:\n{words}");
        assert!(!words.contains("(K)") && !words.contains("All numbers"), "{country}");
    }
}

#[test]
fn a_leaflet_for_a_crisis_takes_a_country_and_its_words_are_of_its_language() {
    let case = OnDisk::new(&at_risk());
    let sheet = case.path("sheet.pdf");
    let leaflet = |more: &[&str]| {
        let mut all = vec!["leaflet", "suicide-safety-plan", "-o", sheet.to_str().unwrap()];
        all.extend(more);
        reweave(&all)
    };
    assert!(leaflet(&["--country", "DE", "--language", "de"]).status.success());
    let german = words(&case);
    assert!(german.contains("Notruf") && german.contains("Polizei") && german.contains("Geprüft"), "{german}");
    assert!(!german.contains("Emergency") && !german.contains("116 123"), "{german}");
    let output = leaflet(&["--country", "DE", "--verified-line", "de-telefonseelsorge-116"]);
    assert!(output.status.success() && words(&case).contains("116 123"), "{}", told(&output));
    assert!(told(&leaflet(&[])).contains("needs a crisis line and has none"), "nobody chose a country");
    assert!(told(&leaflet(&["--country", "EU"])).contains("no line for EU has been checked"));
    assert!(told(&leaflet(&["--country", "DE", "--verified-line", "de-telefonseelsorg-116"])).contains("did you mean"));
}

#[test]
fn what_made_a_sheet_neutral_is_told() {
    let case = OnDisk::new(&json!({ "ticked": ["INF-03"], "done": ["individual-safety-interview"] }));
    let sheet = case.path("sheet.pdf");
    let output = case.run(&["handout", "-o", sheet.to_str().unwrap(), "--discretion", "standard"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(told(&output).contains("The sheet is neutral: GATE-AFFAIR"), "{}", told(&output));
    let output = case.run(&["handout", "-o", sheet.to_str().unwrap(), "--discretion", "neutral"]);
    assert!(!told(&output).contains("The sheet is neutral"), "{}", told(&output));
}
