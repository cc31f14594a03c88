//! The shared screen: while it is on, a browser shows the shared questions of a couple and nothing else.
//!
//! This module alone decides which other requests are allowed meanwhile. All others get “Leave the shared screen
//! first”, so a new page is blocked until it is listed here. The state is a cookie of the browser: it applies to all of
//! its windows, through a restart of the server, a locked session and a new sign-in.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{
    assess::Session,
    case_file::Clock,
    vocabulary::{Day, Minutes},
};
use store::{CoupleId, PlanHead, PlanId, Records, StoreError};
use uuid::Uuid;

use crate::{
    browser::api::Problem,
    http::{
        cookie::Cookies,
        error_page::unavailable,
        pages::Pages,
        redirect::{is_document, see_other},
        saved::is_script,
        visitor::{Now, SharedScreen, Visitor},
    },
};

/// The page for leaving the shared screen.
pub const LEAVE: &str = "/shared-screen";

/// Paths allowed while the shared screen is on, in addition to the screen itself and files. None contains personal
/// data.
const ALLOWED: &[&str] = &[
    LEAVE,
    "/hidden",
    "/lock",
    "/locked",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/passkey",
    "/sign-out",
    "/api/session",
];

/// Minutes before a couple session at which the couple may already see the screen.
const BEFORE: u16 = 10;

/// The view that a browser shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The counsellor's view.
    Counsellor,
    /// The shared screen of this couple.
    Shared(CoupleId),
    /// The counsellor's view, although this session in progress would open the shared screen automatically.
    Left(PlanId),
}

impl View {
    /// Reads the view from the cookies of a request. Several of them, or an unreadable one, block all pages: failing
    /// closed.
    pub fn read(headers: &HeaderMap, cookies: &Cookies) -> Self {
        let name = cookies.view();
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut values = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (None, _) => Self::Counsellor,
            (Some(value), None) => Self::named(value).unwrap_or(Self::Shared(CoupleId(Uuid::nil()))),
            _ => Self::Shared(CoupleId(Uuid::nil())),
        }
    }

    fn named(value: &str) -> Option<Self> {
        let (view, id) = value.split_once('.')?;
        let id = id.parse().ok()?;
        match view {
            "shared" => Some(Self::Shared(CoupleId(id))),
            "left" => Some(Self::Left(PlanId(id))),
            _ => None,
        }
    }

    /// Sets the view in the response.
    #[must_use]
    pub fn after(self, mut response: Response) -> Response {
        response.extensions_mut().insert(self);
        response
    }

    fn set_on(self, response: &mut Response, cookies: &Cookies) {
        let (value, end) = match self {
            Self::Counsellor => (String::new(), "; Max-Age=0"),
            Self::Shared(couple) => (format!("shared.{}", couple.0), ""),
            Self::Left(plan) => (format!("left.{}", plan.0), ""),
        };
        // Ids and the words above are always fit for a header.
        if let Some(cookie) = cookies.header(&cookies.view(), &value, end) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}

/// Returns the address of a couple's shared screen.
pub fn address(couple: CoupleId) -> String {
    format!("/couples/{}/situation?view=shared", couple.0)
}

/// Lets a visitor's request through, or answers it as the view demands. The session layer has put the visitor and the
/// time into the request.
pub async fn keep(mut request: Request, next: Next, pages: &Pages, cookies: &Cookies) -> Response {
    let view = View::read(request.headers(), cookies);
    let signs_out = request.method() == Method::POST && request.uri().path() == "/sign-out";
    let step = match (request.extensions().get::<Visitor>(), request.extensions().get::<Now>()) {
        (Some(Visitor::Counsellor(records)), Some(now)) => {
            let script = is_script(request.headers());
            match decide(view, request.method(), request.uri(), script, records, *now).await {
                Ok(step) => step,
                Err(error) => return unavailable(&error),
            }
        }
        _ => Step::Pass,
    };
    if let View::Shared(couple) = view {
        request.extensions_mut().insert(SharedScreen(couple));
    }
    let mut response = match step {
        Step::Pass => next.run(request).await,
        Step::Show(couple) => {
            request.extensions_mut().insert(SharedScreen(couple));
            let response = next.run(request).await;
            // A couple that is not there has no screen to leave.
            let there = response.status() != StatusCode::NOT_FOUND;
            if there { View::Shared(couple).after(response) } else { response }
        }
        Step::Open(couple) => View::Shared(couple).after(see_other(&address(couple))),
        Step::Close => leave_first(request, pages).await,
    };
    let chosen = response.extensions_mut().remove::<View>();
    if let Some(view) = chosen.or((signs_out && response.status().is_redirection()).then_some(View::Counsellor)) {
        view.set_on(&mut response, cookies);
    }
    response
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Answered as usual.
    Pass,
    /// The shared screen of this couple is shown, and is on from now on.
    Show(CoupleId),
    /// A couple session is in progress: the shared screen opens automatically.
    Open(CoupleId),
    /// Blocked until the shared screen is left.
    Close,
}

async fn decide(
    view: View,
    method: &Method,
    uri: &Uri,
    script: bool,
    records: &Records,
    now: Now,
) -> Result<Step, StoreError> {
    let looks = matches!(*method, Method::GET | Method::HEAD);
    let situation = situation_of(uri.path()).filter(|_| looks);
    let shared = asks_for_the_shared_view(uri);
    Ok(match (view, situation) {
        (View::Shared(on), Some(couple)) if shared && on == couple => Step::Pass,
        (View::Shared(on), _) if is_allowed(method, uri.path(), on) => Step::Pass,
        (View::Shared(_), _) => Step::Close,
        (_, Some(couple)) if shared => Step::Show(couple),
        (_, Some(couple)) => match session_now(records, now, Some(couple)).await? {
            Some(plan) if view != View::Left(plan) => Step::Open(couple),
            _ => Step::Pass,
        },
        // A script stays on its page, whichever that is: only a page that is sent goes on to the shared screen.
        (_, None) if script => Step::Pass,
        (_, None) => saves_together(method, uri.path()).map_or(Step::Pass, Step::Show),
    })
}

fn is_allowed(method: &Method, path: &str, on: CoupleId) -> bool {
    saves_together(method, path) == Some(on) || ALLOWED.contains(&path)
}

/// Returns the couple whose shared screen a form saves.
fn saves_together(method: &Method, path: &str) -> Option<CoupleId> {
    let path = path.strip_suffix("/together").filter(|_| *method == Method::POST)?;
    situation_of(path)
}

/// Returns the couple whose situation is at this address.
fn situation_of(path: &str) -> Option<CoupleId> {
    path.strip_prefix("/couples/")?.strip_suffix("/situation")?.parse().ok().map(CoupleId)
}

fn asks_for_the_shared_view(uri: &Uri) -> bool {
    let query = uri.query().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes()).any(|(name, value)| name == "view" && value == "shared")
}

/// Returns the couple session in progress, of this couple or of any.
///
/// # Errors
/// If the database does not respond or a record is damaged.
pub async fn session_now(records: &Records, now: Now, couple: Option<CoupleId>) -> Result<Option<PlanId>, StoreError> {
    for day in [now.day, now.day.later(-1)] {
        for plan in records.plans_on(day).await? {
            let head = &plan.value;
            let meant =
                couple.is_none_or(|couple| couple == head.couple) && !head.status.is_recorded() && !head.archived;
            if meant && goes_on(head, day, now) && records.plan(plan.id).await?.plan.value.booked == Session::Couple {
                return Ok(Some(plan.id));
            }
        }
    }
    Ok(None)
}

fn goes_on(head: &PlanHead, day: Day, now: Now) -> bool {
    head.start.is_some_and(|start| is_within(start, head.minutes, since_midnight(day, now)))
}

/// Returns the time of day in minutes since the midnight at which `day` began.
fn since_midnight(day: Day, now: Now) -> i64 {
    i64::from(day.days_until(now.day)) * 24 * 60 + i64::from(now.time.minutes())
}

fn is_within(start: Clock, minutes: Minutes, at: i64) -> bool {
    let start = i64::from(start.minutes());
    (start - i64::from(BEFORE)..start + i64::from(minutes.0)).contains(&at)
}

/// 403: a page with the way out, a line for documents, a problem for API calls.
async fn leave_first(request: Request, pages: &Pages) -> Response {
    let (parts, _) = request.into_parts();
    let path = parts.uri.path();
    if path.starts_with("/api/") {
        return Problem::SharedScreen.into_response();
    }
    if is_document(path) {
        return (StatusCode::FORBIDDEN, "Leave the shared screen first.").into_response();
    }
    let looks = matches!(parts.method, Method::GET | Method::HEAD);
    let wanted = parts.uri.path_and_query().map_or("/today", |wanted| wanted.as_str());
    let next: String = url::form_urlencoded::byte_serialize(if looks { wanted } else { "/today" }.as_bytes()).collect();
    let mut response = pages.page(parts, &format!("{LEAVE}?next={next}")).await;
    *response.status_mut() = StatusCode::FORBIDDEN;
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::hosts::Hosts;
    use axum::http::HeaderValue;

    const COUPLE: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn read(cookies: &str) -> View {
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookies).unwrap())]);
        View::read(&headers, &Cookies::of(&headers, &Hosts::Loopback))
    }

    #[test]
    fn what_cannot_be_read_opens_nothing() {
        let couple = CoupleId(COUPLE.parse().unwrap());
        assert_eq!(read(&format!("reweave=x; reweave-view=shared.{COUPLE}")), View::Shared(couple));
        assert_eq!(read(&format!("reweave-view=left.{COUPLE}")), View::Left(PlanId(couple.0)));
        assert_eq!(read("reweave=x; xreweave-view=y"), View::Counsellor);
        let closed = View::Shared(CoupleId(Uuid::nil()));
        for odd in ["reweave-view=", "reweave-view=off", "reweave-view=left.x"] {
            assert_eq!(read(odd), closed, "{odd}");
        }
        assert_eq!(read(&format!("reweave-view=left.{COUPLE}; reweave-view=left.{COUPLE}")), closed);
    }

    #[test]
    fn a_session_goes_on_from_ten_minutes_before_it_to_its_end() {
        let start = Clock::MIDNIGHT.later(16 * 60);
        let within = |hour: i64, minute: i64| is_within(start, Minutes(60), hour * 60 + minute);
        assert!(!within(15, 49) && within(15, 50) && within(16, 59) && !within(17, 0));
        let late = Clock::MIDNIGHT.later(23 * 60 + 30);
        assert!(is_within(late, Minutes(60), 24 * 60 + 10), "past midnight");
    }
}
