//! `cargo xtask new`: stubs of what is added often.

mod exercise;
mod page;
mod stub;

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::Path,
};

use anyhow::{Context, Result, ensure};
use clap::Subcommand;

use crate::{paths::Paths, steps::say};

/// A stub to write.
#[derive(Subcommand)]
pub enum New {
    /// Write the files of an exercise: English to fill in, other languages pending
    Exercise {
        /// Its id, for example negotiated-time-out
        id: String,
    },
    /// Write a page, its form and its route test, and print the lines to add
    Page {
        /// Its address without the slash, for example waiting-list
        name: String,
    },
}

/// Writes the stub and prints what to do next.
///
/// # Errors
/// When the name cannot be used, or when a file of the stub exists already.
pub fn new(paths: &Paths, what: &New) -> Result<()> {
    let stub = match what {
        New::Exercise { id } => exercise::stub(id)?,
        New::Page { name } => page::stub(name)?,
    };
    write(&paths.root, &stub.files)?;
    for (path, _) in &stub.files {
        say(&format!("    {path}"));
    }
    say(&stub.next);
    Ok(())
}

/// Writes all files, or none if one of them exists.
fn write(root: &Path, files: &[(String, String)]) -> Result<()> {
    for (path, _) in files {
        ensure!(!root.join(path).exists(), "{path} exists already; choose another name, or remove it first");
    }
    for (path, text) in files {
        let place = root.join(path);
        let folder = place.parent().unwrap_or(root);
        fs::create_dir_all(folder).with_context(|| format!("could not create {}", folder.display()))?;
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&place)
            .with_context(|| format!("could not create {path}"))?;
        file.write_all(text.as_bytes()).with_context(|| format!("could not write {path}"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_exists_keeps_every_file_from_being_written() -> Result<()> {
        let root = std::env::temp_dir().join(format!("reweave-new-{}", std::process::id()));
        let file = |path: &str| (path.to_owned(), "new".to_owned());
        write(&root, &[file("deep/first"), file("second")])?;
        assert_eq!(fs::read_to_string(root.join("deep/first"))?, "new");
        fs::write(root.join("second"), "kept")?;
        let refused = write(&root, &[file("third"), file("second")]);
        assert!(refused.is_err_and(|problem| problem.to_string().contains("second exists already")));
        assert!(!root.join("third").exists());
        assert_eq!(fs::read_to_string(root.join("second"))?, "kept");
        Ok(fs::remove_dir_all(&root)?)
    }
}
