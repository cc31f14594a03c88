//! `cargo xtask dev`: rebuilds when a file is saved, and restarts the server.

use std::{
    path::Path,
    process::Child,
    sync::mpsc::{self, Receiver},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use notify::{Event, EventKind, RecursiveMode, Watcher};

use crate::{
    build, command,
    paths::Paths,
    site::Purpose,
    steps::{say, seconds},
};

/// Watched paths.
const WATCHED: [&str; 4] = ["app", "server", "style", "Cargo.toml"];

/// Time without events before a build starts: saving one file can cause several events, changing the branch many.
const QUIET: Duration = Duration::from_millis(150);

/// Serves a debug build until Ctrl-C. `extra` goes to `reweave serve`.
///
/// # Errors
/// When files cannot be watched. A failed build is reported and repeated after the next change.
pub fn dev(paths: &Paths, extra: &[String]) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver lives as long as this program.
        let _ = sender.send(event);
    })
    .context("this system cannot watch files")?;
    for name in WATCHED {
        watcher
            .watch(&paths.root.join(name), RecursiveMode::Recursive)
            .with_context(|| format!("could not watch {name}"))?;
    }

    let mut running = Running(None);
    loop {
        renew(paths, extra, &mut running);
        wait(&changes)?;
    }
}

/// Builds and starts the new server; keeps the old one if the new one does not build.
fn renew(paths: &Paths, extra: &[String], running: &mut Running) {
    let started = Instant::now();
    let built = build::site(paths, Purpose::Debug).and_then(|()| {
        // The new server needs the port, and some systems do not overwrite a running program.
        let binary = build::server(paths, Purpose::Debug, &[])?;
        running.stop();
        let site = Purpose::Debug.folder(paths);
        let mut serve = command::program(paths, &binary);
        serve.arg("serve").arg("--site").arg(site).args(extra);
        running.0 = Some(serve.spawn().context("could not start the server")?);
        Ok(())
    });
    let took = seconds(started.elapsed());
    match built {
        Ok(()) => say(&format!("\nBuilt in {took}. Waiting for changes; Ctrl-C stops.")),
        Err(problem) => say(&format!("\n{problem:#}\nThe build failed ({took}). Waiting for the next change.")),
    }
}

/// Waits for a change, and then for [`QUIET`] without another.
fn wait(changes: &Receiver<notify::Result<Event>>) -> Result<()> {
    loop {
        let event = changes.recv().context("the system stopped watching files")?;
        if event.is_ok_and(|event| matters(&event)) {
            break;
        }
    }
    while changes.recv_timeout(QUIET).is_ok() {}
    Ok(())
}

/// True for an event that can change the build.
fn matters(event: &Event) -> bool {
    let is_change = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    is_change && event.paths.iter().any(|path| is_source(path))
}

/// False for temporary files of editors.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !(name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name == "4913")
}

/// The running server, if any; it is stopped when this value is dropped.
struct Running(Option<Child>);

impl Running {
    fn stop(&mut self) {
        if let Some(mut server) = self.0.take() {
            // An error means that it has already exited.
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn temporary_files_of_editors_do_not_start_a_build() {
        assert!(is_source(Path::new("app/src/pages/plan.rs")));
        for name in [".plan.rs.swp", "plan.rs~", "4913", ".#plan.rs"] {
            assert!(!is_source(Path::new(name)), "{name}");
        }
    }
}
