//! The database: embedded SQLite or PostgreSQL.

pub(crate) mod folders;
pub(crate) mod migrate;
pub(crate) mod open;
pub(crate) mod pool;
pub(crate) mod postgres;
pub(crate) mod sqlite;
