//! The second factor in a form: a field for a code, and a button for a passkey beside it.

use leptos::prelude::*;

use crate::account::{
    passkeys::ask::{PasskeyScript, StepRequest, options_to_use},
    second_factor::code_field::CodeField,
};

/// Names of the two fields. Forms on the same page have different ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepNames {
    /// The field for a code.
    pub code: &'static str,
    /// The hidden field for the answer of a passkey.
    pub passkey: &'static str,
}

/// The names in a form that is alone on its page.
pub const STEP: StepNames = StepNames { code: "one_time_code", passkey: "passkey" };

/// The names in the form of the password.
pub const PASSWORD_STEP: StepNames = StepNames { code: "password_one_time_code", passkey: "password_passkey" };

/// The names in the form of the recovery key.
pub const RECOVERY_STEP: StepNames = StepNames { code: "recovery_one_time_code", passkey: "recovery_passkey" };

/// A field for a code, and a button for a passkey if the account has one. Without scripts there is the field alone.
#[component]
pub fn StepField(
    /// The names of the fields.
    #[prop(default = STEP)]
    names: StepNames,
    /// The second factor.
    request: StepRequest,
    /// The form is sent as soon as the passkey has answered.
    #[prop(optional)]
    sends: bool,
) -> impl IntoView {
    let StepRequest { has_app, passkey } = request;
    let hint = if has_app { "Six digits, or one of your recovery codes." } else { "One of your recovery codes." };
    let label = if has_app { "Use a passkey instead" } else { "Use your passkey" };
    let passkey = passkey.map(|(request, party)| {
        let options = options_to_use(&request, &party);
        view! {
            <input type="hidden" name=names.passkey />
            <div class="passkey" data-passkey="use" data-options=options data-fills=names.passkey data-sends=sends.then_some("") data-script=sends.then_some("sends") hidden>
                <button type="button" class="button">{label}</button>
                <p class="small" role="status"></p>
            </div>
            <p class="hint" data-without-passkeys>"To use a passkey, this page needs JavaScript. A recovery code works without."</p>
            <PasskeyScript />
        }
    });
    let code = view! { <CodeField name=names.code hint=hint /> };
    if has_app { (code, passkey).into_any() } else { (passkey, code).into_any() }
}
