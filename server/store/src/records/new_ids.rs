//! The ids of new records. Those of a form follow from the id of its page, so that a form sent twice creates nothing twice.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use uuid::Uuid;

use crate::StoreError;

/// Returns an id for the page of a form that creates records.
pub fn new_form_id() -> Uuid {
    Uuid::now_v7()
}

/// The source of the ids of new records.
#[derive(Clone, Debug)]
pub(crate) enum NewIds {
    /// Random ids.
    Random,
    /// The ids of one form: the first one, and the number of those taken.
    Form(Uuid, Arc<AtomicU32>),
    /// None: a form without an id of its own.
    None,
}

impl NewIds {
    /// Returns the ids of a form whose page has this id.
    pub(crate) fn of_form(form: Option<Uuid>) -> Self {
        form.map_or(Self::None, |first| Self::Form(first, Arc::default()))
    }

    /// Returns the next id.
    pub(crate) fn next(&self) -> Result<Uuid, StoreError> {
        match self {
            Self::Random => Ok(Uuid::now_v7()),
            Self::Form(first, taken) => {
                let number = taken.fetch_add(1, Ordering::Relaxed);
                Ok(Uuid::from_u128(first.as_u128().wrapping_add(u128::from(number))))
            }
            Self::None => Err(StoreError::NoFormId),
        }
    }
}
