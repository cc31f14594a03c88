//! The second factor of an account: setting it up, its recovery codes, and typing a code at the sign-in.

pub mod code_field;
pub mod code_page;
pub mod form;
pub mod page;
pub mod qr_code;

/// The page of the settings.
pub const PAGE: &str = "/settings/second-factor";

/// The page that asks for a code after the password.
pub const CODE_PAGE: &str = "/sign-in/code";
