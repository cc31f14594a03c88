//! What the store promises, on both engines: `cargo xtask test` starts a PostgreSQL of its own and names it in
//! `REWEAVE_TEST_POSTGRES`.

mod accounts;
mod at_once;
mod catalogue;
mod engines;
mod export;
mod records;
mod schema;
mod sealing;
mod things;
mod versions;
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
