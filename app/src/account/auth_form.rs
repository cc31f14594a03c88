//! Forms that need no session: sign-in, set-up and recovery. Failed attempts are counted.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use crate::account::{
    devices::browser::in_words,
    second_factor::{CODE_PAGE, code_field::CODE_FIELD},
};
use crate::http::{
    app_error::Refusal,
    attempts::Who,
    client::Client,
    cookie::Cookies,
    form_body::is_urlencoded,
    form_request::{read, typed},
    redirect::{next_of, see_other},
    routes::Form,
    server_config::ServerConfig,
    state::AppState,
    visitor::{Now, RecoverySheet, Visitor},
};
use axum::{
    body::Body,
    extract::Request,
    http::{
        StatusCode,
        header::{self, HeaderValue},
        request::Parts,
    },
    response::{IntoResponse, Response},
    routing,
};
use domain::records::Fault;
use http_body_util::BodyExt as _;
use serde::de::DeserializeOwned;
use store::{
    DeviceToken, PasskeyAnswer, PendingToken, Records, RecoveryKey, RelyingParty, SecondStep, SessionAccess,
    SessionToken, SignInError, Store, StoreError, normalise_login,
};
use zeroize::Zeroizing;

/// Maximum body of these forms, in bytes: anyone may send them.
const LARGEST: usize = 16 * 1024;

/// Maximum number of fields of these forms.
const MOST_FIELDS: usize = 20;

/// Maximum time for the complete body of these forms.
const BODY_TAKES: Duration = Duration::from_secs(30);

const WRONG: &str = "Name or password is wrong.";

/// The same in a session of the account, which asks for the password alone.
const WRONG_PASSWORD: &str = "This password is wrong.";

const INVALID_CODE: &str = "This code opens nothing: it is mistyped, was used already or is too old. For the first account, start \
                            Reweave again, and it prints a new one. For a further account, ask whoever runs Reweave for a new \
                            invitation.";

/// Message for a failed attempt while there are accounts whose key file was lost.
const KEY_FILE_REPLACED: &str = "Name or password is wrong. The key file of this server was lost and replaced: if you have not \
                                 signed in since, choose “Forgot your password?” and use your recovery key.";

const WRONG_CODE: &str = "This code is wrong, too old or was used already. Wait for the next one. If none is accepted, check the \
                          time on your phone.";

const NO_MORE_CODES: &str = "Too many wrong codes were entered. Use one of your recovery codes. If you did not enter them, \
                             someone knows your password: change it.";

const WRONG_PASSKEY: &str =
    "This passkey was not accepted. It may have been removed from your account. Try again, or use another way.";

const PASSKEY_NEEDS_PASSWORD: &str = "This passkey does not open your account by itself. Sign in with your name and your password, and \
                                      confirm with the passkey; from then on it may open by itself, if its device can.";

const COPIED_PASSKEY: &str = "This passkey is not accepted any more: its counter went back, so someone may have a copy of it. Use \
                              another way, remove it in the settings, and add a new one.";

const TOO_MANY_PASSKEYS: &str = "Your account has as many passkeys as it can have. Remove one first.";

const EXPIRED: &str = "This took too long, and nothing was changed. Begin again.";

/// A request with one of these forms.
pub struct AuthRequest {
    /// The current time.
    pub now: Now,
    /// The client's address.
    pub client: Client,
    /// The session that the browser sent, unlocked or not.
    pub token: Option<SessionToken>,
    state: AppState,
    cookies: Cookies,
    parts: Parts,
    /// The body, which contains a password: wiped when it is dropped.
    body: Zeroizing<String>,
}

impl AuthRequest {
    /// Parses the fields; unknown ones are rejected.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        read(&self.body)
    }

    /// Returns the database.
    pub fn store(&self) -> &Store {
        &self.state.config.store
    }

    /// Returns the demo server: this one if it is a demo, a separate one while no account exists here.
    pub async fn made_up(&self) -> Result<Option<ServerConfig>, Refusal> {
        if self.state.config.demo.is_some() {
            return Ok(Some(self.state.config.clone()));
        }
        if !self.state.first_run.is_fresh(self.store()).await? {
            return Ok(None);
        }
        let begun = self.state.demo_store.begin(&self.state.config).await;
        begun.map(Some).map_err(|error| {
            tracing::error!(%error, "the made-up couples could not be made");
            Refusal::Problem(
                "The made-up couples could not be created: there is no space for a temporary database.".into(),
            )
        })
    }

    /// Returns a value that the middleware put into the request.
    pub fn found<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.parts.extensions.get().cloned()
    }

    /// Returns the records of whoever is signed in.
    ///
    /// # Errors
    /// [`Refusal::SignedOut`] if nobody is.
    pub fn records(&self) -> Result<Records, Refusal> {
        match self.found::<Visitor>() {
            Some(Visitor::Counsellor(records)) => Ok(records),
            _ => Err(Refusal::SignedOut),
        }
    }

    /// Returns the server as authenticators know it; none if passkeys do not work at the address of this request.
    pub fn relying_party(&self) -> Option<RelyingParty> {
        self.state.config.relying_party(&self.parts.headers)
    }

    /// Reads the second factor of a form: the answer of a passkey if there is one, else the code; none if both are empty.
    pub fn second_step(&self, code: &str, passkey: &str) -> Result<Option<SecondStep>, Refusal> {
        if passkey.is_empty() {
            return Ok((!code.trim().is_empty()).then(|| code.into()));
        }
        let answer = PasskeyAnswer::read(passkey).zip(self.relying_party()).ok_or(Refusal::Malformed)?;
        Ok(Some(SecondStep::Passkey(answer.0, answer.1)))
    }

    /// Runs an action that needs the password of this login, and counts a failure.
    pub async fn attempt<T>(
        &self,
        login: &str,
        act: impl Future<Output = Result<T, SignInError>>,
    ) -> Result<T, Refusal> {
        let device = self.cookies.device_token(&self.parts.headers);
        let who = match (self.session_of(login), &device) {
            (Some(token), _) => Who::Known(token.as_str()),
            (None, Some(device)) if self.store().knows_device(device, login, self.now.stamp).await? => {
                Who::Known(device.as_str())
            }
            _ => Who::Stranger { address: self.client.address, login: Some(login) },
        };
        let wrong = if self.session_of(login).is_some() { WRONG_PASSWORD } else { WRONG };
        let done = self.count(who, act, || Refusal::Problem(wrong.into())).await;
        match done {
            // The same for all names, known or not.
            Err(Refusal::Problem(said)) if said == wrong && self.store().needs_recovery_keys().await? => {
                Err(Refusal::Problem(KEY_FILE_REPLACED.into()))
            }
            done => done,
        }
    }

    /// Runs a sign-in with a passkey alone, which names the account by itself, and counts a failure.
    pub async fn attempt_passkey<T>(
        &self,
        login: Option<&str>,
        act: impl Future<Output = Result<T, SignInError>>,
    ) -> Result<T, Refusal> {
        if let Some(login) = login {
            return self.attempt(login, act).await;
        }
        let who = Who::Stranger { address: self.client.address, login: None };
        self.count(who, act, || Refusal::Problem(WRONG_PASSKEY.into())).await
    }

    /// Runs an action that needs an invitation, and counts a failure. Attempts are limited per client address.
    pub async fn attempt_invited<T>(&self, act: impl Future<Output = Result<T, SignInError>>) -> Result<T, Refusal> {
        let who = Who::Stranger { address: self.client.address, login: None };
        self.count(who, act, || Fault::new("invitation", INVALID_CODE).into()).await
    }

    /// Runs an action unless there were too many failures, and counts one. `wrong` says that the secret was wrong.
    async fn count<T>(
        &self,
        who: Who<'_>,
        act: impl Future<Output = Result<T, SignInError>>,
        wrong: impl FnOnce() -> Refusal,
    ) -> Result<T, Refusal> {
        let attempts = &self.state.attempts;
        let counted = attempts.count(who, Instant::now()).map_err(Refusal::Wait)?;
        let done = act.await;
        let is_counted = matches!(
            done,
            Err(SignInError::Wrong
                | SignInError::WrongCode
                | SignInError::NoMoreCodes
                | SignInError::WrongPasskey
                | SignInError::CopiedPasskey
                | SignInError::PasskeyNeedsPassword)
        );
        if !is_counted {
            attempts.take_back(counted);
        }
        done.map_err(|error| refused(error, wrong))
    }

    /// Returns the browser's session, unlocked or locked, if it belongs to this account.
    fn session_of(&self, login: &str) -> Option<&SessionToken> {
        let own = match self.parts.extensions.get::<Visitor>()? {
            Visitor::Nobody => return None,
            Visitor::Locked(account) => &account.login,
            Visitor::Counsellor(records) => &records.account().login,
        };
        self.token.as_ref().filter(|_| normalise_login(own) == normalise_login(login))
    }

    /// Redirects to the page originally requested, with a new session of this account.
    pub async fn enter(&self, login: &str, token: &SessionToken) -> Response {
        self.enter_at(&next_of(&self.parts.uri), login, token).await
    }

    /// Redirects to this local address, with a new session of this account.
    pub async fn enter_at(&self, address: &str, login: &str, token: &SessionToken) -> Response {
        self.with_session(see_other(address), login, token).await
    }

    /// Asks for a code: redirects to its page with the token of a sign-in whose password was right.
    pub async fn ask_code(&self, token: &PendingToken) -> Result<Response, Refusal> {
        if let Some(earlier) = self.pending() {
            self.store().drop_pending(&earlier).await?;
        }
        let mut response = see_other(&self.onward(CODE_PAGE, &[]));
        if let Some(cookie) = self.cookies.set_pending(token) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }

    /// Returns the token of a sign-in whose code is missing.
    pub fn pending(&self) -> Option<PendingToken> {
        self.cookies.pending_token(&self.parts.headers)
    }

    /// Removes the token of a sign-in that is finished.
    pub fn without_pending(&self, mut response: Response) -> Response {
        if let Some(cookie) = self.cookies.expire_pending() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// Returns this local address with these fields, and with the page originally requested.
    pub fn onward(&self, address: &str, fields: &[(&str, &str)]) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields).append_pair("next", &next_of(&self.parts.uri));
        format!("{address}?{}", query.finish())
    }

    /// Shows the page at this address with a value for this response alone.
    pub async fn show<T: Clone + Send + Sync + 'static>(&self, address: &str, value: T) -> Response {
        let mut parts = self.parts.clone();
        parts.extensions.insert(value);
        self.state.pages.page(parts, address).await
    }

    /// Shows a recovery key, once: it is in this response and nowhere else.
    pub async fn show_key(&self, login: &str, token: Option<&SessionToken>, key: RecoveryKey) -> Response {
        let sheet = RecoverySheet { login: login.to_owned(), key: key.written(), is_first: token.is_some() };
        let page = self.show("/recovery-key", sheet).await;
        match token {
            Some(token) => self.with_session(page, login, token).await,
            None => page,
        }
    }

    /// Ends the browser's session, if there is one.
    pub async fn leave(&self) -> Result<(), Refusal> {
        match &self.token {
            Some(token) => Ok(self.store().sign_out(token).await?),
            None => Ok(()),
        }
    }

    /// Redirects to the sign-in, and makes the browser drop the session and cached pages.
    ///
    /// `Clear-Site-Data` names the cache alone. Drafts in the browser's storage stay, because typed text must not be
    /// lost; they are encrypted, and their key ends with the session. Cookies are not named either, because that would
    /// sign the user out of other services on the same host name; our own cookie is removed separately.
    pub fn goodbye(&self) -> Response {
        let mut response = see_other("/sign-in");
        if let Some(cookie) = self.cookies.expire() {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
        response
    }

    /// Sets the session cookie, and marks the browser as one that has signed in to this account.
    async fn with_session(&self, mut response: Response, login: &str, token: &SessionToken) -> Response {
        let Some(cookie) = self.cookies.set(token) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
        response.headers_mut().insert(header::SET_COOKIE, cookie);
        if let Err(error) = self.note_browser(token).await {
            tracing::warn!(%error, "the browser of a session could not be noted");
        }
        let device = self.cookies.device_token(&self.parts.headers);
        match self.store().remember_device(device.as_ref(), login, self.now.stamp).await {
            Ok(device) => self.remember(&mut response, &device),
            // Nobody is kept out because the disk is full.
            Err(error) => tracing::warn!(%error, "a browser could not be remembered"),
        }
        response
    }

    /// Notes the browser of a new session, for the list of signed-in devices.
    async fn note_browser(&self, token: &SessionToken) -> Result<(), StoreError> {
        let sent = self.parts.headers.get(header::USER_AGENT).and_then(|sent| sent.to_str().ok()).unwrap_or_default();
        match self.store().open_session(token, self.now.stamp).await? {
            SessionAccess::Open(records) => records.note_browser(&in_words(sent)).await,
            _ => Ok(()),
        }
    }

    fn remember(&self, response: &mut Response, device: &DeviceToken) {
        if let Some(cookie) = self.cookies.set_device(device) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}

/// Registers a form without a session at this path, with its handler.
pub fn auth_form<F, Done>(path: &'static str, act: F) -> Form
where
    F: Fn(AuthRequest) -> Done + Clone + Send + Sync + 'static,
    Done: Future<Output = Result<Response, Refusal>> + Send,
{
    let answer = async move |request: Request| -> Response {
        let (parts, body) = request.into_parts();
        let found = &parts.extensions;
        let (Some(state), Some(now), Some(client)) =
            (found.get::<AppState>().cloned(), found.get::<Now>().copied(), found.get::<Client>().copied())
        else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let token = found.get::<SessionToken>().cloned();
        let cookies = Cookies::of(&parts.headers, &state.config.hosts);
        let pages = state.pages.clone();
        let (done, kept) = match little(&parts, body).await {
            Ok(body) => {
                let kept = typed(&body);
                (act(AuthRequest { now, client, token, state, cookies, parts: parts.clone(), body }).await, kept)
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

/// Reads a body from an unauthenticated client: limited in size, time and number of fields before it is parsed. The
/// buffer is wiped when dropped, because it contains a password.
async fn little(parts: &Parts, body: Body) -> Result<Zeroizing<String>, Refusal> {
    if !is_urlencoded(parts) {
        return Err(Refusal::Malformed);
    }
    let said = parts.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|length| length > LARGEST) {
        return Err(Refusal::TooLarge);
    }
    let read = tokio::time::timeout(BODY_TAKES, read_little(body)).await.map_err(|_| Refusal::Malformed)??;
    let text = std::str::from_utf8(&read).map_err(|_| Refusal::Malformed)?;
    if text.matches('&').count() >= MOST_FIELDS {
        return Err(Refusal::Malformed);
    }
    Ok(Zeroizing::new(text.to_owned()))
}

async fn read_little(mut body: Body) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    // Room for all of it: a vector that grows would leave copies behind.
    let mut read = Zeroizing::new(Vec::with_capacity(LARGEST));
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Refusal::Malformed)?.into_data() else { continue };
        if read.len() + data.len() > LARGEST {
            return Err(Refusal::TooLarge);
        }
        read.extend_from_slice(&data);
    }
    Ok(read)
}

/// Converts a sign-in error into a message.
fn refused(error: SignInError, wrong: impl FnOnce() -> Refusal) -> Refusal {
    match error {
        SignInError::Wrong => wrong(),
        SignInError::WrongCode => Fault::new(CODE_FIELD, WRONG_CODE).into(),
        SignInError::NoMoreCodes => Fault::new(CODE_FIELD, NO_MORE_CODES).into(),
        SignInError::WrongPasskey => Refusal::Problem(WRONG_PASSKEY.into()),
        SignInError::PasskeyNeedsPassword => Refusal::Problem(PASSKEY_NEEDS_PASSWORD.into()),
        SignInError::CopiedPasskey => Refusal::Problem(COPIED_PASSKEY.into()),
        SignInError::TooManyPasskeys => Refusal::Problem(TOO_MANY_PASSKEYS.into()),
        SignInError::Expired => Refusal::Problem(EXPIRED.into()),
        // Only a sign-in needs it, and goes on with a page of its own.
        SignInError::CodeNeeded(_) => Refusal::SignedOut,
        SignInError::Recovery(why) => Fault::new("recovery_key", why.to_string()).into(),
        SignInError::Weak(why) => Fault::new("password", why).into(),
        SignInError::Name(why) => Fault::new("login", why).into(),
        SignInError::Taken => Refusal::Problem("There is already an account. Sign in instead.".into()),
        SignInError::Meanwhile => Refusal::Problem(
            "This account was changed in another window at the same time, so nothing was changed here. Try again."
                .into(),
        ),
        SignInError::Store(error) => error.into(),
    }
}
