//! Rows of couples as the statements return them.

use uuid::Uuid;

/// Revision, time of saving, sealed value, wrapped key, sealed list of revisions.
pub(crate) type CoupleRow = (i64, i64, Vec<u8>, Vec<u8>, Vec<u8>);

/// The same after the id of the couple.
pub(crate) type AllCouplesRow = (Uuid, i64, i64, Vec<u8>, Vec<u8>, Vec<u8>);
