//! A server in the same process, and what it answered.

use std::{
    borrow::Cow,
    net::{Ipv4Addr, SocketAddr},
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header::HOST},
};
use domain::{
    course::Session,
    desk::{Couple, SessionPlan, Stamp, Status},
    minutes::Minutes,
    words::Phase,
};
use http_body_util::BodyExt;
use server::web::{Hosts, Site, Web, router};
use store::{CoupleId, Password, Place, PlanId, Records, Store, Visit, Welcome};
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
}

/// A small site, so that these tests need no browser build.
pub fn site() -> Site {
    let file = |path: &str, bytes: &'static [u8]| (path.to_owned(), Cow::Borrowed(bytes));
    Site::from_files([
        file("pkg/reweave.css", b"a { color: red }"),
        file("pkg/reweave.css.br", b"brotli"),
        file("pkg/reweave.css.gz", b"gzip"),
        file("pkg/reweave-pages.js", b"export default 1"),
        file("pkg/reweave-pages.wasm", b"\0asm"),
        file("fonts/a.woff2", b"font"),
        file("icon.svg", b"<svg/>"),
    ])
}

/// The whole server, as it listens on this machine only.
pub async fn server() -> Router {
    router(&Web::new(site(), Hosts::Loopback, store().await))
}

/// An embedded database of its own, gone when the test is over.
pub async fn store() -> Store {
    Store::open(&Place::Temporary).await.expect("the database opens")
}

/// What `router` answers to a request for this machine.
pub async fn ask(router: Router, request: axum::http::request::Builder, body: Body) -> anyhow::Result<Answer> {
    let (status, headers, body) = ask_bytes(router, request, body).await?;
    Ok(Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() })
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

/// What the server answers to a plain GET.
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
        let now = Stamp(jiff::Timestamp::now().as_microsecond());
        let made = store.create_first_account("counsellor", Password::from(PASSWORD), now).await?;
        let records = records(&store, &made, now).await?;
        let (couple, plan) = fill(&records, "Heron", now).await?;
        let router = router(&Web::new(site(), Hosts::Loopback, store.clone()));
        let cookie = format!("reweave={}", made.token.as_str());
        Ok(Self { router, store, records, cookie, couple, plan })
    }

    /// Another account in the same database, with a couple and a plan of its own.
    pub async fn colleague(&self) -> anyhow::Result<(Records, CoupleId, PlanId)> {
        let now = Stamp(jiff::Timestamp::now().as_microsecond());
        let made = self.store.create_account("colleague", Password::from(PASSWORD), now).await?;
        let records = records(&self.store, &made, now).await?;
        let (couple, plan) = fill(&records, "Juniper", now).await?;
        Ok((records, couple, plan))
    }

    /// The cookie of another account in the same database.
    pub async fn colleague_cookie(&self) -> anyhow::Result<String> {
        let now = Stamp(jiff::Timestamp::now().as_microsecond());
        let made = self.store.create_account("other", Password::from(PASSWORD), now).await?;
        Ok(format!("reweave={}", made.token.as_str()))
    }

    /// What the signed-in browser gets.
    pub async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.get_as(path, &self.cookie).await
    }

    /// What the browser with this cookie gets.
    pub async fn get_as(&self, path: &str, cookie: &str) -> anyhow::Result<Answer> {
        ask(self.router.clone(), Request::get(path).header("cookie", cookie), Body::empty()).await
    }

    /// What somebody gets who is not signed in.
    pub async fn stranger(&self, path: &str) -> anyhow::Result<Answer> {
        ask(self.router.clone(), Request::get(path), Body::empty()).await
    }

    /// What the signed-in browser gets for a form of this site.
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
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        ask(self.router.clone(), request, Body::from(body)).await
    }

    /// What the signed-in browser gets for a form with a file of this site.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> anyhow::Result<Answer> {
        upload(&self.router, path, fields, file, Some(&self.cookie)).await
    }

    /// What a call of an island gets.
    pub async fn call(&self, path: &str, body: &serde_json::Value, cookie: Option<&str>) -> anyhow::Result<Answer> {
        let mut request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/json")
            .header("accept", "application/json");
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        ask(self.router.clone(), request, Body::from(body.to_string())).await
    }
}

/// What a form gets whose field `logo` holds a file; an empty one is what a browser sends where nobody chose any.
pub async fn upload(
    router: &Router,
    path: &str,
    fields: &[(&str, &str)],
    file: &[u8],
    cookie: Option<&str>,
) -> anyhow::Result<Answer> {
    const BOUNDARY: &str = "----between-the-parts";
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    let head =
        "content-disposition: form-data; name=\"logo\"; filename=\"logo\"\r\ncontent-type: application/octet-stream";
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

async fn records(store: &Store, made: &Welcome, now: Stamp) -> anyhow::Result<Records> {
    match store.visit(&made.token, now).await? {
        Visit::Open(records) => Ok(records),
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
        why: String::new(),
        stop_if: String::new(),
        note: String::new(),
        status: Status::Draft,
    };
    Ok((couple, records.create_plan(couple, &plan, now).await?))
}
