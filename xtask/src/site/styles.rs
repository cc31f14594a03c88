//! Joins all style sheets into one.
//!
//! Every rule is in a layer (`@layer parts { … }`), and one file states the order of the layers (`@layer base, parts;`).
//! That file comes first; the order of the others does not matter, and follows their paths.

use anyhow::{Context, Result, bail};

use super::files::Source;

/// Joins the style sheets among `sources`.
///
/// # Errors
/// When one is not UTF-8, or contains a rule that works in a separate file only.
pub fn join(sources: &[Source]) -> Result<String> {
    let mut sheets = Vec::new();
    for source in sources.iter().filter(|source| source.is_style()) {
        let place = source.place.display();
        let text = str::from_utf8(&source.bytes).with_context(|| format!("style/{place} is not UTF-8"))?;
        let text = without_comments(text);
        if text.contains("@import") || text.contains("@charset") {
            bail!("style/{place}: remove @import and @charset; all style sheets are joined into one");
        }
        sheets.push(text);
    }
    sheets.sort_by_key(|text| !states_order(text));
    Ok(sheets.join("\n"))
}

/// True for a sheet with a line that names layers without opening one.
fn states_order(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("@layer ") && line.trim_end().ends_with(';'))
}

/// Removes comments and empty lines. Quoted text stays as it is.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
            rest = &rest[end..];
            continue;
        } else if rest.starts_with('/') {
            1
        } else {
            quoted(rest)
        };
        kept.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    kept.push_str(rest);
    let mut lines: Vec<&str> = kept.lines().map(str::trim_end).collect();
    lines.retain(|line| !line.is_empty());
    lines.push("");
    lines.join("\n")
}

/// The length of the quoted text at the start of `text`, quotes included.
fn quoted(text: &str) -> usize {
    let quote = text.chars().next();
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if Some(letter) == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(place: &str, text: &str) -> Source {
        Source { place: place.into(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn the_sheet_that_states_the_order_of_layers_goes_first() -> Result<()> {
        let joined = join(&[
            sheet("base.css", "@layer base {\n  a { b: c; }\n}\n"),
            sheet("fonts/one.woff2", "not a sheet"),
            sheet("tokens.css", "/* order */\n@layer tokens, base;\n"),
        ])?;
        assert_eq!(joined, "@layer tokens, base;\n\n@layer base {\n  a { b: c; }\n}\n");
        Ok(())
    }

    #[test]
    fn comments_are_removed_and_quoted_text_stays() {
        let text = "a { content: \"/* \\\" stays */\"; } /* goes */ b { c: url(/d) }\n";
        assert_eq!(without_comments(text), "a { content: \"/* \\\" stays */\"; }  b { c: url(/d) }\n");
    }

    #[test]
    fn an_import_is_refused_and_the_file_named() {
        let problem = join(&[sheet("parts/a.css", "@import \"b.css\";")]).map_err(|problem| problem.to_string());
        assert!(problem.is_err_and(|text| text.starts_with("style/parts/a.css")));
    }
}
