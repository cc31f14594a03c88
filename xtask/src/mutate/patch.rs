//! A patch of `tests/mutations`: a head of plain lines, then a unified diff.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail, ensure};

/// A patch that takes one protection out of the product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Name of the file without its ending.
    pub name: String,
    /// Points of the security checklist and faults that the protection belongs to, as `24` or `F06`.
    pub about: Vec<String>,
    /// The protection in one sentence.
    pub protects: String,
    /// The tests that must fail, at least one.
    pub tests: Vec<NamedTest>,
    files: Vec<FileChange>,
}

/// A test that a patch must make fail.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedTest {
    /// Test binary, or `lib:CRATE` for the unit tests of a crate.
    pub binary: String,
    /// Name of the test function, without its modules.
    pub name: String,
}

/// The changes to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FileChange {
    path: String,
    hunks: Vec<Hunk>,
}

/// Lines that replace others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Hunk {
    before: String,
    after: String,
}

impl Patch {
    /// Parses the text of a patch.
    ///
    /// # Errors
    /// When the head is incomplete or has an unknown line, or when the rest is not a unified diff.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let begin = text.find("\n--- a/").context("there is no diff; it begins with a line “--- a/PATH”")?;
        let (head, diff) = text.split_at(begin + 1);
        let mut patch = Self {
            name: name.to_owned(),
            about: Vec::new(),
            protects: String::new(),
            tests: Vec::new(),
            files: files(diff)?,
        };
        for line in head.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match line.split_once(": ") {
                Some(("Point" | "Fault", ids)) => patch.about.extend(ids.split(", ").map(str::to_owned)),
                Some(("Protects", sentence)) => sentence.clone_into(&mut patch.protects),
                Some(("Test", named)) => patch.tests.push(NamedTest::parse(named)?),
                _ => bail!("unknown line in the head: {line}"),
            }
        }
        ensure!(!patch.about.is_empty(), "the head names no point and no fault");
        ensure!(!patch.protects.is_empty(), "the head does not say what is protected");
        ensure!(!patch.tests.is_empty(), "the head names no test");
        Ok(patch)
    }

    /// Reads all patches in a folder, in the order of their names.
    ///
    /// # Errors
    /// When a file cannot be read or is not a patch; the error names it.
    pub fn all(folder: &Path) -> Result<Vec<Self>> {
        let mut patches = Vec::new();
        for entry in fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "patch") {
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
                patches.push(Self::parse(&name, &text).with_context(|| format!("{name}.patch is malformed"))?);
            }
        }
        patches.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(patches)
    }

    /// True if this is the name of the patch, or one of its points and faults.
    pub fn is_named(&self, word: &str) -> bool {
        self.name == word || self.about.iter().any(|about| about == word)
    }

    /// True if one of its tests needs a browser.
    pub fn needs_browser(&self) -> bool {
        self.tests.iter().any(|test| test.binary == "browser")
    }

    /// Paths of the files that it changes.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    /// True if both change a file at lines that they share.
    pub fn overlaps(&self, other: &Self) -> bool {
        let shared = |one: &FileChange| {
            let same = other.files.iter().filter(|two| two.path == one.path).flat_map(|two| &two.hunks);
            same.into_iter().any(|two| one.hunks.iter().any(|hunk| hunk.shares_lines(two)))
        };
        self.files.iter().any(shared)
    }

    /// Applies the patch to the files below a folder, and returns those that it changes with their new content. Nothing is
    /// written.
    ///
    /// # Errors
    /// When the lines to be replaced do not occur exactly once in their file.
    pub fn applied(&self, root: &Path) -> Result<Vec<(String, String)>> {
        let change = |file: &FileChange| {
            let text =
                fs::read_to_string(root.join(&file.path)).with_context(|| format!("could not read {}", file.path))?;
            let text = file.applied(&text).with_context(|| format!("{} does not apply to {}", self.name, file.path))?;
            Ok((file.path.clone(), text))
        };
        self.files.iter().map(change).collect()
    }
}

impl NamedTest {
    fn parse(text: &str) -> Result<Self> {
        let (binary, name) = text.split_once(' ').context("write “Test: BINARY NAME”, or “Test: lib:CRATE NAME”")?;
        Ok(Self { binary: binary.to_owned(), name: name.to_owned() })
    }
}

impl std::fmt::Display for NamedTest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.binary, self.name)
    }
}

impl Hunk {
    /// True if a line that says something is in both.
    fn shares_lines(&self, other: &Self) -> bool {
        let says = |line: &&str| line.trim().len() > 3;
        self.before.lines().filter(says).any(|line| other.before.lines().any(|own| own == line))
    }
}

impl FileChange {
    fn applied(&self, text: &str) -> Result<String> {
        let mut text = text.to_owned();
        for hunk in &self.hunks {
            let whole_lines = format!("\n{text}");
            let before = format!("\n{}", hunk.before);
            // The line end before one occurrence may be the last of another.
            let found: Vec<usize> = whole_lines
                .match_indices('\n')
                .map(|(at, _)| at)
                .filter(|at| whole_lines[*at..].starts_with(&before))
                .collect();
            let [at] = found[..] else { bail!("its lines occur {} times:\n{}", found.len(), hunk.before) };
            text.replace_range(at..at + hunk.before.len(), &hunk.after);
        }
        Ok(text)
    }
}

/// Parses a unified diff. The numbers of lines are not used: the lines themselves are looked for.
fn files(diff: &str) -> Result<Vec<FileChange>> {
    let mut files: Vec<FileChange> = Vec::new();
    for line in diff.lines() {
        if let Some(path) = line.strip_prefix("--- a/") {
            files.push(FileChange { path: path.to_owned(), hunks: Vec::new() });
            continue;
        }
        let file = files.last_mut().context("the diff does not begin with a file")?;
        if line.starts_with("diff ") || line.starts_with("index ") || line.starts_with("+++ b/") {
            continue;
        }
        if line.starts_with("@@") {
            file.hunks.push(Hunk::default());
            continue;
        }
        let hunk = file.hunks.last_mut().with_context(|| format!("a line of {} is in no hunk: {line}", file.path))?;
        let (sign, rest) = line.split_at_checked(1).unwrap_or((" ", ""));
        if matches!(sign, " " | "-") {
            hunk.before.extend([rest, "\n"]);
        }
        if matches!(sign, " " | "+") {
            hunk.after.extend([rest, "\n"]);
        }
        ensure!(matches!(sign, " " | "-" | "+"), "not a line of a diff: {line}");
    }
    ensure!(files.iter().all(|file| !file.hunks.is_empty()), "a file has no hunk");
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATCH: &str = "Point: 20, 21\nFault: F06\nProtects: A change asked for elsewhere.\nTest: routes sec_20_a\n\
                         Test: lib:server sec_20_b\n\n--- a/src/a.rs\n+++ b/src/a.rs\n@@ -1,3 +1,2 @@\n fn a() {\n-    guard();\n }\n";

    #[test]
    fn a_head_names_points_protection_and_tests() {
        let patch = Patch::parse("origin", PATCH).unwrap();
        assert_eq!(patch.about, ["20", "21", "F06"]);
        assert_eq!(patch.protects, "A change asked for elsewhere.");
        let tests: Vec<String> = patch.tests.iter().map(ToString::to_string).collect();
        assert_eq!(tests, ["routes sec_20_a", "lib:server sec_20_b"]);
        assert_eq!(patch.paths().collect::<Vec<_>>(), ["src/a.rs"]);
        for word in ["origin", "21", "F06"] {
            assert!(patch.is_named(word), "{word}");
        }
        assert!(!patch.is_named("2") && !patch.is_named("orig"));
    }

    #[test]
    fn a_head_without_a_part_or_with_an_unknown_line_is_refused() {
        for part in ["Protects: A change asked for elsewhere.\n", "Test: lib:server sec_20_b\n", "--- a/src/a.rs\n"] {
            let without = PATCH.replace("Test: routes sec_20_a\n", "").replace(part, "");
            assert!(Patch::parse("origin", &without).is_err(), "{part}");
        }
        let no_subject = PATCH.replace("Point: 20, 21\nFault: F06\n", "");
        assert!(Patch::parse("origin", &no_subject).is_err());
        assert!(Patch::parse("origin", &format!("Pont: 3\n{PATCH}")).is_err());
        assert!(Patch::parse("origin", &PATCH.replace("-    guard", "*    guard")).is_err());
    }

    #[test]
    fn lines_are_replaced_where_they_occur_once() {
        let patch = Patch::parse("origin", PATCH).unwrap();
        let apply = |text: &str| patch.files[0].applied(text);
        assert_eq!(apply("x\nfn a() {\n    guard();\n}\ny\n").unwrap(), "x\nfn a() {\n}\ny\n");
        assert_eq!(apply("fn a() {\n    guard();\n}\n").unwrap(), "fn a() {\n}\n");
        assert!(apply("fn a() {\n    guard(1);\n}\n").is_err());
        assert!(apply("pub fn a() {\n    guard();\n}\n").is_err(), "only whole lines count");
        assert!(apply(&"fn a() {\n    guard();\n}\n".repeat(2)).is_err());
    }
}
