//! The custom library: exercises, gates, numbers.

use crate::http::routes::{Form, form};

/// Returns the forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        form("/my-library/exercises", super::exercise::form::create),
        form("/my-library/exercises/{thing}", super::exercise::form::change),
        form("/my-library/gates", super::gate::form::create),
        form("/my-library/gates/{thing}", super::gate::form::change),
        form("/my-library/numbers", super::numbers::form::change),
    ]
}
