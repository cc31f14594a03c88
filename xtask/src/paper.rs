//! Checks printed sheets with independent programs.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    command::{EVERYTHING, cargo, program, run},
    paths::Paths,
    tools,
};

/// Prints every kind of sheet in every format and language into target/paper, and runs the checkers on each.
///
/// # Errors
/// When a sheet cannot be printed, when a checker cannot be installed, or when one of them reports something that
/// tests/paper/accepted.toml does not list.
pub fn checkers(paths: &Paths) -> Result<()> {
    let ours = paths.root.join("tests/paper");
    let python = tools::python(paths, "checkers", &ours.join("requirements.txt"))?;
    let folder = emptied(paths, "paper")?;
    let mut preview = cargo(paths);
    preview.args(["test", "--quiet"]).args(EVERYTHING).args(["--lib", "preview"]).env("REWEAVE_PREVIEW", &folder);
    run(&mut preview)?;
    run(program(paths, python).arg(ours.join("check.py")).arg(&folder))
}

/// Prints every English leaflet on A4 into target/wall, and puts them into one picture: docs/pictures/sheets.png.
///
/// # Errors
/// When a leaflet cannot be printed, or the picture cannot be made.
pub fn wall(paths: &Paths) -> Result<()> {
    let ours = paths.root.join("tests/paper");
    let python = tools::python(paths, "checkers", &ours.join("requirements.txt"))?;
    let folder = emptied(paths, "wall")?;
    let mut preview = cargo(paths);
    preview.args(["test", "--quiet"]).args(EVERYTHING).args(["--lib", "preview_wall"]).env("REWEAVE_WALL", &folder);
    run(&mut preview)?;
    let picture = paths.root.join("docs/pictures/sheets.png");
    run(program(paths, python).arg(ours.join("wall.py")).arg(&folder).arg(picture))
}

/// Returns a folder below target that is there and empty: files of an earlier run would be taken for this one's.
fn emptied(paths: &Paths, name: &str) -> Result<PathBuf> {
    let folder = paths.root.join("target").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("could not empty the folder target/{name}"))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("could not create the folder target/{name}"))?;
    Ok(folder)
}
