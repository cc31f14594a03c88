//! Components and targets of the Rust toolchain.

use std::{path::Path, process::Command};

use anyhow::{Context, Result};

use crate::{
    command::{answer, cargo, is_installed, program, run},
    paths::Paths,
    steps::say,
};

/// The target of the browser half.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the target [`WASM`] if it is missing.
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
        format!("the browser half needs the Rust target {WASM}; add it with the tool that manages your toolchain and try again")
    })
}

/// Adds `cargo fmt` and `cargo clippy` if they are missing.
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
            .with_context(|| format!("the checks need {component}; add it with `rustup component add {component}`"))?;
    }
    Ok(())
}

fn has_wasm(paths: &Paths) -> bool {
    let mut ask = program(paths, "rustc");
    ask.args(["--print", "target-libdir", "--target", WASM]);
    answer(&mut ask).is_some_and(|folder| Path::new(&folder).is_dir())
}

/// True for a rustup that knows `--no-self-update`; newer versions would otherwise update themselves.
fn takes_no_self_update(paths: &Paths) -> bool {
    let mut ask: Command = program(paths, "rustup");
    ask.args(["target", "add", "--help"]);
    is_installed("rustup") && answer(&mut ask).is_some_and(|help| help.contains("--no-self-update"))
}
