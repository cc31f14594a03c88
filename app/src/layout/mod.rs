//! Small components shared by several pages.

#[cfg(feature = "ssr")]
pub mod assets;
#[cfg(feature = "ssr")]
pub mod base_field;
#[cfg(feature = "ssr")]
pub mod breadcrumbs;
pub mod chips;
#[cfg(feature = "ssr")]
pub mod controls;
#[cfg(feature = "ssr")]
pub mod done_note;
#[cfg(feature = "ssr")]
pub mod form_id;
pub mod icon;
#[cfg(feature = "ssr")]
pub mod kept;
#[cfg(feature = "ssr")]
pub mod not_found;
pub mod on_hold;
#[cfg(feature = "ssr")]
pub mod page_marks;
#[cfg(feature = "ssr")]
pub mod problem_page;
#[cfg(feature = "ssr")]
pub mod screen_lock;
#[cfg(feature = "ssr")]
pub mod segments;
#[cfg(feature = "ssr")]
pub mod select;
#[cfg(feature = "ssr")]
pub mod sidebar;
pub mod text_area;
#[cfg(feature = "ssr")]
pub mod text_field;
#[cfg(feature = "ssr")]
pub mod three_state;
#[cfg(feature = "ssr")]
pub mod title;
pub mod wording;

pub use crate::layout::chips::chip;
pub use crate::layout::icon::Icon;
pub use crate::layout::on_hold::OnHold;
pub use crate::layout::text_area::text_area;

#[cfg(feature = "ssr")]
pub use crate::layout::{
    base_field::{BASE_FIELD, BaseField},
    breadcrumbs::Breadcrumbs,
    controls::{AutoSubmit, CopyButton, PasswordField, PrintButton},
    done_note::{DoneNote, OF},
    form_id::{FORM_ID, FormId},
    kept::Kept,
    page_marks::Chip,
    problem_page::trouble,
    segments::{Segments, only_here},
    select::Select,
    sidebar::{DemoBar, SharedBand, Sidebar, SkipLink},
    text_area::TextArea,
    text_field::{FieldState, Meanwhile, ReplyNote, TextAreaField, TextField, fault_line, field, shown_as},
    three_state::{ThreeState, Whose},
};
