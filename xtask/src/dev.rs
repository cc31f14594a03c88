//! `cargo xtask dev`: builds again whenever a file is saved, and starts the server anew.

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

/// What is watched.
const WATCHED: [&str; 4] = ["app", "server", "style", "Cargo.toml"];

/// Saving one file can make several events, and a change of branch many: building waits until it is this quiet.
const QUIET: Duration = Duration::from_millis(150);

/// Serves a debug build until Ctrl-C. `extra` goes to `reweave serve`.
///
/// # Errors
/// When files cannot be watched. A build that fails is told and tried again at the next change.
pub fn dev(paths: &Paths, extra: &[String]) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // When the receiver is gone, so is this program.
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

/// Builds and starts the new server; keeps the old one when the new one does not build.
fn renew(paths: &Paths, extra: &[String], running: &mut Running) {
    let started = Instant::now();
    let built = build::site(paths, Purpose::Debug).and_then(|()| {
        // On some systems a program that runs cannot be overwritten; and the new one needs the port.
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
        Err(problem) => say(&format!("\n{problem:#}\nNot built ({took}). Waiting for the next change.")),
    }
}

/// Waits for a change, and then until nothing has changed for a moment.
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

/// Whether this event can change what is built.
fn matters(event: &Event) -> bool {
    let is_change = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    is_change && event.paths.iter().any(|path| is_source(path))
}

/// Editors write files of their own beside the one that is edited.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !(name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name == "4913")
}

/// The server that runs now, if any; it ends with this value.
struct Running(Option<Child>);

impl Running {
    fn stop(&mut self) {
        if let Some(mut server) = self.0.take() {
            // It may have ended by itself; either way it is gone afterwards.
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
    fn files_that_editors_leave_behind_do_not_start_a_build() {
        assert!(is_source(Path::new("app/src/pages/plan.rs")));
        for name in [".plan.rs.swp", "plan.rs~", "4913", ".#plan.rs"] {
            assert!(!is_source(Path::new(name)), "{name}");
        }
    }
}
