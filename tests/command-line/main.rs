//! The command line as scripts use it: what goes in, what comes out, what a mistake answers.

mod accounts;
// These tests take only one of its functions.
#[allow(dead_code)]
#[path = "../src/authenticator.rs"]
mod authenticator;
mod backup;
mod doctor;
mod files;
mod help_lines;
mod json;
mod key_command;
mod library;
mod paper;
mod templates;

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::{Value, json};

fn reweave(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reweave")).args(arguments).output().expect("the binary runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A case in a file of its own.
struct OnDisk {
    folder: tempfile::TempDir,
}

impl OnDisk {
    fn new(case: &Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder to write to");
        fs::write(folder.path().join("case.json"), case.to_string()).expect("the case can be written");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let case = self.path("case.json");
        let mut all = vec![arguments[0], case.to_str().expect("a readable path")];
        all.extend(&arguments[1..]);
        reweave(&all)
    }
}

fn screened() -> Value {
    json!({ "ticked": ["BET-01", { "id": "TRA-11", "who": "b" }], "no": ["ABU-01"],
            "done": ["individual-safety-interview", "negotiated-time-out"], "minutes": 60, "start": "09:30" })
}

#[test]
fn map_json_keeps_its_contract() {
    let output = OnDisk::new(&screened()).run(&["map", "--json"]);
    let map: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for key in ["challenges", "gates", "phase", "blocked", "not_asked", "suggested"] {
        assert!(!map[key].is_null(), "{key}");
    }
    assert_eq!(map["challenges"][0]["id"], "betrayal");
    let evidence = &map["challenges"][0]["evidence"][0];
    assert_eq!(
        (&evidence["indicator"], &evidence["points"], &evidence["kind"]),
        (&json!("BET-01"), &json!(3), &json!("own"))
    );
    let not_asked: Vec<&str> = map["not_asked"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(!not_asked.contains(&"ABU-01") && not_asked.contains(&"ABU-02"), "no is an answer, silence is none");
    assert!(map["suggested"][0]["minutes"].is_u64() && map["suggested"][0]["because"][0].is_string());
}

#[test]
fn plan_json_keeps_its_contract_and_its_clock() {
    let output = OnDisk::new(&screened()).run(&["plan", "--json", "--minutes", "80"]);
    let plan: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    for key in ["minutes", "session", "phase", "blocks", "homework", "sheets", "why", "stop_if", "warnings"] {
        assert!(!plan[key].is_null(), "{key}");
    }
    assert_eq!(plan["minutes"], 80);
    assert_eq!(plan["blocks"][0]["start"], "09:30");
    let sum: u64 = plan["blocks"].as_array().unwrap().iter().filter_map(|block| block["minutes"].as_u64()).sum();
    assert_eq!(sum, 80);
    for key in ["part", "item", "title", "audience", "high_intensity", "confirm"] {
        assert!(plan["blocks"][3].get(key).is_some(), "{key}");
    }
}

#[test]
fn a_length_out_of_range_says_what_is_possible() {
    for minutes in ["29", "121", "300"] {
        let output = OnDisk::new(&screened()).run(&["plan", "--minutes", minutes]);
        assert!(!output.status.success());
        assert!(told(&output).contains(&format!("30 to 120 minutes, not {minutes}")), "{}", told(&output));
    }
}

#[test]
fn without_json_people_get_tables_without_colour_codes() {
    for command in ["map", "plan", "programme"] {
        let output = OnDisk::new(&screened()).run(&[command]);
        assert!(output.status.success(), "{}", told(&output));
        assert!(!told(&output).contains('\u{1b}'), "{command}: no colour outside a terminal");
        assert!(told(&output).contains("Betrayal") || told(&output).contains("Session of 60 minutes"));
    }
}

#[test]
fn mistakes_name_the_nearest_valid_word_and_come_all_at_once() {
    let wrong = json!({ "tiked": [], "ticked": ["INF-99", "BET-1"], "done": ["negociated-time-out"],
                        "closed_gates": { "GATE-STY": "tested" }, "phase": "savety", "session": "cuople",
                        "minutes": 15, "start": "25:00" });
    let output = OnDisk::new(&wrong).run(&["map"]);
    assert!(!output.status.success());
    let text = told(&output);
    for hint in [
        "did you mean “ticked”",
        "did you mean “negotiated-time-out”",
        "did you mean “GATE-STI”",
        "did you mean “safety”",
        "did you mean “couple”",
        "between 30 and 120",
        "“25:00” is not a time",
    ] {
        assert!(text.contains(hint), "{hint}\n{text}");
    }
    let who = json!({ "ticked": [{ "id": "INF-05", "who": "a" }] });
    assert!(told(&OnDisk::new(&who).run(&["map"])).contains("INF-05 is about the couple"));
    assert!(told(&reweave(&["map", "no-such-file.json"])).contains("no-such-file.json could not be read"));
}

#[test]
fn a_programme_says_each_session_its_reasons_and_what_it_waits_for() {
    let output = OnDisk::new(&screened()).run(&["programme", "--sessions", "10"]);
    let text = told(&output);
    assert!(output.status.success(), "{text}");
    for said in [
        "Treatment outline: 10 sessions, 60 minutes each",
        "Session 1 · ",
        "Moves on when:",
        "ending (R37)",
        "Serves Betrayal",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let json = OnDisk::new(&screened()).run(&["programme", "--json", "--sessions", "4", "--minutes", "80"]);
    let programme: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(programme["steps"].as_array().unwrap().len(), 4);
    assert_eq!(programme["steps"][3]["purpose"], "ending");
    for wrong in [&["--sessions", "3"][..], &["--sessions", "17"], &["--minutes", "20"]] {
        let refused = OnDisk::new(&screened()).run(&[&["programme"], wrong].concat());
        assert!(!refused.status.success() && told(&refused).contains(" to "), "{wrong:?}");
    }
}

#[test]
fn an_invitation_is_printed_once_and_kept_as_a_hash() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let data = folder.path().to_str().expect("a readable path");
    let codes = [(); 2].map(|()| {
        let key_file = folder.path().join("reweave.key");
        let key_file = key_file.to_str().expect("a readable path");
        let said = told(&reweave(&["account", "add", "--data", data, "--key-file", key_file]));
        let code = said.lines().find_map(|line| line.strip_prefix("Invitation: ")).unwrap_or_default().to_owned();
        assert!(code.len() == 14 && code.split(' ').count() == 3, "{said}");
        assert!(said.contains("/join"), "it says where to go: {said}");
        code.replace(' ', "")
    });
    assert_ne!(codes[0], codes[1]);
    for file in ["reweave.db", "reweave.db-wal"] {
        let kept = fs::read(folder.path().join(file)).unwrap_or_default();
        let found = |code: &String| kept.windows(code.len()).any(|part| part == code.as_bytes());
        assert!(!codes.iter().any(found), "sec_28: {file} holds a code");
    }
}

/// Everything that is printed of a couple whose joint work is on hold leads with that, and with what is still possible.
#[test]
fn every_command_leads_with_joint_work_on_hold() {
    let case =
        json!({ "ticked": [{ "id": "ABU-01", "who": "a" }], "done": ["individual-safety-interview"], "minutes": 60 });
    let (stopped, free) = (OnDisk::new(&case), OnDisk::new(&screened()));
    let headline = "Joint work is on hold: see each partner alone";
    for command in ["map", "plan", "programme"] {
        let printed = told(&stopped.run(&[command]));
        assert!(printed.trim_start().starts_with(headline), "{command}: {printed}");
        assert!(
            printed.contains("Still possible, one partner alone: “") && printed.contains("Can be lifted when: "),
            "{command}"
        );
        assert!(!printed.contains("kept for debrief and close"), "{command}: {printed}");
        assert!(!told(&free.run(&[command])).contains(headline), "{command}");
    }
    for command in ["handout", "run-sheet"] {
        let file = stopped.path("sheet.pdf");
        let output = stopped.run(&[command, "--output", file.to_str().expect("a readable path")]);
        assert!(String::from_utf8_lossy(&output.stderr).starts_with(headline), "{command}: {}", told(&output));
    }
    let map: Value = serde_json::from_slice(&stopped.run(&["map", "--json"]).stdout).expect("JSON");
    assert_eq!(map["on_hold"], json!(["GATE-CONTROL"]), "{map}");
}
