//! Builds the browser half and the server.

use std::{env, fs, panic::resume_unwind, path::PathBuf, thread};

use anyhow::{Context, Result};

use crate::{
    command::{cargo, run},
    paths::Paths,
    site::{self, Purpose},
    steps::{say, step},
    tools,
};

/// Builds the site and the server for release.
///
/// # Errors
/// When something cannot be installed or does not build.
pub fn release(paths: &Paths) -> Result<()> {
    // Each half has folders of its own, and optimising the browser's as a whole leaves all processors but one idle.
    thread::scope(|scope| {
        let server = scope.spawn(|| server(paths, Purpose::Release, &[]).map(drop));
        let site = site(paths, Purpose::Release);
        let server = server.join().unwrap_or_else(|panic| resume_unwind(panic));
        site.and(server)
    })
}

/// Builds the browser half and assembles the site.
///
/// # Errors
/// When the target for browsers is missing and cannot be added, or when something does not build.
pub fn site(paths: &Paths, purpose: Purpose) -> Result<()> {
    tools::wasm_target(paths)?;
    let mut modules = Vec::new();
    for part in site::PARTS {
        step(&format!("Browser half, {part}"), || {
            modules.push(browser(paths, purpose, part)?);
            Ok(())
        })?;
    }
    step("Site", || {
        let folder = purpose.folder(paths);
        let shown = paths.show(&folder);
        let is_new = site::assemble(paths, purpose, &modules)?;
        let state = if is_new { "assembled" } else { "up to date" };
        say(&format!("    {shown} is {state}"));
        Ok(())
    })
}

/// Builds the binary `reweave` with these cargo features and returns its path.
///
/// # Errors
/// When it does not build.
pub fn server(paths: &Paths, purpose: Purpose, features: &[&str]) -> Result<PathBuf> {
    step("Server", || {
        let mut command = cargo(paths);
        command.args(["build", "--package", "server"]);
        if purpose == Purpose::Release {
            command.arg("--release");
        }
        if !features.is_empty() {
            command.args(["--features", &features.join(",")]);
        }
        run(&mut command).context("the server does not build; see the compiler errors above")?;
        Ok(match purpose {
            Purpose::Release => paths.release_binary(),
            Purpose::Debug => paths.debug_binary(),
        })
    })
}

/// Environment variable of flags for the browser target; it replaces `rustflags` of .cargo/config.toml.
const RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Flags that keep paths of this machine out of the module: the build is reproducible, and smaller.
fn anonymous(paths: &Paths) -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let home = home.unwrap_or_default();
    let random = "--cfg getrandom_backend=\"wasm_js\"";
    format!("{random} --remap-path-prefix={}= --remap-path-prefix={}=", paths.root.display(), home.display())
}

/// Builds one part of `app` for the browser and returns the module.
fn browser(paths: &Paths, purpose: Purpose, part: &str) -> Result<PathBuf> {
    let mut command = cargo(paths);
    // `rustc` with one crate type instead of `build`: with two crate types, cargo silently skips link-time optimisation,
    // and the module is twice the size.
    command
        .args(["rustc", "--package", "app", "--lib", "--crate-type", "cdylib"])
        .args(["--no-default-features", "--features", &format!("part-{part}")])
        .args(["--target", tools::WASM]);
    if purpose == Purpose::Release {
        command.args(["--profile", "wasm-release"]);
        command.env(RUSTFLAGS, anonymous(paths));
    }
    run(&mut command).context("the browser half does not build; see the compiler errors above")?;
    let profile = match purpose {
        Purpose::Release => "wasm-release",
        Purpose::Debug => "debug",
    };
    // Each part is built under the same name, one after another.
    let folder = paths.cargo_target.join(tools::WASM).join(profile);
    let module = folder.join(format!("app-{part}.wasm"));
    fs::copy(folder.join("app.wasm"), &module).with_context(|| format!("could not write {}", module.display()))?;
    Ok(module)
}
