//! The log on the terminal: one line per record, whatever its content.

use std::{
    env,
    io::{self, Write},
};

/// Starts logging. Warnings go to the terminal; `REWEAVE_LOG=info` adds a line per request.
pub fn write_log() {
    let level = env::var("REWEAVE_LOG").ok().and_then(|level| level.parse().ok()).unwrap_or(tracing::Level::WARN);
    let log = tracing_subscriber::fmt().with_max_level(level).with_writer(|| OneLine(io::stderr())).with_ansi(false);
    // A test that serves twice in one process keeps its first log.
    let _ = log.try_init();
}

/// Writes each record on one line (checklist 42), so that a line break in its content cannot forge a record. The logger
/// passes each record whole, with its line end.
struct OneLine<W>(W);

impl<W: Write> Write for OneLine<W> {
    fn write(&mut self, record: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(record.strip_suffix(b"\n").unwrap_or(record));
        let mut line = String::with_capacity(text.len() + 1);
        for c in text.chars() {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                line.extend(c.escape_default());
            } else {
                line.push(c);
            }
        }
        line.push('\n');
        self.0.write_all(line.as_bytes())?;
        Ok(record.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn sec_42_a_line_break_in_a_logged_field_stays_in_its_record() {
        let kept = Kept::default();
        let writer = kept.clone();
        let log = tracing_subscriber::fmt().with_writer(move || OneLine(writer.clone())).with_ansi(false).finish();
        let typed = "x\n2031-02-03T00:00:00Z  WARN forged: \u{1b}[31mline\r\u{2028}end";
        tracing::subscriber::with_default(log, || {
            tracing::warn!(route = typed, shown = %typed, "said {typed}");
            tracing::warn!("two");
        });
        let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<&str> = log.split('\n').collect();
        assert_eq!(lines.len(), 3, "two records and the end of the last: {log}");
        assert!(lines[0].contains("forged") && lines[1].ends_with("two") && lines[2].is_empty(), "{log}");
        assert!(!log.contains(['\r', '\u{1b}', '\u{2028}']), "{log}");
    }
}
