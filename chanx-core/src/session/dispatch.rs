//! From the row that takes a frame or an event to the end of its handler, and to what the client is told of it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    pin::Pin,
    sync::Arc,
};

use futures_util::FutureExt;
use http::StatusCode;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tracing::{Instrument, Span};

use super::{
    Route,
    attended::Attended,
    conclusion::{Asked, Complete, Conclusion},
    life::Session,
    read::{self, Read},
    watch::watched,
};
use crate::{
    connection::{CloseReason, detached, kept},
    consumer::{Call, Consumer, Context, Handler, HandlerFuture, Input},
    decode::{self, Invalid},
    error::{Error, HandlerError},
    layer::Envelope,
    link::{ConnectionHandle, frame},
    observe::{Handling, Outcome, Received},
    wire::Wire,
};

/// A handler that was called, and has yet to run.
enum Started<'a> {
    /// It has the consumer and the context to itself.
    Sequential(HandlerFuture<'a>),
    Concurrent(HandlerFuture<'static>),
}

/// A frame or an event that was handled, or is handled concurrently from now on.
struct Handled {
    conclusion: Conclusion,
    handling: Handling,
    asked: Asked,
}

/// Decodes the input and calls the handler. Decoding runs the user's code, and a panic of it ends the connection.
fn start<'a, C: Consumer>(
    row: &Handler<C>,
    input: Input<'_>,
    consumer: &'a mut C,
    cx: &'a mut Context<C>,
    handling: &mut Handling,
) -> Result<Result<Started<'a>, Invalid>, CloseReason> {
    let call = || match row.call {
        Call::Sequential(call) => call(consumer, input, cx).map(Started::Sequential),
        Call::Concurrent(call) => call(input, cx.clone()).map(Started::Concurrent),
    };
    catch_unwind(AssertUnwindSafe(call)).map_err(|_| panicked(handling))
}

fn panicked(handling: &mut Handling) -> CloseReason {
    handling.ends(Some(Outcome::Panicked));
    CloseReason::panicked()
}

/// Concludes a frame that no handler ran for: with the faults of its envelope, where it has any.
fn untaken<C: Consumer>(
    route: &Route<C>,
    frame: &Message,
    conclusion: Conclusion,
    handling: Handling,
) -> Handled {
    let (asked, faults) = Asked::read(route, frame);
    let conclusion =
        if faults.is_empty() { conclusion } else { Conclusion::refused(route.wire.error(&faults)) };
    Handled { conclusion, handling, asked }
}

impl<C: Consumer> Session<C> {
    /// Handles one frame of the client to its end, or starts a concurrent handler.
    pub(super) async fn handle_frame(&mut self, consumer: &mut C, frame: Message) -> Result<(), CloseReason> {
        if !self.attended.connection.charge() {
            self.tell_received(&frame, None);
            Handling::of_frame(self.cx.connection().outbox.observation(), None, None)
                .ends(Some(Outcome::Refused));
            let told = self.route.wire.limit("rate_limited", "Too many messages.");
            let told = Asked::read(&self.route, &frame).0.answer(told);
            self.cx.connection().outbox.control(&frame::text(&told));
            return Err(CloseReason::rate_limited());
        }
        let handled = self.run_frame(consumer, frame).await?;
        match self.finish(handled, Wire::complete) {
            Some(frames) => self.tell(frames).await,
            None => Ok(()),
        }
    }

    /// Handles one event to its end, or starts a concurrent handler.
    pub(super) async fn handle_event(
        &mut self,
        consumer: &mut C,
        event: &Envelope,
    ) -> Result<(), CloseReason> {
        let Some(row) = self.route.event(&event.name) else { return Ok(()) };
        let handled = self.run_event(row, consumer, event).await?;
        match self.finish(handled, Wire::event_complete) {
            Some(frames) => self.tell(frames).await,
            None => Ok(()),
        }
    }

    fn tell_received(&self, frame: &Message, action: Option<&'static str>) {
        let Self { route, cx, .. } = self;
        if let Some(received) = Received::of(frame, action) {
            route.observers.tell(cx.channel_name(), cx.request(), |observer, connection| {
                observer.received(connection, &received);
            });
        }
    }

    async fn run_frame(&mut self, consumer: &mut C, frame: Message) -> Result<Handled, CloseReason> {
        // Most frames are decoded where they lie, in the buffer that the whole thread reads into. One that may have to wait for a
        // permission or for room must not keep that.
        let frame = if self.route.may_wait() { kept(frame) } else { frame };
        let read = Read::of(&self.route, &frame);
        let action = read.action();
        self.tell_received(&frame, action);
        let Self { route, cx, attended, concurrent, .. } = self;
        let observation = cx.connection().outbox.observation();
        let mut handling = Handling::of_frame(observation, action, read.handler());
        if read.is_concurrent()
            && let Some(reason) = attended.run(concurrent.room()).await?
        {
            return Err(reason);
        }
        if let Some((rule, action)) = read.guard(route) {
            let asked = timeout(route.settings.authentication_timeout, cx.ask(rule, action));
            // Boxed, as is what comes seldom below: a connection that is idle is no larger for it.
            let denied = match attended.run(Box::pin(AssertUnwindSafe(asked).catch_unwind())).await? {
                Ok(Ok(Ok(()))) => None,
                Ok(Ok(Err(rejection))) => Some(rejection),
                Ok(Err(late)) => Some(late.into()),
                Err(_) => return Err(panicked(&mut handling)),
            };
            if let Some(rejection) = denied {
                return Ok(untaken(route, &frame, Conclusion::denied(&route.wire, &rejection), handling));
            }
        }
        let (row, span, started, asked) = match read {
            Read::Refused(answer) => {
                return Ok(untaken(route, &frame, Conclusion::refused(answer), handling));
            }
            Read::Authenticate { token } => {
                let (asked, faults) = Asked::read(route, &frame);
                drop(frame);
                let conclusion = if faults.is_empty() {
                    Box::pin(authenticate(route, cx, attended, &token)).await?
                } else {
                    Conclusion::refused(route.wire.error(&faults))
                };
                return Ok(Handled { conclusion, handling, asked });
            }
            Read::Raw { row } => {
                let span = tracing::debug_span!("chanx.frame", handler = row.info.name);
                let input = match &frame {
                    Message::Text(text) => Input::Text(text.as_str()),
                    // The handler may keep it.
                    other => Input::Binary(detached(other.clone().into_data())),
                };
                let started = start(row, input, consumer, cx, &mut handling)?;
                // A text or binary handler takes whatever is of its kind.
                (row, span, started.map_err(|_| panicked(&mut handling))?, Asked::default())
            }
            Read::Message { info, row, text } => {
                let span =
                    tracing::debug_span!("chanx.message", action = info.action, handler = row.info.name);
                let message = decode::Frame::new(info.action, &text);
                match start(row, Input::Message(&message), consumer, cx, &mut handling)? {
                    Ok(started) => (row, span, started, Asked::of(&message, row.info.replies)),
                    Err(invalid) => {
                        let answer = read::refusal(route, info, &text, invalid);
                        return Ok(untaken(route, &frame, Conclusion::refused(answer), handling));
                    }
                }
            }
        };
        // It goes before the handler runs.
        drop(frame);
        let conclusion = run(attended, row, span, started, &mut handling).await;
        *cx.asked() = None;
        Ok(Handled { conclusion: conclusion?, handling, asked })
    }

    async fn run_event(
        &mut self,
        row: &'static Handler<C>,
        consumer: &mut C,
        event: &Envelope,
    ) -> Result<Handled, CloseReason> {
        let Self { cx, attended, concurrent, .. } = self;
        let observation = cx.connection().outbox.observation();
        let mut handling = Handling::of_event(observation, &event.name, row.info.name);
        if row.info.concurrent
            && let Some(reason) = attended.run(concurrent.room()).await?
        {
            return Err(reason);
        }
        let span = tracing::debug_span!("chanx.event", event = &*event.name, handler = row.info.name);
        match start(row, Input::Event(&event.body), consumer, cx, &mut handling)? {
            Ok(started) => {
                let conclusion = run(attended, row, span, started, &mut handling).await?;
                Ok(Handled { conclusion, handling, asked: Asked::default() })
            }
            Err(invalid) => {
                tracing::error!(event = &*event.name, ?invalid, "an event is not of its handler's type");
                Ok(Handled { conclusion: Conclusion::Unfit, handling, asked: Asked::default() })
            }
        }
    }

    /// Concludes a frame or an event, or lets a concurrent handler do so. What the client must be told is left to be told: most
    /// often nothing.
    fn finish(&mut self, handled: Handled, complete: Complete) -> Option<Vec<String>> {
        let Handled { conclusion, mut handling, asked } = handled;
        let Self { route, cx, concurrent, .. } = self;
        if let Conclusion::Concurrent { future, handler, span } = conclusion {
            let (route, cx) = (route.clone(), cx.clone());
            let task = async move {
                let future = watched(C::INFO.name, handler, AssertUnwindSafe(future).catch_unwind());
                let conclusion = match future.await {
                    Ok(ran) => judge(handler, ran, cx.connection()),
                    Err(panic) => {
                        handling.ends(Some(Outcome::Panicked));
                        // The connection hears of it, and ends.
                        resume_unwind(panic);
                    }
                };
                handling.ends(conclusion.outcome());
                for frame in conclusion.frames(&route, complete, asked) {
                    let _ = cx.send_text(frame).await;
                }
            };
            concurrent.start(task.instrument(span));
            return None;
        }
        handling.ends(conclusion.outcome());
        let frames: Vec<_> = conclusion.frames(route, complete, asked).collect();
        (!frames.is_empty()).then_some(frames)
    }

    /// Tells the client what it must know, and that its request is complete. Boxed, as is all that comes seldom: a connection that
    /// is idle is no larger for it.
    fn tell(
        &mut self,
        frames: Vec<String>,
    ) -> Pin<Box<dyn Future<Output = Result<(), CloseReason>> + Send + '_>> {
        Box::pin(async move {
            for frame in frames {
                // A connection that closes takes no more words, and says so itself.
                let _ = self.attended.run(self.cx.send_text(frame)).await?;
            }
            Ok(())
        })
    }
}

/// Looks at fresh credentials, and tells what came of it. Where it is not for the credentials' own sake that they were
/// refused, the session is asked whether it may stay at all.
async fn authenticate<C: Consumer>(
    route: &Arc<Route<C>>,
    cx: &mut Context<C>,
    attended: &mut Attended<C>,
    token: &str,
) -> Result<Conclusion, CloseReason> {
    let orders = attended.supervision.orders();
    let checked = attended.run(route.admit_again(cx, token)).await?;
    let (status, detail, outcome) = match &checked {
        Ok(validity) => {
            attended.renewed(*validity, orders);
            cx.refresh();
            (StatusCode::OK, "OK", Outcome::Done)
        }
        Err(rejection) => {
            rejection.log("fresh credentials were refused");
            if !rejection.is_unauthorized() {
                cx.session().order_recheck();
            }
            let outcome = if rejection.is_failed() { Outcome::Failed } else { Outcome::Refused };
            (rejection.status(), rejection.detail(), outcome)
        }
    };
    Ok(Conclusion::Answered(route.wire.authentication(status, detail), outcome))
}

/// Runs a handler with `self`, while the connection is kept going; another waits for its start.
async fn run<C: Consumer>(
    attended: &mut Attended<C>,
    row: &Handler<C>,
    span: Span,
    started: Started<'_>,
    handling: &mut Handling,
) -> Result<Conclusion, CloseReason> {
    let handler = row.info.name;
    Ok(match started {
        Started::Sequential(future) => {
            let future = watched(C::INFO.name, handler, AssertUnwindSafe(future).catch_unwind());
            let ran = attended.run(future.instrument(span)).await?;
            judge(handler, ran.map_err(|_| panicked(handling))?, attended.connection.handle())
        }
        Started::Concurrent(future) => Conclusion::Concurrent { future, handler, span },
    })
}

/// Logs what a handler failed of. That its own connection closed meanwhile is no failure.
fn judge(
    handler: &'static str,
    result: Result<(), HandlerError>,
    connection: &ConnectionHandle,
) -> Conclusion {
    let Err(error) = result else { return Conclusion::Done };
    let closed = error.cause().downcast_ref::<Error>().is_some_and(Error::is_closed);
    if closed && connection.outbox.is_closing() {
        return Conclusion::Done;
    }
    tracing::error!(handler, %error, "the handler failed");
    Conclusion::Failed
}
