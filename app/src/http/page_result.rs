//! Pages that load records.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::collections::HashMap;
use store::{CoupleId, DocumentId, PlanId};
use uuid::Uuid;

use crate::{browser::api::Problem, http::visitor::records, layout::problem_page::trouble};

/// Awaits a page. A problem becomes an error page with advice and the matching status.
pub fn awaited(page: impl Future<Output = Result<AnyView, Problem>> + Send + 'static) -> impl IntoView {
    let page = Suspend::new(async move { page.await.unwrap_or_else(|problem| trouble(&problem)) });
    view! { <Suspense>{page}</Suspense> }
}

/// The query of the address: in plain text, or encrypted in `for` if it may contain names.
pub struct PageQuery(HashMap<String, String>);

impl PageQuery {
    /// Returns the value of this name.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }
}

/// Reads the query of the address. An invalid encrypted query counts as empty.
pub fn asked() -> PageQuery {
    let query = use_query_map().get_untracked();
    let sealed = query.get("for").zip(records().ok()).and_then(|(sealed, records)| records.open_query(&sealed));
    let plain = query.into_iter().map(|(name, value)| (name.into_owned(), value));
    PageQuery(plain.chain(sealed.unwrap_or_default()).collect())
}

/// Returns the couple in the address. An invalid id is treated like an unknown one.
///
/// # Errors
/// `NotFound` if the address has none.
pub fn couple_in_address() -> Result<CoupleId, Problem> {
    id_in_address("couple").map(CoupleId)
}

/// Returns the plan in the address.
///
/// # Errors
/// `NotFound` if the address has none.
pub fn plan_in_address() -> Result<PlanId, Problem> {
    id_in_address("plan").map(PlanId)
}

/// Returns the template in the address.
///
/// # Errors
/// `NotFound` if the address has none.
pub fn template_in_address() -> Result<DocumentId, Problem> {
    id_in_address("template").map(DocumentId)
}

fn id_in_address(name: &str) -> Result<Uuid, Problem> {
    use_params_map().get_untracked().get(name).and_then(|id| id.parse().ok()).ok_or(Problem::NotFound)
}
