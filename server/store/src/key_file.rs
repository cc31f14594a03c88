//! The key file: 32 random bytes outside the database. A password opens an account only together with them, so a copy of
//! the database or of a backup alone cannot be guessed at.
//!
//! The database stores a one-way id of its key file. A missing or foreign file is therefore noticed before anything is
//! sealed, and is never replaced without being asked for.

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
}

/// The secret in the key file. Its memory is wiped on drop.
#[derive(Clone, Debug)]
pub(crate) struct ServerKey {
    key: Key,
    file: PathBuf,
}

impl KeyFile {
    /// Returns the path of the file.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoFolder`] if the platform has no standard folder.
    pub fn path(&self) -> Result<PathBuf, StoreError> {
        match self {
            Self::At(file) => Ok(file.clone()),
            Self::Platform => Ok(platform_folders()?.config.join(NAME)),
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

    /// Reads a key file, and removes the permissions of other users where that is possible; none if it does not exist.
    fn read(file: &Path) -> Result<Option<Self>, KeyFileError> {
        keep_private(file);
        Self::peek(file)
    }

    /// Reads a key file and changes nothing; none if it does not exist.
    pub(crate) fn peek(file: &Path) -> Result<Option<Self>, KeyFileError> {
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
        Ok(Some(Self { key, file: file.to_owned() }))
    }

    /// Writes a new key into a new file; `None` if the file exists already.
    fn create(file: &Path) -> Result<Option<Self>, StoreError> {
        let key = Key::random()?;
        let digits = key.bytes().iter().fold(Zeroizing::new(String::new()), |mut text, byte| {
            // Writing to memory always succeeds.
            let _ = write!(*text, "{byte:02x}");
            text
        });
        let text = Zeroizing::new(format!("{ABOUT}{MARK} {}\n", digits.as_str()));
        match write_new(file, text.as_bytes()) {
            Ok(()) => Ok(Some(Self { key, file: file.to_owned() })),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            Err(source) => Err(KeyFileError::Unusable { file: file.to_owned(), source }.into()),
        }
    }
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

/// Returns the secret of the key file of this database. Makes a new file if no account depends on one.
pub(crate) async fn obtain(pool: &Pool, file: &Path) -> Result<ServerKey, StoreError> {
    let bound: Vec<u8> = with_pool!(pool, p => sqlx::query_scalar(BOUND).fetch_one(p).await?);
    if let Some(key) = ServerKey::read(file)?
        && key.id() == bound
    {
        return Ok(key);
    }
    let mut tx = pool.write().await?;
    let key = bind(&mut tx, file).await;
    match key {
        Ok(key) => tx.commit().await.map(|()| key),
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

async fn bind(tx: &mut Tx, file: &Path) -> Result<ServerKey, StoreError> {
    with_tx!(&mut *tx, t => sqlx::query(LOCK).execute(t).await.map(|_| ())?);
    let bound: Vec<u8> = with_tx!(&mut *tx, t => sqlx::query_scalar(BOUND).fetch_one(t).await?);
    let dependent: i64 = with_tx!(&mut *tx, t => sqlx::query_scalar(IN_USE).bind(Vec::<u8>::new()).fetch_one(t).await?);
    let is_free = bound.is_empty() || dependent == 0;
    let key = match ServerKey::read(file)? {
        Some(key) if key.id() == bound => return Ok(key),
        Some(key) if is_free => key,
        Some(_) => return Err(KeyFileError::Other(file.to_owned()).into()),
        None if is_free => match ServerKey::create(file)? {
            Some(key) => key,
            // Made by another program since it was looked for.
            None => ServerKey::read(file)?.ok_or_else(|| KeyFileError::Missing(file.to_owned()))?,
        },
        None => return Err(KeyFileError::Missing(file.to_owned()).into()),
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
        if bound == key.id() { Ok(()) } else { Err(KeyFileError::Other(key.file.clone()).into()) }
    }
}

/// Makes a new key file for a database whose key file is lost. Accounts that depend on the lost one open with their
/// recovery keys only.
pub(crate) async fn replace(pool: &Pool, file: &Path) -> Result<(), StoreError> {
    let mut tx = pool.write().await?;
    with_tx!(&mut tx, t => sqlx::query(LOCK).execute(t).await.map(|_| ())?);
    let Some(key) = ServerKey::create(file)? else { return Err(KeyFileError::Exists(file.to_owned()).into()) };
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
        assert!(ServerKey::read(&file).unwrap().is_none());
        let created = ServerKey::create(&file).unwrap().unwrap();
        let before = fs::read(&file).unwrap();
        assert_eq!(ServerKey::read(&file).unwrap().unwrap().id(), created.id());
        assert!(ServerKey::create(&file).unwrap().is_none(), "a file that exists stays");
        assert_eq!(fs::read(&file).unwrap(), before);
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "nothing else is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
            fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
            ServerKey::read(&file).unwrap();
            assert_eq!(mode(&file), 0o600, "as an earlier copy left it");
        }
    }

    #[test]
    fn anything_else_is_no_key_file() {
        let digits = "0f".repeat(32);
        assert!(parse(&format!("{ABOUT}{MARK} {digits}\r\n")).is_some());
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
