//! A server in the same process, and what it answered.

use std::{
    borrow::Cow,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
};

use app::browser::api::{Call, MEDIA_TYPE, Problem};
use app::http::hosts::Hosts;
use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header::HOST},
};
use domain::{
    assess::Session,
    plan::{SessionPlan, Status},
    records::{Couple, Stamp},
    vocabulary::{Minutes, Phase},
};
use http_body_util::BodyExt;
use server::edge::{Server, Site, router};
use store::{
    CoupleId, DatabaseLocation, KeyFile, NewCredentials, Password, PasswordCost, PlanId, Records, SessionAccess, Store,
    StoreError, StoreOptions,
};
use tower::ServiceExt;

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header as text; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The page that a redirect leads to, without its query and its place.
    pub fn page(&self) -> &str {
        self.header("location").split(['?', '#']).next().unwrap_or_default()
    }
}

/// The answer to a call.
#[derive(Debug)]
pub struct Called<T> {
    pub status: StatusCode,
    pub answer: Result<T, Problem>,
}

/// A small site, so that these tests need no browser build.
pub fn site() -> Site {
    let file = |path: &str, bytes: &'static [u8]| (path.to_owned(), Cow::Borrowed(bytes));
    Site::from_files([
        file("pkg/reweave.css", b"a { color: red }"),
        file("pkg/reweave.css.br", b"brotli"),
        file("pkg/reweave.css.gz", b"gzip"),
        file("pkg/reweave-plan.js", b"export default 1"),
        file("pkg/reweave-plan.wasm", b"\0asm"),
        file("fonts/a.woff2", b"font"),
        file("icon.svg", b"<svg/>"),
    ])
}

/// The whole server, as it listens on this machine only.
pub async fn server() -> Router {
    router(&Server::new(site(), Hosts::Loopback, store().await))
}

/// An embedded database of its own, gone when the test is over.
pub async fn store() -> Store {
    Store::open_temporary().await.expect("the database opens")
}

/// The embedded database in this folder, with its key file beside it.
pub async fn open_in(folder: &Path) -> Result<Store, StoreError> {
    open_in_with(folder, fast()).await
}

/// Options of these tests: passwords are hashed at a low cost.
pub fn fast() -> StoreOptions {
    StoreOptions { cost: PasswordCost::Fast, ..StoreOptions::default() }
}

/// The same with these options.
pub async fn open_in_with(folder: &Path, options: StoreOptions) -> Result<Store, StoreError> {
    let key_file = KeyFile::At(folder.join("reweave.key"));
    Store::open_with(&DatabaseLocation::Folder(Some(folder.to_owned())), &key_file, options).await
}

/// Sends a local request to `router` and returns the response.
pub async fn ask(router: Router, request: axum::http::request::Builder, body: Body) -> anyhow::Result<Answer> {
    let (status, headers, body) = ask_bytes(router, request, body).await?;
    // Between texts the renderer leaves empty comments, which nobody sees.
    Ok(Answer { status, headers, body: String::from_utf8_lossy(&body).replace("<!>", "") })
}

/// The same, with a body that is no text.
pub async fn ask_bytes(
    router: Router,
    request: axum::http::request::Builder,
    body: Body,
) -> anyhow::Result<(StatusCode, HeaderMap, Vec<u8>)> {
    let mut request: Request<Body> = request.body(body)?;
    request.headers_mut().entry(HOST).or_insert("localhost:3000".parse()?);
    let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 50_000));
    if request.extensions().get::<ConnectInfo<SocketAddr>>().is_none() {
        request.extensions_mut().insert(ConnectInfo(here));
    }
    let (parts, body) = router.oneshot(request).await?.into_parts();
    Ok((parts.status, parts.headers, body.collect().await?.to_bytes().into()))
}

/// Sends a plain GET and returns the response.
pub async fn get(path: &str) -> anyhow::Result<Answer> {
    ask(server().await, Request::get(path), Body::empty()).await
}

/// The password of the counsellor in these tests.
pub const PASSWORD: &str = "seven quiet herons by the weir";

/// A server with an account, a couple and a plan, and a browser that is signed in.
pub struct Desk {
    pub router: Router,
    pub store: Store,
    pub records: Records,
    pub cookie: String,
    pub couple: CoupleId,
    pub plan: PlanId,
}

impl Desk {
    pub async fn open() -> anyhow::Result<Self> {
        Self::on(store().await).await
    }

    /// The same on a database that is there already, and empty.
    pub async fn on(store: Store) -> anyhow::Result<Self> {
        let now = now();
        let made = store.create_first_account("counsellor", Password::from(PASSWORD), now).await?;
        let records = records(&store, &made, now).await?;
        let (couple, plan) = fill(&records, "Heron", now).await?;
        let router = router(&Server::new(site(), Hosts::Loopback, store.clone()));
        let cookie = format!("reweave={}", made.token.as_str());
        Ok(Self { router, store, records, cookie, couple, plan })
    }

    /// Another account in the same database, with a couple and a plan of its own.
    pub async fn colleague(&self) -> anyhow::Result<(Records, CoupleId, PlanId)> {
        let now = now();
        let made = self.store.create_account("colleague", Password::from(PASSWORD), now).await?;
        let records = records(&self.store, &made, now).await?;
        let (couple, plan) = fill(&records, "Juniper", now).await?;
        Ok((records, couple, plan))
    }

    /// The cookie of another account in the same database.
    pub async fn colleague_cookie(&self) -> anyhow::Result<String> {
        let now = now();
        let made = self.store.create_account("other", Password::from(PASSWORD), now).await?;
        Ok(format!("reweave={}", made.token.as_str()))
    }

    /// Gets a page as the signed-in browser.
    pub async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.get_as(path, &self.cookie).await
    }

    /// Gets a page as the browser with this cookie.
    pub async fn get_as(&self, path: &str, cookie: &str) -> anyhow::Result<Answer> {
        ask(self.router.clone(), Request::get(path).header("cookie", cookie), Body::empty()).await
    }

    /// Gets a page without a session.
    pub async fn stranger(&self, path: &str) -> anyhow::Result<Answer> {
        ask(self.router.clone(), Request::get(path), Body::empty()).await
    }

    /// Posts a form of this site as the signed-in browser.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<Answer> {
        self.post_as(path, fields, Some(&self.cookie)).await
    }

    /// The same with another cookie, or none.
    pub async fn post_as(&self, path: &str, fields: &[(&str, &str)], cookie: Option<&str>) -> anyhow::Result<Answer> {
        let mut request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        ask(self.router.clone(), request, Body::from(urlencoded(path, fields))).await
    }

    /// Posts a form of this site with these headers.
    pub async fn post_with(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, &str)],
    ) -> anyhow::Result<Answer> {
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        ask(self.router.clone(), request, Body::from(urlencoded(path, fields))).await
    }

    /// Posts a form as the script of its page does while it is filled in; returns the status and the answer.
    pub async fn save_as(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        cookie: &str,
    ) -> anyhow::Result<(StatusCode, serde_json::Value)> {
        let answer = self.post_with(path, fields, &[("accept", "application/json"), ("cookie", cookie)]).await?;
        Ok((answer.status, serde_json::from_str(&answer.body).unwrap_or_default()))
    }

    /// Posts a form of this site with a file as the signed-in browser.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> anyhow::Result<Answer> {
        upload(&self.router, path, fields, file, Some(&self.cookie)).await
    }

    /// Sends an API call and returns the response.
    pub async fn call<C: Call>(&self, call: &C, cookie: Option<&str>) -> anyhow::Result<Called<C::Answer>> {
        let (status, _, body) = self.call_with(C::PATH, postcard::to_allocvec(call)?, cookie).await?;
        let answer =
            if status == StatusCode::OK { Ok(postcard::from_bytes(&body)?) } else { Err(postcard::from_bytes(&body)?) };
        Ok(Called { status, answer })
    }

    /// The same for any body.
    pub async fn call_with(
        &self,
        path: &str,
        body: Vec<u8>,
        cookie: Option<&str>,
    ) -> anyhow::Result<(StatusCode, HeaderMap, Vec<u8>)> {
        let mut request =
            Request::post(path).header("sec-fetch-site", "same-origin").header("content-type", MEDIA_TYPE);
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        ask_bytes(self.router.clone(), request, Body::from(body)).await
    }
}

/// The body of a form, with an id of its own where records are created, as a page gives it, unless the fields have one.
pub fn urlencoded(path: &str, fields: &[(&str, &str)]) -> String {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    let creates = ["/couples/", "/plans/", "/templates/", "/my-library/"].iter().any(|start| path.starts_with(start));
    if creates && !fields.iter().any(|(name, _)| *name == "form-id") {
        body.append_pair("form-id", &store::new_form_id().to_string());
    }
    body.finish()
}

/// Posts a form whose field `logo` has a file; an empty one stands for none chosen.
pub async fn upload(
    router: &Router,
    path: &str,
    fields: &[(&str, &str)],
    file: &[u8],
    cookie: Option<&str>,
) -> anyhow::Result<Answer> {
    upload_as(router, path, fields, ("logo", file), cookie).await
}

/// The same with the name of the field that holds the file.
pub async fn upload_as(
    router: &Router,
    path: &str,
    fields: &[(&str, &str)],
    (name, file): (&str, &[u8]),
    cookie: Option<&str>,
) -> anyhow::Result<Answer> {
    const BOUNDARY: &str = "----between-the-parts";
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    let head = format!(
        "content-disposition: form-data; name=\"{name}\"; filename=\"{name}\"\r\ncontent-type: application/octet-stream"
    );
    body.extend(format!("--{BOUNDARY}\r\n{head}\r\n\r\n").bytes());
    body.extend(file);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    let mut request = Request::post(path)
        .header("sec-fetch-site", "same-origin")
        .header("content-length", body.len().to_string())
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    ask(router.clone(), request, Body::from(body)).await
}

async fn records(store: &Store, made: &NewCredentials, now: Stamp) -> anyhow::Result<Records> {
    match store.open_session(&made.token, now).await? {
        SessionAccess::Open(records) => Ok(records),
        other => anyhow::bail!("not open: {other:?}"),
    }
}

async fn fill(records: &Records, name: &str, now: Stamp) -> anyhow::Result<(CoupleId, PlanId)> {
    let couple = Couple { name: name.into(), ..Couple::default() };
    let couple = couple.checked().map_err(|faults| anyhow::anyhow!("{faults:?}"))?;
    let couple = records.create_couple(&couple, now).await?;
    let plan = SessionPlan {
        number: 1,
        title: format!("First talk with {name}"),
        on: None,
        start: None,
        minutes: Minutes(60),
        booked: Session::Couple,
        phase: Phase::Safety,
        blocks: Vec::new(),
        homework: Vec::new(),
        client_words: domain::vocabulary::SmallMap::new(),
        record: None,
        sheet_contents: None,
        why: String::new(),
        why_derived: false,
        stop_if: String::new(),
        note: String::new(),
        status: Status::Draft,
    };
    Ok((couple, records.create_plan(couple, &plan, now).await?))
}

/// The time in UTC.
pub fn now() -> Stamp {
    Stamp(jiff::Timestamp::now().as_microsecond())
}
