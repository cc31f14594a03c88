//! Preload links for the files of an island, so that they are fetched while the page is parsed.

use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;
use leptos_meta::{Link, Script};

use super::policy::{self, Compiles};
use crate::{browser::library_context, layout::assets::Assets};
use domain::vocabulary::SmallSet;

/// The parts already preloaded by this page. One per request, in the context.
#[derive(Clone, Debug, Default)]
pub struct Preloaded(Arc<Mutex<SmallSet<&'static str>>>);

/// Returns the link that fetches a script of its own in time, once per page.
pub fn preload_script(script: &'static str) -> AnyView {
    let (Some(assets), Some(Preloaded(named))) = (use_context::<Assets>(), use_context::<Preloaded>()) else {
        return ().into_any();
    };
    if !named.lock().unwrap_or_else(PoisonError::into_inner).insert(script) {
        return ().into_any();
    }
    let address = assets.at(&format!("/pkg/{script}.js"));
    // In its place and not in the head, whose links take no nonce; the policy refuses one without it.
    view! { <link rel="modulepreload" nonce=use_nonce() href=address /> }.into_any()
}

/// Adds the module of a part, its glue and its library tables to the head, once per page, and lets the page compile it.
pub fn preload(part: &'static str) -> AnyView {
    let (Some(assets), Some(Preloaded(named))) = (use_context::<Assets>(), use_context::<Preloaded>()) else {
        return ().into_any();
    };
    if !named.lock().unwrap_or_else(PoisonError::into_inner).insert(part) {
        return ().into_any();
    }
    policy::set(Compiles::Module);
    let glue = assets.at(&format!("/pkg/reweave-{part}.js"));
    let module = assets.at(&format!("/pkg/reweave-{part}.wasm"));
    let library = library_context::address().replace('*', part);
    view! {
        // It begins to compile the module at once, and not only when the page is parsed.
        <Script type_="module" async_="" src=glue />
        <Link rel="preload" as_="fetch" crossorigin="anonymous" href=module />
        <Link rel="preload" as_="fetch" crossorigin="anonymous" href=library />
    }
    .into_any()
}
