//! Error pages in the app's layout, each with a next step.
//!
//! They contain no word of the request, and details stay on the server (checklist 42).

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// The text for a status: heading, event and advice.
struct Words {
    heading: &'static str,
    said: &'static str,
}

/// True if this response should be replaced by an error page: a person reads it, and it has no page of its own.
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

/// Returns the page for this status. `id` identifies the request for support, and contains nothing else.
pub fn page(status: StatusCode, id: &str) -> Response {
    let number = if status.is_server_error() {
        format!("<p class=\"soft\">If it happens again, quote this number: <code>{id}</code></p>")
    } else {
        String::new()
    };
    let (address, on) =
        if status == StatusCode::UNAUTHORIZED { ("/sign-in?ended=yes", "Sign in") } else { ("/", "Home") };
    let on = format!("<a class=\"button\" data-kind=\"primary\" href=\"{address}\">{on}</a>");
    written(status, &words(status), &format!("{number}{on}"))
}

/// 503; details of the database stay in the log.
pub fn unavailable(error: &store::StoreError) -> Response {
    tracing::error!(%error, "the database does not answer");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// Response when a proxy contacts a server that was started for this machine alone.
pub fn not_told_of_proxy() -> Response {
    let words = Words {
        heading: "Reweave is behind a proxy that it does not know",
        said: "It was started for this computer only, and a proxy passed your request on. Start it with \
               <code>--trusted-proxy</code> and the address of that proxy, or open it directly, without a proxy.",
    };
    written(StatusCode::FORBIDDEN, &words, "")
}

/// Response when a request bypasses the proxy of the server.
pub fn past_the_proxy() -> Response {
    let words = Words {
        heading: "Reweave is reached through its proxy",
        said: "Open the https address of the proxy in front of it. If this is that proxy, start Reweave with \
               <code>--trusted-proxy</code> and the address from which the proxy connects.",
    };
    written(StatusCode::FORBIDDEN, &words, "")
}

/// Response when passwords and records would be sent unencrypted.
pub fn not_private() -> Response {
    let words = Words {
        heading: "This connection is not encrypted",
        said: "Others on the network could read your password, so no one can sign in here. Put a proxy that speaks TLS in \
               front of Reweave, start Reweave with <code>--trusted-proxy</code> and the address of the proxy, and open the \
               https address of the proxy. On the computer that Reweave runs on, start it without <code>--listen</code>.",
    };
    let library = "<a class=\"button\" href=\"/library\">Read the library</a>";
    written(StatusCode::FORBIDDEN, &words, library)
}

/// Response of a server whose key is missing. `problem` names the file or the command; `None` if the client must not learn
/// where it is.
pub fn without_key_file(problem: Option<&str>) -> Response {
    let said = "Neither a key file nor a key command gives the server the key that fits its database, and no password opens \
                an account without it. Your records are unchanged.";
    let words = Words { heading: "The key of this server is missing", said };
    let more = match problem {
        Some(problem) => format!("<p>In detail: {}.</p><p>Then start Reweave again.</p>", escaped(problem)),
        None => "<p>The person who runs this server finds what to do in its terminal or log, or with \
                 <code>reweave doctor</code>.</p>"
            .to_owned(),
    };
    written(StatusCode::SERVICE_UNAVAILABLE, &words, &more)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('`', "")
}

fn written(status: StatusCode, words: &Words, more: &str) -> Response {
    let Words { heading, said } = words;
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{heading} · Reweave</title>\
         <link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"/pkg/reweave.css\"></head>\
         <body><main class=\"page\"><div class=\"empty\"><h1>{heading}</h1><p>{said}</p>{more}</div></main></body></html>"
    );
    (status, Html(page)).into_response()
}

fn words(status: StatusCode) -> Words {
    let (heading, said) = match status {
        StatusCode::UNAUTHORIZED => (
            "You have been signed out",
            "What you sent was not saved. Sign in: if this browser keeps drafts, Today lists what you typed, and it is back \
             on its page.",
        ),
        StatusCode::FORBIDDEN => {
            ("Change refused", "It came from another site. If that was you, open the page in Reweave and try again.")
        }
        StatusCode::NOT_FOUND => ("Page not found", "Check the address, or go to Today."),
        StatusCode::METHOD_NOT_ALLOWED => {
            ("This address is not a page", "It only accepts forms. Go back, and send the form from its page.")
        }
        StatusCode::PAYLOAD_TOO_LARGE => (
            "Too large to save",
            "Nothing was saved. Open the page again: if this browser keeps drafts, your text is there. Shorten it and try \
             again.",
        ),
        StatusCode::MISDIRECTED_REQUEST => (
            "This address is not Reweave’s",
            "Open it as http://localhost or http://127.0.0.1 on the computer that it runs on.",
        ),
        StatusCode::TOO_MANY_REQUESTS => ("Too many attempts", "Wait a few minutes, then try again."),
        StatusCode::SERVICE_UNAVAILABLE => (
            "No connection to the database",
            "What was saved before is safe. If you have just sent a form, open its page again in a minute: if this browser \
             keeps drafts, your text is there.",
        ),
        StatusCode::INSUFFICIENT_STORAGE => (
            "The disk is full",
            "Nothing was saved. Free some space, then open the page again: if this browser keeps drafts, your text is \
             there.",
        ),
        status if status.is_server_error() => (
            "Something went wrong in Reweave",
            "You did not cause this, and what was saved before is safe. Go back and try again.",
        ),
        _ => ("Something went wrong with this request", "Go back, reload the page and try again."),
    };
    Words { heading, said }
}
