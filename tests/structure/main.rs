//! The structure of the sources: which file imports from which, in which direction crates and folders depend on each
//! other, and what only the server compiles.

mod circle;
mod crates;
mod folders;
mod graph;
mod imports;
mod invented;
mod names;
mod server_only;
mod source;

use std::path::PathBuf;

use self::{graph::Graph, source::Sources};

/// The crates whose files must form no circle: the root file of each, and of each program of the tests.
const ROOTS: [&str; 21] = [
    "app/domain/src/lib.rs",
    "app/src/lib.rs",
    "server/pdf/src/lib.rs",
    "server/src/lib.rs",
    "server/src/main.rs",
    "server/store/src/lib.rs",
    "tests/bench/desk/main.rs",
    "tests/bench/planning.rs",
    "tests/browser/main.rs",
    "tests/cases/main.rs",
    "tests/command-line/main.rs",
    "tests/contract/main.rs",
    "tests/documents/main.rs",
    "tests/fuzz/main.rs",
    "tests/memory/main.rs",
    "tests/routes/main.rs",
    "tests/shots/main.rs",
    "tests/speed/main.rs",
    "tests/src/lib.rs",
    "tests/structure/main.rs",
    "xtask/src/main.rs",
];

/// Returns the path of a file of the workspace.
fn workspace(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

#[test]
fn no_circle_of_files_in_any_crate() {
    let circles: Vec<String> = ROOTS
        .iter()
        .filter_map(|root| {
            let graph = Graph::of(&Sources::read(&workspace(root)));
            let circles = circle::circles(&graph);
            (!circles.is_empty()).then(|| format!("{root}:\n  {}", circles.join("\n  ")))
        })
        .collect();
    assert!(
        circles.is_empty(),
        "files import from each other in a circle; move what both need into a third:\n{}",
        circles.join("\n")
    );
}

#[test]
fn every_root_of_a_crate_is_looked_at() {
    let manifest = std::fs::read_to_string(workspace("tests/Cargo.toml")).unwrap();
    let paths = manifest.lines().filter_map(|line| line.strip_prefix("path = \"")?.strip_suffix('"'));
    let missing: Vec<&str> = paths.filter(|path| !ROOTS.contains(&format!("tests/{path}").as_str())).collect();
    assert!(missing.is_empty(), "add to ROOTS: {missing:?}");
}
