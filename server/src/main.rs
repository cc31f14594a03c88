//! The binary `reweave`.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use server::{
    cli::{
        self, FormArguments, HandoutArguments, LeafletArguments, LibraryCommand, MapArguments, PlanArguments,
        ProgrammeArguments, RunSheetArguments, TemplateCommand,
    },
    web::{self, ServeOptions},
};
use store::Place;

/// Plans sessions for couples who rebuild sexual trust.
#[derive(Debug, Parser)]
#[command(name = "reweave", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Shows what a case points to, and why.
    Map(MapArguments),
    /// Plans the next session of a case.
    Plan(PlanArguments),
    /// Drafts an arc of 4 to 16 sessions from a case.
    Programme(ProgrammeArguments),
    /// Prints a sheet that a couple can keep.
    Handout(HandoutArguments),
    /// Prints the next session for your own hand: times, steps, what to confirm. For no client’s eyes.
    RunSheet(RunSheetArguments),
    /// Prints one exercise as clients read it.
    Leaflet(LeafletArguments),
    /// Prints a blank form to fill in by hand.
    Form(FormArguments),
    /// Makes, checks and uses template files: sessions to use again, without anybody in them.
    #[command(subcommand)]
    Template(TemplateCommand),
    /// Looks into the clinical library.
    #[command(subcommand)]
    Library(LibraryCommand),
    /// Opens Reweave for the browser.
    Serve {
        /// The address to listen on.
        #[arg(long, default_value = "127.0.0.1:3000")]
        listen: SocketAddr,
        /// The folder for the embedded database; otherwise the platform's data folder.
        #[arg(long)]
        data: Option<PathBuf>,
        /// A PostgreSQL database instead of the embedded one: postgres://user:password@host/database
        #[arg(long, env = "REWEAVE_DATABASE_URL", hide_env_values = true, conflicts_with = "data")]
        database_url: Option<String>,
        /// A proxy in front speaks TLS with browsers and passes on the name they asked for, X-Forwarded-For and
        /// X-Forwarded-Proto. Only that proxy may reach the address.
        #[arg(long)]
        behind_proxy: bool,
        /// Made-up couples in a database that goes when the program ends; nothing of --data is read or changed.
        #[arg(long, conflicts_with = "database_url")]
        demo: bool,
        /// The folder with the built site.
        #[arg(long)]
        site: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What a person sees: what went wrong and why, one thing a line, and no trace of the code behind it.
            for cause in error.chain() {
                eprintln!("{cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Map(arguments) => cli::map(&arguments),
        Command::Plan(arguments) => cli::plan(&arguments),
        Command::Programme(arguments) => cli::programme(&arguments),
        Command::Handout(arguments) => cli::handout(&arguments),
        Command::RunSheet(arguments) => cli::run_sheet(&arguments),
        Command::Leaflet(arguments) => cli::leaflet(&arguments),
        Command::Form(arguments) => cli::form(&arguments),
        Command::Template(command) => cli::template(&command),
        Command::Library(command) => cli::library(&command),
        Command::Serve { listen, data, database_url, behind_proxy, demo, site } => {
            let place = match database_url {
                _ if demo => Place::Temporary,
                Some(address) => Place::Postgres(address),
                None => Place::Folder(data),
            };
            tokio::runtime::Runtime::new()?.block_on(web::serve(ServeOptions {
                listen,
                place,
                behind_proxy,
                demo,
                site,
            }))
        }
    }
}
