//! `/couples/new` and `/couples/{couple}/edit`: the couple's code name, labels and dates.

use domain::records::Couple;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    browser::{api::Problem, autosave::FormValues},
    couples::{
        audit::viewed,
        head::{Name, trail},
    },
    http::{
        page_result::{awaited, couple_in_address},
        visitor::{FormState, records, reply},
    },
    layout::{BaseField, Breadcrumbs, FormId, Icon, Kept, shown_as, title::tab_title},
};

/// The form for a new couple.
#[component]
pub fn NewPage() -> impl IntoView {
    awaited(new())
}

async fn new() -> Result<AnyView, Problem> {
    records()?;
    let trail = vec![("/couples".to_owned(), "Couples".to_owned())];
    Ok(view! {
        <Title text=tab_title("New couple") />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>"New couple"</h1>
                <p class="soft">"A code name is enough to start. You can add or change the rest later."</p>
            </div>
        </div>
        <Form action="/couples/new".to_owned() stored=None reply=reply() back="/couples".to_owned() />
    }
    .into_any())
}

/// The form for the couple in the address.
#[component]
pub fn EditPage() -> impl IntoView {
    awaited(edit())
}

async fn edit() -> Result<AnyView, Problem> {
    let (id, records) = (couple_in_address()?, records()?);
    let stored = records.couple(id).await?;
    viewed(&records, id).await?;
    let back = format!("/couples/{}", id.0);
    let name = stored.value.name.clone();
    let trail = trail(id, &name);
    let action = format!("{back}/edit");
    Ok(view! {
        <Title text=tab_title("Edit a couple") />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div><h1>"Edit " <Name text=name /></h1></div>
        </div>
        <Form action=action stored=Some((stored.revision.0, stored.value)) reply=reply() back=back />
    }
    .into_any())
}

/// The names of all fields.
const NAMES: [&str; 8] = ["name", "label-a", "pronouns-a", "label-b", "pronouns-b", "together", "first-seen", "tags"];

/// The values of the fields, their faults, and the stored values.
#[derive(Clone)]
struct Fields {
    reply: FormState,
    stored: Option<Couple>,
}

/// Returns the text of a field for a stored couple.
fn shown(couple: &Couple, name: &str) -> String {
    let [a, b] = &couple.partners;
    match name {
        "name" => couple.name.clone(),
        "label-a" => a.label.clone(),
        "pronouns-a" => a.pronouns.clone(),
        "label-b" => b.label.clone(),
        "pronouns-b" => b.pronouns.clone(),
        "together" => couple.together.clone(),
        "first-seen" => couple.first_seen.map(|day| day.to_string()).unwrap_or_default(),
        _ => couple.tags.join(", "),
    }
}

/// Returns the text of all fields for a stored couple.
pub(super) fn all_shown(couple: &Couple) -> [(&'static str, String); 8] {
    NAMES.map(|name| (name, shown(couple, name)))
}

impl Fields {
    fn kept(&self, name: &str) -> String {
        self.stored.as_ref().map_or_else(String::new, |couple| shown(couple, name))
    }

    /// A field with its label, the typed value, the fault, and after a conflict the stored value.
    fn field(&self, name: &'static str, label: &'static str, kind: &'static str, hint: &'static str) -> AnyView {
        let kept = self.kept(name);
        let value = self.reply.value(name, &kept);
        let fault = self.reply.fault(name);
        let other = self.reply.meanwhile(name, &kept);
        let is_new = self.stored.is_none() && self.reply.faults.is_empty();
        let (about, wrong) = (format!("{name}-about"), format!("{name}-fault"));
        let described = match (hint.is_empty(), fault.is_some()) {
            (true, false) => None,
            (true, true) => Some(wrong.clone()),
            (false, false) => Some(about.clone()),
            (false, true) => Some(format!("{wrong} {about}")),
        };
        view! {
            <div class="field">
                <label for=name>{label}</label>
                <input
                    id=name
                    name=name
                    type=shown_as(kind, &value)
                    value=value
                    dir=(kind == "text").then_some("auto")
                    autocomplete="off"
                    required=name == "name"
                    autofocus=name == "name" && is_new
                    aria-invalid=fault.is_some().then_some("true")
                    aria-describedby=described
                />
                {fault.map(|fault| view! { <p class="fault" id=wrong>{Icon::Warning.view()} {fault}</p> })}
                {(!hint.is_empty()).then(|| view! { <p class="small soft" id=about>{hint}</p> })}
                {other.map(|other| view! { <p class="small">"Saved in another window: " <Name text=other /></p> })}
            </div>
        }
        .into_any()
    }
}

#[component]
fn Form(action: String, stored: Option<(u64, Couple)>, reply: FormState, back: String) -> AnyView {
    let seen = stored.as_ref().map(|(seen, _)| view! { <input type="hidden" name="seen" value=seen.to_string() /> });
    let save = if stored.is_some() { "Save" } else { "Add couple" };
    let problem = reply.problem.clone();
    let fields = Fields { reply, stored: stored.map(|(_, couple)| couple) };
    let base = FormValues::of(NAMES.map(|name| (name, fields.kept(name))));
    let page = action.clone();
    let text = |name, label, hint| fields.field(name, label, "text", hint);
    view! {
        {problem.map(|problem| view! { <div class="note" role="alert">{Icon::Warning.view()} <p>{problem}</p></div> })}
        <form class="card couple-form" method="post" action=action novalidate>
            <FormId />
            {seen}
            <BaseField filled=base />
            <Kept page=page about="Couple" />
            {text("name", "Code name", "A word only you connect with them, such as a tree or a town. If someone sees the screen or finds a sheet, it gives nothing away.")}
            <fieldset>
                <legend>"Partner A"</legend>
                {text("label-a", "Label", "Name or initial, shown above the answers about this partner, no matter who gave them. Left empty: A.")}
                {text("pronouns-a", "Pronouns", "")}
            </fieldset>
            <fieldset>
                <legend>"Partner B"</legend>
                {text("label-b", "Label", "Left empty: B.")}
                {text("pronouns-b", "Pronouns", "")}
            </fieldset>
            {text("together", "Together", "For example: nine years, two children")}
            {fields.field("first-seen", "First seen", "date", "")}
            {text("tags", "Tags", "Separated by commas")}
            <div class="row">
                <button class="button" data-kind="primary">{save}</button>
                <a class="button" data-kind="quiet" href=back>"Cancel"</a>
            </div>
        </form>
    }
    .into_any()
}
