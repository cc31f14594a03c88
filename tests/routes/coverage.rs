//! No route without a test.

use std::collections::BTreeSet;

use crate::{
    account, archive, calls, couples, demo, desk, drafts, letterhead, library, mine, other_partners, passkeys, plain,
    plans, second_factor, shared_screen, sheets, templates,
};

/// Each module says which routes it tests; a route that none of them names fails here (checklist 3).
#[test]
fn sec_03_every_route_has_a_test() {
    let tested = [
        account::ROUTES,
        archive::ROUTES,
        calls::ROUTES,
        couples::ROUTES,
        demo::ROUTES,
        desk::ROUTES,
        drafts::ROUTES,
        letterhead::ROUTES,
        library::ROUTES,
        mine::ROUTES,
        other_partners::ROUTES,
        passkeys::ROUTES,
        plain::ROUTES,
        plans::ROUTES,
        second_factor::ROUTES,
        templates::ROUTES,
        shared_screen::ROUTES,
        sheets::ROUTES,
    ]
    .concat();
    let tested: BTreeSet<&str> = tested.into_iter().collect();
    let routes = server::edge::routes();
    let routes: BTreeSet<&str> = routes.iter().map(String::as_str).collect();
    let untested: Vec<_> = routes.difference(&tested).collect();
    let gone: Vec<_> = tested.difference(&routes).collect();
    assert!(untested.is_empty(), "routes without a test; add one and name the route in its module: {untested:?}");
    assert!(gone.is_empty(), "tested, but no longer routes: {gone:?}");
}
