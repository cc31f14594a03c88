//! Templates from the command line.

use std::fs;

use serde_json::{Value, json};

use super::{OnDisk, reweave, told};

/// A template of a couple without gates, in a folder with its case.
fn template_of(case: &Value) -> OnDisk {
    let disk = OnDisk::new(case);
    let file = disk.path("template.json");
    let (path, file) = (disk.path("case.json"), file.to_str().expect("a readable path").to_owned());
    let case = path.to_str().expect("a readable path");
    let made = reweave(&["template", "make", case, "--title", "Repair talk", "--output", &file]);
    assert!(made.status.success(), "{}", told(&made));
    disk
}

fn calm() -> Value {
    json!({ "id": "CANARY-7731", "story": "CANARY-7731 told this", "ticked": ["BET-01"],
            "done": ["individual-safety-interview", "negotiated-time-out", "ground-rules-and-secrets-policy"],
            "closed_gates": { "GATE-UNSCREENED": "CANARY-7731 checked" }, "phase": "meaning", "minutes": 60 })
}

#[test]
fn a_template_of_a_case_holds_nothing_of_it_and_never_lets_a_held_exercise_through() {
    let disk = template_of(&calm());
    let file = disk.path("template.json");
    let file = file.to_str().expect("a readable path");
    let text = fs::read_to_string(file).expect("the template was written");
    assert!(!text.contains("CANARY"), "{text}");
    assert!(reweave(&["template", "check", file]).status.success());

    let own = disk.path("case.json");
    let own = reweave(&["template", "apply", file, own.to_str().expect("a path"), "--json"]);
    let own: Value = serde_json::from_slice(&own.stdout).expect("JSON");
    let exercises = |shape: &Value| -> Vec<String> {
        let blocks = shape["blocks"].as_array().expect("blocks").iter();
        blocks.filter_map(|block| block["item"].as_str()).map(str::to_owned).collect()
    };
    assert!(!exercises(&own).is_empty(), "{own}");

    let mut controlled = calm();
    controlled["ticked"] = json!(["BET-01", "ABU-01"]);
    let other = OnDisk::new(&controlled);
    let case = other.path("case.json");
    let case = case.to_str().expect("a path");
    let applied = reweave(&["template", "apply", file, case, "--json"]);
    let shape: Value = serde_json::from_slice(&applied.stdout).expect("JSON");
    let rows = shape["rows"].as_array().expect("rows");
    let held: Vec<usize> = (0..rows.len())
        .filter(|n| rows[*n]["held_by"].as_array().is_some_and(|by| by.contains(&json!("GATE-CONTROL"))))
        .collect();
    assert!(!held.is_empty(), "{shape}");
    for n in &held {
        let item = rows[*n]["item"].as_str().expect("an exercise");
        assert!(!exercises(&shape).contains(&item.to_owned()), "{item} got in");
        for what in ["keep", item] {
            let forced = reweave(&["template", "apply", file, case, "--choose", &format!("{}={what}", n + 1)]);
            assert!(!forced.status.success(), "{what}");
            assert!(
                told(&forced).contains("is on hold: ") && told(&forced).contains("It can be lifted when"),
                "{}",
                told(&forced)
            );
        }
    }
}

#[test]
fn a_template_file_that_is_none_says_what_to_do() {
    let disk = template_of(&calm());
    let file = disk.path("template.json");
    let text = fs::read_to_string(&file).expect("the template was written");
    let path = file.to_str().expect("a readable path");
    for (bad, says) in [
        ("{}".to_owned(), "not a template file of Reweave"),
        (text.replacen("\"blocks\"", "\"note\": \"she said\", \"blocks\"", 1), "Nothing was imported"),
        (text.replacen("\"minutes\": 60", "\"minutes\": 250", 1), "30 to 120 minutes"),
    ] {
        fs::write(&file, bad).expect("the file can be written");
        let output = reweave(&["template", "check", path]);
        assert!(!output.status.success() && told(&output).contains(says), "{}", told(&output));
    }
}
