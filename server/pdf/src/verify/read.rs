//! Getting at values of a file without trusting that they are there.

use lopdf::{Dictionary, Document as File, Object, decode_text_string};

/// The value of a key, with references followed.
pub(super) fn get<'a>(file: &'a File, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
    follow(file, dictionary.get(key.as_bytes()).ok()?)
}

/// What an object refers to, or itself.
pub(super) fn follow<'a>(file: &'a File, object: &'a Object) -> Option<&'a Object> {
    file.dereference(object).ok().map(|(_, object)| object)
}

/// A dictionary below a key.
pub(super) fn dict<'a>(file: &'a File, dictionary: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
    get(file, dictionary, key)?.as_dict().ok()
}

/// An array below a key.
pub(super) fn array<'a>(file: &'a File, dictionary: &'a Dictionary, key: &str) -> Option<&'a [Object]> {
    get(file, dictionary, key)?.as_array().ok().map(Vec::as_slice)
}

/// A name below a key.
pub(super) fn name(file: &File, dictionary: &Dictionary, key: &str) -> Option<String> {
    get(file, dictionary, key)?.as_name().ok().map(|name| String::from_utf8_lossy(name).into_owned())
}

/// A text below a key.
pub(super) fn text(file: &File, dictionary: &Dictionary, key: &str) -> Option<String> {
    decode_text_string(get(file, dictionary, key)?).ok()
}

/// A number below a key.
pub(super) fn number(file: &File, dictionary: &Dictionary, key: &str) -> Option<i64> {
    get(file, dictionary, key)?.as_i64().ok()
}

/// Numbers below a key.
pub(super) fn numbers(file: &File, dictionary: &Dictionary, key: &str) -> Option<Vec<f32>> {
    array(file, dictionary, key)?.iter().map(|number| number.as_float().ok()).collect()
}

/// The bytes of a stream below a key, as they are meant.
pub(super) fn stream(file: &File, dictionary: &Dictionary, key: &str) -> Option<Vec<u8>> {
    let stream = get(file, dictionary, key)?.as_stream().ok()?;
    Some(stream.get_plain_content().unwrap_or_else(|_| stream.content.clone()))
}
