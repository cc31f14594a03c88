//! `/recover`: a new password, for whoever has the recovery key.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Entrance, PASSPHRASE};
use crate::{
    islands::Secret,
    pages::tab_title,
    parts::{Entry, ReplyNote},
    visitor::reply,
};

/// Name, recovery key and a new password.
#[component]
pub fn RecoverPage() -> impl IntoView {
    view! {
        <Title text=tab_title("Lost password") />
        <Entrance
            heading="Get back in with your recovery key"
            line="It stands on the sheet that you printed when you created your account. Your records open as before; every \
                  other session ends, and you get a new key."
        >
            <form method="post" class="stack">
                <ReplyNote />
                <Entry name="login" label="Your name or e-mail address" autocomplete="username" required=true />
                <Entry
                    name="recovery_key"
                    label="Recovery key"
                    hint="Blanks, dashes and small letters do not matter."
                    required=true
                />
                <Secret
                    name="password".into()
                    label="A new password".into()
                    hint=PASSPHRASE.into()
                    fault=reply().fault("password")
                    autocomplete="new-password".into()
                />
                <button class="button" data-kind="primary">"Set the new password"</button>
            </form>
            <p class="aside">
                "Without password and recovery key nobody can open the records, neither we nor anybody else. "
                <a href="/sign-in">"Back to the sign-in"</a>
            </p>
        </Entrance>
    }
}
