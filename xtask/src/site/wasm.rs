//! From the module that cargo builds to the script and the module that a browser loads.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::Purpose;

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
        // The page says where the module lies, with its version behind the name.
        .omit_default_module_path(true)
        .debug(purpose == Purpose::Debug)
        .demangle(purpose == Purpose::Debug)
        .remove_name_section(purpose == Purpose::Release)
        .remove_producers_section(purpose == Purpose::Release)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen could not read {}", module.display()))?;
    let (written, wanted) = (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.wasm")));
    fs::rename(&written, &wanted).with_context(|| format!("could not rename {}", written.display()))
}
