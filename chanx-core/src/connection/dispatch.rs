//! From a frame or an event to its row, and from the row to the end of its handler.

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

use super::{Route, driver::Driver, end::End, frame, life::Connection};
use crate::{
    access::Rejection,
    consumer::{Call, Consumer, Handler, HandlerFuture, Input, RuleOf},
    context::Context,
    decode::{self, Invalid},
    error::{Error, HandlerError},
    layer::Envelope,
    message::MessageInfo,
    wire::{AUTHENTICATE, AuthenticateMessage},
};

/// What a frame is to a consumer.
enum Read<'a, C: Consumer> {
    Message {
        info: &'static MessageInfo,
        row: &'static Handler<C>,
        text: Cow<'a, str>,
    },
    /// For the text or binary handler, as it is.
    Raw {
        row: &'static Handler<C>,
    },
    /// Fresh credentials.
    Authenticate {
        token: String,
    },
    /// No handler takes it; the answer says why.
    Refused(String),
}

impl<C: Consumer> Route<C> {
    fn read<'a>(&self, frame: &'a Message) -> Read<'a, C> {
        match (frame, self.text, self.binary) {
            (Message::Text(_), Some(row), _) if !self.takes_messages() => Read::Raw { row },
            (Message::Text(text), ..) => self.read_text(text),
            (_, _, Some(row)) => Read::Raw { row },
            _ => Read::Refused(self.wire.error(&[decode::binary()])),
        }
    }

    fn read_text<'a>(&self, text: &'a str) -> Read<'a, C> {
        if let Some(row) = self.text.filter(|_| !text.trim_start().starts_with('{')) {
            return Read::Raw { row };
        }
        // serde_json limits the depth of what it keeps, but not of keys that nobody knows.
        if decode::too_deep(text, self.settings.max_json_depth) {
            return Read::Refused(self.too_deep());
        }
        let (camelize, tag) = (self.settings.camelize, C::INFO.tag);
        let found =
            if camelize { decode::find_tag_camelized(text, tag) } else { decode::find_tag(text, tag) };
        let action = match found {
            Ok(action) => action,
            Err(faults) => return Read::Refused(self.wire.error(&faults)),
        };
        if action == AUTHENTICATE.action && self.gate.authenticates() {
            return match serde_json::from_str::<AuthenticateMessage>(text) {
                Ok(message) => Read::Authenticate { token: message.payload.token },
                Err(error) => Read::Refused(self.refusal(&AUTHENTICATE, text, error.into())),
            };
        }
        let Some((info, row)) = self.message(&action) else {
            let fault = decode::unknown_action(tag, &action, Self::actions());
            return Read::Refused(self.wire.error(&[fault]));
        };
        let text = if camelize { (info.shape)().to_snake(text) } else { Cow::Borrowed(text) };
        Read::Message { info, row, text }
    }

    fn too_deep(&self) -> String {
        let most = self.settings.max_json_depth;
        self.wire.limit("json_too_deep", &format!("The message nests {most} levels deep or deeper"))
    }

    fn refusal(&self, info: &MessageInfo, text: &str, invalid: Invalid) -> String {
        self.wire.error(&decode::explain(info, text, invalid))
    }

    /// The frames that end a request or an event.
    fn last_words(&self, failed: Option<Failed>, done: Done) -> impl Iterator<Item = String> + use<C> {
        let answer = failed.map(|failed| match failed {
            Failed::Handler => self.wire.handler_failed(),
            Failed::Told(answer) => answer,
        });
        let complete = self.settings.send_completion.then(|| match done {
            Done::Request => self.wire.complete().into_owned(),
            Done::Event => self.wire.event_complete().into_owned(),
        });
        answer.into_iter().chain(complete)
    }

    /// A message that a permission refused.
    fn denied(&self, rejection: &Rejection) -> Failed {
        rejection.log("a message was refused");
        if rejection.is_failed() {
            return Failed::Handler;
        }
        Failed::Told(self.wire.limit("permission_denied", rejection.detail()))
    }

    fn log_received(&self, action: &str) {
        let settings = &self.settings;
        if settings.log_received_message && !settings.log_ignored_actions.iter().any(|known| known == action)
        {
            tracing::debug!(target: "chanx::received", action, "received");
        }
    }
}

/// What follows from a frame or an event.
enum Step<'a> {
    Answer(String),
    InTurn(HandlerFuture<'a>, Label),
    Beside(HandlerFuture<'static>, Label),
    Invalid(Invalid),
    Panicked,
}

/// What names a running handler in the logs.
struct Label {
    handler: &'static str,
    span: Span,
}

/// What was handled, by the completion frame that follows it.
#[derive(Clone, Copy)]
enum Done {
    Request,
    Event,
}

/// How far a frame or an event came.
enum Ran {
    /// To its end.
    InTurn(Option<Failed>),
    /// To a handler that has yet to be started.
    Beside(HandlerFuture<'static>, Label),
}

/// What the client must be told when its request was not handled.
enum Failed {
    /// The handler failed; of what, is only logged.
    Handler,
    /// This, ready to send.
    Told(String),
}

/// Decodes the input and makes the handler's future. Decoding runs the user's code, which may panic.
fn start<'a, C: Consumer>(
    row: &Handler<C>,
    input: Input<'_>,
    span: Span,
    consumer: &'a mut C,
    cx: &'a mut Context<C>,
) -> Step<'a> {
    let label = Label { handler: row.name, span };
    let decode = || match row.call {
        Call::InTurn(call) => call(consumer, input, cx).map(|future| Step::InTurn(future, label)),
        Call::Beside(call) => call(input, cx.clone()).map(|future| Step::Beside(future, label)),
    };
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(Ok(step)) => step,
        Ok(Err(invalid)) => Step::Invalid(invalid),
        Err(_) => Step::Panicked,
    }
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
        let ran = self.run_frame(consumer, frame).await?;
        self.finish(ran, Done::Request).await
    }

    /// Handles one event to its end, or starts a handler beside.
    pub(super) async fn handle_event(&mut self, consumer: &mut C, event: &Envelope) -> Result<(), End> {
        let Some(row) = self.route.event(&event.name) else { return Ok(()) };
        let ran = self.run_event(row, consumer, event).await?;
        self.finish(ran, Done::Event).await
    }

    async fn run_frame(&mut self, consumer: &mut C, frame: Message) -> Result<Ran, End> {
        let Self { route, cx, driver, beside, .. } = self;
        let read = route.read(&frame);
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
                Ok(Ok(Err(rejection))) => return Ok(Ran::InTurn(Some(route.denied(&rejection)))),
                Ok(Err(late)) => return Ok(Ran::InTurn(Some(route.denied(&late.into())))),
                Err(_) => return Err(End::panicked()),
            }
        }
        let step = match read {
            Read::Refused(answer) => Step::Answer(answer),
            Read::Authenticate { token } => {
                Step::Answer(Box::pin(authenticate(route, cx, driver, &token)).await?)
            }
            Read::Raw { row } => {
                let span = tracing::debug_span!("chanx.frame", handler = row.name);
                let input = match &frame {
                    Message::Text(text) => Input::Text(text.clone()),
                    other => Input::Binary(other.clone().into_data()),
                };
                start(row, input, span, consumer, cx)
            }
            Read::Message { info, row, text } => {
                route.log_received(info.action);
                let span = tracing::debug_span!("chanx.message", action = info.action, handler = row.name);
                let input = Input::Message { action: info.action, text: &text };
                match start(row, input, span, consumer, cx) {
                    Step::Invalid(invalid) => Step::Answer(route.refusal(info, &text, invalid)),
                    step => step,
                }
            }
        };
        // A frame is a slice of the read buffer: it goes before the handler runs.
        drop(frame);
        match step {
            Step::Answer(answer) => Ok(Ran::InTurn(Some(Failed::Told(answer)))),
            Step::InTurn(future, label) => Ok(Ran::InTurn(run_in_turn(driver, future, label).await?)),
            Step::Beside(future, label) => Ok(Ran::Beside(future, label)),
            Step::Invalid(_) | Step::Panicked => Err(End::panicked()),
        }
    }

    async fn run_event(
        &mut self,
        row: &'static Handler<C>,
        consumer: &mut C,
        event: &Envelope,
    ) -> Result<Ran, End> {
        let Self { cx, driver, beside, .. } = self;
        if row.is_beside()
            && let Some(end) = driver.run(beside.room()).await?
        {
            return Err(end);
        }
        let span = tracing::debug_span!("chanx.event", event = &*event.name, handler = row.name);
        match start(row, Input::Event(&event.body), span, consumer, cx) {
            Step::InTurn(future, label) => Ok(Ran::InTurn(run_in_turn(driver, future, label).await?)),
            Step::Beside(future, label) => Ok(Ran::Beside(future, label)),
            Step::Invalid(invalid) => {
                tracing::error!(event = &*event.name, ?invalid, "an event is not of its handler's type");
                Ok(Ran::InTurn(None))
            }
            Step::Answer(_) | Step::Panicked => Err(End::panicked()),
        }
    }

    /// Tells the client what it must know, and that its request is complete; or lets a handler beside do so.
    async fn finish(&mut self, ran: Ran, done: Done) -> Result<(), End> {
        let Self { route, cx, driver, beside, .. } = self;
        match ran {
            Ran::InTurn(failed) => {
                for frame in route.last_words(failed, done) {
                    // A connection that closes takes no more words, and says so itself.
                    let _ = driver.run(cx.send_text(frame)).await?;
                }
            }
            Ran::Beside(future, Label { handler, span }) => {
                let (route, cx) = (route.clone(), cx.clone());
                let task = async move {
                    let failed = judge(handler, future.await);
                    for frame in route.last_words(failed, done) {
                        let _ = cx.send_text(frame).await;
                    }
                };
                beside.start(task.instrument(span));
            }
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

/// Runs a handler with `self`, while the socket is kept going.
async fn run_in_turn(
    driver: &mut Driver,
    future: HandlerFuture<'_>,
    Label { handler, span }: Label,
) -> Result<Option<Failed>, End> {
    match driver.run(AssertUnwindSafe(future).catch_unwind().instrument(span)).await? {
        Ok(result) => Ok(judge(handler, result)),
        Err(_) => Err(End::panicked()),
    }
}

/// Logs what a handler failed of. That its connection closed meanwhile is no failure.
fn judge(handler: &'static str, result: Result<(), HandlerError>) -> Option<Failed> {
    let error = result.err()?;
    if error.cause().downcast_ref::<Error>().is_some_and(Error::is_closed) {
        return None;
    }
    tracing::error!(handler, %error, "the handler failed");
    Some(Failed::Handler)
}

impl<C: Consumer> Read<'_, C> {
    fn is_beside(&self) -> bool {
        match self {
            Read::Message { row, .. } | Read::Raw { row } => row.is_beside(),
            Read::Authenticate { .. } | Read::Refused(_) => false,
        }
    }

    /// Who may send it, where not everybody may, and its action.
    fn guard<'r>(&self, route: &'r Route<C>) -> Option<(&'r RuleOf<C>, Option<&'static str>)> {
        match self {
            Read::Message { row, info, .. } => Some((route.guard(row)?, Some(info.action))),
            Read::Raw { row } => Some((route.guard(row)?, None)),
            Read::Authenticate { .. } | Read::Refused(_) => None,
        }
    }
}

impl<C: Consumer> Handler<C> {
    fn is_beside(&self) -> bool {
        matches!(self.call, Call::Beside(_))
    }
}
