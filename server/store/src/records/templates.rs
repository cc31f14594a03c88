//! Templates, stored as account documents.

use domain::plan::templates::KeptTemplate;

use crate::AccountDocument;

impl AccountDocument for KeptTemplate {
    const KIND: &'static str = "template";
}
