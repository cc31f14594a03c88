//! `cargo xtask`: builds, runs, tests and packs Reweave.
//!
//! Two commands are all that a person needs: `cargo xtask run` and `cargo xtask test`. Each fetches what it is
//! missing, does only what is not done yet, and says at the end what came of it.

mod bench;
mod build;
mod check;
mod command;
mod dev;
mod dist;
mod paper;
mod paths;
mod probe;
mod run;
mod shots;
mod site;
mod steps;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::paths::Paths;

/// What stands behind `cargo xtask`.
#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs, tests and packs Reweave.")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and serve Reweave at http://127.0.0.1:3000
    Run {
        /// Handed on to `reweave serve`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        extra: Vec<String>,
    },
    /// Build everything that `run` serves, without serving it
    Build,
    /// Install what the tests need, then run every check and every test
    Test,
    /// Serve a debug build, and build it again whenever a file changes
    Dev {
        /// Handed on to `reweave serve`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        extra: Vec<String>,
    },
    /// Pack one binary with the whole site inside: target/dist/reweave
    Dist,
    /// Leave a picture of every screen and every sheet in target/shots
    Shots {
        /// Parts of the names of pictures to make; without any, all are made
        extra: Vec<String>,
    },
    /// Run the benchmarks, and measure the release build with a full shelf
    Bench {
        /// Fail when a budget is broken
        #[arg(long)]
        strict: bool,
        /// Handed on to the benchmarks, for instance a part of a name
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        extra: Vec<String>,
    },
}

fn main() -> ExitCode {
    let task = Cli::parse().task;
    let done = Paths::find().and_then(|paths| match task {
        Task::Run { extra } => run::run(&paths, &extra),
        Task::Build => build::release(&paths),
        Task::Test => check::check(&paths),
        Task::Dev { extra } => dev::dev(&paths, &extra),
        Task::Dist => dist::dist(&paths),
        Task::Shots { extra } => shots::shots(&paths, &extra),
        Task::Bench { strict, extra } => bench::bench(&paths, strict, &extra),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Each cause on a line of its own. `{problem:?}` would add a backtrace, which helps nobody here.
            eprintln!("\n{problem}");
            problem.chain().skip(1).for_each(|cause| eprintln!("  because: {cause}"));
            ExitCode::FAILURE
        }
    }
}
