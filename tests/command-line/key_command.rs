//! `--key-command`: the key from a keyring, and `reweave key-file generate`, which makes one for it.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use crate::{doctor::with_account, told};

/// Runs the binary in a folder, which is also the home of its user.
fn run(arguments: &[&str], folder: &Path, environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reweave"));
    command.current_dir(folder).args(arguments).env("HOME", folder).env("XDG_CONFIG_HOME", folder.join("config"));
    command.envs(environment.iter().copied()).output().expect("the binary runs")
}

/// The files below a folder that hold a key.
fn key_files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(key_files(&path));
        } else if fs::read(&path).is_ok_and(|bytes| bytes.windows(13).any(|some| some == b"reweave-key-1")) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn a_generated_key_is_one_line_each_time_another_and_in_no_file() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let lines = [0; 2].map(|_| {
        let made = run(&["key-file", "generate"], folder.path(), &[]);
        assert!(made.status.success(), "{}", told(&made));
        String::from_utf8(made.stdout).expect("text")
    });
    for line in &lines {
        let digits = line.strip_prefix("reweave-key-1 ").and_then(|rest| rest.strip_suffix('\n')).expect("one line");
        assert!(digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()), "{line}");
    }
    assert_ne!(lines[0], lines[1]);
    assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 0, "it writes nothing");
}

#[test]
fn a_fresh_installation_takes_the_key_of_its_command_and_says_how_to_make_one() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let keyring = folder.path().join("keyring");
    let ask = "cat 'keyring'";
    let start = ["account", "list", "--data", "data", "--key-command", ask];
    let refused = run(&start, folder.path(), &[]);
    let said = told(&refused);
    assert!(!refused.status.success() && said.contains("cat gives no key: it failed"), "{said}");
    assert!(said.contains("reweave key-file generate") && said.contains("No such file"), "{said}");
    assert_eq!(key_files(folder.path()), [""; 0], "no key is made silently");

    fs::write(&keyring, run(&["key-file", "generate"], folder.path(), &[]).stdout).expect("the keyring keeps it");
    let begun = run(&start, folder.path(), &[]);
    assert!(begun.status.success() && told(&begun).contains("There is no account"), "{}", told(&begun));
    let by_environment = run(&["doctor", "--data", "data"], folder.path(), &[("REWEAVE_KEY_COMMAND", ask)]);
    let said = told(&by_environment);
    assert!(
        by_environment.status.success() && said.contains("Key command: cat.") && !said.contains("keyring"),
        "{said}"
    );
    assert_eq!(key_files(folder.path()), [keyring.display().to_string()], "the key is where it was, and nowhere else");
}

#[test]
fn doctor_names_a_command_without_the_key_and_the_key_can_be_replaced() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    with_account(folder.path());
    let doctor = |command: &str| run(&["doctor", "--data", "data", "--key-command", command], folder.path(), &[]);
    let well = doctor("cat reweave.key");
    assert!(well.status.success() && told(&well).contains("Key command: cat."), "{}", told(&well));
    fs::write(folder.path().join("other"), run(&["key-file", "generate"], folder.path(), &[]).stdout).expect("written");
    for (command, problem) in [
        ("cat other", "does not belong to this database"),
        ("echo reweave-key-1", "is not a key of Reweave"),
        ("sh -c 'echo the keyring is locked >&2; exit 3'", "and said: the keyring is locked"),
        ("no-such-program", "it cannot be started"),
    ] {
        let found = doctor(command);
        assert!(!found.status.success() && told(&found).contains(problem), "{command}: {}", told(&found));
    }
    let replaced = run(&["key-file", "new", "--data", "data", "--key-command", "cat other"], folder.path(), &[]);
    assert!(replaced.status.success() && told(&replaced).contains("recovery keys"), "{}", told(&replaced));
    let after = doctor("cat other");
    assert!(after.status.success() && told(&after).contains("recovery keys only"), "{}", told(&after));
}

#[test]
fn a_file_and_a_command_are_not_given_together() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let both = ["doctor", "--key-file", "reweave.key", "--key-command", "cat reweave.key"];
    let by_environment = ["doctor", "--key-command", "cat reweave.key"];
    for (arguments, environment) in [(&both[..], &[][..]), (&by_environment, &[("REWEAVE_KEY_FILE", "reweave.key")])] {
        let refused = run(arguments, folder.path(), environment);
        assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
        assert!(told(&refused).contains("cannot be used with"), "{}", told(&refused));
    }
    let unclosed = run(&["doctor", "--key-command", "cat 'reweave.key"], folder.path(), &[]);
    assert!(unclosed.status.code() == Some(2) && told(&unclosed).contains("quotation mark"), "{}", told(&unclosed));
}
