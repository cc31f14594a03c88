//! The content security policy of a page.

use axum::http::{HeaderValue, header};
use leptos::{nonce::use_nonce, prelude::use_context};
use leptos_axum::ResponseOptions;

/// The code that a page compiles in the browser.
#[derive(Clone, Copy, Debug)]
pub enum Compiles {
    /// None: a page to read, or a form.
    Nothing,
    /// The WebAssembly module of an island.
    Module,
}

/// Sets the policy of the page that is being rendered: only scripts with this response's nonce and what they load, text
/// becomes markup only by the policy `reweave` of the start script, and nothing is from other origins. WebAssembly is
/// compiled only where there is an island.
pub fn set(compiles: Compiles) {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    let module = match compiles {
        Compiles::Nothing => "",
        Compiles::Module => " 'wasm-unsafe-eval'",
    };
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic'{module}; \
         require-trusted-types-for 'script'; trusted-types reweave; style-src 'self'; connect-src 'self'; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    // A nonce is base64, so this always succeeds; were it ever otherwise, the policy of everything else would apply, which is
    // stricter.
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}
