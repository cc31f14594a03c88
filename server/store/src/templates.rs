//! Templates are kept among the things of an account.

use domain::template::KeptTemplate;

use crate::Thing;

impl Thing for KeptTemplate {
    const KIND: &'static str = "template";
}
