//! The wait for a layer's answer, which is bounded wherever it happens.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
    time::Duration,
};

use tokio::time::timeout;

use crate::{
    error::{Error, Kind},
    layer::LayerError,
};

impl From<LayerError> for Error {
    fn from(error: LayerError) -> Self {
        Error::with(Kind::Layer, error)
    }
}

/// Waits for what a layer was asked for, at most so long.
pub(crate) async fn within<T, E: Into<Error>>(
    limit: Duration,
    call: impl Future<Output = Result<T, E>>,
) -> Result<T, Error> {
    let mut call = pin!(call);
    // Most answers of a layer in memory are there at once, and need no timer.
    if let Poll::Ready(answer) = poll_fn(|cx| Poll::Ready(call.as_mut().poll(cx))).await {
        return answer.map_err(Into::into);
    }
    match timeout(limit, call).await {
        Ok(answer) => answer.map_err(Into::into),
        Err(_) => Err(Error::with(Kind::LayerTimeout, format!("{limit:?} have passed"))),
    }
}
