//! `/settings/letterhead`: the letterhead of the practice, and a preview.

use axum::response::Response;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    library::Library,
    paper::handout::{Leaflet, leaflet},
    records::{Fault, Letterhead, Revision},
    vocabulary::{Language, text_case::sentence},
};
use pdf::{Logo, PrintOptions, PrintedLetterhead};
use serde::Deserialize;
use tokio::task::spawn_blocking;

use crate::{
    handouts::typeset::{disposition, file, on_paper, picture, stored_letterhead, typeset_or_say},
    http::{
        app_error::Refusal,
        document_request::{DocumentRequest, download},
        form_request::{FormRequest, NoFields},
        routes::{Form, Quiet, Redirect, form},
        upload::{Upload, upload},
    },
};

const PAGE: &str = "/settings/letterhead";

/// Maximum size of a logo file, in bytes.
const LARGEST_LOGO: usize = 4 * 1024 * 1024;

/// Returns the forms and the document of this module.
pub fn forms() -> Vec<Form> {
    vec![
        upload(PAGE, "logo", save),
        form("/settings/letterhead/remove", remove),
        download("/settings/letterhead/preview.pdf", preview),
        download("/settings/letterhead/preview.svg", picture_of_preview),
    ]
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Typed {
    seen: Option<u64>,
    name: String,
    address: String,
    registration: String,
    footer: String,
    every_page: Option<String>,
    remove_logo: Option<String>,
    alt: String,
}

async fn save(Upload { post, file, .. }: Upload) -> Result<Redirect, Refusal> {
    let typed = post.read::<Typed>()?;
    let stored = post.records.singleton::<Letterhead>().await?.and_then(|stored| stored.value.logo);
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
    let odd = not_printable(&letterhead);
    let letterhead = match letterhead.checked() {
        Ok(letterhead) if unread.is_none() && odd.is_empty() => letterhead,
        checked => {
            let faults: Vec<Fault> = checked.err().into_iter().flatten().chain(unread).chain(odd).collect();
            return Err(faults.into());
        }
    };
    let (sample, print) = (sample(&post.library)?, PrintOptions::default());
    let printed = on_paper(letterhead.clone()).await;
    typeset_or_say(pdf::client_sheet(&sample, Some(&printed), print))?;
    post.records.save_singleton(typed.seen.map(Revision), &letterhead, post.now.stamp).await?;
    Ok(Redirect::quietly(format!("{PAGE}?saved=yes"), Quiet::SaidOnPage))
}

/// Returns faults for fields with unprintable characters: a letterhead, unlike a sheet, has no placeholder for them.
fn not_printable(letterhead: &Letterhead) -> Vec<Fault> {
    let fields = [
        ("name", &letterhead.name),
        ("address", &letterhead.address),
        ("registration", &letterhead.registration),
        ("footer", &letterhead.footer),
    ];
    let fault = |(field, text): (&'static str, &String)| {
        let missing = pdf::not_printable(text);
        let first = missing.first()?;
        Some(Fault::new(field, format!("Sheets cannot print the character “{first}”. Write it another way.")))
    };
    fields.into_iter().filter_map(fault).collect()
}

/// Checks that a logo can be printed. It is untrusted, and takes a while to read.
async fn readable(file: Vec<u8>) -> Result<(), Fault> {
    if file.len() > LARGEST_LOGO {
        return Err(Fault::new(
            "logo",
            "This file is larger than 4 MB. Save it smaller; 600 pixels across are enough.",
        ));
    }
    match spawn_blocking(move || Logo::read(&file)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(Fault::new("logo", sentence(&error.to_string()))),
        Err(_) => Err(Fault::new("logo", "This file cannot be read. Save it as PNG, and choose that.")),
    }
}

/// Checks the logo of an imported letterhead. Slow: call it on a blocking thread.
pub(crate) fn check_logo(letterhead: &Letterhead) -> Result<(), Fault> {
    let Some(logo) = &letterhead.logo else { return Ok(()) };
    let bytes = STANDARD.decode(logo).map_err(|_| Fault::new("logo", "This is not a file."))?;
    if bytes.len() > LARGEST_LOGO {
        return Err(Fault::new("logo", "The file is larger than 4 MB."));
    }
    Logo::read(&bytes).map(|_| ()).map_err(|error| Fault::new("logo", sentence(&error.to_string())))
}

async fn remove(post: FormRequest) -> Result<Redirect, Refusal> {
    let NoFields {} = post.read()?;
    if post.records.singleton::<Letterhead>().await?.is_some() {
        post.records.delete_singleton::<Letterhead>(post.now.stamp).await?;
    }
    Ok(Redirect::quietly(format!("{PAGE}?saved=removed"), Quiet::SaidOnPage))
}

/// Returns a leaflet with the stored letterhead.
async fn preview(asked: DocumentRequest) -> Result<Response, Refusal> {
    let (sample, letterhead) = sample_under_letterhead(&asked).await?;
    let bytes = typeset_or_say(pdf::client_sheet(&sample, Some(&letterhead), PrintOptions::default()))
        .map_err(|refusal| refusal.on(PAGE))?;
    Ok(file(bytes, disposition(false, asked.now.day, None)))
}

/// Returns the first page of that leaflet as a picture.
async fn picture_of_preview(asked: DocumentRequest) -> Result<Response, Refusal> {
    let (sample, letterhead) = sample_under_letterhead(&asked).await?;
    picture(pdf::picture(&sample, Some(&letterhead), PrintOptions::default(), 0))
}

async fn sample_under_letterhead(asked: &DocumentRequest) -> Result<(Leaflet, PrintedLetterhead), Refusal> {
    let NoFields {} = asked.query()?;
    let letterhead = stored_letterhead(&asked.records).await?.ok_or(Refusal::NotFound)?;
    Ok((sample(&asked.library)?, letterhead))
}

/// Returns the sheet of the preview: the first exercise of the library that may be printed.
fn sample(library: &Library) -> Result<Leaflet, Refusal> {
    let printable = |item| leaflet(library, None, item, Language::English).ok();
    library.items().iter().find_map(printable).ok_or(Refusal::NotFound)
}
