//! `cargo xtask dist`: packs one binary with the whole site inside.

use std::{env, fs, path::Path, process};

use anyhow::{Context, Result};

use crate::{
    build,
    paths::Paths,
    probe::Server,
    site::{PARTS, Purpose},
    steps::{say, step},
};

/// The feature of `server` that puts `target/site` into the binary.
const EMBED: &str = "embed-site";

/// Builds the binary, copies it to `target/dist/`, and tests that it needs no other file.
///
/// # Errors
/// When something does not build, or when the binary does not serve a styled page from an empty folder.
pub fn dist(paths: &Paths) -> Result<()> {
    build::site(paths, Purpose::Release)?;
    let built = build::server(paths, Purpose::Release, &[EMBED])?;
    let folder = paths.root.join("target/dist");
    let binary = folder.join(built.file_name().unwrap_or_default());
    step("Copy", || {
        fs::create_dir_all(&folder).context("could not create target/dist")?;
        fs::copy(&built, &binary).context("could not copy the binary to target/dist")
    })?;
    step("Trial in an empty folder", || trial(&binary))?;
    let megabytes = fs::metadata(&binary).map_or(0, |file| file.len()) / 1_000_000;
    say(&format!("\n{} ({megabytes} MB) needs no other file. Start it with `reweave serve`.", paths.show(&binary)));
    Ok(())
}

/// Starts the binary in an empty folder, and loads a page with its files as a browser would.
fn trial(binary: &Path) -> Result<()> {
    let empty = env::temp_dir().join(format!("reweave-trial-{}", process::id()));
    fs::create_dir_all(&empty).context("could not create an empty folder for the trial")?;
    let tried = Server::start(binary, &empty).and_then(|server| load(&server));
    // A folder left in the temporary directory does no harm.
    let _ = fs::remove_dir_all(&empty);
    tried
}

fn load(server: &Server) -> Result<()> {
    let mut first = server.get("/")?;
    if let Some(elsewhere) = first.leads_to() {
        first = server.get(&elsewhere)?;
    }
    let page = first.expect("the first page", "text/html")?.text();
    let styles = address(&page, "href=\"/pkg/reweave.css").context("the first page does not name its style sheet")?;
    server.get(styles)?.expect(styles, "text/css")?;
    // The start script loads the part that a page needs with the version that the page names.
    let version = address(&page, "data-version=\"").context("the first page does not name a version")?;
    for part in PARTS {
        for (ending, content_type) in [("js", "text/javascript"), ("wasm", "application/wasm")] {
            let file = format!("/pkg/reweave-{part}.{ending}?v={version}");
            server.get(&file)?.expect(&file, content_type)?;
        }
    }
    Ok(())
}

/// The quoted address at `mark`, from the quote inside `mark` to the next one.
fn address<'a>(page: &'a str, mark: &str) -> Option<&'a str> {
    let from = page.find(mark)? + mark.find('"')? + 1;
    page[from..].split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_style_sheet_is_found_with_its_version() {
        let page = r#"<link rel="stylesheet" href="/pkg/reweave.css?v=12"><p>"#;
        assert_eq!(address(page, "href=\"/pkg/reweave.css"), Some("/pkg/reweave.css?v=12"));
        assert_eq!(address(page, "data-version=\""), None);
    }
}
