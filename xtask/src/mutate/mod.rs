//! `cargo xtask mutate`: shows that a test fails once the protection that it is for is taken out.

mod patch;
mod runner;
mod table;
mod tree;

use std::{collections::BTreeSet, fs, path::PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use self::{
    patch::{NamedTest, Patch},
    runner::{Binaries, Environment, Outcome},
    table::{Row, table},
    tree::Tree,
};
use crate::{
    build, command,
    paths::Paths,
    site::Purpose,
    steps::{say, step},
    tools::{self, Postgres},
};

/// The patches, in the checkout.
const PATCHES: &str = "tests/mutations";

/// Tells the tests of the store where a PostgreSQL server is.
const POSTGRES: &str = "REWEAVE_TEST_POSTGRES";

/// Options of `cargo xtask mutate`.
#[derive(Args)]
pub struct Options {
    /// Names of patches, points (24) or faults (F06); all by default
    names: Vec<String>,
    /// Apply all patches that name different tests at once: much faster, but a test may fail because of another patch
    #[arg(long)]
    together: bool,
    /// Also run the patches whose tests need a browser; they need the browser half
    #[arg(long)]
    browser: bool,
    /// Folder for build output; target/mutations/target by default
    #[arg(long)]
    target_dir: Option<PathBuf>,
}

/// Proves that the tests pass, then applies each patch to a copy of the checkout and runs its tests there. Writes the result
/// to `target/mutations/table.md`.
///
/// # Errors
/// When a test fails without a patch, when a patch does not apply or does not compile, and when a test survived: it passed
/// although its protection was gone.
pub fn mutate(paths: &Paths, options: &Options) -> Result<()> {
    let patches = Patch::all(&paths.root.join(PATCHES))?;
    let (browser, patches): (Vec<_>, Vec<_>) =
        select(patches, &options.names)?.into_iter().partition(|patch| patch.needs_browser() && !options.browser);
    if !browser.is_empty() {
        say(&format!("{} patches need a browser and are not run; add --browser", browser.len()));
    }
    ensure!(!patches.is_empty(), "there is nothing to run");
    let folder = paths.root.join("target/mutations");
    let target = options.target_dir.clone().unwrap_or_else(|| folder.join("target"));
    let tree = Tree::copy(paths, paths.root.join(target))?;
    for patch in &patches {
        patch.applied(&paths.root)?;
    }
    let postgres = if std::env::var_os(POSTGRES).is_some() { None } else { Some(Postgres::start()?) };
    let mut environment: Environment = postgres.iter().map(|server| (POSTGRES, server.address().into())).collect();
    if patches.iter().any(Patch::needs_browser) {
        tools::test_programs(paths)?;
        environment.push(("REWEAVE_BIN", tree.paths.debug_binary().into()));
        environment.push(("REWEAVE_SITE", Purpose::Debug.folder(&tree.paths).into()));
        environment.push(("REWEAVE_AXE", tools::axe_core(paths)?.into()));
        environment.push(("REWEAVE_GECKODRIVER", tools::geckodriver(paths)?));
    }
    let run = Run { tree, environment };
    step("Without a patch", || run.passes(&patches))?;
    let mut rows = Vec::new();
    for round in rounds(patches, options.together) {
        let names: Vec<&str> = round.iter().map(|patch| patch.name.as_str()).collect();
        rows.extend(step(&names.join(", "), || run.round(&round))?);
        // Written after each round: a run over all patches takes hours, and may be stopped.
        fs::write(folder.join("table.md"), table(&rows, options.together)).context("could not write the table")?;
    }
    let survived: Vec<String> = rows.iter().filter(|row| row.survived()).map(Row::line).collect();
    say(&format!("\n{} tests, {} survived. The table is target/mutations/table.md", rows.len(), survived.len()));
    ensure!(survived.is_empty(), "these tests passed although their protection was gone:\n  {}", survived.join("\n  "));
    Ok(())
}

/// The tree, and what its tests need.
struct Run {
    tree: Tree,
    environment: Environment,
}

impl Run {
    /// Proves that the tests of all patches pass without a patch. One that fails runs once more by itself: some measure
    /// time, which other tests take.
    fn passes(&self, patches: &[Patch]) -> Result<()> {
        let binaries = self.build(patches)?;
        let all: Vec<&NamedTest> = tests(patches).into_iter().collect();
        let mut failed = Vec::new();
        for (test, outcome) in all.iter().zip(binaries.run(&all)?) {
            if outcome != Outcome::Passed
                && let Some(Outcome::Failed(message)) = binaries.run(&[*test])?.pop()
            {
                failed.push(format!("{test}: {message}"));
            }
        }
        ensure!(failed.is_empty(), "these tests fail without a patch:\n  {}", failed.join("\n  "));
        Ok(())
    }

    /// Applies patches, runs their tests and restores the tree, also after an error.
    fn round(&self, patches: &[Patch]) -> Result<Vec<Row>> {
        let rows = self.patched(patches);
        for patch in patches {
            self.tree.restore(patch)?;
        }
        rows
    }

    fn patched(&self, patches: &[Patch]) -> Result<Vec<Row>> {
        for patch in patches {
            self.tree.apply(patch)?;
        }
        let binaries = self.build(patches)?;
        let (of, tests): (Vec<&Patch>, Vec<&NamedTest>) =
            patches.iter().flat_map(|patch| patch.tests.iter().map(move |test| (patch, test))).unzip();
        let outcomes = binaries.run(&tests)?;
        let rows = of.iter().zip(&tests).zip(outcomes);
        let rows: Vec<Row> = rows.map(|((patch, test), outcome)| Row::new(patch, &test.to_string(), outcome)).collect();
        for row in &rows {
            say(&format!("    {}", row.line()));
        }
        Ok(rows)
    }

    fn build(&self, patches: &[Patch]) -> Result<Binaries> {
        let paths = &self.tree.paths;
        if patches.iter().any(Patch::needs_browser) {
            // Without optimisation: the libraries are those of the tests, and only what a patch changes is built anew.
            command::test_program(paths, "reweave")?;
            build::site(paths, Purpose::Debug)?;
        }
        Binaries::build(paths, &tests(patches), &self.environment)
    }
}

/// The tests of these patches, each once.
fn tests(patches: &[Patch]) -> BTreeSet<&NamedTest> {
    patches.iter().flat_map(|patch| &patch.tests).collect()
}

/// Selects patches by their names, points or faults; all without a name.
fn select(patches: Vec<Patch>, names: &[String]) -> Result<Vec<Patch>> {
    if let Some(unknown) = names.iter().find(|name| !patches.iter().any(|patch| patch.is_named(name))) {
        bail!("no patch has the name, the point or the fault {unknown}; the patches are in {PATCHES}");
    }
    let is_wanted = |patch: &Patch| names.is_empty() || names.iter().any(|name| patch.is_named(name));
    Ok(patches.into_iter().filter(is_wanted).collect())
}

/// Divides patches into rounds: one patch each, or with `together` as many as change different lines and name different
/// tests.
fn rounds(patches: Vec<Patch>, together: bool) -> Vec<Vec<Patch>> {
    let mut rounds: Vec<Vec<Patch>> = Vec::new();
    for patch in patches {
        let fits = |round: &&mut Vec<Patch>| {
            let names_others = |other: &Patch| other.tests.iter().all(|test| !patch.tests.contains(test));
            round.iter().all(|other| names_others(other) && !other.overlaps(&patch))
        };
        match rounds.iter_mut().filter(|_| together).find(fits) {
            Some(round) => round.push(patch),
            None => rounds.push(vec![patch]),
        }
    }
    rounds
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Number of points of the security checklist.
    const POINTS: u32 = 45;

    fn sample(name: &str, about: &str, file: &str) -> Patch {
        let text = format!(
            "Point: {about}\nProtects: Something.\nTest: routes t\n\n--- a/{file}\n+++ b/{file}\n@@ -1 +1 @@\n-guard();\n+let_in();\n"
        );
        Patch::parse(name, &text).unwrap()
    }

    fn names(patches: &[Patch]) -> Vec<&str> {
        patches.iter().map(|patch| patch.name.as_str()).collect()
    }

    #[test]
    fn patches_are_selected_by_name_point_or_fault() {
        let all = || vec![sample("one", "1", "a"), sample("two", "1, 2", "b"), sample("three", "F03", "c")];
        let selected = |wanted: &[&str]| {
            let wanted: Vec<String> = wanted.iter().map(ToString::to_string).collect();
            select(all(), &wanted).map(|patches| names(&patches).join(" ")).unwrap_or_default()
        };
        assert_eq!(selected(&[]), "one two three");
        assert_eq!(selected(&["1"]), "one two");
        assert_eq!(selected(&["F03", "one"]), "one three");
        let unknown = select(all(), &["4".to_owned()]).unwrap_err().to_string();
        assert!(unknown.contains("no patch has the name, the point or the fault 4"), "{unknown}");
    }

    #[test]
    fn patches_of_the_same_lines_or_the_same_test_are_never_applied_at_once() {
        let other_test = |mut patch: Patch| {
            patch.tests[0].name = format!("t_{}", patch.name);
            patch
        };
        let all = || {
            vec![sample("one", "1", "a"), other_test(sample("two", "2", "a")), other_test(sample("three", "3", "b"))]
        };
        let alone: Vec<_> = rounds(all(), false).iter().map(|round| names(round).join(" ")).collect();
        assert_eq!(alone, ["one", "two", "three"]);
        let together: Vec<_> = rounds(all(), true).iter().map(|round| names(round).join(" ")).collect();
        assert_eq!(together, ["one three", "two"]);
        let same_test = rounds(vec![sample("one", "1", "a"), sample("two", "2", "b")], true);
        assert_eq!(same_test.len(), 2);
    }

    #[test]
    fn every_patch_applies_to_this_checkout() {
        let root = Paths::find().unwrap().root;
        for patch in Patch::all(&root.join(PATCHES)).unwrap() {
            patch.applied(&root).unwrap();
        }
    }

    #[test]
    fn every_test_that_a_patch_names_exists() {
        let root = Paths::find().unwrap().root;
        let patches = Patch::all(&root.join(PATCHES)).unwrap();
        for test in super::tests(&patches) {
            let folders = match test.binary.as_str() {
                "lib:app" => vec!["app/src".to_owned()],
                "lib:domain" => vec!["app/domain/src".to_owned()],
                library if library.starts_with("lib:") => {
                    let name = &library["lib:".len()..];
                    vec![format!("server/{name}/src"), "server/src".to_owned()]
                }
                name => vec![
                    format!("tests/{name}"),
                    format!("app/domain/tests/{name}"),
                    format!("app/domain/tests/{name}.rs"),
                ],
            };
            let wanted = format!("fn {}(", test.name);
            assert!(folders.iter().any(|folder| contains(&root.join(folder), &wanted)), "there is no test {test}");
        }
    }

    #[test]
    fn every_point_has_a_patch_or_a_reason_why_not() {
        let root = Paths::find().unwrap().root;
        let patches = Patch::all(&root.join(PATCHES)).unwrap();
        let readme = fs::read_to_string(root.join(PATCHES).join("README.md")).unwrap();
        let reasons = |point: &str| readme.lines().any(|line| line.starts_with(&format!("| {point} |")));
        let missing: Vec<String> = (1..=POINTS)
            .map(|point| point.to_string())
            .filter(|point| !patches.iter().any(|patch| patch.is_named(point)) && !reasons(point))
            .collect();
        assert!(
            missing.is_empty(),
            "points without a patch in {PATCHES} and without a reason in its README: {missing:?}"
        );
    }

    /// True if a file, or a file below a folder, contains these words.
    fn contains(path: &Path, words: &str) -> bool {
        if path.is_dir() {
            return fs::read_dir(path).unwrap().any(|entry| contains(&entry.unwrap().path(), words));
        }
        path.extension().is_some_and(|ending| ending == "rs") && fs::read_to_string(path).unwrap().contains(words)
    }
}
