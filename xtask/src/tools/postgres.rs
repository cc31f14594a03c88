//! A PostgreSQL server for the tests: of its own, on a free port, gone when they are over.

use std::{
    fs::{self, File},
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::command::answer;

/// The user that PostgreSQL runs as where the tests run as root: it refuses root.
const USER: &str = "postgres";

/// A running server. It stops, and its folder goes, when the value does.
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    as_user: bool,
    port: u16,
}

impl Postgres {
    /// Makes a database folder and starts a server on it.
    ///
    /// # Errors
    /// When PostgreSQL is not there or does not start; the text says where its log is.
    pub fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL is not there; install Debian's package postgresql")?;
        let as_user = answer(Command::new("id").arg("-u")).as_deref() == Some("0");
        let folder = std::env::temp_dir().join(format!("reweave-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
        // The port is free now; nobody else on this machine is likely to take it in between.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let server = Self { programs, folder, as_user, port };
        if as_user {
            server.quietly(Command::new("chown").arg(USER).arg(&server.folder))?;
        }
        let data = server.folder.join("data");
        let data = data.display();
        server.call("initdb", &format!("-D {data} -U test --auth=trust --no-sync"))?;
        let socket = server.folder.display();
        let options = format!("-p {port} -k {socket} -c listen_addresses=127.0.0.1 -c fsync=off");
        server.call("pg_ctl", &format!("-D {data} -o '{options}' -l {socket}/log -w start"))?;
        Ok(server)
    }

    /// Where it listens, for whoever wants databases in it.
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

    /// Runs a command that says nothing unless it fails. The server inherits what it writes to, so that is a file: with a
    /// pipe, whoever reads it would wait for the server's end.
    fn quietly(&self, command: &mut Command) -> Result<()> {
        let said = self.folder.join(format!("said-{}", std::process::id()));
        let file = File::create(&said).with_context(|| format!("could not write {}", said.display()))?;
        let errors = file.try_clone()?;
        let done = command.current_dir(&self.folder).stdin(Stdio::null()).stdout(file).stderr(errors).status()?;
        if !done.success() {
            bail!("PostgreSQL did not do as it was told:\n{}", fs::read_to_string(said).unwrap_or_default());
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Whatever is left of a server that does not stop is in a folder for temporary files.
        let _ = self.call("pg_ctl", &format!("-D {}/data -m immediate stop", self.folder.display()));
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder of the newest installed version.
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
