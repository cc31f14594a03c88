//! Every Markdown document names only files and commands that exist.

mod commands;
mod markdown;

use std::{
    fs,
    path::{Path, PathBuf},
};

use commands::Commands;
use markdown::{code_spans, links, outside_code_blocks};

/// Folders without documents of ours: build output, packages of other people, and hidden ones.
fn is_skipped(name: &str) -> bool {
    name.starts_with('.') || name == "target" || name == "node_modules"
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Lists the files with this extension below a folder.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && !is_skipped(&name) {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The documents with their text. The exercises and pages of the library are content and have a check of their own.
fn documents() -> Vec<(PathBuf, String)> {
    let content = root().join("app/domain/content");
    let documents = files(&root(), "md").into_iter().filter(|path| !path.starts_with(&content));
    documents.map(|path| (path.clone(), fs::read_to_string(&path).expect("a document is UTF-8"))).collect()
}

/// Fails with every finding, each behind the name of its document.
fn assert_none(find: impl Fn(&Path, &str) -> Vec<String>) {
    let documents = documents();
    assert!(documents.len() > 5, "the documents are not found");
    let wrong: Vec<String> = documents
        .iter()
        .flat_map(|(path, text)| {
            let shown = path.strip_prefix(root()).unwrap_or(path).display().to_string();
            find(path, text).into_iter().map(move |wrong| format!("{shown}: {wrong}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_relative_link_leads_to_a_file() {
    assert_none(|path, text| {
        let folder = path.parent().unwrap_or(path);
        let is_relative = |link: &&str| !link.contains("://") && !link.starts_with("mailto:") && !link.starts_with('#');
        let files = links(text).into_iter().filter(is_relative).map(|link| link.split('#').next().unwrap_or(link));
        files
            .filter(|file| !folder.join(file).exists())
            .map(|file| format!("the link to {file} leads nowhere"))
            .collect()
    });
}

#[test]
fn every_path_in_backticks_exists() {
    let entries: Vec<String> = fs::read_dir(root())
        .expect("the root can be read")
        .map(|entry| entry.expect("the root can be read").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "target")
        .collect();
    assert_none(|path, text| {
        // `content` is short for the folder of the content.
        let folders = [root(), root().join("app/domain"), path.parent().unwrap_or(path).to_path_buf()];
        let prose = outside_code_blocks(text);
        let paths = code_spans(&prose).into_iter().filter(|span| looks_like_a_path(span, &entries));
        let missing = paths.filter(|span| !folders.iter().any(|folder| folder.join(span).exists()));
        missing.map(|span| format!("`{span}` does not exist")).collect()
    });
}

/// True for a path of the tree: not for an address, a placeholder in capitals, or output of a build.
fn looks_like_a_path(span: &str, entries: &[String]) -> bool {
    let plain = span.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte));
    let is_placeholder = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    let stems = || span.split('/').map(|part| part.split('.').next().unwrap_or(part));
    match span.split_once('/') {
        _ if !plain => false,
        Some((first, _)) => {
            (first == "content" || entries.iter().any(|entry| entry == first)) && !stems().any(is_placeholder)
        }
        None => [".md", ".toml"].iter().any(|extension| span.ends_with(extension) && span != *extension),
    }
}

#[test]
fn every_command_of_xtask_exists() {
    let commands = Commands::of(&files(&root().join("xtask/src"), "rs"), "Task");
    assert!(commands.knows(&["test"]) && commands.knows(&["new", "exercise"]), "{commands:?}");
    assert_none(|_, text| commands.unknown(text, "cargo xtask "));
}

#[test]
fn every_command_of_reweave_exists() {
    let commands = Commands::of(&files(&root().join("server/src"), "rs"), "Command");
    assert!(commands.knows(&["plan"]) && commands.knows(&["template", "apply"]), "{commands:?}");
    assert_none(|_, text| {
        let mut unknown = commands.unknown(text, "reweave ");
        unknown.extend(commands.unknown(text, "cargo run -p server -- "));
        unknown
    });
}

#[test]
fn what_looks_like_a_path_is_told_from_addresses_and_placeholders() {
    let entries = ["app".to_owned(), "docs".to_owned()];
    for path in ["app/src/lib.rs", "docs/", "content/en", "README.md", "deny.toml"] {
        assert!(looks_like_a_path(path, &entries), "{path}");
    }
    for other in
        ["/join", "pkg/reweave.css", "app/src/NAME.rs", "app/src/*.rs", "--output FILE", "reweave.db", "domain::map"]
    {
        assert!(!looks_like_a_path(other, &entries), "{other}");
    }
}
