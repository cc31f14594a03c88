//! Timeouts of the server: over real connections, with short limits.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use axum::{Router, routing::get};
use futures_util::FutureExt as _;
use server::edge::{Ends, Patience, serve_on};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

/// Nothing here takes longer, unless it takes for good.
const LONG: Duration = Duration::from_secs(10);

/// A server that is served in the background.
struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    hurry: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

async fn served(patience: Patience) -> anyhow::Result<Served> {
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/stuck", get(async || std::future::pending::<()>().await));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let ((stop, told), (hurry, hurried)) = (oneshot::channel(), oneshot::channel());
    let stopped = async move { drop(told.await) };
    let ends = Ends { stop: stopped.boxed(), hurry: move || async move { drop(hurried.await) } };
    let task = tokio::spawn(serve_on(listener, router, patience, ends));
    Ok(Served { address, stop, hurry, task })
}

fn connected(address: SocketAddr, sent: &str) -> anyhow::Result<TcpStream> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(LONG))?;
    stream.write_all(sent.as_bytes())?;
    Ok(stream)
}

/// Reads until the other end closes.
fn all_of(mut stream: TcpStream) -> std::io::Result<String> {
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    Ok(text)
}

const SOON: Patience =
    Patience { head: Duration::from_millis(200), stop: Duration::from_millis(200), connections: 512 };

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_does_not_finish_its_head_is_let_go() -> anyhow::Result<()> {
    let served = served(SOON).await?;
    for sent in ["", "GET / HTTP/1.1\r\nHost: localho", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"] {
        let stream = connected(served.address, sent)?;
        let said = tokio::task::spawn_blocking(move || all_of(stream)).await?;
        assert!(said.is_ok(), "{sent:?} is waited for: {said:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn more_connections_than_it_talks_to_wait_for_their_turn() -> anyhow::Result<()> {
    let served = served(Patience { head: LONG, connections: 2, ..SOON }).await?;
    let first = [connected(served.address, "")?, connected(served.address, "")?];
    let third = connected(served.address, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    third.set_read_timeout(Some(Duration::from_millis(300)))?;
    let mut early = [0; 1];
    assert!((&third).read(&mut early).is_err(), "answered although two are being talked to");
    drop(first);
    third.set_read_timeout(Some(LONG))?;
    let said = tokio::task::spawn_blocking(move || all_of(third)).await??;
    assert!(said.ends_with("here"), "{said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_is_stuck_keeps_nobody_from_stopping() -> anyhow::Result<()> {
    for by_hurry in [false, true] {
        let stop = if by_hurry { Duration::from_mins(10) } else { SOON.stop };
        let served = served(Patience { stop, ..SOON }).await?;
        let _stuck = connected(served.address, "GET /stuck HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        let idle = connected(served.address, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        let mut first = [0; 1];
        (&idle).read_exact(&mut first)?;
        let asked = Instant::now();
        assert!(served.stop.send(()).is_ok());
        if by_hurry {
            assert!(served.hurry.send(()).is_ok());
        }
        tokio::time::timeout(LONG, served.task).await???;
        assert!(asked.elapsed() < LONG, "{:?}", asked.elapsed());
    }
    Ok(())
}
