//! The direction in which crates depend on each other.

use super::{
    imports::{Used, imports},
    source::Sources,
    workspace,
};

/// Each crate, its manifest and root, and the crates of the workspace that it may use.
const MAY_USE: [(&str, &str, &[&str]); 5] = [
    ("domain", "app/domain", &[]),
    ("store", "server/store", &["domain"]),
    ("pdf", "server/pdf", &["domain"]),
    ("app", "app", &["domain", "store", "pdf"]),
    ("server", "server", &["domain", "store", "pdf", "app"]),
];

fn is_ours(name: &str) -> bool {
    MAY_USE.iter().any(|(own, ..)| *own == name) || ["xtask", "tests"].contains(&name)
}

#[test]
fn manifests_name_no_crate_in_the_other_direction() {
    for (name, folder, may) in MAY_USE {
        let manifest = std::fs::read_to_string(workspace(folder).join("Cargo.toml")).unwrap();
        let mut section = "";
        for line in manifest.lines() {
            if line.starts_with('[') {
                section = line;
            }
            let key = line.split(['=', '.', ' ']).next().unwrap_or_default();
            // A package may name itself to turn features on for its own tests.
            if section.contains("dependencies") && is_ours(key) && key != name {
                assert!(may.contains(&key), "{folder}/Cargo.toml, {section}: {name} must not depend on {key}");
            }
        }
    }
}

#[test]
fn sources_use_no_crate_in_the_other_direction() {
    for (name, folder, may) in MAY_USE {
        let sources = Sources::read(&workspace(folder).join("src/lib.rs"));
        for module in &sources.modules {
            let used = Used::of(&module.items);
            let brought = imports(&module.items).into_iter().map(|import| import.path);
            let top: Vec<&str> =
                sources.modules.iter().filter_map(|module| module.path.first()).map(String::as_str).collect();
            for path in brought.chain(used.paths) {
                let Some(first) = path.first().filter(|first| is_ours(first) && !top.contains(&first.as_str())) else {
                    continue;
                };
                let own = first == name || path.len() < 2;
                assert!(
                    own || may.contains(&first.as_str()),
                    "{name}, {}: {}",
                    sources.files[module.file],
                    path.join("::")
                );
            }
        }
    }
}
