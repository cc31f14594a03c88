//! The key file: 32 random bytes outside the database. A password opens an account only together with them, so a copy of
//! the database or of a backup alone cannot be guessed at. Instead of a file, a command may print the same text.
//!
//! The database stores a one-way id of its key. A missing or foreign one is therefore noticed before anything is sealed,
//! and is never replaced without being asked for.

use std::{
    fmt::Write as _,
    fs,
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::{
    KeyFileError, StoreError,
    database::{
        folders::platform_folders,
        pool::{Pool, Tx, with_pool, with_tx},
    },
    key_command::{KeyCommand, KeyCommandError},
    seal::Key,
};

/// Name of the file in the platform's configuration folder.
const NAME: &str = "reweave.key";

/// First word of the line with the key.
const MARK: &str = "reweave-key-1";

/// Text in front of the key, for a person who finds the file.
const ABOUT: &str = "# The key file of Reweave. No password opens an account without it. Keep a copy of it, apart from copies of the\n\
                     # database and from backups: together they can be guessed at. Never change it.\n";

/// Location of the key file. Several servers of one database use copies of the same file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFile {
    /// `reweave.key` in the platform's configuration folder.
    Platform,
    /// This file.
    At(PathBuf),
    /// No file: this command prints its text.
    Command(KeyCommand),
}

/// Where the key comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// A file.
    File(PathBuf),
    /// A command.
    Command(KeyCommand),
}

/// The secret in the key file. Its memory is wiped on drop.
#[derive(Clone, Debug)]
pub(crate) struct ServerKey {
    key: Key,
    source: KeySource,
}

impl KeyFile {
    /// Returns the path of the file, or the command.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoFolder`] if the platform has no standard folder.
    pub fn source(&self) -> Result<KeySource, StoreError> {
        Ok(match self {
            Self::At(file) => KeySource::File(file.clone()),
            Self::Platform => KeySource::File(platform_folders()?.config.join(NAME)),
            Self::Command(command) => KeySource::Command(command.clone()),
        })
    }

    /// Returns the text of a new key file in one line, for a keyring or password manager to keep. Nothing is written.
    ///
    /// # Errors
    ///
    /// Fails if the system provides no random bytes.
    pub fn generate() -> Result<Zeroizing<String>, StoreError> {
        Ok(line_of(&Key::random()?))
    }
}

impl KeySource {
    /// Reads the key, and removes the permissions of other users from a file where that is possible; none if the file
    /// does not exist.
    async fn read(&self) -> Result<Option<ServerKey>, KeyFileError> {
        if let Self::File(file) = self {
            keep_private(file);
        }
        self.peek().await
    }

    /// Reads the key and changes nothing; none if the file does not exist.
    pub(crate) async fn peek(&self) -> Result<Option<ServerKey>, KeyFileError> {
        match self {
            Self::File(file) => ServerKey::in_file(file),
            Self::Command(command) => ServerKey::by_command(command).await.map(Some),
        }
    }

    /// Returns the error for a key that does not belong to the database.
    pub(crate) fn foreign(&self) -> KeyFileError {
        match self {
            Self::File(file) => KeyFileError::Other(file.clone()),
            Self::Command(command) => KeyFileError::OtherByCommand(command.clone()),
        }
    }
}

impl ServerKey {
    /// Returns the id of the key. It does not reveal the key.
    pub(crate) fn id(&self) -> Vec<u8> {
        self.key.derive("reweave|key file|id").bytes()[..16].to_vec()
    }

    /// Derives a key for one purpose, which is the same on every server with a copy of the file.
    pub(crate) fn derive(&self, purpose: &str) -> Key {
        self.key.derive(purpose)
    }

    /// Mixes the key with the output of the password hash, or with another secret.
    pub(crate) fn mix(&self, hashed: &[u8]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.key.mac(hashed))
    }

    fn in_file(file: &Path) -> Result<Option<Self>, KeyFileError> {
        let unusable = |source| KeyFileError::Unusable { file: file.to_owned(), source };
        let text = match fs::read_to_string(file) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                return Err(KeyFileError::Malformed(file.to_owned()));
            }
            Err(error) => return Err(unusable(error)),
        };
        let key = parse(&text).ok_or_else(|| KeyFileError::Malformed(file.to_owned()))?;
        Ok(Some(Self { key, source: KeySource::File(file.to_owned()) }))
    }

    async fn by_command(command: &KeyCommand) -> Result<Self, KeyFileError> {
        let running = command.clone();
        let printed = tokio::task::spawn_blocking(move || running.run()).await;
        let printed = printed.unwrap_or_else(|error| Err(KeyCommandError::NotRead(io::Error::other(error))));
        let printed = printed.map_err(|problem| KeyFileError::NoKey { command: command.clone(), problem })?;
        let key = str::from_utf8(&printed).ok().and_then(parse);
        let key = key.ok_or_else(|| KeyFileError::MalformedByCommand(command.clone()))?;
        Ok(Self { key, source: KeySource::Command(command.clone()) })
    }

    /// Writes a new key into a new file; `None` if the file exists already.
    fn create(file: &Path) -> Result<Option<Self>, StoreError> {
        let key = Key::random()?;
        let text = Zeroizing::new(format!("{ABOUT}{}", line_of(&key).as_str()));
        match write_new(file, text.as_bytes()) {
            Ok(()) => Ok(Some(Self { key, source: KeySource::File(file.to_owned()) })),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            Err(source) => Err(KeyFileError::Unusable { file: file.to_owned(), source }.into()),
        }
    }
}

/// Returns the line with the key.
fn line_of(key: &Key) -> Zeroizing<String> {
    // A text that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(MARK.len() + 2 + 2 * key.bytes().len()));
    text.push_str(MARK);
    text.push(' ');
    for byte in key.bytes() {
        // Writing to memory always succeeds.
        let _ = write!(*text, "{byte:02x}");
    }
    text.push('\n');
    text
}

/// Writes a private file under its final name only once it is complete. Never replaces a file.
fn write_new(file: &Path, text: &[u8]) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_private_folder(folder)?;
    let mut unfinished = tempfile::Builder::new().prefix(".reweave-key-").tempfile_in(folder)?;
    unfinished.write_all(text)?;
    unfinished.as_file().sync_all()?;
    unfinished.persist_noclobber(file).map(|_| ()).map_err(|error| error.error)
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Removes the permissions of other users. A file that belongs to another user, such as a mounted secret, stays as it is.
fn keep_private(file: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        if is_open_to_others(file) {
            let _ = fs::set_permissions(file, fs::Permissions::from_mode(0o600));
        }
    }
    #[cfg(not(unix))]
    let _ = file;
}

/// Tells if other users of the machine may read the file.
pub(crate) fn is_open_to_others(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(file).is_ok_and(|about| about.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

fn parse(text: &str) -> Option<Key> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let digits = lines.next()?.strip_prefix(MARK)?.trim();
    let fits = digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !fits || lines.next().is_some() {
        return None;
    }
    let mut key = Zeroizing::new([0; 32]);
    for (byte, at) in key.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
    }
    Some(Key::from_bytes(&key))
}

const BOUND: &str = "SELECT key_id FROM install WHERE \"only\" = 1";
// Locks the row: of two servers that open a new database at once, one waits for the key file of the other.
const LOCK: &str = "UPDATE install SET id = id WHERE \"only\" = 1";
const BIND: &str = "UPDATE install SET key_id = $1 WHERE \"only\" = 1";
const IN_USE: &str = "SELECT count(*) FROM account WHERE key_id <> $1";
const NOT_BY: &str = "SELECT count(*) FROM account WHERE login <> '' AND key_id <> $1 AND key_id <> $2";

/// Returns the secret of the key file of this database. Makes a new file if no account depends on one; a command must
/// print one.
pub(crate) async fn obtain(pool: &Pool, source: &KeySource) -> Result<ServerKey, StoreError> {
    let bound: Vec<u8> = with_pool!(pool, p => sqlx::query_scalar(BOUND).fetch_one(p).await?);
    // Outside the transaction, because a command may wait for a person.
    let key = match source.read().await {
        Ok(key) => key,
        Err(error) => {
            let dependent: i64 =
                with_pool!(pool, p => sqlx::query_scalar(IN_USE).bind(Vec::<u8>::new()).fetch_one(p).await?);
            return Err(error.with_advice(!bound.is_empty() && dependent > 0).into());
        }
    };
    if let Some(key) = &key
        && key.id() == bound
    {
        return Ok(key.clone());
    }
    let mut tx = pool.write().await?;
    let key = bind(&mut tx, source, key).await;
    match key {
        Ok(key) => tx.commit().await.map(|()| key),
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

async fn bind(tx: &mut Tx, source: &KeySource, key: Option<ServerKey>) -> Result<ServerKey, StoreError> {
    with_tx!(&mut *tx, t => sqlx::query(LOCK).execute(t).await.map(|_| ())?);
    let bound: Vec<u8> = with_tx!(&mut *tx, t => sqlx::query_scalar(BOUND).fetch_one(t).await?);
    let dependent: i64 = with_tx!(&mut *tx, t => sqlx::query_scalar(IN_USE).bind(Vec::<u8>::new()).fetch_one(t).await?);
    let is_free = bound.is_empty() || dependent == 0;
    let file = match source {
        KeySource::File(file) => Some(file),
        KeySource::Command(_) => None,
    };
    let key = match (key, file) {
        // Another server may have made it since it was looked for.
        (None, Some(file)) => ServerKey::in_file(file)?,
        (key, _) => key,
    };
    let key = match (key, file) {
        (Some(key), _) if key.id() == bound => return Ok(key),
        (Some(key), _) if is_free => key,
        (Some(_), _) | (None, None) => return Err(source.foreign().into()),
        (None, Some(file)) if is_free => match ServerKey::create(file)? {
            Some(key) => key,
            // Made by another program since it was looked for.
            None => ServerKey::in_file(file)?.ok_or_else(|| KeyFileError::Missing(file.to_owned()))?,
        },
        (None, Some(file)) => return Err(KeyFileError::Missing(file.to_owned()).into()),
    };
    with_tx!(tx, t => sqlx::query(BIND).bind(key.id()).execute(t).await.map(|_| ())?);
    Ok(key)
}

impl Tx {
    /// Fails if the database belongs to another key file by now: an account would be lost at the next start. Locks the
    /// installation until the end of the transaction.
    pub(crate) async fn require_key_file(&mut self, key: &ServerKey) -> Result<(), StoreError> {
        with_tx!(&mut *self, t => sqlx::query(LOCK).execute(t).await.map(|_| ())?);
        let bound: Vec<u8> = with_tx!(self, t => sqlx::query_scalar(BOUND).fetch_one(t).await?);
        if bound == key.id() { Ok(()) } else { Err(key.source.foreign().into()) }
    }
}

/// Makes a new key file for a database whose key file is lost, or takes the key that the command prints now. Accounts
/// that depend on the lost one open with their recovery keys only.
pub(crate) async fn replace(pool: &Pool, source: &KeySource) -> Result<(), StoreError> {
    let printed = match source {
        KeySource::Command(command) => Ok((ServerKey::by_command(command).await?, command)),
        KeySource::File(file) => Err(file),
    };
    let mut tx = pool.write().await?;
    with_tx!(&mut tx, t => sqlx::query(LOCK).execute(t).await.map(|_| ())?);
    let bound: Vec<u8> = with_tx!(&mut tx, t => sqlx::query_scalar(BOUND).fetch_one(t).await?);
    let key = match printed {
        Ok((key, command)) if key.id() == bound => return Err(KeyFileError::Current(command.clone()).into()),
        Ok((key, _)) => key,
        Err(file) => ServerKey::create(file)?.ok_or_else(|| KeyFileError::Exists(file.clone()))?,
    };
    with_tx!(&mut tx, t => sqlx::query(BIND).bind(key.id()).execute(t).await.map(|_| ())?);
    tx.commit().await
}

/// Returns the number of accounts sealed with a key file other than this one.
pub(crate) async fn count_not_by(pool: &Pool, id: &[u8]) -> Result<i64, StoreError> {
    Ok(with_pool!(pool, p => sqlx::query_scalar(NOT_BY).bind(id).bind(Vec::<u8>::new()).fetch_one(p).await?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_private_readable_again_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config/reweave.key");
        assert!(ServerKey::in_file(&file).unwrap().is_none());
        let created = ServerKey::create(&file).unwrap().unwrap();
        let before = fs::read(&file).unwrap();
        assert_eq!(ServerKey::in_file(&file).unwrap().unwrap().id(), created.id());
        assert!(ServerKey::create(&file).unwrap().is_none(), "a file that exists stays");
        assert_eq!(fs::read(&file).unwrap(), before);
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "nothing else is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
            fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
            keep_private(&file);
            assert_eq!(mode(&file), 0o600, "as an earlier copy left it");
        }
    }

    #[test]
    fn anything_else_is_no_key_file() {
        let digits = "0f".repeat(32);
        assert!(parse(&format!("{ABOUT}{MARK} {digits}\r\n")).is_some());
        assert!(parse(&KeyFile::generate().unwrap()).is_some(), "a keyring keeps one line");
        for wrong in [
            String::new(),
            digits.clone(),
            format!("{MARK} {}", &digits[2..]),
            format!("{MARK} {}zz", &digits[2..]),
            format!("reweave-key-2 {digits}"),
            format!("{MARK} {digits}\n{MARK} {digits}"),
        ] {
            assert!(parse(&wrong).is_none(), "{wrong}");
        }
    }
}
