//! Programs from the operating system: installed with apt on Debian and its derivatives, listed on other systems.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{
    command::{answer, is_installed, program, run},
    paths::Paths,
    steps::say,
};

/// Debian packages, each with a program that it installs.
const PACKAGES: [(&str, &str); 8] = [
    ("chromium", "chromium"),
    ("chromium-driver", "chromedriver"),
    ("firefox-esr", "firefox-esr"),
    ("mupdf-tools", "mutool"),
    ("poppler-utils", "pdftotext"),
    ("python3-venv", "python3"),
    ("qpdf", "qpdf"),
    ("postgresql", "initdb"),
];

/// Installs missing browsers, PDF readers and PostgreSQL. Starts none of them.
///
/// # Errors
/// When some are missing and cannot be installed; the error lists them with the command to use.
pub fn test_programs(paths: &Paths) -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let Some(apt) = Apt::find(paths) else {
        bail!(
            "the tests need these programs: {list}. They can only be installed automatically on Debian, as root or with \
             sudo; install them yourself (on Debian: `apt-get install {list}`) and try again"
        );
    };
    say(&format!("    Installing {list}"));
    apt.get(paths, &["update", "-qq"])
        .context("could not update the list of Debian packages; check the network connection")?;
    let mut install = vec!["install", "-qq", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    apt.get(paths, &install).with_context(|| format!("install these packages yourself and try again: {list}"))
}

fn missing() -> Vec<&'static str> {
    PACKAGES
        .into_iter()
        .filter(|(_, program)| !is_installed(program) && !is_postgres(program))
        .map(|(package, _)| package)
        .collect()
}

/// Finds programs of PostgreSQL, which Debian keeps outside the path, in one folder per version.
fn is_postgres(program: &str) -> bool {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    versions.into_iter().any(|version| version.path().join("bin").join(program).is_file())
}

/// apt-get with the permissions that it needs.
struct Apt {
    sudo: bool,
}

impl Apt {
    fn find(paths: &Paths) -> Option<Self> {
        if !Path::new("/etc/debian_version").exists() || !is_installed("apt-get") {
            return None;
        }
        let user = answer(program(paths, "id").arg("-u"))?;
        let root = user == "0";
        (root || is_installed("sudo")).then_some(Self { sudo: !root })
    }

    fn get(&self, paths: &Paths, args: &[&str]) -> Result<()> {
        let words = ["sudo", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
        let words = &words[usize::from(!self.sudo)..];
        run(program(paths, words[0]).args(&words[1..]).args(args))
    }
}
