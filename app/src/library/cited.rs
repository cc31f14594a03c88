//! Library text with links for references in square brackets and exercises, and names for gates and indicators.

use domain::{
    library::{Library, model::Reference},
    vocabulary::{GateId, IndicatorId, ItemId, ReferenceKey},
};
use leptos::{either::EitherOf4, prelude::*};

/// A piece of text, or an entry that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Reference(String, String),
    Exercise(String, String),
    Gate(String),
    Sign(String),
}

/// The text, with a link for each reference (to the list on the same page) and exercise, and names for gates and
/// indicators: no reader knows their ids.
#[component]
pub fn Cited<'a>(
    /// The library for looking up references, exercises and gates.
    library: &'a Library,
    /// The text, as in the library.
    text: &'a str,
) -> AnyView {
    pieces(library, text)
        .into_iter()
        .map(|piece| match piece {
            // Nothing but a space is between two sources that are named one after the other.
            Piece::Words(words) if words == " " => EitherOf4::A(", ".to_owned()),
            Piece::Words(words) => EitherOf4::A(words),
            Piece::Reference(key, name) => {
                EitherOf4::B(view! { <a class="cite" href=format!("#ref-{key}")>{name}</a> })
            }
            Piece::Exercise(id, title) => EitherOf4::C(view! { <a href=format!("/library/{id}")>{title}</a> }),
            Piece::Gate(name) => EitherOf4::D(view! { <em>{format!("hold “{name}”")}</em> }),
            Piece::Sign(text) => EitherOf4::A(format!("“{text}”")),
        })
        .collect_view()
        .into_any()
}

/// Formats a citation within a text: “Gordon and others 2004”. The key, if authors and year cannot be separated.
fn readable(reference: &Reference) -> String {
    let named = || {
        let (authors, rest) = reference.citation.split_once(" (")?;
        let year = rest.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
        let listed = authors.replace(" and others", "");
        let all = listed == authors;
        let surnames: Vec<String> = listed.split(", ").map(surname).collect();
        let names = match surnames.as_slice() {
            [one] if all => one.clone(),
            [one, other] if all => format!("{one} and {other}"),
            [first, ..] => format!("{first} and others"),
            [] => return None,
        };
        (names.len() < 40).then(|| format!("{names} {year}"))
    };
    named().unwrap_or_else(|| reference.key.to_string())
}

/// Returns the surname: “van der Kolk BA” without the initials.
fn surname(author: &str) -> String {
    let words: Vec<&str> = author.split_whitespace().collect();
    let is_initials = |word: &&&str| word.len() <= 3 && word.chars().all(char::is_uppercase);
    let initials = words.iter().rev().take_while(is_initials).count();
    // A name that is all capitals, like that of an organisation, stays whole.
    let kept = if initials == words.len() { &words[..] } else { &words[..words.len() - initials] };
    kept.join(" ")
}

fn pieces(library: &Library, text: &str) -> Vec<Piece> {
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

/// Returns a possible name at the start of `text`: `[Key]`, or a run of letters, digits and hyphens; else an empty
/// string.
fn token(text: &str) -> &str {
    if let Some(inside) = text.strip_prefix('[') {
        return inside.find(']').map_or("", |end| &text[..end + 2]);
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(text.len());
    text[..end].trim_end_matches('-')
}

fn named(library: &Library, token: &str) -> Option<Piece> {
    if let Some(key) = token.strip_prefix('[').and_then(|token| token.strip_suffix(']')) {
        let key: ReferenceKey = key.parse().ok()?;
        return library.reference(&key).map(|found| Piece::Reference(found.key.to_string(), readable(found)));
    }
    if let Ok(gate) = token.parse::<GateId>() {
        return Some(Piece::Gate(library.gate(gate).name.clone()));
    }
    if let Some(known) = token.parse::<IndicatorId>().ok().and_then(|id| library.indicator(&id)) {
        return Some(Piece::Sign(known.text.clone()));
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
        assert_eq!(found[1], Piece::Reference("Gordon2004".into(), "Gordon and others 2004".into()));
        assert!(matches!(&found[3], Piece::Exercise(id, _) if id == "impact-letter"));
        assert_eq!(found[4], Piece::Words(" first, well-meant, ".into()));
        assert_eq!(found[5], Piece::Gate("STI risk not cleared".into()));
        assert_eq!(found[6], Piece::Words(" [sic] –".into()));
    }

    #[test]
    fn a_citation_is_named_by_its_authors_and_year() {
        let name = |citation: &str| {
            let known = domain::library::english().references().first().cloned().unwrap();
            let key = "Key2000".parse();
            key.map(|key| readable(&Reference { key, citation: citation.into(), ..known }))
        };
        assert_eq!(name("van der Kolk BA (2014). Yoga."), Ok("van der Kolk 2014".into()));
        assert_eq!(name("Cole C, Cole D (2012a). Three."), Ok("Cole and Cole 2012".into()));
        assert_eq!(name("WHO (2014). Report."), Ok("WHO 2014".into()));
        assert_eq!(name("Murray CE and others, A Group, A Town (2013). Booklet."), Ok("Murray and others 2013".into()));
        assert_eq!(name("Getting past the affair, a book."), Ok("Key2000".into()));
    }
}
