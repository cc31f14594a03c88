//! Forms with a file.

use std::collections::HashMap;

use axum::{
    Extension,
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, RawPathParams, Request, multipart::MultipartError},
    http::StatusCode,
    response::Response,
    routing,
};

use super::{Form, Go, Post, Refusal};
use crate::web::{guard::see_other, visit::Edge};

/// More fields than this has no form of ours.
const MOST_FIELDS: usize = 40;

/// What a form with a file has sent.
pub struct Upload {
    /// Everything but the file.
    pub post: Post,
    /// The file; none where nobody chose one.
    pub file: Option<Bytes>,
}

/// A form with a file in the field of this name, at this path, and what does it.
pub fn upload<F, Done>(path: &'static str, file: &'static str, act: F) -> Form
where
    F: Fn(Upload) -> Done + Clone + Send + Sync + 'static,
    Done: Future<Output = Result<Go, Refusal>> + Send,
{
    let answer = async move |Extension(edge): Extension<Edge>, ids: RawPathParams, request: Request| -> Response {
        let (parts, body) = request.into_parts();
        let sent = read(Request::from_parts(parts.clone(), body), file).await;
        let sent = sent.and_then(|(fields, file)| Ok(Upload { post: Post::of(&parts, &ids, &fields)?, file }));
        let done = match sent {
            Ok(sent) => {
                let typed = sent.post.typed();
                act(sent).await.map_err(|refusal| (refusal, typed))
            }
            Err(refusal) => Err((refusal, HashMap::default())),
        };
        match done {
            Ok(Go(address)) => see_other(&address),
            Err((refusal, typed)) => refusal.answer(&edge.pages, parts, typed).await,
        }
    };
    // How much is read is decided for the whole server, in one place.
    Form { path, methods: routing::post(answer).layer(DefaultBodyLimit::disable()) }
}

/// The fields in their order, and the file.
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
        let what = "The file is far too large, so nothing was saved. Go back to find what you typed, and choose a smaller file.";
        return Refusal::Problem(what.into());
    }
    Refusal::Malformed
}
