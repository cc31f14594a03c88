//! `/settings/letterhead`: the letterhead of the practice.

use domain::records::{Letterhead, Revision};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    browser::autosave::FormValues,
    handouts::preview::SheetPicture,
    http::{
        page_result::awaited,
        visitor::{FormState, records, reply},
    },
    layout::{BaseField, Breadcrumbs, Icon, Kept, ReplyNote, TextAreaField, TextField, title::tab_title},
};

/// The letterhead as a form, with a preview.
#[component]
pub fn LetterheadPage() -> impl IntoView {
    let (records, reply) = (records(), reply());
    let saved = use_query_map().get_untracked().get("saved");
    awaited(async move {
        let stored = records?.singleton::<Letterhead>().await?;
        let (seen, kept) = stored.map_or((None, None), |stored| (Some(stored.revision), Some(stored.value)));
        Ok(page(seen, kept, &reply, saved.as_deref()))
    })
}

fn page(seen: Option<Revision>, kept: Option<Letterhead>, reply: &FormState, saved: Option<&str>) -> AnyView {
    let said = match saved {
        Some("yes") => Some("Letterhead saved."),
        Some("removed") => Some("Letterhead removed."),
        _ => None,
    };
    let stored = kept.is_some();
    view! {
        <Title text=tab_title("Letterhead") />
        <Breadcrumbs trail=vec![("/settings".to_owned(), "Settings".to_owned())] />
        <div class="head">
            <div>
                <h1>"Letterhead"</h1>
                <p class="soft">
                    "Printed on handouts and leaflets unless you leave it off. Discreet sheets never have it: neutral sheets, \
                     sheets for the room only, and sheets that say where to go."
                </p>
            </div>
        </div>
        <ReplyNote />
        {said.map(|said| view! { <p class="done" role="status">{Icon::Check.view()} {said}</p> })}
        <div class="handout letterhead">
            <div class="stack">
                {form(seen, &kept.unwrap_or_default(), reply)}
                {stored.then(remove)}
            </div>
            {stored.then(preview)}
        </div>
    }
    .into_any()
}

fn form(seen: Option<Revision>, kept: &Letterhead, reply: &FormState) -> AnyView {
    let seen = seen.map_or_else(String::new, |seen| seen.0.to_string());
    view! {
        <form class="card stack" method="post" action="/settings/letterhead" enctype="multipart/form-data" autocomplete="off">
            <input type="hidden" name="seen" value=seen />
            <BaseField filled=base(kept) />
            <Kept page="/settings/letterhead" about="Letterhead" />
            <TextField name="name" label="Name of the practice" saved=kept.name.clone() required=true />
            <TextAreaField name="address" label="Address, phone, email" hint="One per line. They are printed on one line." rows=4 saved=kept.address.clone() />
            <TextField name="registration" label="Registration or licence" saved=kept.registration.clone() />
            <TextField name="footer" label="Footer on every page" hint="One line, for example a charity number." saved=kept.footer.clone() />
            <label class="choice">
                <input type="checkbox" name="every-page" value="yes" checked=reply.ticked("every-page", "yes", kept.every_page) />
                <span>"The name on every page" <br /> <span class="small soft">"In one small line above the text; otherwise on the first page only"</span></span>
            </label>
            {logo(kept, reply)}
            <div><button class="button" data-kind="primary">"Save letterhead"</button></div>
        </form>
    }
    .into_any()
}

/// Returns the stored values of the form.
fn base(kept: &Letterhead) -> FormValues {
    let every_page = if kept.every_page { "yes" } else { "" };
    FormValues::of([
        ("name", kept.name.as_str()),
        ("address", &kept.address),
        ("registration", &kept.registration),
        ("footer", &kept.footer),
        ("every-page", every_page),
        ("alt", &kept.alt),
    ])
}

fn logo(kept: &Letterhead, reply: &FormState) -> AnyView {
    let fault = reply.fault("logo");
    let (stored, label) = if kept.logo.is_some() { (true, "Another logo") } else { (false, "File of the logo") };
    view! {
        <fieldset class="stack">
            <legend>"Logo"</legend>
            {stored.then(|| view! {
                <label class="choice">
                    <input type="checkbox" name="remove-logo" value="yes" checked=reply.ticked("remove-logo", "yes", false) />
                    <span>"Remove logo" <br /> <span class="small soft">"Your logo is in the preview."</span></span>
                </label>
            })}
            <div class="field">
                <label for="logo">{label}</label>
                <p class="hint" id="logo-hint">
                    "PNG, JPEG or SVG, at most 4 MB and 20 megapixels; 600 pixels across are enough. An SVG file may contain shapes, but no text."
                    {(!reply.typed.is_empty()).then_some(" Your browser has forgotten the file: choose it again.")}
                </p>
                <input
                    id="logo"
                    name="logo"
                    type="file"
                    accept="image/png,image/jpeg,image/svg+xml"
                    aria-invalid=fault.is_some().then_some("true")
                    aria-describedby="logo-hint logo-fault"
                />
                <p class="fault" id="logo-fault">{fault}</p>
            </div>
            <TextField
                name="alt"
                label="Description of the logo"
                hint="For screen readers. Leave empty if the logo shows only the name."
                saved=kept.alt.clone()
            />
        </fieldset>
    }
    .into_any()
}

fn remove() -> AnyView {
    view! {
        <details class="card">
            <summary>"Remove letterhead"</summary>
            <form class="stack" method="post" action="/settings/letterhead/remove">
                <p class="soft">"Removes the name, address, logo and the rest. Printed sheets do not change."</p>
                <div><button class="button" data-kind="danger">"Remove letterhead"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn preview() -> AnyView {
    let address = "/settings/letterhead/preview.pdf";
    view! {
        <section class="sheets" aria-labelledby="preview">
            <h2 id="preview">"Preview"</h2>
            <SheetPicture file=address says="A leaflet under your letterhead" paper="a4" />
            <p class="small soft"><a href=address target="_blank" rel="noopener">"Open the PDF"</a></p>
        </section>
    }
    .into_any()
}
