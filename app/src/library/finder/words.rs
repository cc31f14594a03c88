//! The words of a text.

use domain::vocabulary::fold;

/// Splits a text into words as every search does: [`fold`].
#[cfg(not(target_family = "wasm"))]
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = fold::words(&fold::folded(text)).map(str::to_owned).collect();
    words.into_iter()
}

/// Splits a text into the same words with the browser’s tables of letters: tables of our own would exceed the rest of the
/// search code.
#[cfg(target_family = "wasm")]
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    use web_sys::js_sys::{JsString, RegExp};
    let replace = |text: &JsString, pattern: &str, by: &str| text.replace_by_pattern(&RegExp::new(pattern, "gu"), by);
    let plain = replace(&JsString::from(text).normalize("NFKD"), r"\p{M}", "");
    let spaced = replace(&plain.to_lower_case(), r"[^\p{L}\p{N}]+", " ");
    let mut folded = String::new();
    String::from(spaced).chars().for_each(|letter| fold::push_plain(&mut folded, letter));
    let words: Vec<String> = folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}
