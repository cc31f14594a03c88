//! `/recovery-key`: a sheet to print, shown once.

use leptos::prelude::*;
use leptos_meta::Title;

use super::Entrance;
use crate::{
    islands::Print,
    pages::tab_title,
    parts::{Icon, PaperChoice},
    visitor::{Now, RecoverySheet},
};

/// The key, in the one answer that holds it; anybody else learns where a new one is made.
#[component]
pub fn RecoveryKeyPage() -> impl IntoView {
    let sheet = use_context::<RecoverySheet>();
    view! {
        <Title text=tab_title("Recovery key") />
        {match sheet {
            Some(sheet) => shown(sheet).into_any(),
            None => gone().into_any(),
        }}
    }
}

fn shown(sheet: RecoverySheet) -> impl IntoView {
    // Nine groups of four, three a line: an eye that copies them finds its place again.
    let groups = sheet.key.split(' ').map(|group| view! { <span>{group.to_owned()}</span> " " }).collect_view();
    let key = sheet.key.clone();
    let day = use_context::<Now>().map(|now| now.day.with_year());
    view! {
        <div class="entrance" data-wide>
            <div class="card recovery">
                <h1>"Your recovery key"</h1>
                <p>
                    "It opens your records if your password is ever lost. Reweave shows it this once and keeps no copy. Print this \
                     sheet, or write the key down, and put it where you keep what must not be lost."
                </p>
                <p class="key" translate="no">{groups}</p>
                <dl class="facts">
                    <div><dt>"For"</dt><dd>{sheet.login}</dd></div>
                    {day.map(|day| view! { <div><dt>"Made on"</dt><dd>{day}</dd></div> })}
                    <div><dt>"To use it"</dt><dd>"Open Reweave, choose “I have lost my password”, and type the key."</dd></div>
                </dl>
                <p class="small soft">"Whoever has this sheet and your name can open your records. A key that was made before no longer opens anything."</p>
                <div class="actions">
                    <Print label="Print this sheet".into() />
                    <a class="button" data-kind="primary" href="/today">"I have printed it or written it down"</a>
                </div>
                // The key travels in the body of a form: it may stand in no address, and the server keeps it nowhere.
                <form class="as-pdf" method="post" action="/recovery-key/sheet.pdf" target="_blank" autocomplete="off">
                    <input type="hidden" name="recovery_key" value=key />
                    <PaperChoice id="paper" />
                    <button class="button">{Icon::Printer.view()} "Print it as a sheet with instructions"</button>
                    <p class="small soft">"It opens as a PDF. Print it from there and close it; a copy that is saved on a computer can be found there."</p>
                </form>
            </div>
        </div>
    }
}

fn gone() -> impl IntoView {
    view! {
        <Entrance
            heading="A recovery key is shown once"
            line="If you have no sheet of it, sign in and make a new one in the settings. The old one then opens nothing."
        >
            <p><a class="button" data-kind="primary" href="/settings">"Go to the settings"</a></p>
        </Entrance>
    }
}
