//! `reweave doctor` and `reweave key-file`.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Output, Stdio},
};

use domain::records::Stamp;
use store::{DatabaseLocation, KeyFile, Password, Store};

use crate::{reweave, told};

pub fn run(arguments: &[&str], folder: &Path) -> Output {
    let (data, key_file) = (folder.join("data"), folder.join("reweave.key"));
    let places = ["--data", data.to_str().expect("a path"), "--key-file", key_file.to_str().expect("a path")];
    reweave(&[arguments, &places].concat())
}

/// An installation with one account.
pub fn with_account(folder: &Path) {
    let made = async {
        let place = DatabaseLocation::Folder(Some(folder.join("data")));
        let store = Store::open(&place, &KeyFile::At(folder.join("reweave.key"))).await?;
        let now = Stamp(1_800_000_000_000_000);
        store.create_first_account("counsellor", Password::from("seven quiet herons by the weir"), now).await?;
        store.close().await;
        Ok::<_, store::SignInError>(())
    };
    tokio::runtime::Runtime::new().expect("a runtime").block_on(made).expect("an account");
}

#[test]
fn it_names_a_missing_key_file_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let fresh = run(&["doctor"], folder.path());
    assert!(fresh.status.success() && told(&fresh).contains("not made yet"), "{}", told(&fresh));
    assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 0, "it makes nothing");

    with_account(folder.path());
    let well = run(&["doctor"], folder.path());
    assert!(well.status.success() && told(&well).contains("1 account"), "{}", told(&well));

    let file = folder.path().join("reweave.key");
    let kept = fs::read(&file).expect("the key file");
    fs::remove_file(&file).expect("it goes");
    for arguments in [&["doctor"][..], &["account", "add"]] {
        let refused = run(arguments, folder.path());
        assert!(!refused.status.success() && told(&refused).contains("reweave.key is missing"), "{}", told(&refused));
        assert!(!file.exists(), "it makes no key file");
    }
    let made = run(&["key-file", "new"], folder.path());
    assert!(made.status.success() && told(&made).contains("recovery keys"), "{}", told(&made));
    assert_ne!(fs::read(&file).expect("another key file"), kept);
    let after = run(&["doctor"], folder.path());
    assert!(after.status.success() && told(&after).contains("recovery keys only"), "{}", told(&after));
    let again = run(&["key-file", "new"], folder.path());
    assert!(!again.status.success() && told(&again).contains("exists already"), "{}", told(&again));
}

#[test]
fn accounts_of_an_earlier_version_are_counted() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    fs::create_dir(folder.path().join("data")).expect("a folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/reweave-0007.db");
    let data = folder.path().join("data/reweave.db");
    fs::copy(fixture, &data).expect("the fixture is there");
    let found = run(&["doctor"], folder.path());
    assert!(told(&found).contains("until their next sign-in: 2 accounts"), "{}", told(&found));
}

#[test]
fn the_start_names_the_time_zone_that_counts() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    fs::create_dir_all(folder.path().join("site/pkg")).expect("a site without files");
    for (zone, named) in
        [("Australia/Sydney", "those of Australia/Sydney"), ("Europe/Berlin", "those of Europe/Berlin")]
    {
        let mut server = Command::new(env!("CARGO_BIN_EXE_reweave"))
            .args(["serve", "--listen", "127.0.0.1:0", "--site", "site", "--data", "data", "--key-file", "reweave.key"])
            .current_dir(folder.path())
            .env("TZ", zone)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let lines = BufReader::new(server.stdout.take().expect("it prints")).lines().map_while(Result::ok);
        let mut printed = Vec::new();
        for line in lines {
            let listens = line.starts_with("Reweave is at ");
            printed.push(line);
            if listens {
                break;
            }
        }
        server.kill().expect("it ends");
        server.wait().expect("it ends");
        assert!(printed.iter().any(|line| line.contains(named)), "{zone}: {printed:?}");
    }
}
