//! Starts a built server and requests pages from it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// Time limit of a response.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running server, stopped when this value is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: String,
}

/// A response.
#[derive(Debug)]
pub struct Answer {
    /// Status line, for example `HTTP/1.1 200 OK`.
    pub status: String,
    /// Header lines.
    pub headers: String,
    /// Body, not decoded.
    pub body: Vec<u8>,
}

impl Server {
    /// Starts `binary serve` in `folder` on a free port and waits until it prints its address.
    ///
    /// # Errors
    /// When it cannot be started or exits before it prints its address.
    pub fn start(binary: &Path, folder: &Path) -> Result<Self> {
        let mut child = Command::new(binary)
            .args(["serve", "--listen", "127.0.0.1:0", "--data", "data", "--key-file", "reweave.key"])
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("could not start {}", binary.display()))?;
        let output = child.stdout.take().context("the output of the server is not readable")?;
        let said = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split_once("http://").map(|(_, rest)| rest.trim().to_owned()));
        let server = |address| Self { child, address };
        said.map(|address| address.trim_end_matches('/').to_owned())
            .map(server)
            .context("the server exited before it printed its address; its output is above")
    }

    /// Requests `path`.
    ///
    /// # Errors
    /// When there is no response in time, or it is not HTTP.
    pub fn get(&self, path: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect(&self.address)
            .with_context(|| format!("the server does not answer at {}", self.address))?;
        stream.set_read_timeout(Some(PATIENCE)).context("could not set a time limit")?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        stream.write_all(request.as_bytes()).context("the server closed the connection")?;
        let mut bytes = Vec::new();
        stream
            .read_to_end(&mut bytes)
            .with_context(|| format!("no response for {path} within {} s", PATIENCE.as_secs()))?;
        Answer::read(&bytes).with_context(|| format!("the response for {path} is not HTTP"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // An error means that it has already exited.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn read(bytes: &[u8]) -> Result<Self> {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").context("its headers have no end")?;
        let head = String::from_utf8_lossy(&bytes[..end]);
        let (status, headers) = head.split_once("\r\n").unwrap_or((&head, ""));
        Ok(Self { status: status.to_owned(), headers: headers.to_owned(), body: bytes[end + 4..].to_vec() })
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Target of a redirect.
    pub fn leads_to(&self) -> Option<String> {
        self.header("location").map(str::to_owned)
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.lines().filter_map(|line| line.split_once(':'));
        headers.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// Checks for status 200, this content type and a body, and returns the response.
    ///
    /// # Errors
    /// When one of them is missing.
    pub fn expect(self, what: &str, content_type: &str) -> Result<Self> {
        let is_good = self.status.contains(" 200 ");
        let is_type = self.header("content-type").is_some_and(|found| found.starts_with(content_type));
        if !is_good || !is_type || self.body.is_empty() {
            bail!("expected {what} as {content_type}, but got:\n{}\n{}", self.status, self.headers);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_is_split_into_its_parts() -> Result<()> {
        let answer = Answer::read(b"HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\na{}")?.expect("it", "text/css")?;
        assert_eq!(answer.text(), "a{}");
        assert!(answer.expect("it", "text/html").is_err());
        let answer = Answer::read(b"HTTP/1.1 307 Temporary Redirect\r\nLocation: /library\r\n\r\n")?;
        assert_eq!(answer.leads_to().as_deref(), Some("/library"));
        Ok(())
    }
}
