//! From an accepted handshake to a connection that runs in a task of its own.

use std::{net::SocketAddr, panic::AssertUnwindSafe, sync::Arc};

use futures_util::FutureExt;
use http::{HeaderMap, HeaderName, HeaderValue, Request, header, request::Parts};
use hyper::upgrade::OnUpgrade;
use tracing::{Instrument, Span, field};

use super::{service::Shared, site::Place};
use crate::{
    access::credentials,
    request,
    session::{Caller, Env},
    settings::Settings,
    table::ConsumerInfo,
};

/// All that a connection begins with but its socket.
pub(super) struct Opening {
    pub(super) info: &'static ConsumerInfo,
    pub(super) settings: Arc<Settings>,
    pub(super) caller: Box<dyn Caller>,
    pub(super) env: Box<Env>,
}

impl Opening {
    /// Takes what the connection keeps of its request.
    pub(super) fn new(
        shared: &Shared,
        place: Place,
        head: &mut Parts,
        subprotocol: Option<String>,
        peer: Option<SocketAddr>,
    ) -> Self {
        let Place { info, settings, caller } = place;
        let mut kept = detached(head);
        if !info.access.authentications.is_empty() {
            kept.extensions = std::mem::take(&mut head.extensions);
        }
        let env = Box::new(Env {
            channels: shared.channels.clone(),
            request: Arc::new(request::Request::new(kept, peer, subprotocol)),
            stop: shared.drain.stop().clone(),
        });
        Self { info, settings, caller, env }
    }

    /// The span that all of it runs in.
    pub(super) fn span(&self) -> Span {
        tracing::info_span!(
            "chanx.connection",
            consumer = self.info.name,
            path = self.env.request.uri().path(),
            peer = self.env.request.peer().map(field::display),
        )
    }
}

/// Starts the task of a connection, which waits until the answer has been written.
pub(super) fn start(shared: &Shared, socket: OnUpgrade, opening: Opening, span: Span) {
    let Opening { settings, caller, env, .. } = opening;
    let timeout = settings.handshake_timeout;
    let task = async move {
        let socket = match tokio::time::timeout(timeout, socket).await {
            Ok(Ok(socket)) => socket,
            Ok(Err(error)) => return tracing::debug!(%error, "the client left before the upgrade"),
            Err(_) => return tracing::debug!("the client did not take the upgrade in time"),
        };
        tracing::debug!("opened");
        if AssertUnwindSafe(caller.run(socket, *env)).catch_unwind().await.is_err() {
            tracing::error!("the connection panicked");
        }
        tracing::debug!("ended");
    };
    tokio::spawn(shared.drain.track(task.instrument(span)));
}

/// Headers that only the handshake needs.
const HANDSHAKE: [HeaderName; 5] = [
    header::CONNECTION,
    header::UPGRADE,
    header::SEC_WEBSOCKET_KEY,
    header::SEC_WEBSOCKET_VERSION,
    header::SEC_WEBSOCKET_EXTENSIONS,
];

/// A copy of the request's head, without the headers of the handshake. Its parts are slices of the buffer that they
/// were read into, and would keep the whole of it for as long as the connection lives; extensions belong to whoever
/// served the request. What may hold secrets is marked, so that no `Debug` form shows it.
fn detached(head: &Parts) -> Parts {
    let mut copy = Request::new(()).into_parts().0;
    copy.method = head.method.clone();
    copy.version = head.version;
    copy.uri = head.uri.to_string().parse().unwrap_or_default();
    let kept = || head.headers.iter().filter(|(name, _)| !HANDSHAKE.contains(name));
    let mut headers = HeaderMap::with_capacity(kept().count());
    for (name, value) in kept() {
        if let Ok(mut copied) = HeaderValue::from_bytes(value.as_bytes()) {
            copied.set_sensitive(value.is_sensitive());
            headers.append(name.clone(), copied);
        }
    }
    credentials::mark_sensitive(&mut headers);
    copy.headers = headers;
    copy
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[test]
    fn the_copy_of_a_head_is_equal_and_shares_no_buffer() {
        let buffer = Bytes::from_static(b"/ws/?token=a value");
        let mut value = HeaderValue::from_maybe_shared(buffer.slice(13..)).unwrap();
        value.set_sensitive(true);
        let request = Request::get("/ws/?token=a").header("cookie", value).header("cookie", "b").extension(7);
        let head = request.body(()).unwrap().into_parts().0;

        let copy = detached(&head);
        assert_eq!((&copy.uri, &copy.method, copy.version), (&head.uri, &head.method, head.version));
        assert_eq!(copy.headers, head.headers);
        assert!(copy.headers["cookie"].is_sensitive());
        assert!(copy.extensions.is_empty());
        assert_ne!(copy.headers["cookie"].as_bytes().as_ptr(), buffer[13..].as_ptr());
    }
}
