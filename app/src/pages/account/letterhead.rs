//! `/settings/letterhead`: what the practice puts above its sheets.

use domain::desk::{Letterhead, Revision};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    pages::{awaited, tab_title},
    parts::{Crumbs, Entry, Icon, ReplyNote},
    visitor::{Reply, records, reply},
    wording::in_textarea,
};

/// The letterhead as a form, and beside it how it looks on paper.
#[component]
pub fn LetterheadPage() -> impl IntoView {
    let (records, reply) = (records(), reply());
    let saved = use_query_map().get_untracked().get("saved");
    awaited(async move {
        let stored = records?.only::<Letterhead>().await?;
        let (seen, kept) = stored.map_or((None, None), |stored| (Some(stored.revision), Some(stored.value)));
        Ok(page(seen, kept, &reply, saved.as_deref()))
    })
}

fn page(seen: Option<Revision>, kept: Option<Letterhead>, reply: &Reply, saved: Option<&str>) -> AnyView {
    let said = match saved {
        Some("yes") => Some("Your letterhead is saved."),
        Some("removed") => Some("Your letterhead is gone."),
        _ => None,
    };
    let stored = kept.is_some();
    view! {
        <Title text=tab_title("Letterhead") />
        <Crumbs trail=vec![("/settings".to_owned(), "Settings".to_owned())] />
        <div class="head">
            <div>
                <h1>"Letterhead"</h1>
                <p class="soft">
                    "It stands on handouts and leaflets unless you leave it off. Sheets that are to give little away never carry \
                     it: neutral ones, those for the room only, and those that say where to go."
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

fn form(seen: Option<Revision>, kept: &Letterhead, reply: &Reply) -> AnyView {
    let seen = seen.map_or_else(String::new, |seen| seen.0.to_string());
    view! {
        <form class="card stack" method="post" action="/settings/letterhead" enctype="multipart/form-data" autocomplete="off">
            <input type="hidden" name="seen" value=seen />
            <Entry name="name" label="Name of the practice" saved=kept.name.clone() required=true />
            {lines(kept, reply)}
            <Entry name="registration" label="Registration or licence" saved=kept.registration.clone() />
            <Entry name="footer" label="At the foot of every page" hint="One line, for example a charity number." saved=kept.footer.clone() />
            <label class="choice">
                <input type="checkbox" name="every-page" value="yes" checked=reply.ticked("every-page", "yes", kept.every_page) />
                <span>"The name on every page" <br /> <span class="small soft">"In one small line above the text; otherwise it stands on the first page"</span></span>
            </label>
            {logo(kept, reply)}
            <div><button class="button" data-kind="primary">"Save the letterhead"</button></div>
        </form>
    }
    .into_any()
}

fn lines(kept: &Letterhead, reply: &Reply) -> AnyView {
    let fault = reply.fault("address");
    view! {
        <div class="field">
            <label for="address">"Address, telephone, mail"</label>
            <p class="hint" id="address-hint">"One a line. On paper they stand behind each other."</p>
            <textarea
                id="address"
                name="address"
                rows="4"
                aria-invalid=fault.is_some().then_some("true")
                aria-describedby="address-hint address-fault"
            >{in_textarea(&reply.value("address", &kept.address))}</textarea>
            <p class="fault" id="address-fault">{fault}</p>
        </div>
    }
    .into_any()
}

fn logo(kept: &Letterhead, reply: &Reply) -> AnyView {
    let fault = reply.fault("logo");
    let (stored, label) = if kept.logo.is_some() { (true, "Another logo") } else { (false, "Logo") };
    view! {
        <fieldset class="stack">
            <legend>"Logo"</legend>
            {stored.then(|| view! {
                <label class="choice">
                    <input type="checkbox" name="remove-logo" value="yes" checked=reply.ticked("remove-logo", "yes", false) />
                    <span>"Take the logo off" <br /> <span class="small soft">"One is stored; you see it in the preview."</span></span>
                </label>
            })}
            <div class="field">
                <label for="logo">{label}</label>
                <p class="hint" id="logo-hint">
                    "PNG, JPEG or SVG, at most 4 MB and 20 megapixels; 600 pixels across are enough. An SVG file may hold shapes, no text."
                    {(!reply.typed.is_empty()).then_some(" A browser forgets which file you chose: choose it once more.")}
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
            <Entry
                name="alt"
                label="What the logo shows"
                hint="For those who hear the page. Leave it empty where it shows nothing but the name, which is read anyway."
                saved=kept.alt.clone()
            />
        </fieldset>
    }
    .into_any()
}

fn remove() -> AnyView {
    view! {
        <details class="card">
            <summary>"Remove the letterhead"</summary>
            <form class="stack" method="post" action="/settings/letterhead/remove">
                <p class="soft">"Name, address, logo and all. Sheets that were printed stay as they are."</p>
                <div><button class="button" data-kind="danger">"Remove all of it"</button></div>
            </form>
        </details>
    }
    .into_any()
}

fn preview() -> AnyView {
    let address = "/settings/letterhead/preview.pdf";
    view! {
        <section class="sheets" aria-labelledby="preview">
            <h2 id="preview">"On paper"</h2>
            <iframe src=format!("{address}#navpanes=0&view=FitH") title="A leaflet under your letterhead" data-paper="a4"></iframe>
            <p class="small soft">"Should your browser show nothing above: " <a href=address target="_blank" rel="noopener">"open the file"</a> "."</p>
        </section>
    }
    .into_any()
}
