//! The JSON of each command that has one, as scripts read it.

use std::{collections::BTreeSet, fs};

use serde_json::{Value, json};

use super::{OnDisk, reweave, told};

/// Commands with `--json`, in the order of their snapshots.
const COMMANDS: [&str; 4] = ["map", "plan", "programme", "template apply"];

/// How many entries of a list a snapshot shows.
const SHOWN: usize = 2;

fn case() -> Value {
    json!({ "ticked": ["BET-01"], "no": ["ABU-01"], "phase": "meaning", "minutes": 60, "start": "09:30",
            "done": ["individual-safety-interview", "negotiated-time-out", "ground-rules-and-secrets-policy"],
            "closed_gates": { "GATE-UNSCREENED": "checked" } })
}

/// The same with the first entries of each list, and without the rest of long texts.
fn shortened(value: Value) -> Value {
    match value {
        Value::Array(entries) => {
            let more = (entries.len() > SHOWN).then(|| json!("…"));
            entries.into_iter().take(SHOWN).map(shortened).chain(more).collect()
        }
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, shortened(value))).collect(),
        Value::String(text) if text.chars().count() > 60 => {
            Value::String(text.chars().take(60).collect::<String>() + "…")
        }
        other => other,
    }
}

fn compare(command: &str, output: &std::process::Output) {
    let printed: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{command}: {}", told(output)));
    let text = serde_json::to_string_pretty(&shortened(printed)).expect("JSON");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("json-{}", command.replace(' ', "-")), text);
    });
}

#[test]
fn json_of_every_command_keeps_its_shape() {
    let disk = OnDisk::new(&case());
    for command in ["map", "plan"] {
        compare(command, &disk.run(&[command, "--json"]));
    }
    compare("programme", &disk.run(&["programme", "--json", "--sessions", "4"]));
    let (case, file) = (disk.path("case.json"), disk.path("template.json"));
    let (case, file) = (case.to_str().expect("a path"), file.to_str().expect("a path"));
    assert!(reweave(&["template", "make", case, "--title", "Mine", "--output", file]).status.success());
    assert!(fs::exists(file).unwrap_or_default());
    compare("template apply", &reweave(&["template", "apply", file, case, "--json"]));
}

/// The commands and subcommands that a help text lists.
fn listed(help: &str) -> Vec<String> {
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let commands =
        commands.take_while(|line| !line.is_empty()).filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    commands
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_with_json_has_a_snapshot() {
    let mut found = BTreeSet::new();
    let mut open: Vec<Vec<String>> = vec![Vec::new()];
    while let Some(command) = open.pop() {
        let arguments: Vec<&str> = command.iter().map(String::as_str).chain(["--help"]).collect();
        let help = told(&reweave(&arguments));
        if help.contains("--json") {
            found.insert(command.join(" "));
        }
        open.extend(listed(&help).into_iter().map(|name| command.iter().cloned().chain([name]).collect()));
    }
    assert_eq!(found, COMMANDS.iter().map(|command| (*command).to_owned()).collect());
}
