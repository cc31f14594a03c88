//! Programs that run as long as a test, and the driver of a browser.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, bail};

/// Timeout for events that should be immediate.
pub(super) const PATIENCE: Duration = Duration::from_secs(15);

/// A process that ends when its value does.
pub(super) struct Ended(pub(super) Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The browser's driver. The browser is the driver's, and would outlive it: so it is sent away first.
pub(super) struct Driver {
    pub(super) port: String,
    /// The session, where there is one.
    pub(super) session: Option<String>,
    pub(super) _process: Ended,
}

impl Drop for Driver {
    fn drop(&mut self) {
        let Some(session) = &self.session else { return };
        let address = format!("127.0.0.1:{}", self.port);
        // Whoever closed it before gets no answer that matters.
        if let Ok(mut stream) = TcpStream::connect(&address) {
            let _ = stream.set_read_timeout(Some(PATIENCE));
            let _ =
                write!(stream, "DELETE /session/{session} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
            let _ = stream.read(&mut [0; 1]);
        }
    }
}

/// What follows `mark` in the first of these lines that has it; empty if none has.
pub(super) fn after(mark: &str, printed: &[String]) -> String {
    let found = printed.iter().find_map(|line| Some(line.split_once(mark)?.1));
    found.unwrap_or_default().trim().to_owned()
}

/// Starts a program and reads what it prints until a line has `mark`; gives the lines up to that one.
pub(super) fn start(command: &mut Command, mark: &str) -> anyhow::Result<(Ended, Vec<String>)> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let printed = child.stdout.take().context("nothing to read")?;
    let child = Ended(child);
    let mut lines = BufReader::new(printed).lines();
    let mut printed = Vec::new();
    while let Some(line) = lines.next() {
        printed.push(line?);
        if printed.last().is_some_and(|line| line.contains(mark)) {
            // Some programs end when nobody reads what they print.
            thread::spawn(move || lines.for_each(drop));
            return Ok((child, printed));
        }
    }
    bail!("it ended without saying “{mark}”")
}

pub(super) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
