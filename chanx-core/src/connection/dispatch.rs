//! From the row that takes a frame or an event to the end of its handler, and to what the client is told of it.

use std::{
    borrow::Cow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use futures_util::FutureExt;
use http::StatusCode;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tracing::{Instrument, Span};

use super::{
    Route,
    driver::Driver,
    end::End,
    life::Connection,
    read::{self, Read},
};
use crate::{
    access::Rejection,
    consumer::{Call, Consumer, Context, Handler, HandlerFuture, Input},
    decode::Invalid,
    error::{Error, HandlerError},
    layer::Envelope,
    link::frame,
    settings::Settings,
    wire::Wire,
};

/// Writes the frame that completes a request, or an event.
type Complete = fn(&Wire) -> Cow<'static, str>;

/// A handler that was called, and has yet to run.
enum Started<'a> {
    /// It has the consumer and the context to itself.
    InTurn(HandlerFuture<'a>),
    Concurrent(HandlerFuture<'static>),
}

/// The outcome of a frame or an event.
enum Outcome {
    Done,
    /// The handler failed; of what, is only logged.
    Failed,
    /// By no handler: this is the answer, ready to send.
    Answered(String),
    /// By a handler that has yet to run, concurrently.
    Concurrent {
        future: HandlerFuture<'static>,
        handler: &'static str,
        span: Span,
    },
}

impl Outcome {
    /// A permission refused the message.
    fn denied(wire: &Wire, rejection: &Rejection) -> Self {
        rejection.log("a message was refused");
        if rejection.is_failed() {
            return Self::Failed;
        }
        Self::Answered(wire.limit("permission_denied", rejection.detail()))
    }

    /// The frames that end a request or an event: `complete` writes the last, where the settings ask for it.
    fn frames<C: Consumer>(
        self,
        route: &Route<C>,
        complete: Complete,
    ) -> impl Iterator<Item = String> + use<C> {
        let answer = match self {
            Self::Answered(answer) => Some(answer),
            Self::Failed => Some(route.wire.handler_failed()),
            Self::Done | Self::Concurrent { .. } => None,
        };
        let complete = route.settings.send_completion.then(|| complete(&route.wire).into_owned());
        answer.into_iter().chain(complete)
    }
}

/// Decodes the input and calls the handler. Decoding runs the user's code, and a panic of it ends the connection.
fn start<'a, C: Consumer>(
    row: &Handler<C>,
    input: Input<'_>,
    consumer: &'a mut C,
    cx: &'a mut Context<C>,
) -> Result<Result<Started<'a>, Invalid>, End> {
    let call = || match row.call {
        Call::InTurn(call) => call(consumer, input, cx).map(Started::InTurn),
        Call::Beside(call) => call(input, cx.clone()).map(Started::Concurrent),
    };
    catch_unwind(AssertUnwindSafe(call)).map_err(|_| End::panicked())
}

impl<C: Consumer> Connection<C> {
    /// Handles one frame of the client to its end, or starts a handler beside.
    pub(super) async fn handle_frame(&mut self, consumer: &mut C, frame: Message) -> Result<(), End> {
        if let Some(track) = self.cx.link().outbox.track() {
            track.received(&frame);
        }
        if self.allowance.as_ref().is_some_and(|allowance| !allowance.charge()) {
            let told = self.route.wire.limit("rate_limited", "Too many messages.");
            self.cx.link().outbox.control(&frame::text(&told));
            return Err(End::rate_limited());
        }
        let outcome = self.run_frame(consumer, frame).await?;
        self.finish(outcome, Wire::complete).await
    }

    /// Handles one event to its end, or starts a handler beside.
    pub(super) async fn handle_event(&mut self, consumer: &mut C, event: &Envelope) -> Result<(), End> {
        let Some(row) = self.route.event(&event.name) else { return Ok(()) };
        let outcome = self.run_event(row, consumer, event).await?;
        self.finish(outcome, Wire::event_complete).await
    }

    async fn run_frame(&mut self, consumer: &mut C, frame: Message) -> Result<Outcome, End> {
        let Self { route, cx, driver, beside, .. } = self;
        let read = Read::of(route, &frame);
        if read.is_beside()
            && let Some(end) = driver.run(beside.room()).await?
        {
            return Err(end);
        }
        if let Some((rule, action)) = read.guard(route) {
            let asked = timeout(route.settings.authentication_timeout, cx.ask(rule, action));
            // Boxed, as is what comes seldom below: a connection that is idle is no larger for it.
            match driver.run(Box::pin(AssertUnwindSafe(asked).catch_unwind())).await? {
                Ok(Ok(Ok(()))) => {}
                Ok(Ok(Err(rejection))) => return Ok(Outcome::denied(&route.wire, &rejection)),
                Ok(Err(late)) => return Ok(Outcome::denied(&route.wire, &late.into())),
                Err(_) => return Err(End::panicked()),
            }
        }
        let (row, span, started) = match read {
            Read::Refused(answer) => return Ok(Outcome::Answered(answer)),
            Read::Authenticate { token } => {
                let answer = Box::pin(authenticate(route, cx, driver, &token)).await?;
                return Ok(Outcome::Answered(answer));
            }
            Read::Raw { row } => {
                let span = tracing::debug_span!("chanx.frame", handler = row.info.name);
                let input = match &frame {
                    Message::Text(text) => Input::Text(text.as_str()),
                    other => Input::Binary(other.clone().into_data()),
                };
                // A text or binary handler takes whatever is of its kind.
                let started = start(row, input, consumer, cx)?.map_err(|_| End::panicked())?;
                (row, span, started)
            }
            Read::Message { info, row, text } => {
                log_received(&route.settings, info.action);
                let span =
                    tracing::debug_span!("chanx.message", action = info.action, handler = row.info.name);
                let input = Input::Message { action: info.action, text: &text };
                match start(row, input, consumer, cx)? {
                    Ok(started) => (row, span, started),
                    Err(invalid) => return Ok(Outcome::Answered(read::refusal(route, info, &text, invalid))),
                }
            }
        };
        // A frame is a slice of the read buffer: it goes before the handler runs.
        drop(frame);
        run(driver, row, span, started).await
    }

    async fn run_event(
        &mut self,
        row: &'static Handler<C>,
        consumer: &mut C,
        event: &Envelope,
    ) -> Result<Outcome, End> {
        let Self { cx, driver, beside, .. } = self;
        if row.info.beside
            && let Some(end) = driver.run(beside.room()).await?
        {
            return Err(end);
        }
        let span = tracing::debug_span!("chanx.event", event = &*event.name, handler = row.info.name);
        match start(row, Input::Event(&event.body), consumer, cx)? {
            Ok(started) => run(driver, row, span, started).await,
            Err(invalid) => {
                tracing::error!(event = &*event.name, ?invalid, "an event is not of its handler's type");
                Ok(Outcome::Done)
            }
        }
    }

    /// Tells the client what it must know, and that its request is complete; or lets a concurrent handler do so.
    async fn finish(&mut self, outcome: Outcome, complete: Complete) -> Result<(), End> {
        let Self { route, cx, driver, beside, .. } = self;
        if let Outcome::Concurrent { future, handler, span } = outcome {
            let (route, cx) = (route.clone(), cx.clone());
            let task = async move {
                let outcome = judge(handler, future.await);
                for frame in outcome.frames(&route, complete) {
                    let _ = cx.send_text(frame).await;
                }
            };
            beside.start(task.instrument(span));
            return Ok(());
        }
        for frame in outcome.frames(route, complete) {
            // A connection that closes takes no more words, and says so itself.
            let _ = driver.run(cx.send_text(frame)).await?;
        }
        Ok(())
    }
}

/// Looks at fresh credentials, and tells what came of it. Where it is not for the credentials' own sake that they were
/// refused, the connection is asked whether it may stay at all.
async fn authenticate<C: Consumer>(
    route: &Arc<Route<C>>,
    cx: &mut Context<C>,
    driver: &mut Driver,
    token: &str,
) -> Result<String, End> {
    let orders = driver.orders();
    let checked = driver.run(route.admit_again(cx, token)).await?;
    let (status, detail) = match &checked {
        Ok(validity) => {
            driver.renewed(*validity, orders);
            cx.refresh();
            (StatusCode::OK, "OK")
        }
        Err(rejection) => {
            rejection.log("fresh credentials were refused");
            if !rejection.is_unauthorized() {
                cx.link().order_recheck();
            }
            (rejection.status(), rejection.detail())
        }
    };
    Ok(route.wire.authentication(status, detail))
}

/// Runs a handler with `self`, while the socket is kept going; another waits for its start.
async fn run<C: Consumer>(
    driver: &mut Driver,
    row: &Handler<C>,
    span: Span,
    started: Started<'_>,
) -> Result<Outcome, End> {
    let handler = row.info.name;
    match started {
        Started::InTurn(future) => {
            let ran = driver.run(AssertUnwindSafe(future).catch_unwind().instrument(span)).await?;
            Ok(judge(handler, ran.map_err(|_| End::panicked())?))
        }
        Started::Concurrent(future) => Ok(Outcome::Concurrent { future, handler, span }),
    }
}

/// Logs what a handler failed of. That its connection closed meanwhile is no failure.
fn judge(handler: &'static str, result: Result<(), HandlerError>) -> Outcome {
    let Err(error) = result else { return Outcome::Done };
    if error.cause().downcast_ref::<Error>().is_some_and(Error::is_closed) {
        return Outcome::Done;
    }
    tracing::error!(handler, %error, "the handler failed");
    Outcome::Failed
}

fn log_received(settings: &Settings, action: &str) {
    if settings.log_received_message && !settings.log_ignored_actions.iter().any(|known| known == action) {
        tracing::debug!(target: "chanx::received", action, "received");
    }
}
