//! `/recovery-key`: the recovery key to print, shown once.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::account::auth_card::AuthCard;
use crate::{
    handouts::print_options::PaperChoice,
    http::visitor::{Now, RecoverySheet},
    layout::{Icon, PrintButton, title::tab_title},
};

/// Shows the key in the one response that contains it; otherwise explains where to make a new one.
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
                    "It opens your records if your password or the server’s key file is lost. Reweave shows it once and keeps no \
                     copy. Print this sheet or write the key down, and keep it with your most important papers, apart from backups."
                </p>
                <p class="key" translate="no">{groups}</p>
                <dl class="facts">
                    <div><dt>"For"</dt><dd>{sheet.login}</dd></div>
                    {day.map(|day| view! { <div><dt>"Made on"</dt><dd>{day}</dd></div> })}
                    <div><dt>"To use it"</dt><dd>"Open Reweave, choose “Forgot your password?” and enter the key."</dd></div>
                </dl>
                <p class="small soft">"Anyone with this sheet and your name can open your records. Earlier keys no longer work."</p>
                {sheet.is_first.then(|| view! {
                    <p class="recommended">"Recommended next: " <a href="/settings/second-factor">"set up a second factor"</a> ", so that your password alone opens nothing."</p>
                })}
                <div class="actions">
                    <PrintButton label="Print this page" />
                    <a class="button" data-kind="primary" href="/today">"I have kept my recovery key"</a>
                </div>
                // The key travels in the body of a form: it may stand in no address, and the server keeps it nowhere.
                <form class="as-pdf" method="post" action="/recovery-key/sheet.pdf" target="_blank" autocomplete="off">
                    <input type="hidden" name="recovery_key" value=key />
                    <PaperChoice id="paper" />
                    <button class="button">{Icon::Printer.view()} "Print as PDF"</button>
                    <p class="small soft">"With instructions. Print it and close it; a copy saved on a computer can be found there."</p>
                </form>
            </div>
        </div>
    }
}

fn gone() -> impl IntoView {
    view! {
        <AuthCard
            heading="A recovery key is shown once"
            line="If you do not have the sheet, sign in and make a new key in the settings. The old key then no longer works."
        >
            <p><a class="button" data-kind="primary" href="/settings">"Settings"</a></p>
        </AuthCard>
    }
}
