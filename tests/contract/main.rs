//! The contract of the store, on both engines: `cargo xtask test` starts a PostgreSQL of its own and names it in
//! `REWEAVE_TEST_POSTGRES`.

mod accounts;
mod at_once;
mod audit;
mod catalogue;
mod copies;
mod couple_files;
mod engines;
mod export;
mod freshness;
mod key_change;
mod key_file;
mod new_ids;
mod passkeys;
mod records;
mod schema;
mod sealing;
mod second_factor;
mod spellings;
mod things;
mod upgraded;
mod upgraded_fifteen;
mod upgraded_seven;
mod upgraded_steps;
mod versions;
mod waits;
mod whole;

/// Runs each of these on both engines, each on a database of its own.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod embedded {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(crate::engines::Desk::embedded().await).await; })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { super::$name(crate::engines::Desk::postgres().await).await; })+
        }
    };
}

pub(crate) use on_both_engines;
