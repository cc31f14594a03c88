//! The binary `reweave`.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Parser, Subcommand};
use server::web::{self, ServeOptions};

/// Plans sessions for couples who rebuild sexual trust.
#[derive(Debug, Parser)]
#[command(name = "reweave", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Opens Reweave for the browser.
    Serve {
        /// The address to listen on.
        #[arg(long, default_value = "127.0.0.1:3000")]
        listen: SocketAddr,
        /// The folder with the built site.
        #[arg(long)]
        site: Option<PathBuf>,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Serve { listen, site } => {
            web::serve(ServeOptions {
                listen,
                site,
                data: None,
            })
            .await
        }
    }
}
