//! TLS with a certificate of the operator, over real connections.

use std::{fs, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use anyhow::Context;
use app::http::hosts::Hosts;
use axum::Router;
use futures_util::FutureExt as _;
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use server::edge::{Ends, Patience, Port, Server, Tls, TlsFiles, router, serve_on};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

use crate::support::{site, store};

/// The name in the certificates.
const NAME: &str = "reweave.example";

/// A server with a certificate that it made itself, served in the background.
struct Encrypted {
    address: SocketAddr,
    tls: Arc<Tls>,
    folder: TempDir,
}

/// Writes a new certificate with its key to this folder.
fn renew(folder: &Path) -> anyhow::Result<TlsFiles> {
    let files = TlsFiles { certificate: folder.join("certificate.pem"), key: folder.join("key.pem") };
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([NAME.to_owned()])?;
    fs::write(&files.certificate, cert.pem())?;
    fs::write(&files.key, signing_key.serialize_pem())?;
    Ok(files)
}

impl Encrypted {
    async fn open(patience: Patience) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let tls = Arc::new(Tls::open(renew(folder.path())?)?);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router: Router = router(&Server::new(site(), Hosts::Encrypted, store().await));
        let ends = Ends { stop: std::future::pending().boxed(), hurry: std::future::pending::<()> };
        tokio::spawn(serve_on(Port::encrypted(listener, Arc::clone(&tls)), router, patience, ends));
        Ok(Self { address, tls, folder })
    }

    /// The answer to a request of a client that trusts the certificate in the folder.
    async fn ask(&self, request: &str) -> anyhow::Result<String> {
        let certificate = CertificateDer::from_pem_file(self.folder.path().join("certificate.pem"))?;
        let mut trusted = RootCertStore::empty();
        trusted.add(certificate)?;
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(trusted)
            .with_no_client_auth();
        let stream = TcpStream::connect(self.address).await?;
        let mut stream = TlsConnector::from(Arc::new(config))
            .connect(ServerName::try_from(NAME)?, stream)
            .await
            .context("no TLS")?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        // A server may close without saying goodbye.
        let _ = stream.read_to_end(&mut answer).await;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }
}

fn get(path: &str, header: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {NAME}\r\n{header}Connection: close\r\n\r\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_17_with_a_certificate_of_its_own_a_password_may_be_typed() -> anyhow::Result<()> {
    let server = Encrypted::open(Patience::default()).await?;
    let page = server.ask(&get("/welcome", "")).await?;
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("name=\"password\""), "{page}");
    assert!(page.to_lowercase().contains("strict-transport-security: max-age"), "{page}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_10_with_a_certificate_of_its_own_no_forwarded_header_is_believed() -> anyhow::Result<()> {
    let server = Encrypted::open(Patience::default()).await?;
    for header in ["X-Forwarded-For: 203.0.113.9\r\n", "X-Forwarded-Proto: https\r\n"] {
        let page = server.ask(&get("/welcome", header)).await?;
        assert!(page.starts_with("HTTP/1.1 403") && !page.contains("name=\"password\""), "{header}: {page}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_text_on_an_encrypted_port_is_told_what_to_do() -> anyhow::Result<()> {
    let server = Encrypted::open(Patience::default()).await?;
    let mut stream = TcpStream::connect(server.address).await?;
    stream.write_all(get("/sign-in", "").as_bytes()).await?;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("https://"), "{answer}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_begins_no_tls_is_let_go() -> anyhow::Result<()> {
    let server = Encrypted::open(Patience { head: Duration::from_millis(200), ..Patience::default() }).await?;
    for begun in [&[][..], &[22, 3, 1]] {
        let mut stream = TcpStream::connect(server.address).await?;
        stream.write_all(begun).await?;
        let ended = tokio::time::timeout(Duration::from_secs(10), stream.read(&mut [0; 64])).await;
        assert!(matches!(ended, Ok(Ok(0) | Err(_))), "{begun:?}: {ended:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewed_certificate_is_taken_and_a_broken_one_is_not() -> anyhow::Result<()> {
    let server = Encrypted::open(Patience::default()).await?;
    let first = fs::read(server.folder.path().join("certificate.pem"))?;
    renew(server.folder.path())?;
    assert!(server.ask(&get("/healthz", "")).await.is_err(), "a client that trusts the new one alone");
    server.tls.reload()?;
    assert!(server.ask(&get("/healthz", "")).await?.starts_with("HTTP/1.1 200"));

    let second = fs::read(server.folder.path().join("certificate.pem"))?;
    fs::write(server.folder.path().join("certificate.pem"), first)?;
    let said = format!("{:#}", server.tls.reload().err().context("the key of another certificate was taken")?);
    assert!(said.contains("is not the key of the certificate in"), "{said}");
    fs::write(server.folder.path().join("certificate.pem"), second)?;
    assert!(server.ask(&get("/healthz", "")).await?.starts_with("HTTP/1.1 200"), "the one in use stays");
    Ok(())
}

#[test]
fn what_is_no_certificate_is_named() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let files = renew(folder.path())?;
    let said = |files: &TlsFiles| Tls::open(files.clone()).err().map(|error| format!("{error:#}")).unwrap_or_default();
    let missing = TlsFiles { certificate: folder.path().join("missing.pem"), ..files.clone() };
    assert!(said(&missing).contains("missing.pem is not a certificate"), "{}", said(&missing));
    let swapped = TlsFiles { certificate: files.key.clone(), key: files.certificate.clone() };
    assert!(said(&swapped).contains("key.pem has no certificate in it"), "{}", said(&swapped));
    fs::write(&files.key, KeyPair::generate()?.serialize_pem())?;
    assert!(said(&files).contains("is not the key of the certificate in"), "{}", said(&files));
    Ok(())
}
