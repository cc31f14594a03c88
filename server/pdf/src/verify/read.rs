//! Accessors for PDF objects that may be missing.

use lopdf::{Dictionary, Document as File, Object, decode_text_string};

/// Returns the value of a key, with references resolved.
pub(super) fn get<'a>(file: &'a File, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
    follow(file, dictionary.get(key.as_bytes()).ok()?)
}

/// Resolves a reference.
pub(super) fn follow<'a>(file: &'a File, object: &'a Object) -> Option<&'a Object> {
    file.dereference(object).ok().map(|(_, object)| object)
}

/// Returns the dictionary under a key.
pub(super) fn dict<'a>(file: &'a File, dictionary: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
    get(file, dictionary, key)?.as_dict().ok()
}

/// Returns the array under a key.
pub(super) fn array<'a>(file: &'a File, dictionary: &'a Dictionary, key: &str) -> Option<&'a [Object]> {
    get(file, dictionary, key)?.as_array().ok().map(Vec::as_slice)
}

/// Returns the name under a key.
pub(super) fn name(file: &File, dictionary: &Dictionary, key: &str) -> Option<String> {
    get(file, dictionary, key)?.as_name().ok().map(|name| String::from_utf8_lossy(name).into_owned())
}

/// Returns the text under a key.
pub(super) fn text(file: &File, dictionary: &Dictionary, key: &str) -> Option<String> {
    decode_text_string(get(file, dictionary, key)?).ok()
}

/// Returns the number under a key.
pub(super) fn number(file: &File, dictionary: &Dictionary, key: &str) -> Option<i64> {
    get(file, dictionary, key)?.as_i64().ok()
}

/// Returns the numbers under a key.
pub(super) fn numbers(file: &File, dictionary: &Dictionary, key: &str) -> Option<Vec<f32>> {
    array(file, dictionary, key)?.iter().map(|number| number.as_float().ok()).collect()
}

/// Returns the decoded stream under a key.
pub(super) fn stream(file: &File, dictionary: &Dictionary, key: &str) -> Option<Vec<u8>> {
    let stream = get(file, dictionary, key)?.as_stream().ok()?;
    Some(stream.get_plain_content().unwrap_or_else(|_| stream.content.clone()))
}
