//! Stopping work at each of its waits for the database.

use std::{pin::Pin, task::Poll, time::Duration};

/// Runs this until it is done or has waited so many times; `None` if it was stopped, and can be gone on with or dropped, as a
/// crash would.
pub async fn finishes_within<F: Future>(waits: usize, done: &mut Pin<Box<F>>) -> Option<F::Output> {
    let mut waited = 0;
    std::future::poll_fn(|context| {
        if waited == waits {
            return Poll::Ready(None);
        }
        waited += 1;
        done.as_mut().poll(context).map(Some)
    })
    .await
}

/// Stops work after so many waits, does something else as far as the work lets it, and then both to the end. Returns true if
/// the work was done before it had waited so often, and the result of the other.
pub async fn between_waits<M: Future>(waits: usize, work: impl Future<Output = ()>, other: M) -> (bool, M::Output) {
    let (mut work, mut other) = (Box::pin(work), Box::pin(other));
    let finished = finishes_within(waits, &mut work).await.is_some();
    let early = tokio::time::timeout(Duration::from_millis(100), &mut other).await;
    let result = match (early, finished) {
        (Ok(result), true) => result,
        (Ok(result), false) => {
            work.await;
            result
        }
        (Err(_), true) => other.await,
        // The work holds what the other waits for.
        (Err(_), false) => tokio::join!(other, work).0,
    };
    (finished, result)
}

/// The end of one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It was done before it had waited so often.
    Finished,
    /// It was stopped before what the test is about had begun.
    StoppedEarly,
    /// It was stopped in the midst of that.
    Stopped,
}

/// Makes an attempt with one wait for the database, with two, and so on until one is finished; then again from the start,
/// until more than `least` were stopped in the midst. A quick database answers before anybody waits for it, each time at
/// other places.
pub async fn at_each_wait(least: usize, attempt: impl AsyncFn(usize) -> Attempt) {
    let (mut attempts, mut stopped) = (0, 0);
    for _ in 0..20 {
        let mut waits = 1;
        loop {
            let end = attempt(waits).await;
            attempts += 1;
            stopped += usize::from(end == Attempt::Stopped);
            if end == Attempt::Finished {
                break;
            }
            waits += 1;
        }
        if stopped > least {
            return;
        }
    }
    panic!("{stopped} of {attempts}");
}
