//! Takes markers that only Leptos would read out of pages.

use axum::{
    body::{Body, to_bytes},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};

/// An empty comment, as Leptos writes it between parts of a page to find them again during its hydration.
const MARKER: &str = "<!>";

/// Removes the markers from a page. Islands here start by their name, so nothing looks for them, and a browser would make a
/// node of each one: more nodes than there are elements.
pub async fn without_markers(response: Response) -> Response {
    let kind = response.headers().get(CONTENT_TYPE);
    if kind.is_none_or(|kind| !kind.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let (parts, body) = response.into_parts();
    // Pages are rendered completely before they are sent, so none of this waits.
    match to_bytes(body, usize::MAX).await.map(|page| String::from_utf8(page.into())) {
        Ok(Ok(page)) => Response::from_parts(parts, Body::from(between_tags(&page))),
        Ok(Err(_)) | Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Removes the markers between tags. The same letters in a value were typed by somebody, and stay.
fn between_tags(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let (before, at_tag) = rest.split_at(start);
        text.push_str(before);
        rest = at_tag.strip_prefix(MARKER).unwrap_or_else(|| {
            let (tag, after) = at_tag.split_at(tag_length(at_tag));
            text.push_str(tag);
            after
        });
    }
    text.push_str(rest);
    text
}

/// Returns the length of the tag at the start of a text, in bytes; 1 where its first bracket begins none.
fn tag_length(text: &str) -> usize {
    if !text.as_bytes().get(1).is_some_and(|first| *first == b'/' || first.is_ascii_alphabetic()) {
        return 1;
    }
    let mut quote = None;
    for (place, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return place + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_go_and_everything_typed_stays() {
        let kept = [
            r#"<input value="a <!> b" title='<!>'><p>5 < 6 &lt;!&gt; it's</p><!-- <i> --><br>"#,
            concat!("<!DOCTYPE html><", "textarea>&lt;!&gt;</textarea>"),
            "no tag <",
            r#"<a href="unfinished"#,
        ];
        for page in kept {
            assert_eq!(between_tags(page), page);
        }
        assert_eq!(between_tags("<p>ä<!><b>1</b><!> left</p><!><!>"), "<p>ä<b>1</b> left</p>");
    }
}
