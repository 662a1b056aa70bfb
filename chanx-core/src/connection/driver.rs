//! The driver: keeps the socket going beside whatever the connection's task is doing.

use std::{
    collections::VecDeque,
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
};

use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::{
    beside::Beside,
    clock::{Clock, Tick},
    end::End,
    socket::Socket,
    supervision::{Supervision, Supervisor},
};
use crate::{
    access::validity::Validity,
    layer::Envelope,
    link::{Link, Mail, Status},
    settings::Settings,
};

/// Frames that are read ahead while a handler waits: to hear pings and the end behind them. At most this many,
/// and as many bytes as one message may have; further ones stay in the socket, which is the client's
/// backpressure.
const AHEAD: usize = 64;

/// Reads, writes and keeps time for one connection.
pub(crate) struct Driver {
    socket: Socket,
    link: Arc<Link>,
    settings: Arc<Settings>,
    clock: Clock,
    supervision: Supervision,
    stopping: Option<Pin<Box<WaitForCancellationFutureOwned>>>,
    /// The server stops, and it is this connection's turn to end.
    draining: bool,
    ahead: VecDeque<Message>,
    ahead_bytes: usize,
    /// Messages handled since others had their turn.
    turn: usize,
}

/// What the connection does next.
pub(crate) enum Next {
    Frame(Message),
    Event(Arc<Envelope>),
    /// The connection was asked again whether it may stay, and may.
    Renewed,
    End(End),
}

impl Driver {
    pub(crate) fn new(
        socket: Socket,
        link: Arc<Link>,
        settings: Arc<Settings>,
        drain: CancellationToken,
    ) -> Self {
        Self {
            socket,
            link,
            clock: Clock::new(&settings),
            supervision: Supervision::default(),
            settings,
            stopping: Some(Box::pin(drain.cancelled_owned())),
            draining: false,
            ahead: VecDeque::new(),
            ahead_bytes: 0,
            turn: 0,
        }
    }

    /// From now on, finds out again whether the connection may stay when it is asked to, and when its credentials
    /// expire.
    pub(crate) fn supervise(&mut self, supervisor: Box<dyn Supervisor>, validity: Validity) {
        self.supervision.begin(supervisor, validity);
        self.clock.expire_at(validity.ends_at());
    }

    /// How many orders to check were taken so far; what is looked at now may miss those that come.
    pub(crate) fn orders(&self) -> u64 {
        self.supervision.orders()
    }

    /// The client has presented fresh credentials, which hold so long.
    pub(crate) fn renewed(&mut self, validity: Validity, orders: u64) {
        self.supervision.forget(orders, validity);
        self.clock.expire_at(validity.ends_at());
    }

    pub(crate) fn into_socket(self) -> Socket {
        self.socket
    }

    /// Waits for the next frame or event. Whatever handlers have queued is written only when nothing more is to
    /// be handled, or at the end of a turn: all that one read brought is answered by one write.
    pub(crate) async fn next(&mut self, beside: &mut Beside) -> Next {
        poll_fn(|cx| self.poll_next(beside, cx)).await
    }

    /// Runs a future while the socket is kept going: what waits is written, pings are answered, and the end of
    /// the connection cancels the future.
    pub(crate) async fn run<F: Future>(&mut self, future: F) -> Result<F::Output, End> {
        let mut future = pin!(future);
        poll_fn(|cx| {
            if let Poll::Ready(output) = future.as_mut().poll(cx) {
                return Poll::Ready(Ok(output));
            }
            self.poll_beside(cx).map(Err)
        })
        .await
    }

    fn poll_next(&mut self, beside: &mut Beside, cx: &mut Context<'_>) -> Poll<Next> {
        let outbox = &self.link.outbox;
        outbox.register(cx.waker());
        let status = outbox.status();
        if status.overflowed {
            return Poll::Ready(Next::End(End::too_slow()));
        }
        if let Poll::Ready(Some(end)) = beside.poll(cx) {
            return Poll::Ready(Next::End(end));
        }
        if let Poll::Ready(end) = self.poll_supervision(cx) {
            return Poll::Ready(Next::End(end));
        }
        if self.supervision.take_renewed() {
            return Poll::Ready(Next::Renewed);
        }
        if let Some(closing) = self.link.closing.get() {
            let (code, reason) = &**closing;
            return Poll::Ready(Next::End(End::Close(*code, reason.clone().into())));
        }
        if self.draining {
            return Poll::Ready(Next::End(End::restart()));
        }
        let held = self.supervision.holds();
        if held {
            // The check wakes the task.
        } else if self.turn < self.settings.max_messages_per_turn.max(1) {
            if let Poll::Ready(next) = self.poll_work(status, cx) {
                self.turn += 1;
                return Poll::Ready(next);
            }
        } else {
            cx.waker().wake_by_ref();
        }
        self.turn = 0;
        if let Poll::Ready(end) = self.poll_upkeep(status.congested || held, cx) {
            return Poll::Ready(Next::End(end));
        }
        if self.draining {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }

    /// Frames and events by turns, so that neither starves the other.
    fn poll_work(&mut self, status: Status, cx: &mut Context<'_>) -> Poll<Next> {
        if self.turn % 2 == 1 {
            if let Poll::Ready(next) = self.poll_mail() {
                return Poll::Ready(next);
            }
            return self.poll_frame(status, cx);
        }
        match self.poll_frame(status, cx) {
            Poll::Ready(next) => Poll::Ready(next),
            Poll::Pending => self.poll_mail(),
        }
    }

    fn poll_mail(&self) -> Poll<Next> {
        match self.link.inbox.take() {
            Mail::Event(event) => Poll::Ready(Next::Event(event)),
            Mail::Overflow => Poll::Ready(Next::End(End::too_slow())),
            Mail::None => Poll::Pending,
        }
    }

    fn poll_frame(&mut self, status: Status, cx: &mut Context<'_>) -> Poll<Next> {
        if status.congested {
            return Poll::Pending;
        }
        if let Some(message) = self.ahead.pop_front() {
            self.ahead_bytes -= message.len();
            if self.ahead.is_empty() {
                self.ahead = VecDeque::new();
            }
            return Poll::Ready(Next::Frame(message));
        }
        match std::task::ready!(self.poll_data(cx)) {
            Ok(message) => Poll::Ready(Next::Frame(message)),
            Err(end) => Poll::Ready(Next::End(end)),
        }
    }

    /// The next message that is not a control frame.
    fn poll_data(&mut self, cx: &mut Context<'_>) -> Poll<Result<Message, End>> {
        loop {
            let message = std::task::ready!(self.socket.poll_message(cx))?;
            self.clock.heard();
            match message {
                Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
                Message::Close(frame) => {
                    return Poll::Ready(Err(End::Left(frame.map(|frame| frame.code.into()))));
                }
                Message::Text(_) | Message::Binary(_) => return Poll::Ready(Ok(message)),
            }
        }
    }

    /// Beside a handler that waits.
    fn poll_beside(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        let outbox = &self.link.outbox;
        outbox.register(cx.waker());
        let status = outbox.status();
        if status.overflowed {
            return Poll::Ready(End::too_slow());
        }
        if let Poll::Ready(end) = self.poll_supervision(cx) {
            return Poll::Ready(end);
        }
        let deaf = loop {
            if status.congested
                || self.ahead.len() >= AHEAD
                || self.ahead_bytes >= self.settings.max_message_size
            {
                break true;
            }
            match self.poll_data(cx) {
                Poll::Ready(Ok(message)) => {
                    self.ahead_bytes += message.len();
                    self.ahead.push_back(message);
                }
                Poll::Ready(Err(end)) => return Poll::Ready(end),
                Poll::Pending => break false,
            }
        };
        self.poll_upkeep(deaf, cx)
    }

    /// Ready when the connection may not stay.
    fn poll_supervision(&mut self, cx: &mut Context<'_>) -> Poll<End> {
        self.supervision.poll(&self.link, &mut self.clock, cx)
    }

    /// Writes what waits and keeps time.
    fn poll_upkeep(&mut self, deaf: bool, cx: &mut Context<'_>) -> Poll<End> {
        if let Some(stopping) = &mut self.stopping
            && stopping.as_mut().poll(cx).is_ready()
        {
            self.stopping = None;
            self.clock.drain_within(self.settings.drain_timeout);
        }
        let congested = self.link.outbox.status().congested;
        loop {
            if let Poll::Ready(Err(error)) = self.socket.poll_flush(cx) {
                tracing::debug!(%error, "write failed");
                return Poll::Ready(End::Gone);
            }
            if congested && !self.link.outbox.status().congested {
                // Reading was left out for want of room: without another poll nothing would resume it.
                cx.waker().wake_by_ref();
            }
            match std::task::ready!(self.clock.poll(cx, self.link.outbox.status(), deaf)) {
                Tick::Ping => self.socket.ping(cx),
                Tick::Drain => self.draining = true,
                Tick::Expired => {
                    self.supervision.expired();
                    if let Poll::Ready(end) = self.poll_supervision(cx) {
                        return Poll::Ready(end);
                    }
                    if self.supervision.has_renewed() {
                        cx.waker().wake_by_ref();
                    }
                }
                Tick::Cutoff => return Poll::Ready(End::restart()),
                Tick::Silent => {
                    tracing::debug!("the peer does not answer pings");
                    return Poll::Ready(End::Gone);
                }
                Tick::Stalled => {
                    tracing::debug!("the peer takes nothing");
                    return Poll::Ready(End::Gone);
                }
            }
        }
    }
}
