//! A page that could not be shown.

use leptos::prelude::*;

use crate::{calls::Problem, pages::NotFoundPage};

/// What stands in place of a page: for an unknown or foreign id the page that says that nothing is here, otherwise what
/// went wrong and what to do. The answer gets the status that belongs to it.
pub fn trouble(problem: &Problem) -> AnyView {
    problem.answer();
    if *problem == Problem::NotFound {
        return view! { <NotFoundPage /> }.into_any();
    }
    let said = match problem {
        Problem::SignedOut => "You are signed out. Sign in again to see this page.",
        Problem::Unavailable | Problem::Unreachable => {
            "The database does not answer at the moment. What was saved before is safe; reload the page in a minute."
        }
        Problem::Full => {
            "The disk is full, and a page about people is shown only with a line in the audit. Free some space, then reload \
             the page; what was saved before is safe."
        }
        _ => {
            "Something went wrong on our side. What was saved before is safe; reload the page, or go back and try again."
        }
    };
    view! {
        <div class="empty">
            <h1>"This page cannot be shown now"</h1>
            <p>{said}</p>
            <a class="button" data-kind="primary" href="/">"Go to the first page"</a>
        </div>
    }
    .into_any()
}
