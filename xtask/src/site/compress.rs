//! Compresses files of the site once, so that no request has to.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    thread,
};

use anyhow::{Context, Result, anyhow};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use super::files;

/// Extensions of files to compress; fonts and pictures are compressed already.
const ENDINGS: [&str; 6] = ["css", "js", "wasm", "svg", "json", "txt"];

/// Size in bytes from which compression saves more than its header costs.
const WORTHWHILE: usize = 512;

/// Writes a `.br` and a `.gz` next to every file under `folder` that becomes smaller.
///
/// # Errors
/// When a file cannot be read or written.
pub fn all(folder: &Path) -> Result<()> {
    let mut work: Vec<PathBuf> = files::paths_under(folder)?;
    work.retain(|path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| ENDINGS.contains(&ending))
    });
    thread::scope(|scope| {
        let running: Vec<_> = work.iter().map(|path| scope.spawn(move || one(path))).collect();
        running.into_iter().try_for_each(|thread| {
            thread.join().map_err(|_| anyhow!("a thread that compresses files of the site panicked"))?
        })
    })
}

fn one(path: &Path) -> Result<()> {
    let bytes = fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
    if bytes.len() < WORTHWHILE {
        return Ok(());
    }
    for (ending, small) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
        if small.len() < bytes.len() {
            let mut name = path.as_os_str().to_owned();
            name.push(".");
            name.push(ending);
            files::write(Path::new(&name), &small)?;
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut small, &params).context("brotli failed")?;
    Ok(small)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).context("gzip failed")?;
    encoder.finish().context("gzip failed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decompressing_restores_the_bytes() -> Result<()> {
        let text = "a plan, a sheet of paper. ".repeat(100).into_bytes();
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&text)?, &mut back)?;
        assert_eq!(back, text);
        let mut back = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&*gzip(&text)?), &mut back)?;
        assert_eq!(back, text);
        Ok(())
    }
}
