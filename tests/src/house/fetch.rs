//! What the program hands out as a file, asked for with the browser's own session.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::Command,
};

use anyhow::{Context, bail, ensure};

use super::House;

impl House {
    /// The head and the body of the answer to a GET that carries the browser's cookies.
    pub async fn download(&self, path: &str) -> anyhow::Result<(String, Vec<u8>)> {
        let cookies = self.page.get_all_cookies().await?;
        let pairs: Vec<String> = cookies.iter().map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        let host = self.address().trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).context("the program does not answer")?;
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\r\n",
            pairs.join("; ")
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
