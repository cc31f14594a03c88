//! The binary `reweave`.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use app::http::{host_name::HostName, proxies::Network};
use clap::{Parser, Subcommand};
use server::{
    cli::{
        self, AccountCommand, AuditCommand, BackupArguments, DatabaseArguments, FormArguments, HandoutArguments,
        KeyFileCommand, LeafletArguments, LibraryCommand, MapArguments, PlanArguments, ProgrammeArguments,
        RunSheetArguments, TemplateCommand,
    },
    edge,
    edge::{ServeOptions, TlsFiles},
};

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
    /// Drafts a treatment outline of 4 to 16 sessions from a case.
    Programme(ProgrammeArguments),
    /// Prints a handout for clients.
    Handout(HandoutArguments),
    /// Prints a run sheet of the next session, only for you: times, steps and what to check first.
    RunSheet(RunSheetArguments),
    /// Prints the client text of one exercise as a leaflet.
    Leaflet(LeafletArguments),
    /// Prints a blank form to fill in by hand.
    Form(FormArguments),
    /// Makes, checks and uses template files: reusable sessions with nothing about any couple.
    #[command(subcommand)]
    Template(TemplateCommand),
    /// Checks and shows the clinical library.
    #[command(subcommand)]
    Library(LibraryCommand),
    /// Copies the whole embedded database into one file, also while the server runs.
    Backup(BackupArguments),
    /// Adds, lists, disables and enables accounts.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Verifies the audit logs.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Makes a key for a keyring, and another key file when every copy of the first one is lost.
    #[command(subcommand)]
    KeyFile(KeyFileCommand),
    /// Checks database, key file and folders, and says what to do. Changes nothing.
    Doctor(DatabaseArguments),
    /// Opens Reweave for the browser.
    Serve {
        /// The address to listen on.
        #[arg(long, default_value = "127.0.0.1:3000")]
        listen: SocketAddr,
        #[command(flatten)]
        database: DatabaseArguments,
        /// The address, or range of addresses, from which a proxy in front connects; may be given several times. The proxy
        /// speaks TLS with browsers and passes on the name they asked for, X-Forwarded-For and X-Forwarded-Proto. All
        /// other addresses are refused.
        #[arg(long = "trusted-proxy", value_name = "ADDRESS")]
        trusted_proxies: Vec<Network>,
        /// The certificate for other computers that connect directly, in PEM, with those of the authorities in between. It is
        /// read again at a hang-up signal (SIGHUP).
        #[arg(long, value_name = "FILE", requires = "tls_key", conflicts_with = "trusted_proxies")]
        tls_cert: Option<PathBuf>,
        /// The private key of the certificate, in PEM.
        #[arg(long, value_name = "FILE", requires = "tls_cert")]
        tls_key: Option<PathBuf>,
        /// Listens on a network without TLS: the library can be read, and no one can sign in.
        #[arg(long)]
        insecure_network: bool,
        /// Starts with made-up couples in a temporary database; --data, --key-file and --key-command are neither read nor changed.
        #[arg(long, conflicts_with = "database_url")]
        demo: bool,
        /// Leads every account without a second factor to set it up after signing in, and opens nothing else before.
        #[arg(long)]
        require_second_factor: bool,
        /// The name in the address of this server, such as reweave.example.org. Passkeys belong to it; without it there are none on
        /// a network.
        #[arg(long, value_name = "NAME")]
        host: Option<HostName>,
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
                cli::note(&cause.to_string());
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
        Command::Backup(arguments) => tokio::runtime::Runtime::new()?.block_on(cli::backup(&arguments)),
        Command::Account(command) => cli::account(command),
        Command::Audit(command) => cli::audit(command),
        Command::KeyFile(command) => cli::key_file(command),
        Command::Doctor(database) => cli::doctor(database),
        Command::Serve {
            listen,
            database,
            trusted_proxies,
            tls_cert,
            tls_key,
            insecure_network,
            demo,
            require_second_factor,
            host,
            site,
        } => {
            let tls = tls_cert.zip(tls_key).map(|(certificate, key)| TlsFiles { certificate, key });
            let (place, key_file) = database.places();
            tokio::runtime::Runtime::new()?.block_on(edge::serve(ServeOptions {
                listen,
                place,
                key_file,
                trusted_proxies,
                tls,
                insecure_network,
                demo,
                require_second_factor,
                host,
                site,
            }))
        }
    }
}
