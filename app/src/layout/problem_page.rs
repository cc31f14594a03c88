//! A page that could not be shown.

use leptos::prelude::*;

use crate::{browser::api::Problem, layout::not_found::NotFoundPage};

/// Renders a page in place of one that failed: the not-found page for an unknown or foreign id, otherwise the problem
/// with advice. Sets the matching status.
pub fn trouble(problem: &Problem) -> AnyView {
    problem.answer();
    if *problem == Problem::NotFound {
        return view! { <NotFoundPage /> }.into_any();
    }
    let said = match problem {
        Problem::SignedOut => "You have been signed out. Sign in to see this page.",
        Problem::Unavailable | Problem::Unreachable => {
            "No connection to the database. What was saved before is safe; reload the page in a minute."
        }
        Problem::Full => {
            "The disk is full, and a page about people is shown only with an audit entry. Free some space, then reload \
             the page; what was saved before is safe."
        }
        Problem::Outdated(said) => said,
        _ => {
            "Something went wrong in Reweave. What was saved before is safe; reload the page, or go back and try again."
        }
    };
    view! {
        <div class="empty">
            <h1>"This page cannot be shown now"</h1>
            <p>{said.to_owned()}</p>
            <a class="button" data-kind="primary" href="/">"Home"</a>
        </div>
    }
    .into_any()
}
