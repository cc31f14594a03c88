//! Records: the only access to stored data (invariant 2).
//!
//! A [`Records`] belongs to one account and is obtained from a valid session only. Every function checks the owner, and
//! unknown and foreign ids give the same [`StoreError::NotFound`].

pub(crate) mod access;
pub(crate) mod archive;
pub(crate) mod audit_list;
pub(crate) mod catalogue;
pub(crate) mod couple_file;
pub(crate) mod couple_records;
pub(crate) mod couple_rows;
pub(crate) mod couple_seal;
pub(crate) mod couples;
pub(crate) mod custom_library;
pub(crate) mod documents;
pub(crate) mod export;
pub(crate) mod ids;
pub(crate) mod import;
mod index_changes;
pub(crate) mod new_ids;
pub(crate) mod plans;
pub(crate) mod reseal;
pub(crate) mod revisions;
pub(crate) mod sealed_query;
pub(crate) mod session_save;
pub(crate) mod stories;
pub(crate) mod templates;
pub(crate) mod versions;
