//! `/plans/archive`: archives or unarchives several plans.

use crate::plans::filter::Filter;
use store::PlanId;
use uuid::Uuid;

use crate::http::{
    app_error::Refusal,
    form_request::FormRequest,
    routes::{Form, Quiet, Redirect, form},
};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![form("/plans/archive", archive)]
}

/// Maximum number of plans, one page of the list.
const MOST: usize = 50;

/// Returns to the list with the same filter, and reports the change, so that it can be undone.
async fn archive(post: FormRequest) -> Result<Redirect, Refusal> {
    let fields = post.fields();
    let (mut plans, mut archived) = (Vec::new(), None);
    for (name, value) in &fields {
        match name.as_str() {
            "plan" => plans.push(PlanId(value.parse::<Uuid>().map_err(|_| Refusal::NotFound)?)),
            "archived" if archived.is_none() => archived = yes_or_no(value),
            name if Filter::KNOWN.contains(&name) => {}
            _ => return Err(Refusal::Malformed),
        }
    }
    let archived = archived.ok_or(Refusal::Malformed)?;
    if plans.len() > MOST {
        return Err(Refusal::Malformed);
    }
    let filter = Filter::read(|name| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()));
    if plans.is_empty() {
        return Ok(Redirect::quietly(address(&filter, &[]), Quiet::NothingChanged));
    }
    post.records.archive_plans(&plans, archived).await.map_err(|error| Refusal::from(error).on("/plans"))?;
    let ids: Vec<String> = plans.iter().map(|plan| plan.0.simple().to_string()).collect();
    let done = [("done", if archived { "archived" } else { "back" }.to_owned()), ("plans", ids.join("."))];
    Ok(Redirect::quietly(address(&filter, &done), Quiet::SaidOnPage))
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Returns the address of the list with this filter. Words of a code name are omitted, because addresses are stored in
/// the browser's history.
fn address(filter: &Filter, more: &[(&str, String)]) -> String {
    let parts = filter.parts();
    let parts = parts.iter().filter(|(name, _)| *name != "name").chain(more);
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parts).finish();
    if query.is_empty() { "/plans".into() } else { format!("/plans?{query}") }
}
