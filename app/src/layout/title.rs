//! Titles of the browser's tab, and checks on the source files of pages.

/// Returns the title of the browser's tab, escaped, because `leptos_meta` does not escape it (checklist 24).
pub fn tab_title(name: &str) -> String {
    format!("{} · Reweave", name.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn sec_24_a_name_cannot_end_the_title() {
        let title = tab_title("</title><meta http-equiv=refresh content=0;url=//x.io>&lt;");
        assert!(!title.contains('<'), "{title}");
        assert!(title.ends_with("&amp;lt; · Reweave"), "{title}");
    }

    /// Calls `of` with every source file of the server's pages and the islands.
    fn sources(folder: &Path, of: &mut impl FnMut(&Path, &str)) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, of);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                of(&path, &fs::read_to_string(&path).unwrap());
            }
        }
    }

    fn all_sources(mut of: impl FnMut(&Path, &str)) {
        for folder in ["src", "../server/src"] {
            sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut of);
        }
    }

    #[test]
    fn sec_24_every_title_is_fixed_or_escaped() {
        // In two pieces, so that this test does not find itself.
        let (tag, mut count) = (concat!("<", "Title"), 0);
        all_sources(|path, text| {
            for use_ in text.split(tag).skip(1) {
                count += 1;
                let text = use_.trim_start().strip_prefix("text=").unwrap_or_default();
                let fixed = text.starts_with('"');
                assert!(fixed || text.starts_with("tab_title("), "{}: a title that is not escaped", path.display());
            }
        });
        assert!(count > 30, "{count} titles");
    }

    /// True if this line of source writes the tag, in `view!` or in `html!`.
    fn writes_text_area(line: &str) -> bool {
        let (code, tag) = (line.trim_start(), concat!("text", "area"));
        !code.starts_with("//")
            && code.match_indices(tag).any(|(at, _)| {
                let (before, after) = (&code[..at], &code[at + tag.len()..]);
                let painted = before.is_empty() || before.ends_with([' ', '{', '}']);
                before.ends_with('<') || (painted && after.starts_with([' ', '.', '#', ';', '{']))
            })
    }

    #[test]
    fn sec_24_one_file_writes_text_areas() {
        let tag = concat!("text", "area");
        for line in ["<@ id=x>", "@ id=(name) { (text) }", "label { } @ name=x;", "@ { (note) }"] {
            assert!(writes_text_area(&line.replace('@', tag)), "{line}");
        }
        let mut files = Vec::new();
        all_sources(|path, text| {
            if text.lines().any(writes_text_area) {
                files.push(path.file_name().unwrap_or_default().to_owned());
            }
        });
        assert_eq!(files, [concat!("text", "_area.rs")], "use `TextArea` or `text_area`");
    }
}
