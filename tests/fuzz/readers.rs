//! The readers of untrusted files and values, one function each: the fuzz targets call them with whatever the fuzzer finds, a
//! test with the kept corpora. They fail where a reader panics or contradicts itself. Those of requests
//! are in `requests.rs`.

use std::sync::{LazyLock, OnceLock};

use domain::{
    assess::Assessment,
    case_file,
    library::{ENGLISH_FILES, check, english, load},
    plan::templates::file,
    records::Stamp,
};
use pdf::Logo;
use store::{NewPasskey, PasskeyAnswer, Records, RelyingParty, SessionAccess, Store, hex};

/// A reader with the name of its target and of its corpus.
pub type Reader = (&'static str, fn(&[u8]));

/// These readers.
pub const READERS: [Reader; 6] = [
    ("case-file", case),
    ("exercise", exercise),
    ("logo", logo),
    ("passkey", passkey),
    ("sealed-record", sealed_record),
    ("template-file", template),
];

/// A case file of the command line.
pub fn case(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let library = english();
    if let Ok(case) = case_file::parse(library, text) {
        let _ = Assessment::of(library, &case.course, case.phase, case.session);
    }
}

/// An exercise of the library in Markdown. One that is complete by itself is also checked together with all others.
pub fn exercise(data: &[u8]) {
    const FILE: &str = "exercises/fuzzed.md";
    let Ok(text) = std::str::from_utf8(data) else { return };
    let own = |problems: &[domain::library::Problem]| problems.iter().any(|problem| problem.file == FILE);
    if load(&[(FILE, text)]).is_err_and(|problems| own(&problems.0)) {
        return;
    }
    let files: Vec<(&str, &str)> = ENGLISH_FILES.iter().copied().chain([(FILE, text)]).collect();
    if let Ok(library) = load(&files) {
        check(&library, &files);
    }
}

/// The logo of a practice: SVG, PNG or JPEG.
pub fn logo(data: &[u8]) {
    let _ = Logo::read(data);
}

/// The answers of an authenticator, as the forms send them. Lines: a new passkey, and an answer of it.
pub fn passkey(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (new, answer) = text.split_once('\n').unwrap_or((text, text));
    let party = RelyingParty { id: "example.org".into(), origin: "https://example.org".into() };
    let answer = PasskeyAnswer::read(answer);
    if let (Some(new), Some(answer)) = (NewPasskey::read(new), answer) {
        let _ = answer.is_signed_by(&new, &party);
    }
}

/// Something sealed, and the records of its account.
static SEALED: LazyLock<(Records, String)> = LazyLock::new(|| {
    static STORE: OnceLock<Store> = OnceLock::new();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let now = Stamp(1_800_000_000_000_000);
    let records = runtime.block_on(async {
        let store = Store::open_temporary().await.expect("it opens");
        let made = store.create_account("counsellor", "seven quiet herons by the weir".into(), now).await;
        let SessionAccess::Open(records) =
            store.open_session(&made.expect("an account").token, now).await.expect("it answers")
        else {
            panic!("not open")
        };
        let _ = STORE.set(store);
        records
    });
    // The pool of connections belongs to it.
    std::mem::forget(runtime);
    let sealed = records.seal_query(&[("q".to_owned(), "Heron".to_owned())]).expect("it seals");
    (records, sealed)
});

/// The valid value that [`sealed_record`] changes.
pub fn sealed() -> &'static str {
    &SEALED.1
}

/// A sealed value: the bytes as they are, then as changes to a valid one, two bytes each: a place, and bits to flip.
pub fn sealed_record(data: &[u8]) {
    let (records, sealed) = &*SEALED;
    // A fuzzer sees what is compared, so it may come up with the valid value itself.
    let is_valid = |text: &str| text.eq_ignore_ascii_case(sealed);
    if let Ok(text) = std::str::from_utf8(data) {
        assert!(records.open_query(text).is_none() || is_valid(text), "an invented value opens");
    }
    let text = hex(data);
    assert_eq!(records.open_query(&text).is_some(), is_valid(&text), "an invented value opens");
    let byte = |at: usize| u8::from_str_radix(&sealed[at..at + 2], 16).expect("hexadecimal digits");
    let valid: Vec<u8> = (0..sealed.len()).step_by(2).map(byte).collect();
    let mut changed = valid.clone();
    for pair in data.chunks_exact(2) {
        let place = usize::from(pair[0]) % changed.len();
        changed[place] ^= pair[1];
    }
    assert_eq!(records.open_query(&hex(&changed)).is_some(), changed == valid, "a changed value opens");
    let kept = usize::from(data.first().copied().unwrap_or_default()).min(valid.len() - 1);
    assert!(records.open_query(&hex(&valid[..kept])).is_none(), "a shortened value opens");
}

/// A template file.
pub fn template(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(found) = file::read(english(), text) {
        let written = file::write(&found.template);
        let again = file::read(english(), &written).expect("a template that was read can be written");
        assert_eq!(again.template, found.template);
    }
}
