//! `/lock`: the session is locked until the password is typed again.

use super::{Form, Go, Post, Refusal, form};

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/lock", lock)]
}

async fn lock(post: Post) -> Result<Go, Refusal> {
    post.records.lock().await?;
    Ok(Go::to("/locked"))
}
