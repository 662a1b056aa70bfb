//! The connection as its task drives it.

use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use hyper::upgrade::Upgraded;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use super::{
    allowance::Allowance,
    clock::{Clock, Signs, Tick},
    close::{self, CloseReason},
    frames::Arrived,
    socket::{Parts, Socket, detached},
    stop::Stop,
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
    /// Ready when the server stops, with the number of what runs then.
    stopping: Option<Pin<Box<dyn Future<Output = usize> + Send>>>,
    /// The server stops, and it is this connection's turn to end.
    draining: bool,
    /// The alarm went off.
    alarmed: bool,
    ahead: VecDeque<Message>,
    ahead_bytes: usize,
    /// Frames that were read since others had their turn.
    turn: usize,
    /// How much the client may say, once it is known who it is.
    allowance: Option<Box<Allowance>>,
    /// Whether the client is let in.
    opened: bool,
    peer: Peer,
}

/// What is known of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Peer {
    There,
    /// Writing failed: it is gone, unless it closed before, which reading finds out.
    Unreachable,
    /// It closed, with this code, and was answered: what it said before is yet to be handled.
    Closed(Option<u16>),
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
        stop: Stop,
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
            stopping: Some(Box::pin(stop.heard())),
            draining: false,
            alarmed: false,
            ahead: VecDeque::new(),
            ahead_bytes: 0,
            turn: 0,
            allowance: None,
            opened: false,
            peer: Peer::There,
        }
    }

    /// Opens the connection to its client: what waits goes out, and its silence counts from now on.
    pub(crate) fn open(&mut self) {
        self.opened = true;
        self.clock.open();
        self.handle.outbox.open();
    }

    /// Says how much the client may say.
    pub(crate) fn allow(&mut self, allowance: Option<Box<Allowance>>) {
        self.allowance = allowance;
    }

    /// Charges a message or a control frame; tells whether it was still allowed.
    pub(crate) fn charge(&self) -> bool {
        self.allowance.as_ref().is_none_or(|allowance| allowance.charge())
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

    /// Tells the peer why the connection ends, and waits for its answer, at most `close_timeout`. All else that the
    /// connection holds goes at once, frames that were read ahead among it.
    pub(crate) fn close_handshake(self, reason: &CloseReason) -> impl Future<Output = ()> {
        let Self { socket, settings, handle, .. } = self;
        handle.outbox.tell_closing(reason.closed());
        close::close_handshake(socket, reason, settings.close_timeout, turn(&settings))
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
        if self.draining && !self.has_closed() {
            return Poll::Ready(Next::End(CloseReason::restart()));
        }
        if hold {
            // Whoever holds it wakes the task.
        } else if self.has_turn() {
            if let Poll::Ready(next) = self.poll_work(status, mail, cx) {
                self.turn += 1;
                return Poll::Ready(next);
            }
        } else {
            cx.waker().wake_by_ref();
        }
        self.turn = 0;
        let deaf = self.is_blocked(status) || hold;
        if let Poll::Ready(end) = self.poll_upkeep(deaf, cx) {
            return Poll::Ready(Next::End(end));
        }
        if self.draining {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }

    /// Whether the client has closed.
    fn has_closed(&self) -> bool {
        matches!(self.peer, Peer::Closed(_))
    }

    /// Whether so much waits for the peer that nothing more should be read.
    fn is_blocked(&self, status: Status) -> bool {
        status.congested || self.socket.owes()
    }

    /// Whether more may be read before others have their turn.
    fn has_turn(&self) -> bool {
        self.turn < turn(&self.settings)
    }

    /// Frames and events by turns, so that neither starves the other. To a client that has closed, no event matters.
    fn poll_work(&mut self, status: Status, mail: &Inbox, cx: &mut Context<'_>) -> Poll<Next> {
        if self.has_closed() {
            return self.poll_frame(status, cx);
        }
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
        if self.is_blocked(status) {
            return Poll::Pending;
        }
        if let Some(message) = self.ahead.pop_front() {
            self.ahead_bytes -= message.len();
            if self.ahead.is_empty() {
                self.ahead = VecDeque::new();
            }
            return Poll::Ready(Next::Frame(message));
        }
        if let Peer::Closed(code) = self.peer {
            return Poll::Ready(Next::End(CloseReason::PeerClosed(code)));
        }
        match ready!(self.poll_data(cx)) {
            Ok(message) => Poll::Ready(Next::Frame(message)),
            Err(end) => Poll::Ready(Next::End(end)),
        }
    }

    /// The next message. Control frames and fragments are taken on the way, as many as are in one turn with messages.
    fn poll_data(&mut self, cx: &mut Context<'_>) -> Poll<Result<Message, CloseReason>> {
        while self.has_turn() {
            if self.socket.owes() {
                return Poll::Pending;
            }
            let arrived = self.socket.poll_next(cx);
            if self.socket.take_heard() {
                self.clock.heard();
            }
            let is_unasked = match ready!(arrived)? {
                Arrived::Message(message) => return Poll::Ready(Ok(message)),
                Arrived::Close(frame) => {
                    let code = frame.map(|frame| frame.code.into());
                    self.peer = Peer::Closed(code);
                    self.socket.answer_close(code);
                    self.clock.close_within(self.settings.close_timeout);
                    return Poll::Ready(Err(CloseReason::PeerClosed(code)));
                }
                // Its message may never be whole.
                Arrived::Fragment | Arrived::Ping(_) => true,
                Arrived::Pong(payload) => !self.clock.ponged(&payload),
            };
            if is_unasked && !self.charge() {
                return Poll::Ready(Err(CloseReason::rate_limited()));
            }
            self.turn += 1;
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Keeps the connection going beside a future that waits: what waits is written, pings are answered, frames are read
    /// ahead. Ready when the connection ends; a client's close does not end it before what came before has had its time.
    pub(crate) fn poll_beside(&mut self, status: Status, cx: &mut Context<'_>) -> Poll<CloseReason> {
        let deaf = loop {
            if self.has_closed()
                || self.is_blocked(status)
                || self.ahead.len() >= AHEAD
                || self.ahead_bytes >= self.settings.max_message_size
            {
                break true;
            }
            match self.poll_data(cx) {
                Poll::Ready(Ok(message)) => {
                    self.turn += 1;
                    self.ahead_bytes += message.len();
                    self.ahead.push_back(kept(message));
                }
                // Where it was not let in and has said nothing, nothing is left to do for it.
                Poll::Ready(Err(CloseReason::PeerClosed(_))) if self.opened || !self.ahead.is_empty() => {
                    break true;
                }
                Poll::Ready(Err(end)) => return Poll::Ready(end),
                Poll::Pending => break false,
            }
        };
        self.turn = 0;
        self.poll_upkeep(deaf, cx)
    }

    /// Writes what waits and keeps time.
    fn poll_upkeep(&mut self, deaf: bool, cx: &mut Context<'_>) -> Poll<CloseReason> {
        if let Some(stopping) = &mut self.stopping
            && let Poll::Ready(running) = stopping.as_mut().poll(cx)
        {
            self.stopping = None;
            self.clock.drain_within(self.settings.drain_timeout, running);
        }
        let blocked = self.is_blocked(self.handle.outbox.status());
        loop {
            match self.socket.poll_flush(cx) {
                Poll::Ready(Err(_)) if self.peer != Peer::There => {}
                Poll::Ready(Err(error)) => {
                    // It may have closed and gone, and its close frame lies unread, behind what is to be handled yet.
                    tracing::debug!(%error, "write failed");
                    self.peer = Peer::Unreachable;
                    self.handle.outbox.shut();
                    self.clock.close_within(self.settings.close_timeout);
                    cx.waker().wake_by_ref();
                }
                Poll::Ready(Ok(())) | Poll::Pending => {}
            }
            let status = self.handle.outbox.status();
            if blocked && !self.is_blocked(status) {
                // Reading was left out for want of room: without another poll nothing would resume it.
                cx.waker().wake_by_ref();
            }
            let outbox = &self.handle.outbox;
            let signs = Signs { status, deaf, acknowledged: &|| outbox.acknowledged() };
            match ready!(self.clock.poll(cx, signs)) {
                Tick::Ping => {
                    let end = |status: Status| status.written + status.waiting as u64;
                    let begin = end(self.handle.outbox.status());
                    self.socket.ping(&self.clock.next_ping());
                    self.clock.pinged(begin, end(self.handle.outbox.status()));
                }
                Tick::Drain => self.draining = true,
                Tick::Alarm => {
                    self.alarmed = true;
                    // For the session, which looks at it when it is polled next.
                    cx.waker().wake_by_ref();
                }
                Tick::Cutoff => return Poll::Ready(CloseReason::restart()),
                Tick::Close => {
                    tracing::debug!("what the client said before it closed is not handled in time");
                    return Poll::Ready(match self.peer {
                        Peer::Closed(code) => CloseReason::PeerClosed(code),
                        Peer::There | Peer::Unreachable => CloseReason::Lost,
                    });
                }
                Tick::Silent => {
                    tracing::debug!("the peer does not answer pings");
                    return Poll::Ready(CloseReason::Lost);
                }
                Tick::Stalled => {
                    tracing::debug!("the peer takes nothing");
                    return Poll::Ready(CloseReason::too_slow());
                }
            }
        }
    }
}

/// A message that may be kept for long: it keeps no more memory than its own.
pub(crate) fn kept(message: Message) -> Message {
    match message {
        Message::Text(text) => Message::Text(Utf8Bytes::try_from(detached(text.into())).unwrap_or_default()),
        Message::Binary(bytes) => Message::Binary(detached(bytes)),
        other => other,
    }
}

/// Frames that are read of one connection before others have their turn.
fn turn(settings: &Settings) -> usize {
    settings.max_messages_per_turn.max(1)
}

fn poll_mail(mail: &Inbox) -> Poll<Next> {
    match mail.take() {
        Mail::Event(event) => Poll::Ready(Next::Event(event)),
        Mail::Overflow => Poll::Ready(Next::End(CloseReason::too_slow())),
        Mail::None => Poll::Pending,
    }
}
