//! Opens the port and serves until shutdown.

use std::{
    convert::Infallible,
    io::{self, ErrorKind},
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    pin::pin,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, ensure};
use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use futures_util::{FutureExt as _, future::BoxFuture};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use store::{DatabaseLocation, KeyFile, KeyFileError, Store, StoreError};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
};

use app::demo::Demo;

use crate::edge::{
    log::write_log,
    memory::keep_memory_private,
    request_log::quiet_panics,
    router::{Server, router, router_without_key},
    site::Site,
    tls::{Port, Tls, TlsFiles},
};
use app::http::{clock::server_zone, host_name::HostName, hosts::Hosts, proxies::Network, server_config::ServerConfig};

/// Advice for a server that is reachable from a network without TLS.
const NO_TLS: &str = "Other computers can reach this address, and the connection would not be encrypted. Give Reweave a certificate \
                      with --tls-cert and --tls-key, or put a proxy that speaks TLS in front and name it with --trusted-proxy.";

/// Validity of a set-up code. A restart prints a new one.
const SET_UP_WITHIN: Duration = Duration::from_hours(24);

/// Options of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServeOptions {
    /// The address to listen on. On a loopback address only local host names are answered.
    pub listen: SocketAddr,
    /// Location of the database.
    pub place: DatabaseLocation,
    /// Location of the key file.
    pub key_file: KeyFile,
    /// The proxies that speak TLS with browsers, and report the client in `X-Forwarded-For` and `X-Forwarded-Proto`; no
    /// one else is answered. Empty if browsers connect directly.
    pub trusted_proxies: Vec<Network>,
    /// The certificate for browsers that connect directly from other computers.
    pub tls: Option<TlsFiles>,
    /// True to serve the library on a network without TLS. No one can sign in then.
    pub insecure_network: bool,
    /// True to create a demo account with invented couples, in a temporary database; the locations are then not used.
    pub demo: bool,
    /// True to open nothing for an account before its second factor is set up. A demo requires none.
    pub require_second_factor: bool,
    /// The name in the address of the server, which passkeys belong to; not needed on this machine.
    pub host: Option<HostName>,
    /// The folder with the built site; without it, the site inside the binary, or `target/site`.
    pub site: Option<PathBuf>,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 3000)),
            place: DatabaseLocation::Folder(None),
            key_file: KeyFile::Platform,
            trusted_proxies: Vec::new(),
            tls: None,
            insecure_network: false,
            demo: false,
            require_second_factor: false,
            host: None,
            site: None,
        }
    }
}

/// Serves until Ctrl-C or a termination signal, then finishes open requests. Errors say what to do next.
pub async fn serve(options: ServeOptions) -> anyhow::Result<()> {
    let site = Site::find(options.site.as_deref())?;
    let tls = options.tls.clone().map(Tls::open).transpose()?.map(Arc::new);
    let hosts = hosts(&options)?;
    let listener = TcpListener::bind(options.listen).await.map_err(|error| explain(error, options.listen))?;
    let address = listener.local_addr().context("could not ask for the address that was opened")?;
    let port = Port { listener, tls: tls.clone() };
    let scheme = port.scheme();
    quiet_panics();
    write_log();
    keep_memory_private();
    if let Some(tls) = tls {
        tokio::spawn(reload_when_asked(tls));
    }
    let opened =
        if options.demo { Store::open_temporary().await } else { Store::open(&options.place, &options.key_file).await };
    let store = match opened {
        Err(StoreError::KeyFile(error)) => return explain_key_file(port, site, hosts, error).await,
        opened => opened?,
    };
    println!("The database is {}", store.location());
    if let Some(advice) = store.advice() {
        eprintln!("{advice}");
    }
    store.measure().await?;
    let mut server = Server::new(site, hosts, store.clone());
    server.config.require_second_factor = options.require_second_factor && !options.demo;
    server.config.host = options.host;
    if options.demo {
        server.config.demo = Some(Demo::open(&store, &server.config.clock).await?);
    }
    println!(
        "Dates and times are those of {}, unless an account chooses another time zone in its settings",
        server_zone()
    );
    say_how_to_set_up(&server.config, address).await?;
    println!("Reweave is at {scheme}://{address}");
    if server.config.hosts == Hosts::Any {
        eprintln!("Warning: no one can sign in; only the library can be read. {NO_TLS}");
    }
    let outcome = serve_until_asked(port, router(&server)).await;
    // A connection that was cut off may still hold one to the database.
    let _ = tokio::time::timeout(Duration::from_secs(5), store.close()).await;
    outcome.context("the server stopped unexpectedly")
}

/// The names that the server answers to, by how browsers reach it; an error if that is in plain text over a network.
fn hosts(options: &ServeOptions) -> anyhow::Result<Hosts> {
    if options.tls.is_some() {
        return Ok(Hosts::Encrypted);
    }
    if !options.trusted_proxies.is_empty() {
        return Ok(Hosts::behind(options.trusted_proxies.iter().copied()));
    }
    let hosts = Hosts::for_address(options.listen);
    ensure!(
        hosts != Hosts::Any || options.insecure_network,
        "{NO_TLS} To show the library alone, add --insecure-network."
    );
    Ok(hosts)
}

async fn serve_until_asked(port: Port, router: Router) -> io::Result<()> {
    let ends = Ends { stop: asked_to_stop().boxed(), hurry: asked_to_stop };
    serve_on(port, router, Patience::default(), ends).await
}

/// Reads the certificate again at each hang-up signal, as those who renew certificates send it.
async fn reload_when_asked(tls: Arc<Tls>) {
    #[cfg(unix)]
    if let Ok(mut asked) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()) {
        while asked.recv().await.is_some() {
            match tls.reload() {
                Ok(()) => println!("The certificate was read again"),
                Err(error) => eprintln!("The certificate in use stays: {error:#}"),
            }
        }
    }
    #[cfg(not(unix))]
    drop(tls);
}

/// Serves a page that says what to do about the key file, until shutdown; then fails with the same words.
async fn explain_key_file(port: Port, site: Site, hosts: Hosts, error: KeyFileError) -> anyhow::Result<()> {
    eprintln!("Problem: {error}.");
    let address = port.listener.local_addr().context("could not ask for the address that was opened")?;
    let scheme = port.scheme();
    println!(
        "No one can sign in. A page that explains it is at {scheme}://{address}; start Reweave again once the key is there"
    );
    serve_until_asked(port, router_without_key(site, hosts, &error)).await?;
    Err(error.into())
}

/// Prints a set-up code for the first account if there is none yet; not if no one can sign in for lack of TLS.
async fn say_how_to_set_up(config: &ServerConfig, address: SocketAddr) -> anyhow::Result<()> {
    if config.hosts == Hosts::Any || !config.store.has_no_accounts().await? {
        return Ok(());
    }
    let code = config.store.invite(SET_UP_WITHIN, config.clock.stamp()).await?.written();
    if config.hosts == Hosts::Loopback {
        println!("There is no account yet. This address creates the first one, once and within 24 hours:");
        println!("    http://{address}/welcome?code={}", code.replace(' ', "-"));
    } else {
        let address = if config.hosts == Hosts::Encrypted { "this server" } else { "the proxy" };
        println!(
            "There is no account yet. Open the address of {address} and create the first one with this set-up code,"
        );
        println!("which is valid once, for 24 hours: {code}");
    }
    Ok(())
}

/// Timeouts and the connection limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Timeout for a request head: from the opening of a connection, and between two requests.
    pub head: Duration,
    /// Timeout for open requests after shutdown began.
    pub stop: Duration,
    /// Maximum number of connections; others wait.
    pub connections: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self { head: Duration::from_secs(10), stop: Duration::from_secs(20), connections: 512 }
    }
}

/// The shutdown signals.
pub struct Ends<Hurry> {
    /// Graceful shutdown: finish open requests, then end.
    pub stop: BoxFuture<'static, ()>,
    /// Immediate shutdown, awaited once a graceful one began.
    pub hurry: Hurry,
}

/// Serves `router` on an open port until shutdown.
pub async fn serve_on<Now: Future<Output = ()>>(
    port: impl Into<Port>,
    router: Router,
    patience: Patience,
    ends: Ends<impl FnOnce() -> Now>,
) -> io::Result<()> {
    let Port { listener, tls } = port.into();
    let free = Arc::new(Semaphore::new(patience.connections));
    let (stopping, told) = watch::channel(());
    let mut stop = ends.stop;
    loop {
        // The semaphore is never closed.
        let Ok(place) = Arc::clone(&free).acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let talk = connect(stream, tls.clone(), (peer, router.clone()), patience.head, told.clone());
                tokio::spawn(async move {
                    talk.await;
                    drop(place);
                });
            }
            Err(error) => rest_after(&error).await,
        }
    }
    // Nobody is let in any more; those who are here finish what is under way.
    drop(listener);
    drop(told);
    let _ = stopping.send(());
    tokio::select! {
        () = stopping.closed() => {}
        () = tokio::time::sleep(patience.stop) => tracing::warn!("some connections were cut off"),
        () = (ends.hurry)() => {}
    }
    Ok(())
}

/// Begins TLS on a connection, if the port has it, and serves its requests.
async fn connect(
    stream: TcpStream,
    tls: Option<Arc<Tls>>,
    to: (SocketAddr, Router),
    head: Duration,
    told: watch::Receiver<()>,
) {
    let Some(tls) = tls else { return talk(stream, to, head, told).await };
    match tokio::time::timeout(head, tls.accept(stream)).await {
        Ok(Ok(stream)) => talk(stream, to, head, told).await,
        Ok(Err(error)) => tracing::debug!(%error, "a connection began without TLS"),
        Err(_) => tracing::debug!("a connection took too long to begin TLS"),
    }
}

/// Serves the requests of one connection until it ends or the server shuts down.
async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    (peer, router): (SocketAddr, Router),
    head: Duration,
    mut told: watch::Receiver<()>,
) {
    let answer = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let router = router.clone();
        async move {
            Ok::<_, Infallible>(tower::ServiceExt::oneshot(router, request).await.unwrap_or_else(|no| match no {}))
        }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), answer));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = told.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Pauses if the system is out of file descriptors, so that accepting does not spin.
async fn rest_after(error: &io::Error) {
    let theirs = [ErrorKind::ConnectionRefused, ErrorKind::ConnectionAborted, ErrorKind::ConnectionReset];
    if !theirs.contains(&error.kind()) {
        tracing::error!(%error, "a connection could not be accepted");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
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
