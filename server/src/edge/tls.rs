//! TLS with a certificate of the operator, for a server that other computers reach without a proxy.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use anyhow::{Context, ensure};
use tokio::{
    io::AsyncWriteExt as _,
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
    server::TlsStream,
};

/// First byte of every TLS connection: a handshake record.
const HANDSHAKE: u8 = 22;

/// Answer to a request in plain text. Nothing of it is read, so it cannot name the page that was wanted.
const PLAIN: &[u8] =
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n\
                       This address speaks HTTPS only. Begin it with https:// in place of http://.\n";

/// Locations of a certificate and its private key, as PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, and those of the authorities between it and the root.
    pub certificate: PathBuf,
    /// The private key of the certificate.
    pub key: PathBuf,
}

/// The certificate in use.
pub struct Tls {
    files: TlsFiles,
    acceptor: RwLock<TlsAcceptor>,
}

impl Tls {
    /// Reads the files.
    ///
    /// # Errors
    ///
    /// If one is missing or no PEM, or if the key does not belong to the certificate; the error names the file.
    pub fn open(files: TlsFiles) -> anyhow::Result<Self> {
        let acceptor = RwLock::new(acceptor(&files)?);
        Ok(Self { files, acceptor })
    }

    /// Reads the files again; connections that are open keep the certificate that they began with.
    ///
    /// # Errors
    ///
    /// As for [`Tls::open`]; the certificate in use then stays.
    pub fn reload(&self) -> anyhow::Result<()> {
        let renewed = acceptor(&self.files)?;
        *self.acceptor.write().unwrap_or_else(PoisonError::into_inner) = renewed;
        Ok(())
    }

    /// Begins TLS on a connection. One in plain text is told to use TLS.
    ///
    /// # Errors
    ///
    /// If the client does not speak TLS, or not a version that is still safe.
    pub async fn accept(&self, mut stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        let mut first = [0];
        if stream.peek(&mut first).await? == 1 && first != [HANDSHAKE] {
            stream.write_all(PLAIN).await?;
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the client spoke plain text"));
        }
        let acceptor = self.acceptor.read().unwrap_or_else(PoisonError::into_inner).clone();
        acceptor.accept(stream).await
    }
}

/// An open port, with TLS on it or without.
pub struct Port {
    pub(super) listener: TcpListener,
    pub(super) tls: Option<Arc<Tls>>,
}

impl Port {
    /// A port on which browsers speak TLS.
    pub fn encrypted(listener: TcpListener, tls: Arc<Tls>) -> Self {
        Self { listener, tls: Some(tls) }
    }

    /// The scheme of its addresses.
    pub(super) fn scheme(&self) -> &'static str {
        if self.tls.is_some() { "https" } else { "http" }
    }
}

impl From<TcpListener> for Port {
    fn from(listener: TcpListener) -> Self {
        Self { listener, tls: None }
    }
}

fn acceptor(files: &TlsFiles) -> anyhow::Result<TlsAcceptor> {
    let certificates = certificates(&files.certificate)?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .with_context(|| format!("{} is not a private key in PEM that can be read", files.key.display()))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .context("no version of TLS is available")?
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .with_context(|| {
            format!("{} is not the key of the certificate in {}", files.key.display(), files.certificate.display())
        })?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn certificates(file: &Path) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let say = || format!("{} is not a certificate in PEM that can be read", file.display());
    let found: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).with_context(say)?.collect();
    let found = found.with_context(say)?;
    ensure!(!found.is_empty(), "{} has no certificate in it", file.display());
    Ok(found)
}
