//! Where the content of a page stands: areas, marked sequences and form fields.

use std::rc::Rc;

use crate::layout::{slices::Field, structure::NodeId};

/// Left, lower, right and upper edge, in points from the lower left corner of the page.
pub(crate) type Area = [f32; 4];

/// A marked-content sequence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MarkedSequence {
    pub node: NodeId,
    /// Page number in reading order, which differs from the printing order in a booklet.
    pub page: usize,
}

/// A form field on a page.
pub(crate) struct PlacedField {
    pub node: NodeId,
    pub area: Area,
    pub field: Rc<Field>,
}
