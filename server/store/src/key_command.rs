//! A command that prints the key, so that it can be in a keyring or password manager instead of in a file.

use std::{
    fmt,
    io::{self, ErrorKind, Read},
    process::{Child, Command, ExitStatus, Stdio},
    str::FromStr,
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use zeroize::Zeroizing;

/// Time that the command may take: long enough to unlock a keyring by hand.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Interval between two looks at a command that has closed its output and goes on.
const LOOK_INTERVAL: Duration = Duration::from_millis(20);

/// Maximum length of its output in bytes, of which a key takes 78.
const LONGEST_OUTPUT: usize = 4096;

/// Maximum length of what is shown of its error messages, in characters.
const LONGEST_MESSAGE: usize = 300;

/// A program with its arguments. It is started directly and not by a shell.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyCommand {
    program: String,
    arguments: Vec<String>,
}

/// The arguments may say where the key is, so only the program is shown.
impl fmt::Debug for KeyCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyCommand({})", self.program)
    }
}

impl fmt::Display for KeyCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.program)
    }
}

/// A command without words, or with a quotation mark that is not closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it must be a program with its arguments, with each quotation mark closed")]
pub struct NoKeyCommand;

/// Splits a command into words as a shell does: quotation marks keep a word together, and a backslash takes the next
/// character as it is. Nothing is expanded.
impl FromStr for KeyCommand {
    type Err = NoKeyCommand;

    fn from_str(text: &str) -> Result<Self, NoKeyCommand> {
        let mut words = shlex::split(text).ok_or(NoKeyCommand)?.into_iter();
        let program = words.next().filter(|program| !program.is_empty()).ok_or(NoKeyCommand)?;
        Ok(Self { program, arguments: words.collect() })
    }
}

/// The reason why a key command gives no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyCommandError {
    /// The program cannot be started.
    #[error("it cannot be started: {0}")]
    NotStarted(io::Error),
    /// Its output cannot be read.
    #[error("its output cannot be read: {0}")]
    NotRead(io::Error),
    /// It did not end in time.
    #[error("it took longer than {} seconds", .0.as_secs())]
    TooSlow(Duration),
    /// It ended with an error, and the message that it printed.
    #[error("it failed ({status}){}", said(.message))]
    Failed {
        /// How it ended.
        status: ExitStatus,
        /// What it printed to standard error.
        message: String,
    },
}

fn said(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(" and said: {message}") }
}

/// A stream of the command, read to its end.
enum Stream {
    Output(io::Result<Zeroizing<Vec<u8>>>),
    Errors(io::Result<Zeroizing<Vec<u8>>>),
}

impl KeyCommand {
    /// Runs the command to its end; returns what it printed. Blocks for up to 30 seconds.
    pub(crate) fn run(&self) -> Result<Zeroizing<Vec<u8>>, KeyCommandError> {
        self.run_within(TIME_LIMIT)
    }

    fn run_within(&self, limit: Duration) -> Result<Zeroizing<Vec<u8>>, KeyCommandError> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(KeyCommandError::NotStarted)?;
        let ended = finish(&mut child, limit);
        if ended.is_err() {
            // Without effect if it has ended.
            let _ = child.kill();
            let _ = child.wait();
        }
        let (status, output, errors) = ended?;
        if status.success() {
            Ok(output)
        } else {
            Err(KeyCommandError::Failed { status, message: first_line(&errors) })
        }
    }
}

type Ended = (ExitStatus, Zeroizing<Vec<u8>>, Zeroizing<Vec<u8>>);

/// Reads both streams, each in a thread so that neither holds the other up, and waits for the end.
fn finish(child: &mut Child, limit: Duration) -> Result<Ended, KeyCommandError> {
    let deadline = Instant::now() + limit;
    let (sender, streams) = channel();
    read_in_thread(child.stdout.take(), sender.clone(), Stream::Output);
    read_in_thread(child.stderr.take(), sender, Stream::Errors);
    let (mut output, mut errors) = (Zeroizing::default(), Zeroizing::default());
    loop {
        match streams.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Stream::Output(read)) => output = read.map_err(KeyCommandError::NotRead)?,
            Ok(Stream::Errors(read)) => errors = read.map_err(KeyCommandError::NotRead)?,
            Err(RecvTimeoutError::Timeout) => return Err(KeyCommandError::TooSlow(limit)),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    loop {
        if let Some(status) = child.try_wait().map_err(KeyCommandError::NotRead)? {
            return Ok((status, output, errors));
        }
        if Instant::now() >= deadline {
            return Err(KeyCommandError::TooSlow(limit));
        }
        thread::sleep(LOOK_INTERVAL);
    }
}

fn read_in_thread(
    stream: Option<impl Read + Send + 'static>,
    sender: Sender<Stream>,
    kind: fn(io::Result<Zeroizing<Vec<u8>>>) -> Stream,
) {
    thread::spawn(move || {
        let read = stream.map_or_else(|| Ok(Zeroizing::default()), read_bounded);
        // None receives it once the time is up.
        let _ = sender.send(kind(read));
    });
}

/// Reads at most [`LONGEST_OUTPUT`] bytes and one more, by which longer output is noticed. The buffer never grows, which
/// would leave copies of it in memory.
fn read_bounded(mut stream: impl Read) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; LONGEST_OUTPUT + 1]);
    let mut filled = 0;
    while filled < bytes.len() {
        match stream.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// Returns the first line of an error message.
fn first_line(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    line.chars().filter(|letter| !letter.is_control()).take(LONGEST_MESSAGE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_split_into_words_and_nothing_is_expanded() {
        let command: KeyCommand = "secret-tool lookup 'service name' \"re weave\" $HOME *".parse().unwrap();
        assert_eq!(command.program, "secret-tool");
        assert_eq!(command.arguments, ["lookup", "service name", "re weave", "$HOME", "*"]);
        for wrong in ["", "  ", "''", "cat 'a", "cat \"a"] {
            assert_eq!(wrong.parse::<KeyCommand>(), Err(NoKeyCommand), "{wrong}");
        }
    }

    #[test]
    fn its_arguments_are_in_no_message() {
        let command: KeyCommand = "no-such-program --token zq7canary".parse().unwrap();
        let error = command.run().unwrap_err();
        for text in [format!("{command:?}"), command.to_string(), error.to_string(), format!("{error:?}")] {
            assert!(!text.contains("zq7canary"), "{text}");
        }
        assert!(matches!(error, KeyCommandError::NotStarted(_)), "{error:?}");
    }

    #[cfg(unix)]
    fn sh(script: &str) -> KeyCommand {
        KeyCommand { program: "sh".into(), arguments: vec!["-c".into(), script.into()] }
    }

    #[cfg(unix)]
    #[test]
    fn its_output_counts_if_it_succeeds_and_its_first_error_if_not() {
        assert_eq!(*sh("echo key; echo noise >&2").run().unwrap(), b"key\n");
        let failed =
            sh("echo key; printf '\\n no such item\\033[2J\\nmore' >&2; exit 44").run().unwrap_err().to_string();
        assert!(failed.contains("44") && failed.ends_with("said: no such item[2J"), "{failed}");
    }

    #[cfg(unix)]
    #[test]
    fn it_reads_no_input_and_its_output_is_bounded() {
        assert_eq!(*sh("cat; echo end").run().unwrap(), b"end\n");
        // The end of the program depends on its reaction to the closed pipe.
        let long = sh("head -c 1000000 /dev/zero; exit 0").run();
        assert!(long.is_err() || long.is_ok_and(|output| output.len() == LONGEST_OUTPUT + 1));
    }

    #[cfg(unix)]
    #[test]
    fn one_that_never_ends_is_given_up() {
        for script in ["exec sleep 600", "exec >&- 2>&-; exec sleep 600", "sleep 5 & exit 0"] {
            let begun = Instant::now();
            let error = sh(script).run_within(Duration::from_millis(200)).unwrap_err();
            assert!(matches!(error, KeyCommandError::TooSlow(_)), "{script}: {error:?}");
            assert!(begun.elapsed() < Duration::from_secs(5), "{script}");
        }
        assert_eq!(KeyCommandError::TooSlow(TIME_LIMIT).to_string(), "it took longer than 30 seconds");
    }
}
