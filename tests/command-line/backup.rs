//! `reweave backup`.

use std::{fs, path::Path};

use crate::{reweave, told};

#[test]
fn a_copy_is_whole_and_never_written_over_anything() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let (data, copy) = (folder.path().join("data"), folder.path().join("copy.db"));
    fs::create_dir(&data).expect("a folder");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/reweave-0004.db");
    let (from, to) = (data.to_str().expect("a path"), copy.to_str().expect("a path"));
    let backup = || reweave(&["backup", "--data", from, "--to", to]);

    let nothing = backup();
    assert!(!nothing.status.success() && told(&nothing).contains("there is no database"), "{}", told(&nothing));
    fs::copy(fixture, data.join("reweave.db")).expect("the fixture is there");
    let taken = backup();
    assert!(taken.status.success() && told(&taken).contains("3 accounts"), "{}", told(&taken));
    let whole = fs::read(&copy).expect("the copy is there");
    let again = backup();
    assert!(!again.status.success() && told(&again).contains("already exists"), "{}", told(&again));
    assert_eq!(fs::read(&copy).expect("it stays"), whole);
}

#[test]
fn postgresql_has_a_tool_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder to write to");
    let to = folder.path().join("copy.db");
    let to = to.to_str().expect("a path");
    let refused = reweave(&["backup", "--database-url", "postgres://user@host/reweave", "--to", to]);
    assert!(!refused.status.success() && told(&refused).contains("pg_dump"), "{}", told(&refused));
}
