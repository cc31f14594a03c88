//! `reweave account list|disable|enable` and `reweave audit verify`.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::{
    doctor::{run, with_account},
    told,
};

/// Verifies the log of the account by its key, with this password.
fn verify_by_key(folder: &Path, password: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reweave"))
        .args(["audit", "verify", "--login", "counsellor", "--data"])
        .arg(folder.join("data"))
        .arg("--key-file")
        .arg(folder.join("reweave.key"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut typed = child.stdin.take().expect("it reads");
    writeln!(typed, "{password}").expect("it reads");
    drop(typed);
    child.wait_with_output().expect("it ends")
}

#[test]
fn sec_41_accounts_are_listed_and_disabled_and_their_logs_verified() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let none = run(&["account", "list"], folder.path());
    assert!(told(&none).contains("There is no account"), "{}", told(&none));
    with_account(folder.path());
    let listed = run(&["account", "list"], folder.path());
    assert!(told(&listed).contains("counsellor: created 2027-01-15, last used"), "{}", told(&listed));

    let unknown = run(&["account", "disable", "nobody"], folder.path());
    assert!(!unknown.status.success() && told(&unknown).contains("account list"), "{}", told(&unknown));
    assert!(run(&["account", "disable", "counsellor"], folder.path()).status.success());
    let listed = run(&["account", "list"], folder.path());
    assert!(told(&listed).contains("disabled"), "{}", told(&listed));
    assert!(!verify_by_key(folder.path(), "seven quiet herons by the weir").status.success(), "it opens to nobody");
    assert!(run(&["account", "enable", "counsellor"], folder.path()).status.success());

    let chains = run(&["audit", "verify"], folder.path());
    assert!(chains.status.success() && told(&chains).contains("counsellor: 4 lines"), "{}", told(&chains));
    let keyed = verify_by_key(folder.path(), "seven quiet herons by the weir");
    assert!(keyed.status.success() && told(&keyed).contains("counsellor: 5 lines, none changed"), "{}", told(&keyed));
    let wrong = verify_by_key(folder.path(), "seven quiet herons by the weie");
    assert!(!wrong.status.success() && told(&wrong).contains("Wrong name or password"), "{}", told(&wrong));
}

#[test]
fn sec_41_a_changed_line_is_named_and_the_command_fails() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    with_account(folder.path());
    let file = folder.path().join("data").join("reweave.db");
    let mut bytes = fs::read(&file).expect("the database");
    let (was, becomes) = (b"account-created", b"account-enabled");
    let place = bytes.windows(was.len()).position(|some| some == was).expect("the first line of the log");
    bytes[place..place + was.len()].copy_from_slice(becomes);
    fs::write(&file, bytes).expect("the line is changed");
    let found = run(&["audit", "verify"], folder.path());
    assert_eq!(found.status.code(), Some(1), "{}", told(&found));
    assert!(told(&found).contains("counsellor: line 1 was changed"), "{}", told(&found));
}
