//! `/settings/letterhead`: what the practice puts above its sheets, and a sheet to look at it.

use axum::response::Response;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    desk::{Fault, Letterhead, Revision},
    handout::{Leaflet, leaflet},
    letters::sentence,
    library::Library,
    words::Language,
};
use pdf::{Logo, Print};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use super::{
    Asked, Form, Go, Post, Refusal, download, form,
    paper::{disposition, file, on_paper, typeset_or_say},
    upload::{Upload, upload},
};

const PAGE: &str = "/settings/letterhead";

/// A larger file is no logo.
const LARGEST_LOGO: usize = 4 * 1024 * 1024;

/// The forms and the document of this module.
pub fn forms() -> Vec<Form> {
    vec![
        upload(PAGE, "logo", save),
        form("/settings/letterhead/remove", remove),
        download("/settings/letterhead/preview.pdf", preview),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Typed {
    seen: Option<u32>,
    name: String,
    address: String,
    registration: String,
    footer: String,
    every_page: Option<String>,
    remove_logo: Option<String>,
    alt: String,
}

async fn save(Upload { post, file }: Upload) -> Result<Go, Refusal> {
    let typed = post.read::<Typed>()?;
    let stored = post.records.only::<Letterhead>().await?.and_then(|stored| stored.value.logo);
    let kept = if typed.remove_logo.is_some() { None } else { stored };
    let logo = file.as_ref().map(|file| STANDARD.encode(file));
    let letterhead = Letterhead {
        name: typed.name,
        address: typed.address,
        registration: typed.registration,
        footer: typed.footer,
        every_page: typed.every_page.is_some(),
        alt: typed.alt,
        logo: logo.or(kept),
    };
    let unread = match file {
        Some(file) => readable(file.to_vec()).await.err(),
        None => None,
    };
    let letterhead = match (letterhead.checked(), unread) {
        (Ok(letterhead), None) => letterhead,
        (checked, unread) => {
            let faults: Vec<Fault> = checked.err().into_iter().flatten().chain(unread).collect();
            return Err(faults.into());
        }
    };
    let (sample, print) = (sample(&post.library)?, Print::default());
    typeset_or_say(pdf::client_sheet(&sample, on_paper(Some(&letterhead)).as_ref(), print))?;
    post.records.save_only(typed.seen.map(Revision), &letterhead, post.now.stamp).await?;
    Ok(Go::to(format!("{PAGE}?saved=yes")))
}

/// Whether a logo can be printed; if not, why, for whoever chose it. It comes from outside, and takes a while to read.
async fn readable(file: Vec<u8>) -> Result<(), Fault> {
    if file.len() > LARGEST_LOGO {
        return Err(Fault::new(
            "logo",
            "This file is larger than 4 MB. Please save it smaller; 600 pixels across are enough.",
        ));
    }
    match spawn_blocking(move || Logo::read(&file)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(Fault::new("logo", sentence(&error.to_string()))),
        Err(_) => Err(Fault::new("logo", "This file cannot be read. Please save it as PNG, and choose that.")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn remove(post: Post) -> Result<Go, Refusal> {
    let Nothing {} = post.read()?;
    if post.records.only::<Letterhead>().await?.is_some() {
        post.records.delete_only::<Letterhead>(post.now.stamp).await?;
    }
    Ok(Go::to(format!("{PAGE}?saved=removed")))
}

/// A leaflet under the letterhead that is stored.
async fn preview(asked: Asked) -> Result<Response, Refusal> {
    let Nothing {} = asked.query()?;
    let stored = asked.records.only::<Letterhead>().await?.ok_or(Refusal::NotFound)?.value;
    let sample = sample(&asked.library)?;
    let bytes = typeset_or_say(pdf::client_sheet(&sample, on_paper(Some(&stored)).as_ref(), Print::default()))
        .map_err(|refusal| refusal.on(PAGE))?;
    Ok(file(bytes, disposition(false, asked.now.day, None)))
}

/// The sheet that shows a letterhead: the first exercise of the library that may be printed.
fn sample(library: &Library) -> Result<Leaflet, Refusal> {
    let printable = |item| leaflet(library, None, item, Language::English).ok();
    library.items().iter().find_map(printable).ok_or(Refusal::NotFound)
}
