//! What the program hands out beside pages, asked for with the browser's own session.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::Command,
};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

use super::House;

/// Whoever is signed in in the browser, asking without it.
pub struct Errand {
    host: String,
    cookies: String,
}

impl Errand {
    /// The head and the body of the answer to a GET.
    ///
    /// # Errors
    /// When the answer is anything but 200.
    pub fn get(&self, path: &str) -> anyhow::Result<(String, Vec<u8>)> {
        self.ask("GET", path, "")
    }

    /// What the program answers to a call of an island.
    ///
    /// # Errors
    /// When the answer is anything but 200 with JSON.
    pub fn call(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        let (_, answer) = self.ask("POST", path, &body.to_string())?;
        Ok(serde_json::from_slice(&answer)?)
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> anyhow::Result<(String, Vec<u8>)> {
        let Self { host, cookies } = self;
        let mut stream = TcpStream::connect(host).context("the program does not answer")?;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").context("no end of the head")?;
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        if !head.starts_with("HTTP/1.1 200") {
            bail!("{path}: {}", head.lines().next().unwrap_or_default());
        }
        Ok((head, answer[end + 4..].to_vec()))
    }
}

impl House {
    /// Asks on behalf of whoever is signed in in the browser now.
    pub async fn errand(&self) -> anyhow::Result<Errand> {
        let cookies = self.page.get_all_cookies().await?;
        let pairs: Vec<String> = cookies.iter().map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        let host = self.address().trim_start_matches("http://").to_owned();
        Ok(Errand { host, cookies: pairs.join("; ") })
    }

    /// The head and the body of the answer to a GET that carries the browser's cookies.
    pub async fn download(&self, path: &str) -> anyhow::Result<(String, Vec<u8>)> {
        self.errand().await?.get(path)
    }

    /// The text of a PDF, as a reader of PDF gets it.
    pub fn text_of_pdf(&self, pdf: &[u8]) -> anyhow::Result<String> {
        let file = self.data().join("read-back.pdf");
        fs::write(&file, pdf)?;
        let read = Command::new("pdftotext").arg(&file).arg("-").output();
        fs::remove_file(&file)?;
        let read = read.context("these tests read PDFs back: install poppler-utils")?;
        ensure!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        Ok(String::from_utf8_lossy(&read.stdout).into_owned())
    }
}
