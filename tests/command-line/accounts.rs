//! `reweave account list|disable|enable` and `reweave audit verify`.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use domain::records::Stamp;
use store::{DatabaseLocation, KeyFile, Password, SessionAccess, SignInError, Store};

use crate::{
    authenticator::code_at,
    doctor::{run, with_account},
    told,
};

const PASSWORD: &str = "seven quiet herons by the weir";

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

/// Turns the second factor of the account on; returns a recovery code.
fn with_second_factor(folder: &Path) -> String {
    let set_up = async {
        let place = DatabaseLocation::Folder(Some(folder.join("data")));
        let store = Store::open(&place, &KeyFile::At(folder.join("reweave.key"))).await?;
        let (now, password) = (Stamp(1_800_000_000_000_000), || Password::from(PASSWORD));
        let token = store.sign_in("counsellor", password(), now).await?;
        let SessionAccess::Open(records) = store.open_session(&token, now).await? else { panic!("it is open") };
        let offer = records.offer_second_factor(password().into(), now).await?;
        let code = code_at(&offer.secret, 1_800_000_000);
        let codes = records.turn_on_second_factor(&offer.sealed, &code, now).await?;
        store.close().await;
        Ok::<_, SignInError>(codes[0].written())
    };
    tokio::runtime::Runtime::new().expect("a runtime").block_on(set_up).expect("it is on")
}

#[test]
fn sec_16_a_log_is_verified_by_the_key_with_password_and_code() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    with_account(folder.path());
    let listed = run(&["account", "list"], folder.path());
    assert!(told(&listed).contains("no second factor"), "{}", told(&listed));
    let code = with_second_factor(folder.path());
    let listed = told(&run(&["account", "list"], folder.path()));
    assert!(listed.contains("second factor") && !listed.contains("no second factor"), "{listed}");
    for typed in [PASSWORD.to_owned(), format!("{PASSWORD}\n000000")] {
        let refused = verify_by_key(folder.path(), &typed);
        assert!(!refused.status.success() && told(&refused).contains("Wrong code"), "{}", told(&refused));
    }
    let keyed = verify_by_key(folder.path(), &format!("{PASSWORD}\n{code}"));
    assert!(keyed.status.success() && told(&keyed).contains("none changed"), "{}", told(&keyed));
    assert!(!verify_by_key(folder.path(), &format!("{PASSWORD}\n{code}")).status.success(), "a code works once");
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
