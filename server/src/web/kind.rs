//! Pages for what cannot be answered as asked: in the look of the others, and each with a way on.
//!
//! They hold no word of the request: what went wrong stays on the server (checklist 42).

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// What is said of a status: a heading, what happened and what to do.
struct Words {
    heading: &'static str,
    said: &'static str,
}

/// Whether a page in the look should stand in place of this answer: somebody reads it, and it has no page of its own.
pub fn wanted(asked: &HeaderMap, answer: &Response) -> bool {
    let holds = |headers: &HeaderMap, name, part: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(part))
    };
    let failed = answer.status().is_client_error() || answer.status().is_server_error();
    failed
        && holds(asked, header::ACCEPT, "text/html")
        && !holds(answer.headers(), header::CONTENT_TYPE, "text/html")
        && !holds(answer.headers(), header::CONTENT_TYPE, "json")
}

/// The page for this status. `id` names the request, for whoever is asked for help; it is ours, and holds nothing else.
pub fn page(status: StatusCode, id: &str) -> Response {
    let Words { heading, said } = words(status);
    let number = if status.is_server_error() {
        format!("<p class=\"soft\">If it happens again, pass on this number: <code>{id}</code></p>")
    } else {
        String::new()
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{heading} · Reweave</title>\
         <link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"/pkg/reweave.css\"></head>\
         <body><main class=\"page\"><div class=\"empty\"><h1>{heading}</h1><p>{said}</p>{number}\
         <a class=\"button\" data-kind=\"primary\" href=\"/\">Go to the first page</a></div></main></body></html>"
    );
    (status, Html(page)).into_response()
}

fn words(status: StatusCode) -> Words {
    let (heading, said) = match status {
        StatusCode::UNAUTHORIZED => (
            "You are signed out",
            "What you typed was not saved. Go back: it still stands in the form. Sign in in another window, then send it once more.",
        ),
        StatusCode::FORBIDDEN => (
            "This change was not made",
            "It was asked for from outside of Reweave. If that was you, open the page here and send the form again.",
        ),
        StatusCode::NOT_FOUND => {
            ("There is nothing at this address", "It may have moved, or a letter went missing on the way.")
        }
        StatusCode::METHOD_NOT_ALLOWED => {
            ("This address is not a page", "It only takes forms. Go back, and send the form from its page.")
        }
        StatusCode::PAYLOAD_TOO_LARGE => (
            "That is more than fits",
            "Nothing was saved. Go back: what you typed still stands there. Shorten it, and send it again.",
        ),
        StatusCode::MISDIRECTED_REQUEST => (
            "This address is not Reweave’s",
            "Open it as http://localhost or http://127.0.0.1 on the machine that it runs on.",
        ),
        StatusCode::TOO_MANY_REQUESTS => ("That was tried too often", "Wait some minutes, then try again."),
        StatusCode::SERVICE_UNAVAILABLE => (
            "The database does not answer",
            "What was saved before is safe. If you have just sent a form, go back: what you typed still stands there. Try again \
             in a minute.",
        ),
        StatusCode::INSUFFICIENT_STORAGE => (
            "The disk is full",
            "Nothing was saved. Go back: what you typed still stands there. Free some space, and send it again.",
        ),
        status if status.is_server_error() => (
            "Something went wrong on our side",
            "Nothing you did caused this, and what was saved before is safe. Going back and trying again often helps.",
        ),
        _ => ("Reweave did not understand this", "Go back, reload the page, and try once more."),
    };
    Words { heading, said }
}
