//! The pages of records that a form has created.

use domain::{
    library::custom::{OwnExercise, OwnGate},
    plan::templates::KeptTemplate,
};
use store::{AccountDocument, CreatedRecord};

use crate::http::done::Done;

/// Returns the page of a record that a form has created before, with the message that says so. `None` if the form is shown
/// again instead: it asks for something else now (`same` is false), which the record does not have. A plan changes with the
/// answers and the day, and nothing is typed into its form that it would not show.
pub(crate) fn page_of(record: CreatedRecord, same: bool) -> Option<String> {
    let page = match record {
        CreatedRecord::Plan(id) => format!("/plans/{}", id.0),
        _ if !same => return None,
        CreatedRecord::Couple(id) => format!("/couples/{}", id.0),
        CreatedRecord::Document(KeptTemplate::KIND, id) => format!("/templates/{}", id.0),
        CreatedRecord::Document(OwnExercise::KIND, id) => format!("/my-library/exercises/{}", id.0),
        CreatedRecord::Document(OwnGate::KIND, id) => format!("/my-library/gates/{}", id.0),
        CreatedRecord::Document(..) => return None,
    };
    Some(Done::SentBefore.on(&page))
}
