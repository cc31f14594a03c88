//! Audit log: who did what to which record, and when, without content. Each line contains the hash of the previous one.
//!
//! Anybody with write access to the database can recompute these hashes. Lines written in an open session therefore
//! also carry a MAC under a key of the account, and the number and hash of the last such line are sealed in the account
//! row. Without the data key no line up to that one can be changed, inserted or removed unnoticed. Two limits remain:
//! failed sign-ins after the last open session have no MAC, and restoring an older copy of the whole database goes
//! unnoticed.

use domain::records::{Revision, Stamp};
use uuid::Uuid;

use crate::{
    AuditEvent, Store, StoreError,
    database::pool::{Tx, with_pool, with_tx},
    seal::{Key, SealContext, digest},
    sql,
};

/// Events that are written without an open session, and so without a MAC.
const WITHOUT_SESSION: [AuditEvent; 4] =
    [AuditEvent::SignInFailed, AuditEvent::PasskeyRefused, AuditEvent::AccountDisabled, AuditEvent::AccountEnabled];

/// Number of the first line of an audit log that does not follow from its predecessor or is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenAt(pub i64);

/// The account of an audit line, with its data key if a session is open.
#[derive(Clone, Copy)]
pub(crate) struct AuditAuthor<'a> {
    account: Uuid,
    key: Option<&'a Key>,
}

impl<'a> AuditAuthor<'a> {
    /// The account, in an open session.
    pub(crate) const fn open(account: Uuid, key: &'a Key) -> Self {
        Self { account, key: Some(key) }
    }

    /// The account of a failed sign-in, or of an act of the operator.
    pub(crate) const fn closed(account: Uuid) -> Self {
        Self { account, key: None }
    }

    fn mac(&self, hash: &[u8]) -> Vec<u8> {
        self.key.map(|key| key.derive("audit").mac(hash).to_vec()).unwrap_or_default()
    }
}

/// An audit line as stored.
#[derive(sqlx::FromRow)]
pub(crate) struct AuditLine {
    number: i64,
    at: i64,
    #[sqlx(rename = "deed")]
    event: String,
    about: Uuid,
    hash: Vec<u8>,
    mac: Vec<u8>,
}

/// The columns of an account that describe its audit log.
#[derive(sqlx::FromRow)]
pub(crate) struct ChainEnd {
    /// Number of the last line.
    #[sqlx(rename = "audit_count")]
    count: i64,
    /// Hash of the last line.
    #[sqlx(rename = "audit_head")]
    head: Vec<u8>,
    /// Sealed number and hash of the last line with a MAC.
    #[sqlx(rename = "audit_seal")]
    seal: Vec<u8>,
    /// Sealed number and hash of the last line before the present data key.
    #[sqlx(rename = "audit_base")]
    base: Vec<u8>,
}

impl Tx {
    /// Writes an audit line. Locks the account row until the end of the transaction, so that no two lines follow the
    /// same one.
    pub(crate) async fn audit(
        &mut self,
        author: AuditAuthor<'_>,
        event: AuditEvent,
        about: Uuid,
        at: Stamp,
    ) -> Result<(), StoreError> {
        let account = author.account;
        let (number, head, seal) = self.next_audit_line(author).await?;
        let hash = line_hash(&head, account, number, at, event.as_str(), about);
        with_tx!(self, t => sqlx::query(sql::INSERT_AUDIT)
            .bind(account).bind(number).bind(at.0).bind(event.as_str()).bind(about).bind(&hash[..])
            .bind(author.mac(&hash))
            .execute(t).await.map(|_| ())?);
        with_tx!(self, t => sqlx::query(sql::SET_AUDIT_HEAD)
            .bind(account).bind(&hash[..]).execute(t).await.map(|_| ())?);
        if let Some(key) = author.key
            && self.sealed_line_exists(account, key, &seal).await?
        {
            let sealed = SealedHead { number, hash: hash.to_vec() }.seal(account, key)?;
            with_tx!(self, t => sqlx::query(sql::SET_AUDIT_SEAL)
                .bind(account).bind(sealed).execute(t).await.map(|_| ())?);
        }
        Ok(())
    }

    /// Takes the next number; returns it with the hash before it and the sealed number and hash of the last line with a MAC.
    async fn next_audit_line(&mut self, author: AuditAuthor<'_>) -> Result<(i64, Vec<u8>, Vec<u8>), StoreError> {
        let Some(key) = author.key else {
            let taken: Option<(i64, Vec<u8>, Vec<u8>)> =
                with_tx!(self, t => sqlx::query_as(sql::NEXT_AUDIT).bind(author.account).fetch_optional(t).await?);
            return taken.ok_or(StoreError::NotFound);
        };
        let taken: Option<(i64, Vec<u8>, Vec<u8>)> = with_tx!(self, t => sqlx::query_as(sql::NEXT_AUDIT_BY_KEY)
            .bind(author.account).bind(key.mark()).fetch_optional(t).await?);
        taken.ok_or(StoreError::SignedOut)
    }

    /// Verifies the log by the data key so far, and seals the result and the last line by the next one. Lines up to it are
    /// then verified by their hashes alone, which the sealed one pins. The account row must be locked.
    pub(crate) async fn begin_audit_anew(&mut self, account: Uuid, earlier: &Key, key: &Key) -> Result<(), StoreError> {
        let lines: Vec<AuditLine> =
            with_tx!(&mut *self, t => sqlx::query_as(sql::AUDIT).bind(account).fetch_all(t).await?);
        let end: ChainEnd =
            with_tx!(&mut *self, t => sqlx::query_as(sql::AUDIT_HEAD).bind(account).fetch_one(t).await?);
        let broken = verify_all(account, earlier, &lines, &end).err().map_or(0, |BrokenAt(number)| number);
        let base = AuditBase { last: SealedHead { number: end.count, hash: end.head }, broken };
        let sealed = base.seal(account, key)?;
        with_tx!(self, t => sqlx::query(sql::SET_AUDIT_BASE)
            .bind(account).bind(sealed).bind(Vec::<u8>::new()).execute(t).await.map(|_| ())?);
        Ok(())
    }

    /// Locks the account row, and fails if the account has another data key.
    pub(crate) async fn require_data_key(&mut self, account: Uuid, key: &Key) -> Result<(), StoreError> {
        let has_it = with_tx!(self, t => sqlx::query(sql::REQUIRE_DATA_KEY)
            .bind(account).bind(key.mark()).execute(t).await?.rows_affected());
        if has_it == 1 { Ok(()) } else { Err(StoreError::SignedOut) }
    }

    /// Tells if the line sealed as the last one exists. If not, the seal stays as it is, so that further lines do not
    /// repair a truncated log.
    async fn sealed_line_exists(&mut self, account: Uuid, key: &Key, seal: &[u8]) -> Result<bool, StoreError> {
        if seal.is_empty() {
            return Ok(true);
        }
        let Some(last) = SealedHead::open(account, key, seal) else { return Ok(false) };
        let hash: Option<Vec<u8>> = with_tx!(self, t => sqlx::query_scalar(sql::AUDIT_HASH)
            .bind(account).bind(last.number).fetch_optional(t).await?);
        Ok(hash.is_some_and(|hash| hash == last.hash))
    }
}

impl Store {
    /// Writes an audit line for an action that changed nothing.
    pub(crate) async fn write_audit(
        &self,
        author: AuditAuthor<'_>,
        event: AuditEvent,
        about: Uuid,
        at: Stamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.pool().write().await?;
        tx.audit(author, event, about, at).await?;
        tx.commit().await
    }

    /// Verifies the hash chain of an account's audit log; returns the number of lines or the break. Without the
    /// account's key a recomputed chain goes unnoticed; [`Records::check_audit`](crate::Records::check_audit) detects it.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn check_audit(&self, account: Uuid) -> Result<Result<i64, BrokenAt>, StoreError> {
        let (lines, end) = self.audit_lines(account).await?;
        Ok(verify_chain(account, &lines, &end))
    }

    pub(crate) async fn audit_lines(&self, account: Uuid) -> Result<(Vec<AuditLine>, ChainEnd), StoreError> {
        Ok(with_pool!(self.pool(), p => {
            let lines: Vec<AuditLine> = sqlx::query_as(sql::AUDIT).bind(account).fetch_all(p).await?;
            let end: Option<ChainEnd> = sqlx::query_as(sql::AUDIT_HEAD).bind(account).fetch_optional(p).await?;
            (lines, end.ok_or(StoreError::NotFound)?)
        }))
    }
}

/// Verifies hashes and MACs.
pub(crate) fn verify_all(account: Uuid, key: &Key, lines: &[AuditLine], end: &ChainEnd) -> Result<i64, BrokenAt> {
    let count = verify_chain(account, lines, end)?;
    verify_macs(account, key, lines, end)?;
    Ok(count)
}

fn verify_chain(account: Uuid, lines: &[AuditLine], end: &ChainEnd) -> Result<i64, BrokenAt> {
    let ChainEnd { count, head, .. } = end;
    let mut before: &[u8] = &[];
    let mut expected = 1;
    for line in lines {
        let follows = line_hash(before, account, line.number, Stamp(line.at), &line.event, line.about);
        if line.number != expected || line.hash != follows {
            return Err(BrokenAt(expected));
        }
        before = &line.hash;
        expected += 1;
    }
    let whole = expected == count + 1 && before == head;
    if whole { Ok(*count) } else { Err(BrokenAt(expected)) }
}

/// Verifies the MACs of lines with a valid hash chain.
fn verify_macs(account: Uuid, key: &Key, lines: &[AuditLine], end: &ChainEnd) -> Result<(), BrokenAt> {
    let author = AuditAuthor::open(account, key);
    let old = if end.base.is_empty() {
        lines.iter().take_while(|line| line.mac.is_empty()).count()
    } else {
        verify_base(account, key, lines, &end.base)?
    };
    for line in lines.iter().skip(old) {
        let unkeyed = line.mac.is_empty() && WITHOUT_SESSION.iter().any(|event| line.event == event.as_str());
        if !unkeyed && line.mac != author.mac(&line.hash) {
            return Err(BrokenAt(line.number));
        }
    }
    let sealed = &end.seal;
    let last = lines.iter().skip(old).rfind(|line| !line.mac.is_empty());
    match (last, SealedHead::open(account, key, sealed)) {
        (None, None) if sealed.is_empty() => Ok(()),
        (Some(last), Some(end)) if last.number == end.number && last.hash == end.hash => Ok(()),
        (_, Some(end)) => Err(BrokenAt(end.number)),
        (last, None) => Err(BrokenAt(last.map_or(1, |last| last.number + 1))),
    }
}

/// Verifies the lines of previous data keys by the sealed hash of the last one; returns their number.
fn verify_base(account: Uuid, key: &Key, lines: &[AuditLine], sealed: &[u8]) -> Result<usize, BrokenAt> {
    let AuditBase { last, broken } = AuditBase::open(account, key, sealed).ok_or(BrokenAt(1))?;
    if broken > 0 {
        return Err(BrokenAt(broken));
    }
    let count = usize::try_from(last.number).unwrap_or_default();
    let found = count.checked_sub(1).and_then(|place| lines.get(place));
    let is_pinned = count == 0 || found.is_some_and(|line| line.hash == last.hash);
    if is_pinned { Ok(count) } else { Err(BrokenAt(last.number)) }
}

/// The last line of previous data keys, and the line at which the log was found to be broken then; 0 if it was whole.
struct AuditBase {
    last: SealedHead,
    broken: i64,
}

impl AuditBase {
    fn seal(&self, account: Uuid, key: &Key) -> Result<Vec<u8>, StoreError> {
        let numbers = [self.broken.to_be_bytes(), self.last.number.to_be_bytes()].concat();
        key.seal_bytes(Self::seal_context(account), &[&numbers, &self.last.hash[..]].concat())
    }

    fn open(account: Uuid, key: &Key, sealed: &[u8]) -> Option<Self> {
        let plain = key.open_bytes(Self::seal_context(account), sealed).ok()?;
        let (broken, rest) = plain.split_first_chunk()?;
        let (number, hash) = rest.split_first_chunk()?;
        let last = SealedHead { number: i64::from_be_bytes(*number), hash: hash.to_vec() };
        Some(Self { last, broken: i64::from_be_bytes(*broken) })
    }

    const fn seal_context(account: Uuid) -> SealContext<'static> {
        SealContext { table: "account", column: "audit_base", id: account, owner: account, revision: Revision(0) }
    }
}

/// Number and hash of the last line written in an open session, as sealed in the account row.
struct SealedHead {
    number: i64,
    hash: Vec<u8>,
}

impl SealedHead {
    fn seal(&self, account: Uuid, key: &Key) -> Result<Vec<u8>, StoreError> {
        key.seal_bytes(Self::seal_context(account), &[&self.number.to_be_bytes()[..], &self.hash].concat())
    }

    /// Returns none if nothing is sealed or the seal is invalid.
    fn open(account: Uuid, key: &Key, sealed: &[u8]) -> Option<Self> {
        let plain = key.open_bytes(Self::seal_context(account), sealed).ok()?;
        let (number, hash) = plain.split_first_chunk()?;
        Some(Self { number: i64::from_be_bytes(*number), hash: hash.to_vec() })
    }

    const fn seal_context(account: Uuid) -> SealContext<'static> {
        SealContext { table: "account", column: "audit_seal", id: account, owner: account, revision: Revision(0) }
    }
}

fn line_hash(before: &[u8], account: Uuid, number: i64, at: Stamp, event: &str, about: Uuid) -> [u8; 32] {
    let mut line = before.to_vec();
    line.extend(format!("|{account}|{number}|{}|{event}|{about}", at.0).into_bytes());
    digest(&line)
}
