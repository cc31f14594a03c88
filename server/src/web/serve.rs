//! Opens the port and serves until it is told to stop.

use std::{
    io::{self, ErrorKind},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use anyhow::Context;
use axum::Router;
use store::{Place, Store};
use tokio::net::TcpListener;

use crate::demo::Demo;

use super::{
    calm::quiet_panics,
    gatekeeper::Hosts,
    log::write_log,
    router::{Web, router},
    site::Site,
};

/// What somebody reads who opens the server to a network without TLS.
const NO_TLS: &str = "Warning: other machines can reach this address, and nothing on the way is encrypted. Nobody can sign in \
                      like this: browsers keep the session only over TLS. Put a proxy that speaks TLS in front, let Reweave \
                      listen where only that proxy reaches it, and start it with --behind-proxy.";

/// How to serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServeOptions {
    /// The address to listen on. On a loopback address only this machine's own names are answered.
    pub listen: SocketAddr,
    /// Where the database is.
    pub place: Place,
    /// Whether a proxy in front speaks TLS with browsers, and tells who asks in `X-Forwarded-For` and `X-Forwarded-Proto`.
    pub behind_proxy: bool,
    /// Whether to make an account with made-up couples there; the place has to be a temporary one.
    pub demo: bool,
    /// The folder with the built site; without it, the site inside the binary, or `target/site`.
    pub site: Option<PathBuf>,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 3000)),
            place: Place::Folder(None),
            behind_proxy: false,
            demo: false,
            site: None,
        }
    }
}

/// Serves until Ctrl-C or a request to end, then finishes what is under way. Errors say what to do next.
pub async fn serve(options: ServeOptions) -> anyhow::Result<()> {
    let site = Site::find(options.site.as_deref())?;
    let listener = TcpListener::bind(options.listen).await.map_err(|error| explain(error, options.listen))?;
    let address = listener.local_addr().context("could not ask for the address that was opened")?;
    quiet_panics();
    write_log();
    let store = Store::open(&options.place).await?;
    println!("The database is {}", store.place());
    let hosts = if options.behind_proxy { Hosts::Proxied } else { Hosts::for_address(address) };
    let mut web = Web::new(site, hosts, store.clone());
    if options.demo {
        web.demo = Some(Demo::open(&store, &web.clock).await?);
    }
    println!("Reweave is at http://{address}");
    if hosts == Hosts::Any {
        eprintln!("{NO_TLS}");
    }
    let served = serve_on(listener, router(&web), asked_to_stop()).await;
    store.close().await;
    served.context("the server stopped unexpectedly")
}

/// Serves `router` on a port that is already open, until `stop` is done.
pub async fn serve_on(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(stop).await
}

fn explain(error: io::Error, address: SocketAddr) -> anyhow::Error {
    match error.kind() {
        ErrorKind::AddrInUse => {
            let next = SocketAddr::new(address.ip(), address.port().wrapping_add(1));
            anyhow::anyhow!(
                "{address} is already in use; perhaps Reweave is open there already. Look at http://{address}, or choose \
                 another port with --listen {next}"
            )
        }
        _ => anyhow::Error::new(error).context(format!("could not listen on {address}")),
    }
}

async fn asked_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Without the handler Ctrl-C ends the process by itself.
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
