//! Downloads with the browser's own session.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::Command,
};

use anyhow::{Context, bail, ensure};
use app::browser::api::{Call, MEDIA_TYPE};

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
        self.ask("GET", path, "text/plain", b"")
    }

    /// The head and the body of the answer to a form, with its fields as a browser writes them.
    ///
    /// # Errors
    /// When the answer is anything but 200.
    pub fn post(&self, path: &str, fields: &str) -> anyhow::Result<(String, Vec<u8>)> {
        self.ask("POST", path, "application/x-www-form-urlencoded", fields.as_bytes())
    }

    /// Sends an API call and returns the response.
    ///
    /// # Errors
    /// When the answer is anything but 200, or not the one of this call.
    pub fn call<C: Call>(&self, call: &C) -> anyhow::Result<C::Answer> {
        let (_, answer) = self.ask("POST", C::PATH, MEDIA_TYPE, &postcard::to_allocvec(call)?)?;
        Ok(postcard::from_bytes(&answer)?)
    }

    fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> anyhow::Result<(String, Vec<u8>)> {
        let Self { host, cookies } = self;
        let mut stream = TcpStream::connect(host).context("the program does not answer")?;
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes())?;
        stream.write_all(body)?;
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
