//! Server functions: what islands ask of the server, one module a noun.
//!
//! Each is a sentence: read the input, call the records, return a view. A body with a field that nobody knows is
//! refused, and every error says what to do next without repeating what was typed.

//!
//! To add one: write it beside its like, inside `call!`, and name it in [`paths`]; a test compares that list with what is
//! tested.
//!
//! ```ignore
//! call! {
//!     "notes/save" =>
//!     /// Saves the notes.
//!     pub async fn save_notes(couple: Uuid, seen: Revision, text: String) -> Result<Revision, Problem> {
//!         let (records, now) = (crate::visitor::records()?, crate::visitor::now()?);
//!         Ok(records.save_notes(CoupleId(couple), seen, &text, now.stamp).await?)
//!     }
//! }
//! ```

/// A server function at `/api/` and this address, and for the browser the same function that asks for it. The framework's
/// own way of asking is a tenth of what a page loads.
macro_rules! call {
    (
        $endpoint:literal =>
        $(#[$about:meta])*
        pub async fn $name:ident($($(#[$told:meta])* $field:ident: $type:ty),* $(,)?) -> Result<$answer:ty, Problem>
        $body:block
    ) => {
        $(#[$about])*
        #[cfg(feature = "ssr")]
        #[leptos::server(prefix = "/api", endpoint = $endpoint, protocol = super::Strict)]
        pub async fn $name($($(#[$told])* $field: $type),*) -> Result<$answer, Problem> $body

        $(#[$about])*
        #[cfg(not(feature = "ssr"))]
        pub async fn $name($($field: $type),*) -> Result<$answer, Problem> {
            #[derive(serde::Serialize)]
            struct Sent {
                $($field: $type),*
            }
            super::ask::ask(concat!("/api/", $endpoint), &Sent { $($field),* }).await
        }
    };
}

#[cfg(feature = "hydrate")]
mod ask;
#[cfg(not(any(feature = "hydrate", feature = "ssr")))]
mod ask {
    //! Without a browser and without a server nobody is asked.
    pub async fn ask<T>(_: &str, _: &impl serde::Serialize) -> Result<T, super::Problem> {
        Err(super::Problem::Unreachable)
    }
}
pub mod plan;
mod problem;
mod session;
mod situation;
#[cfg(feature = "ssr")]
mod strict;

#[cfg(feature = "hydrate")]
pub use self::ask::fetch;
#[cfg(feature = "ssr")]
pub use self::strict::Strict;
pub use self::{
    problem::Problem,
    session::{Session, lock, whose_session},
    situation::{save_situation, stored_situation},
};

/// The addresses of all calls. Asking for them also registers them with the server: what only registers itself may be
/// lost by the linker.
#[cfg(feature = "ssr")]
pub fn paths() -> &'static [&'static str] {
    use leptos::server_fn::{ServerFn, axum::register_explicit};
    use std::sync::LazyLock;

    fn known<F>() -> &'static str
    where
        F: ServerFn<Server = leptos::server_fn::axum::AxumServerFnBackend> + 'static,
    {
        register_explicit::<F>();
        F::PATH
    }
    static PATHS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        vec![
            known::<session::WhoseSession>(),
            known::<session::Lock>(),
            known::<plan::SavePlan>(),
            known::<plan::FetchPlan>(),
            known::<plan::FillPlan>(),
            known::<situation::SaveSituation>(),
            known::<situation::StoredSituation>(),
        ]
    });
    &PATHS
}
