//! Programs that come from the operating system. Installed with apt on Debian and its relatives; named elsewhere.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{
    command::{answer, is_installed, program, run},
    paths::Paths,
    steps::say,
};

/// A package of Debian, and the program that shows that it is there.
const PACKAGES: [(&str, &str); 7] = [
    ("chromium", "chromium"),
    ("chromium-driver", "chromedriver"),
    ("mupdf-tools", "mutool"),
    ("poppler-utils", "pdftotext"),
    ("python3-venv", "python3"),
    ("qpdf", "qpdf"),
    ("postgresql", "initdb"),
];

/// Makes sure that a browser, the readers of PDF and PostgreSQL are there. Starts none of them.
///
/// # Errors
/// When some are missing and cannot be installed from here; the text names them and the command to use.
pub fn test_programs(paths: &Paths) -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let Some(apt) = Apt::find(paths) else {
        bail!(
            "the tests need these programs: {list}. This is not Debian with root or sudo, so please install them \
             yourself (on Debian: `apt-get install {list}`) and try again"
        );
    };
    say(&format!("    Installing {list}"));
    apt.get(paths, &["update", "-qq"])
        .context("the list of Debian packages could not be fetched; is the network within reach?")?;
    let mut install = vec!["install", "-qq", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    apt.get(paths, &install).with_context(|| format!("please install these packages yourself and try again: {list}"))
}

fn missing() -> Vec<&'static str> {
    PACKAGES
        .into_iter()
        .filter(|(_, program)| !is_installed(program) && !is_postgres(program))
        .map(|(package, _)| package)
        .collect()
}

/// Debian keeps the programs of PostgreSQL out of the path, one folder a version.
fn is_postgres(program: &str) -> bool {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    versions.into_iter().any(|version| version.path().join("bin").join(program).is_file())
}

/// A way to call apt-get with the rights that it needs.
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
