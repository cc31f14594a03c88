//! Forms of the way in: for them nobody has to be signed in, and failed attempts are counted.

use std::collections::HashMap;

use app::visitor::{Now, RecoverySheet};
use axum::{
    extract::Request,
    http::{
        StatusCode,
        header::{self, HeaderValue},
        request::Parts,
    },
    response::{IntoResponse, Response},
    routing,
};
use domain::desk::Fault;
use serde::de::DeserializeOwned;
use store::{RecoveryKey, SessionToken, SignInError, Store};

use super::{
    Form, Refusal,
    post::{read, typed},
    urlencoded,
};
use crate::web::{
    client::Client,
    cookie,
    guard::{next_of, see_other},
    router::Web,
    visit::Edge,
};

/// Somebody at the door, with a form in hand.
pub struct Knock {
    /// The moment.
    pub now: Now,
    /// From where.
    pub client: Client,
    /// The session that the browser has so far, open or not.
    pub token: Option<SessionToken>,
    edge: Edge,
    parts: Parts,
    body: String,
}

impl Knock {
    /// The fields; an unknown one is refused.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        read(&self.body)
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.edge.web.store
    }

    /// The server with made-up couples: this one where it is a demo, one beside it while nobody has an account here.
    pub async fn made_up(&self) -> Result<Option<Web>, Refusal> {
        if self.edge.web.demo.is_some() {
            return Ok(Some(self.edge.web.clone()));
        }
        if !self.edge.door.is_fresh(self.store()).await? {
            return Ok(None);
        }
        let begun = self.edge.look_around.begin(&self.edge.web).await;
        begun.map(Some).map_err(|error| {
            tracing::error!(%error, "the made-up couples could not be made");
            Refusal::Problem("The made-up couples could not be made: there is no room for a temporary database.".into())
        })
    }

    /// What the middleware has put into the request.
    pub fn found<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.parts.extensions.get().cloned()
    }

    /// Does what needs the password of this login, and counts it when it fails.
    pub async fn attempt<T>(
        &self,
        login: &str,
        act: impl Future<Output = Result<T, SignInError>>,
    ) -> Result<T, Refusal> {
        let attempts = &self.edge.attempts;
        attempts.count(self.client, login, self.now.stamp).map_err(Refusal::Wait)?;
        let done = act.await;
        if !matches!(done, Err(SignInError::Wrong)) {
            attempts.take_back(self.client, login, self.now.stamp);
        }
        done.map_err(refused)
    }

    /// Leads on to where somebody wanted to go, with a new session.
    pub fn enter(&self, token: &SessionToken) -> Response {
        self.enter_at(&next_of(&self.parts.uri), token)
    }

    /// Leads to this address of our own, with a new session.
    pub fn enter_at(&self, address: &str, token: &SessionToken) -> Response {
        self.with_session(see_other(address), token)
    }

    /// Shows a recovery key, for the only time; it is in this one answer and nowhere else.
    pub async fn show_key(&self, login: &str, token: Option<&SessionToken>, key: RecoveryKey) -> Response {
        let mut parts = self.parts.clone();
        parts.extensions.insert(RecoverySheet { login: login.to_owned(), key: key.written() });
        let page = self.edge.pages.page(parts, "/recovery-key").await;
        match token {
            Some(token) => self.with_session(page, token),
            None => page,
        }
    }

    /// Ends the session that the browser brought, as far as there is one.
    pub async fn leave(&self) -> Result<(), Refusal> {
        match &self.token {
            Some(token) => Ok(self.store().sign_out(token).await?),
            None => Ok(()),
        }
    }

    /// Leads to the sign-in, and makes the browser forget the session and whatever it has kept of the pages.
    ///
    /// `Clear-Site-Data` names the cache alone. Drafts in the browser's storage stay: they are sealed, and the key for them
    /// is gone with the session, but nothing typed may be lost. Cookies are not named either, because that would sign
    /// somebody out of whatever else runs under the same name; our own one is taken back by itself.
    pub fn goodbye(&self) -> Response {
        let mut response = see_other("/sign-in");
        response.headers_mut().insert(header::SET_COOKIE, cookie::expire(self.edge.web.hosts));
        response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
        response
    }

    fn with_session(&self, mut response: Response, token: &SessionToken) -> Response {
        match cookie::set(token, self.edge.web.hosts) {
            Some(cookie) => {
                response.headers_mut().insert(header::SET_COOKIE, cookie);
                response
            }
            None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}

/// A form of the way in at this path, and what does it.
pub fn knock<F, Done>(path: &'static str, act: F) -> Form
where
    F: Fn(Knock) -> Done + Clone + Send + Sync + 'static,
    Done: Future<Output = Result<Response, Refusal>> + Send,
{
    let answer = async move |request: Request| -> Response {
        let (parts, body) = request.into_parts();
        let found = &parts.extensions;
        let (Some(edge), Some(now), Some(client)) =
            (found.get::<Edge>().cloned(), found.get::<Now>().copied(), found.get::<Client>().copied())
        else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let token = found.get::<SessionToken>().cloned();
        let pages = edge.pages.clone();
        let (done, kept) = match urlencoded(&parts, body).await {
            Ok(body) => {
                let kept = typed(&body);
                (act(Knock { now, client, token, edge, parts: parts.clone(), body }).await, kept)
            }
            Err(refusal) => (Err(refusal), HashMap::new()),
        };
        match done {
            Ok(response) => response,
            Err(refusal) => refusal.answer(&pages, parts, kept).await,
        }
    };
    Form { path, methods: routing::post(answer) }
}

/// What somebody reads whom the store did not let in.
fn refused(error: SignInError) -> Refusal {
    match error {
        SignInError::Wrong => {
            Refusal::Problem("This does not open an account here. Look at each field once more, then try again.".into())
        }
        SignInError::Recovery(why) => Fault::new("recovery_key", why.to_string()).into(),
        SignInError::Weak(why) => Fault::new("password", why).into(),
        SignInError::Name(why) => Fault::new("login", why).into(),
        SignInError::Taken => Refusal::Problem("There is an account already. Sign in instead.".into()),
        SignInError::Meanwhile => Refusal::Problem(
            "This account was changed in another window at the same moment, so nothing was changed from here. Try again."
                .into(),
        ),
        SignInError::Store(error) => error.into(),
    }
}
