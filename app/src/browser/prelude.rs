//! The reactive values of islands and the helpers of a browser: from the crates of Leptos that an island needs, as the whole
//! of it would bring the client of its server functions into every module.

pub use reactive_graph::{
    computed::Memo,
    owner::{LocalStorage, Owner, StoredValue},
    signal::RwSignal,
    traits::{
        Get, GetUntracked, GetValue, Read, ReadUntracked, ReadValue, Set, SetValue, Update, UpdateValue, With,
        WithUntracked, WithValue,
    },
};

#[cfg(feature = "hydrate")]
pub use leptos_dom::helpers::{
    TimeoutHandle, WindowListenerHandle, document, set_interval_with_handle, set_timeout, set_timeout_with_handle,
    window, window_event_listener_untyped,
};
#[cfg(feature = "hydrate")]
pub use reactive_graph::effect::Effect;
#[cfg(feature = "hydrate")]
pub use wasm_bindgen_futures::spawn_local;
