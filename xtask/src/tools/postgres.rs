//! A temporary PostgreSQL server for the tests, on a free port.

use std::{
    fs::{self, File},
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::command::answer;

/// The user that PostgreSQL runs as if the tests run as root, which it refuses.
const USER: &str = "postgres";

/// A running server. Dropping it stops the server and removes its folder.
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    as_user: bool,
    port: u16,
}

impl Postgres {
    /// Creates a database folder and starts a server on it.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start; the error includes its output.
    pub fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed; install the Debian package postgresql")?;
        let as_user = answer(Command::new("id").arg("-u")).as_deref() == Some("0");
        let folder = std::env::temp_dir().join(format!("reweave-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("could not create {}", folder.display()))?;
        // The port is free now; another program is unlikely to take it in between.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let server = Self { programs, folder, as_user, port };
        if as_user {
            server.quietly(Command::new("chown").arg(USER).arg(&server.folder))?;
        }
        let data = server.folder.join("data");
        let data = data.display();
        server.call("initdb", &format!("-D {data} -U test --auth=trust --no-sync"))?;
        let socket = server.folder.display();
        // What a crash would need is neither waited for nor kept: the data lasts as long as the tests.
        let options = format!(
            "-p {port} -k {socket} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c wal_level=minimal \
             -c max_wal_senders=0 -c min_wal_size=32MB -c max_wal_size=64MB"
        );
        server.call("pg_ctl", &format!("-D {data} -o '{options}' -l {socket}/log -w start"))?;
        Ok(server)
    }

    /// Connection address, for tests that create databases.
    pub fn address(&self) -> String {
        format!("postgres://test@127.0.0.1:{}", self.port)
    }

    fn call(&self, name: &str, arguments: &str) -> Result<()> {
        let line = format!("{} {arguments}", self.programs.join(name).display());
        let mut command = if self.as_user { Command::new("su") } else { Command::new("sh") };
        if self.as_user {
            command.args([USER, "-s", "/bin/sh", "-c", &line]);
        } else {
            command.args(["-c", &line]);
        }
        self.quietly(&mut command)
    }

    /// Runs a command and shows its output only if it fails. The output goes to a file, because the server inherits it:
    /// the reader of a pipe would wait until the server exits.
    fn quietly(&self, command: &mut Command) -> Result<()> {
        let output = self.folder.join(format!("output-{}", std::process::id()));
        let file = File::create(&output).with_context(|| format!("could not write {}", output.display()))?;
        let errors = file.try_clone()?;
        let done = command.current_dir(&self.folder).stdin(Stdio::null()).stdout(file).stderr(errors).status()?;
        if !done.success() {
            bail!("a command of PostgreSQL failed:\n{}", fs::read_to_string(output).unwrap_or_default());
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // If the server does not stop, its files remain in the temporary directory.
        let _ = self.call("pg_ctl", &format!("-D {}/data -m immediate stop", self.folder.display()));
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Folder of the newest installed version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).filter(|bin| has(bin)).collect();
    found.sort_by_key(|bin| bin.parent().and_then(Path::file_name)?.to_str()?.parse::<u32>().ok());
    found.pop().or_else(|| {
        let folders = std::env::var_os("PATH")?;
        std::env::split_paths(&folders).find(|folder| has(folder))
    })
}

fn has(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("pg_ctl").is_file()
}
