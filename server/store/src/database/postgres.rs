//! PostgreSQL connections: over TLS with verified certificates, except on this machine.

use std::{net::IpAddr, time::Duration};

use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions, PgSslMode},
};

use crate::{
    StoreError,
    database::{migrate, pool::Pool},
};

/// Connects to a database and migrates its schema.
pub(crate) async fn open(address: &str, connections: u32, busy_timeout: Duration) -> Result<PgPool, StoreError> {
    let options = options(address)?;
    let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(busy_timeout);
    let pool = pool.connect_with(options).await?;
    let migrated = migrate::run(&Pool::Postgres(pool.clone())).await;
    migrated.map_err(|source| StoreError::Migration { place: "at --database-url".into(), source })?;
    Ok(pool)
}

/// Parses an address and enforces full certificate verification for remote hosts, whatever `sslmode` it asks for.
/// `sslrootcert` names a private certificate authority.
pub(crate) fn options(address: &str) -> Result<PgConnectOptions, sqlx::Error> {
    let options: PgConnectOptions = address.parse()?;
    Ok(if is_here(&options) { options } else { options.ssl_mode(PgSslMode::VerifyFull) })
}

fn is_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || bare.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
    };

    use super::*;

    fn mode(address: &str) -> PgSslMode {
        options(address).unwrap().get_ssl_mode()
    }

    #[test]
    fn remote_connections_are_verified_whatever_the_address_says() {
        for address in [
            "postgres://user@database.example/reweave",
            "postgres://user@database.example/reweave?sslmode=disable",
            "postgres://user@192.0.2.7:5433/reweave?sslmode=prefer",
            "postgres://user@localhost.example/reweave?sslmode=require",
        ] {
            assert!(matches!(mode(address), PgSslMode::VerifyFull), "{address}");
        }
        for address in [
            "postgres://user@localhost/reweave?sslmode=disable",
            "postgres://user@127.0.0.1:5432/reweave?sslmode=disable",
            "postgres://user@[::1]/reweave?sslmode=disable",
            "postgres:///reweave?host=/var/run/postgresql&user=u&sslmode=disable",
        ] {
            assert!(matches!(mode(address), PgSslMode::Disable), "{address}");
        }
    }

    #[tokio::test]
    async fn a_server_without_tls_receives_nothing() {
        // This address reaches the test and is not a loopback address.
        let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 8];
            stream.read_exact(&mut request).await.unwrap();
            stream.write_all(b"N").await.unwrap();
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
            (request, rest)
        });
        let address = format!("postgres://counsellor:secret@0.0.0.0:{port}/reweave?sslmode=prefer");
        assert!(open(&address, 1, Duration::from_secs(5)).await.is_err());
        let (request, rest) = heard.await.unwrap();
        assert_eq!(request, [0, 0, 0, 8, 4, 210, 22, 47], "it was asked for TLS");
        assert_eq!(rest, b"", "nothing was said in the open");
    }
}
