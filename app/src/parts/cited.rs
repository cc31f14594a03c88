//! Text of the library with its marks turned into links: reference keys in square brackets, exercises and gates.

use domain::{
    ids::{ItemId, ReferenceKey},
    library::Library,
    words::GateId,
};
use leptos::{either::EitherOf4, prelude::*};

/// A stretch of text, or something it names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Reference(String),
    Exercise(String, String),
    Gate(String),
}

/// The text, with a link for each reference (to the list on the same page) and exercise, and plain names for gates.
#[component]
pub fn Cited(
    /// Where references, exercises and gates are looked up.
    library: &'static Library,
    /// The text, as it stands in the library.
    text: &'static str,
) -> impl IntoView {
    pieces(library, text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => EitherOf4::A(words),
            Piece::Reference(key) => {
                let name = readable(&key);
                EitherOf4::B(view! { <a class="cite" href=format!("#ref-{key}")>{name}</a> })
            }
            Piece::Exercise(id, title) => EitherOf4::C(view! { <a href=format!("/library/{id}")>{title}</a> }),
            Piece::Gate(name) => EitherOf4::D(view! { <em>{format!("gate “{name}”")}</em> }),
        })
        .collect_view()
}

/// `Monson2012book` as “Monson 2012”.
fn readable(key: &str) -> String {
    let digit = key.find(|c: char| c.is_ascii_digit()).unwrap_or(key.len());
    let (name, year) = key.split_at(digit);
    let year: String = year.chars().take_while(char::is_ascii_digit).collect();
    format!("{name} {year}").trim_end().to_owned()
}

fn pieces(library: &'static Library, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let token = token(rest);
        rest = &rest[token.len().max(first.len_utf8())..];
        if let Some(piece) = named(library, token) {
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            pieces.push(piece);
        } else if token.is_empty() {
            // Backticks mark ids in the source; a reader needs none.
            if first != '`' {
                words.push(first);
            }
        } else {
            words.push_str(token);
        }
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    pieces
}

/// What may be a name at the start of `text`: `[Key]`, or a run of letters, digits and hyphens; else nothing.
fn token(text: &str) -> &str {
    if let Some(inside) = text.strip_prefix('[') {
        return inside.find(']').map_or("", |end| &text[..end + 2]);
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(text.len());
    text[..end].trim_end_matches('-')
}

fn named(library: &'static Library, token: &str) -> Option<Piece> {
    if let Some(key) = token.strip_prefix('[').and_then(|token| token.strip_suffix(']')) {
        let key: ReferenceKey = key.parse().ok()?;
        return library.reference(&key).map(|found| Piece::Reference(found.key.to_string()));
    }
    if let Ok(gate) = token.parse::<GateId>() {
        return Some(Piece::Gate(library.gate(gate).name.clone()));
    }
    if !token.contains('-') {
        return None;
    }
    let id: ItemId = token.parse().ok()?;
    library.item(&id).map(|item| Piece::Exercise(item.id.to_string(), item.title.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_exercises_and_gates_are_found_and_the_rest_is_kept() {
        let found =
            pieces(domain::library::english(), "See [Gordon2004]; `impact-letter` first, well-meant, GATE-STI [sic] –");
        assert_eq!(found[0], Piece::Words("See ".into()));
        assert_eq!(found[1], Piece::Reference("Gordon2004".into()));
        assert!(matches!(&found[3], Piece::Exercise(id, _) if id == "impact-letter"));
        assert_eq!(found[4], Piece::Words(" first, well-meant, ".into()));
        assert_eq!(found[5], Piece::Gate("STI exposure not cleared".into()));
        assert_eq!(found[6], Piece::Words(" [sic] –".into()));
    }

    #[test]
    fn keys_are_read_as_a_name_and_a_year() {
        assert_eq!(readable("Monson2012book"), "Monson 2012");
        assert_eq!(readable("ColeCole"), "ColeCole");
    }
}
