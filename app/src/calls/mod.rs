//! Server functions: what islands ask of the server, one module a noun.
//!
//! Each is a sentence: read the input, call the records, return a view. A body with a field that nobody knows is
//! refused, and every error says what to do next without repeating what was typed.

//!
//! To add one: write it beside its like, with `#[server(prefix = "/api", endpoint = "noun/verb", protocol = Strict)]`,
//! and name it in [`paths`]; a test compares that list with what is tested.
//!
//! ```ignore
//! #[server(prefix = "/api", endpoint = "notes/save", protocol = Strict)]
//! pub async fn save_notes(couple: Uuid, seen: Revision, text: String) -> Result<Revision, Problem> {
//!     let (records, now) = (crate::visitor::records()?, crate::visitor::now()?);
//!     Ok(records.save_notes(CoupleId(couple), seen, &text, now.stamp).await?)
//! }
//! ```

pub mod plan;
mod problem;
mod session;
mod situation;
mod strict;

pub use self::{
    problem::Problem,
    session::{Session, lock, whose_session},
    situation::{save_situation, stored_situation},
    strict::Strict,
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
