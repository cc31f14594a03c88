//! The minimum supported Rust version, which several files state.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::paths::Paths;

/// Files that state the version, each with the words before it. Cargo.toml decides.
const STATED: [(&str, &str); 4] = [
    ("Cargo.toml", "rust-version = \""),
    ("rust-toolchain.toml", "Rust "),
    ("README.md", "with Rust "),
    ("CONTRIBUTING.md", "needs Rust "),
];

/// Compares the minimum Rust version in Cargo.toml with those in the toolchain file and the documents.
///
/// # Errors
/// When a file states another version, or none.
pub fn same_rust_version(paths: &Paths) -> Result<()> {
    let mut wanted: Option<String> = None;
    for (file, before) in STATED {
        let text = fs::read_to_string(paths.root.join(file)).with_context(|| format!("could not read {file}"))?;
        let found = version_after(&text, before)
            .with_context(|| format!("{file} does not state the minimum Rust version (`{before}` and the number)"))?;
        let wanted = wanted.get_or_insert_with(|| found.clone());
        ensure!(found == *wanted, "{file} states Rust {found}, but `rust-version` in Cargo.toml is {wanted}");
    }
    Ok(())
}

/// The version number that follows `before`, for example `1.95`.
fn version_after(text: &str, before: &str) -> Option<String> {
    text.split(before).skip(1).find_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number = rest[..end].trim_end_matches('.');
        number.contains('.').then(|| number.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_version_is_read_behind_the_words_before_it() {
        assert_eq!(
            version_after("Rust is here.\nrust-version = \"1.95\"\n", "rust-version = \"").as_deref(),
            Some("1.95")
        );
        assert_eq!(version_after("a machine that has Rust 1.95 has it", "Rust ").as_deref(), Some("1.95"));
        assert_eq!(version_after("needs Rust 1.95.", "needs Rust ").as_deref(), Some("1.95"));
        assert_eq!(version_after("The Rust toolchain", "Rust "), None);
    }

    #[test]
    fn every_file_states_the_version_of_the_workspace() -> Result<()> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        same_rust_version(&Paths { cargo_target: root.join("target"), root })
    }
}
