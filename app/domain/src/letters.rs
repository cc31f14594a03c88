//! The first letter of what is put into a sentence, or becomes one.

/// With a small letter at the beginning.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// With a capital letter at the beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With a capital letter at the beginning and a full stop at the end.
pub fn sentence(text: &str) -> String {
    let text = capital(text);
    if text.ends_with('.') { text } else { text + "." }
}
