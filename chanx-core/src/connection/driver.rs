//! The connection as its task drives it.

use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use hyper::upgrade::Upgraded;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::{
    clock::{Clock, Tick},
    close::{self, CloseReason},
    socket::{Parts, Socket},
};
use crate::{
    layer::Envelope,
    link::{ConnectionHandle, Inbox, Mail, Outbox, Status},
    observe::Observation,
    settings::Settings,
};

/// Frames that are read ahead while a handler waits: to hear pings and the end behind them. At most this many,
/// and as many bytes as one message may have; further ones stay in the socket, which is the client's
/// backpressure.
const AHEAD: usize = 64;

/// A connection, as its task drives it: it reads, writes and keeps time.
pub(crate) struct Connection {
    socket: Socket,
    handle: Arc<ConnectionHandle>,
    settings: Arc<Settings>,
    clock: Clock,
    stopping: Option<Pin<Box<WaitForCancellationFutureOwned>>>,
    /// The server stops, and it is this connection's turn to end.
    draining: bool,
    /// The alarm went off.
    alarmed: bool,
    ahead: VecDeque<Message>,
    ahead_bytes: usize,
    /// Messages handled since others had their turn.
    turn: usize,
}

/// The next thing for a session.
pub(crate) enum Next {
    Frame(Message),
    Event(Arc<Envelope>),
    End(CloseReason),
}

impl Connection {
    /// Takes over an upgraded stream. Nothing is written before its outbox is opened.
    pub(crate) fn new(
        upgraded: Upgraded,
        settings: &Arc<Settings>,
        drain: CancellationToken,
        observation: Option<Arc<Observation>>,
    ) -> Self {
        let mut parts = Parts::of(upgraded);
        let outbox = Outbox::new(parts.writer.take(), settings.max_outbound_queue).observed(observation);
        let handle = Arc::new(ConnectionHandle::new(outbox));
        Self {
            socket: Socket::new(parts, handle.clone(), settings),
            handle,
            settings: settings.clone(),
            clock: Clock::new(settings),
            stopping: Some(Box::pin(drain.cancelled_owned())),
            draining: false,
            alarmed: false,
            ahead: VecDeque::new(),
            ahead_bytes: 0,
            turn: 0,
        }
    }

    /// The side that others hold.
    pub(crate) fn handle(&self) -> &Arc<ConnectionHandle> {
        &self.handle
    }

    /// Sets the alarm to a moment, in place of the one that was set.
    pub(crate) fn alarm_at(&mut self, moment: Option<Instant>) {
        self.clock.alarm_at(moment);
        self.alarmed = false;
    }

    /// Takes the alarm, if it went off since the last time.
    pub(crate) fn take_alarm(&mut self) -> bool {
        std::mem::take(&mut self.alarmed)
    }

    /// Tells the peer why the connection ends, and waits for its answer, at most `write_timeout`. All else that the
    /// connection holds goes at once, frames that were read ahead among it.
    pub(crate) fn close_handshake(self, reason: &CloseReason) -> impl Future<Output = ()> {
        let Self { socket, settings, handle, .. } = self;
        handle.outbox.tell_closing(reason.closed());
        close::close_handshake(socket, reason, settings.write_timeout)
    }

    /// Looks at the outbox: how it stands, unless it overflowed. From now on it wakes this task, so this must come before a
    /// look at anything that others set, who wake the task afterwards.
    pub(crate) fn look(&self, cx: &Context<'_>) -> Result<Status, CloseReason> {
        self.handle.outbox.register(cx.waker());
        let status = self.handle.outbox.status();
        if status.overflowed { Err(CloseReason::too_slow()) } else { Ok(status) }
    }

    /// The next frame, or the next event of those in the `mail`; none while it is on `hold`. Whatever handlers have queued is
    /// written only when nothing more is to be handled, or at the end of a turn: all that one read brought is answered by one
    /// write.
    pub(crate) fn poll_next(
        &mut self,
        status: Status,
        hold: bool,
        mail: &Inbox,
        cx: &mut Context<'_>,
    ) -> Poll<Next> {
        if let Some(closing) = self.handle.closing.get() {
            let (code, reason) = &**closing;
            return Poll::Ready(Next::End(CloseReason::Close(*code, reason.clone().into())));
        }
        if self.draining {
            return Poll::Ready(Next::End(CloseReason::restart()));
        }
        if hold {
            // Whoever holds it wakes the task.
        } else if self.turn < self.settings.max_messages_per_turn.max(1) {
            if let Poll::Ready(next) = self.poll_work(status, mail, cx) {
                self.turn += 1;
                return Poll::Ready(next);
            }
        } else {
            cx.waker().wake_by_ref();
        }
        self.turn = 0;
        if let Poll::Ready(end) = self.poll_upkeep(status.congested || hold, cx) {
            return Poll::Ready(Next::End(end));
        }
        if self.draining {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }

    /// Frames and events by turns, so that neither starves the other.
    fn poll_work(&mut self, status: Status, mail: &Inbox, cx: &mut Context<'_>) -> Poll<Next> {
        if self.turn % 2 == 1 {
            if let Poll::Ready(next) = poll_mail(mail) {
                return Poll::Ready(next);
            }
            return self.poll_frame(status, cx);
        }
        match self.poll_frame(status, cx) {
            Poll::Ready(next) => Poll::Ready(next),
            Poll::Pending => poll_mail(mail),
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
    fn poll_data(&mut self, cx: &mut Context<'_>) -> Poll<Result<Message, CloseReason>> {
        loop {
            let message = std::task::ready!(self.socket.poll_message(cx))?;
            self.clock.heard();
            match message {
                Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => {}
                Message::Close(frame) => {
                    return Poll::Ready(Err(CloseReason::PeerClosed(frame.map(|frame| frame.code.into()))));
                }
                Message::Text(_) | Message::Binary(_) => return Poll::Ready(Ok(message)),
            }
        }
    }

    /// Keeps the connection going beside a future that waits: what waits is written, pings are answered, frames are read
    /// ahead. Ready when the connection ends.
    pub(crate) fn poll_beside(&mut self, status: Status, cx: &mut Context<'_>) -> Poll<CloseReason> {
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

    /// Writes what waits and keeps time.
    fn poll_upkeep(&mut self, deaf: bool, cx: &mut Context<'_>) -> Poll<CloseReason> {
        if let Some(stopping) = &mut self.stopping
            && stopping.as_mut().poll(cx).is_ready()
        {
            self.stopping = None;
            self.clock.drain_within(self.settings.drain_timeout);
        }
        let congested = self.handle.outbox.status().congested;
        loop {
            if let Poll::Ready(Err(error)) = self.socket.poll_flush(cx) {
                tracing::debug!(%error, "write failed");
                return Poll::Ready(CloseReason::Lost);
            }
            if congested && !self.handle.outbox.status().congested {
                // Reading was left out for want of room: without another poll nothing would resume it.
                cx.waker().wake_by_ref();
            }
            match std::task::ready!(self.clock.poll(cx, self.handle.outbox.status(), deaf)) {
                Tick::Ping => self.socket.ping(cx),
                Tick::Drain => self.draining = true,
                Tick::Alarm => {
                    self.alarmed = true;
                    // For the session, which looks at it when it is polled next.
                    cx.waker().wake_by_ref();
                }
                Tick::Cutoff => return Poll::Ready(CloseReason::restart()),
                Tick::Silent => {
                    tracing::debug!("the peer does not answer pings");
                    return Poll::Ready(CloseReason::Lost);
                }
                Tick::Stalled => {
                    tracing::debug!("the peer takes nothing");
                    return Poll::Ready(CloseReason::Lost);
                }
            }
        }
    }
}

fn poll_mail(mail: &Inbox) -> Poll<Next> {
    match mail.take() {
        Mail::Event(event) => Poll::Ready(Next::Event(event)),
        Mail::Overflow => Poll::Ready(Next::End(CloseReason::too_slow())),
        Mail::None => Poll::Pending,
    }
}
