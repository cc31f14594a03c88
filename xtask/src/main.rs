//! `cargo xtask`: builds, runs, tests and packs Reweave.
//!
//! `cargo xtask run` and `cargo xtask test` are enough for most work. Each installs what is missing, repeats nothing that
//! is up to date, and ends with a summary.

mod bench;
mod build;
mod check;
mod command;
mod dev;
mod dist;
mod fuzz;
mod mutate;
mod new;
mod paper;
mod paths;
mod probe;
mod run;
mod shots;
mod site;
mod steps;
mod toolchain;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::paths::Paths;

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
        /// Options for `reweave serve`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        extra: Vec<String>,
    },
    /// Build everything that `run` serves, without serving it
    Build,
    /// Install what the tests need, then run every check and every test
    Test,
    /// Serve a debug build, and rebuild it when a file changes
    Dev {
        /// Options for `reweave serve`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        extra: Vec<String>,
    },
    /// Pack one binary with the whole site inside: target/dist/reweave
    Dist,
    /// Take a picture of every screen and every sheet into target/shots
    Shots {
        /// Parts of the names of pictures to take; all by default
        extra: Vec<String>,
    },
    /// Put every leaflet into one picture: docs/pictures/sheets.png
    Wall,
    /// Write the stub of an exercise or of a page
    New {
        #[command(subcommand)]
        what: new::New,
    },
    /// Take each protection out of a copy of the checkout, and show that its test fails
    Mutate(mutate::Options),
    /// Feed invented input to the readers of untrusted input, with nightly Rust and cargo-fuzz
    Fuzz(fuzz::Options),
    /// Run the benchmarks, including one with 2,000 couples and 10,000 plans
    Bench {
        /// Fail if a budget is exceeded
        #[arg(long)]
        strict: bool,
        /// Options for the benchmarks, for example a part of a name
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
        Task::Wall => paper::wall(&paths),
        Task::Shots { extra } => shots::shots(&paths, &extra),
        Task::New { what } => new::new(&paths, &what),
        Task::Mutate(options) => mutate::mutate(&paths, &options),
        Task::Fuzz(options) => fuzz::fuzz(&paths, &options),
        Task::Bench { strict, extra } => bench::bench(&paths, strict, &extra),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // One cause per line. `{problem:?}` would add a backtrace, which is of no use here.
            eprintln!("\n{problem}");
            problem.chain().skip(1).for_each(|cause| eprintln!("  because: {cause}"));
            ExitCode::FAILURE
        }
    }
}
