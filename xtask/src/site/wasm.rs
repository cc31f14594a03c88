//! Turns a module built by cargo into the script and the module that a browser loads.

use std::{collections::HashMap, fs, path::Path};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::purpose::Purpose;

/// Begins to fetch and compile the module, which lies beside its script under the same version.
const COMPILE: &str = r#"
const address = new URL(import.meta.url);
address.pathname = address.pathname.replace(/js$/, "wasm");
export const compiled = WebAssembly.compileStreaming(fetch(address));
// Whoever awaits it hears of a failure; until then it is not reported as nobody's.
compiled.catch(() => {});
"#;

/// Writes `name.js` and `name.wasm` into `folder`.
///
/// # Errors
/// When the module was built with another version of wasm-bindgen than this tool, or a file cannot be written.
pub fn bind(module: &Path, folder: &Path, purpose: Purpose, name: &str) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)
        .context("wasm-bindgen does not write for browsers")?
        .input_path(module)
        .out_name(name)
        .typescript(false)
        // The page gives the address of the module, with its version.
        .omit_default_module_path(true)
        .debug(purpose == Purpose::Debug)
        .demangle(purpose == Purpose::Debug)
        .remove_name_section(purpose == Purpose::Release)
        .remove_producers_section(purpose == Purpose::Release);
    let mut bound =
        bindgen.generate_output().with_context(|| format!("wasm-bindgen could not read {}", module.display()))?;
    let short = match purpose {
        Purpose::Release => shorten(bound.wasm_mut().imports.iter_mut().map(|import| &mut import.name)),
        Purpose::Debug => HashMap::new(),
    };
    bound.emit(folder).with_context(|| format!("could not write {name} into {}", folder.display()))?;
    let script = folder.join(format!("{name}.js"));
    let text = fs::read_to_string(&script).with_context(|| format!("could not read {}", script.display()))?;
    let text = match purpose {
        Purpose::Release => compact(&text),
        Purpose::Debug => text,
    };
    fs::write(&script, renamed(&text, &short) + COMPILE)
        .with_context(|| format!("could not write {}", script.display()))?;
    let (written, wanted) = (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.wasm")));
    fs::rename(&written, &wanted).with_context(|| format!("could not rename {}", written.display()))
}

/// Shortens the names of imports. Those of wasm-bindgen end in hashes, which do not compress: four kilobytes of every part.
fn shorten<'a>(names: impl Iterator<Item = &'a mut String>) -> HashMap<String, String> {
    let mut short = HashMap::new();
    for name in names {
        let number = short.len();
        let new = short.entry(name.clone()).or_insert_with(|| format!("_{number}"));
        name.clone_from(new);
    }
    short
}

/// Removes indents and lines that are comments: a seventh of what is left of a script after compression. The script of
/// wasm-bindgen has no text of several lines.
fn compact(script: &str) -> String {
    let is_comment = |line: &&str| ["//", "/*", "*"].iter().any(|start| line.starts_with(start));
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Applies the shortened names to the script.
fn renamed(script: &str, short: &HashMap<String, String>) -> String {
    let part_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(part_of_name) {
        let (before, at_name) = rest.split_at(start);
        let (name, after) = at_name.split_at(at_name.find(|c| !part_of_name(c)).unwrap_or(at_name.len()));
        text.push_str(before);
        text.push_str(short.get(name).map_or(name, String::as_str));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indents_and_comments_are_removed_and_nothing_else() {
        let script = "/**\n * @returns {number}\n */\nfunction a() {\n    // Why.\n    return b /* c */ * 2;\n}\n\n";
        assert_eq!(compact(script), "function a() {\nreturn b /* c */ * 2;\n}\n");
    }

    #[test]
    fn only_whole_names_are_shortened_and_to_the_same_name() {
        let mut names = ["__wbg_now_12ab".to_owned(), "__wbg_log_34cd".to_owned(), "__wbg_now_12ab".to_owned()];
        let short = shorten(names.iter_mut());
        assert_eq!(names, ["_0", "_1", "_0"]);
        let script = "x = { __wbg_now_12ab: f, __wbg_log_34cd(a) {} }; __wbg_now_12abc";
        assert_eq!(renamed(script, &short), "x = { _0: f, _1(a) {} }; __wbg_now_12abc");
    }
}
