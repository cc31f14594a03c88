//! Forms with a file.

use std::time::Duration;

use axum::{
    Extension,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, RawPathParams, Request, multipart::MultipartError},
    http::StatusCode,
    response::Response,
    routing,
};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::http::{
    app_error::Refusal,
    form_request::FormRequest,
    redirect::see_other,
    routes::{Form, Redirect, stored},
    sent::Sent,
    state::AppState,
};

/// Maximum number of fields of a form.
const MOST_FIELDS: usize = 40;

/// The data of a form with a file.
pub struct Upload {
    /// Everything but the file.
    pub post: FormRequest,
    /// The file; none if none was chosen.
    pub file: Option<Bytes>,
    /// The permit of a form that is processed one at a time, held for as long as the work takes.
    pub turn: Option<SemaphorePermit<'static>>,
}

/// Maximum wait for a permit before the file is read.
const PATIENCE: Duration = Duration::from_secs(20);

/// Registers a form with a file in the field of this name, with its handler.
pub fn upload<F, Done>(path: &'static str, file: &'static str, act: F) -> Form
where
    F: Fn(Upload) -> Done + Clone + Send + Sync + 'static,
    Done: Future<Output = Result<Redirect, Refusal>> + Send,
{
    made(path, file, None, act)
}

/// As [`upload`], processed one at a time: the next body is not read until then.
pub fn upload_in_turn<F, Done>(path: &'static str, file: &'static str, turns: &'static Semaphore, act: F) -> Form
where
    F: Fn(Upload) -> Done + Clone + Send + Sync + 'static,
    Done: Future<Output = Result<Redirect, Refusal>> + Send,
{
    made(path, file, Some(turns), act)
}

fn made<F, Done>(path: &'static str, file: &'static str, turns: Option<&'static Semaphore>, act: F) -> Form
where
    F: Fn(Upload) -> Done + Clone + Send + Sync + 'static,
    Done: Future<Output = Result<Redirect, Refusal>> + Send,
{
    let answer = async move |Extension(state): Extension<AppState>, ids: RawPathParams, request: Request| -> Response {
        let (parts, body) = request.into_parts();
        let sent = async {
            let turn = take(turns).await?;
            let (fields, file) = read(Request::from_parts(parts.clone(), body), file).await?;
            Ok(Upload { post: FormRequest::of(&parts, &ids, &fields)?, file, turn })
        };
        let sent = sent.await;
        let done = match sent {
            Ok(sent) => {
                let (typed, draft) = (sent.post.sent(), sent.post.draft());
                act(sent).await.map(|go| (go, draft)).map_err(|refusal| (refusal, typed))
            }
            Err(refusal) => Err((refusal, Sent::default())),
        };
        match done {
            Ok((Redirect(address), draft)) => stored(see_other(&address), draft),
            Err((refusal, typed)) => refusal.answer(&state.pages, parts, typed).await,
        }
    };
    // How much is read is decided for the whole server, in one place.
    Form { path, methods: routing::post(answer).layer(DefaultBodyLimit::disable()) }
}

/// Acquires a permit, if the form requires one.
async fn take(turns: Option<&'static Semaphore>) -> Result<Option<SemaphorePermit<'static>>, Refusal> {
    let Some(turns) = turns else { return Ok(None) };
    let turn = tokio::time::timeout(PATIENCE, turns.acquire()).await.ok().and_then(Result::ok);
    let busy = "Another file is being read now, so nothing was done. Wait a minute, then choose yours again.";
    turn.map(Some).ok_or_else(|| Refusal::Problem(busy.into()))
}

/// Reads the fields in order, and the file.
async fn read(request: Request, named: &str) -> Result<(Vec<(String, String)>, Option<Bytes>), Refusal> {
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Refusal::Malformed)?;
    let (mut fields, mut file) = (Vec::new(), None);
    while let Some(part) = parts.next_field().await.map_err(|error| refused(&error))? {
        let name = part.name().ok_or(Refusal::Malformed)?.to_owned();
        if fields.len() == MOST_FIELDS {
            return Err(Refusal::Malformed);
        }
        if name == named {
            let bytes = part.bytes().await.map_err(|error| refused(&error))?;
            file = Some(bytes).filter(|bytes| !bytes.is_empty());
        } else {
            fields.push((name, part.text().await.map_err(|error| refused(&error))?));
        }
    }
    Ok((fields, file))
}

fn refused(error: &MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let what = "The file is far too large, so nothing was saved. Choose a smaller file.";
        return Refusal::Problem(what.into());
    }
    Refusal::Malformed
}
