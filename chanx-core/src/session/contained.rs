//! A panic that ends what it happens in, and nothing else.

use std::{
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

/// Something panicked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Panicked;

/// Runs a future whose panic is not its caller's: also that of its drop, when what it still held is given back.
///
/// # Errors
/// When it panicked, or its drop did.
pub(super) async fn contained<F: Future>(future: F) -> Result<F::Output, Panicked> {
    let mut slot = pin!(Some(future));
    let output = poll_fn(|cx| match slot.as_mut().as_pin_mut() {
        Some(future) => match catch_unwind(AssertUnwindSafe(|| future.poll(cx))) {
            Ok(poll) => poll.map(Ok),
            Err(_) => Poll::Ready(Err(Panicked)),
        },
        None => Poll::Ready(Err(Panicked)),
    })
    .await;
    match catch_unwind(AssertUnwindSafe(|| slot.set(None))) {
        Ok(()) => output,
        Err(_) => Err(Panicked),
    }
}

#[cfg(test)]
mod tests {
    use std::{future::pending, thread::panicking, time::Duration};

    use tokio::time::timeout;

    use super::*;

    struct Fragile;

    impl Drop for Fragile {
        fn drop(&mut self) {
            assert!(panicking(), "an expected panic");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn panics_of_a_future_and_of_its_drop_are_told() {
        assert_eq!(contained(async { 1 }).await, Ok(1));
        assert_eq!(contained(async { panic!("an expected panic") }).await, Err::<(), _>(Panicked));
        let held = timeout(Duration::from_secs(1), async {
            let _held = Fragile;
            pending::<()>().await;
        });
        assert!(contained(held).await.is_err());
    }
}
