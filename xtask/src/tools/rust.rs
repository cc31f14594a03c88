//! Parts of the Rust toolchain.

use std::{path::Path, process::Command};

use anyhow::{Context, Result};

use crate::{
    command::{answer, cargo, is_installed, program, run},
    paths::Paths,
    steps::say,
};

/// The target that the browser half is built for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the standard library for browsers is there.
///
/// # Errors
/// When it is missing and rustup cannot add it.
pub fn wasm_target(paths: &Paths) -> Result<()> {
    if has_wasm(paths) {
        return Ok(());
    }
    say(&format!("    Adding the target {WASM}"));
    let mut add = program(paths, "rustup");
    add.args(["target", "add", WASM]);
    if takes_no_self_update(paths) {
        add.arg("--no-self-update");
    }
    run(&mut add).with_context(|| {
        format!("the browser half needs the Rust target {WASM}; add it with your toolchain's own tool and try again")
    })
}

/// Makes sure that `cargo fmt` and `cargo clippy` are there.
///
/// # Errors
/// When one is missing and rustup cannot add it.
pub fn check_components(paths: &Paths) -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if answer(cargo(paths).args([subcommand, "--version"])).is_some() {
            continue;
        }
        say(&format!("    Adding {component}"));
        run(program(paths, "rustup").args(["component", "add", component]))
            .with_context(|| format!("the checks need {component}; `rustup component add {component}` adds it"))?;
    }
    Ok(())
}

fn has_wasm(paths: &Paths) -> bool {
    let mut ask = program(paths, "rustc");
    ask.args(["--print", "target-libdir", "--target", WASM]);
    answer(&mut ask).is_some_and(|folder| Path::new(&folder).is_dir())
}

/// Newer versions of rustup want to be told to leave themselves alone, older ones do not know the word.
fn takes_no_self_update(paths: &Paths) -> bool {
    let mut ask: Command = program(paths, "rustup");
    ask.args(["target", "add", "--help"]);
    is_installed("rustup") && answer(&mut ask).is_some_and(|help| help.contains("--no-self-update"))
}
