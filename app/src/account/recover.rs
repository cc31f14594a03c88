//! `/recover`: a new password with the recovery key.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::account::auth_card::{AuthCard, PASSPHRASE};
use crate::layout::{PasswordField, ReplyNote, TextField, title::tab_title};

/// Asks for name, recovery key and a new password.
#[component]
pub fn RecoverPage() -> impl IntoView {
    view! {
        <Title text=tab_title("Forgot your password?") />
        <AuthCard
            heading="Recover your account"
            line="Use the recovery key from the sheet that you printed when you created your account. Your records open as \
                  before; you are signed out on every other device, get a new key, and a second factor is turned off."
        >
            <form method="post" class="stack">
                <ReplyNote />
                <TextField name="login" label="Your name or e-mail address" autocomplete="username" required=true />
                <TextField
                    name="recovery_key"
                    label="Recovery key"
                    hint="Spaces, dashes and lower case do not matter."
                    required=true
                />
                <PasswordField
                    name="password"
                    label="New password"
                    hint=PASSPHRASE
                    autocomplete="new-password"
                />
                <button class="button" data-kind="primary">"Set new password"</button>
            </form>
            <p class="aside">
                "Without the password or the recovery key, no one can open your records, including us."
            </p>
            <p class="aside">
                <a href="/sign-in">"Back to sign-in"</a>
            </p>
        </AuthCard>
    }
}
