//! One's own library: exercises, gates, numbers.

mod exercise;
mod gate;
mod numbers;

use super::{Form, form};

/// The forms of this module.
pub fn forms() -> Vec<Form> {
    vec![
        form("/my-library/exercises", exercise::create),
        form("/my-library/exercises/{thing}", exercise::change),
        form("/my-library/gates", gate::create),
        form("/my-library/gates/{thing}", gate::change),
        form("/my-library/numbers", numbers::change),
    ]
}
