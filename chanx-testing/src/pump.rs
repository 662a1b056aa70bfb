//! The client's tasks: one reads all that comes, so that pings are answered while the test does something else;
//! one writes.

use bytes::{Bytes, BytesMut};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf, split},
    sync::{mpsc, oneshot, watch},
    task::JoinSet,
};

use crate::{
    close::Closed,
    frame::{BINARY, CLOSE, CONTINUATION, Frame, PING, PONG, TEXT},
    transcript::Transcript,
};

/// What came, for the test.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Text(String),
    Binary(Bytes),
}

/// A control frame that came.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Control {
    Ping(Bytes),
    Pong(Bytes),
}

/// How the client behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Manners {
    pub(crate) reads: bool,
    pub(crate) answers: bool,
}

/// Both tasks, and the ways to them.
#[derive(Debug)]
pub(crate) struct Pump {
    pub(crate) items: mpsc::UnboundedReceiver<Item>,
    pub(crate) controls: mpsc::UnboundedReceiver<Control>,
    pub(crate) closed: watch::Receiver<Option<Closed>>,
    pub(crate) manners: watch::Sender<Manners>,
    writes: mpsc::UnboundedSender<Write>,
    tasks: JoinSet<()>,
    carrier: JoinSet<()>,
}

type Write = (Bytes, Option<oneshot::Sender<()>>);

impl Pump {
    pub(crate) fn start(socket: TokioIo<Upgraded>, transcript: Transcript, carrier: JoinSet<()>) -> Self {
        let (reading_half, writing_half) = split(socket);
        let (item, items) = mpsc::unbounded_channel();
        let (control, controls) = mpsc::unbounded_channel();
        let (end, closed) = watch::channel(None);
        let (manners, follows) = watch::channel(Manners { reads: true, answers: true });
        let (writes, queue) = mpsc::unbounded_channel();
        let mut tasks = JoinSet::new();
        tasks.spawn(write(writing_half, queue));
        let reading = Reading {
            bytes: BytesMut::new(),
            begun: None,
            item,
            control,
            writes: writes.downgrade(),
            manners: follows,
            transcript,
        };
        tasks.spawn(async move {
            let closed = reading.run(reading_half).await;
            end.send_replace(Some(closed));
        });
        Self { items, controls, closed, manners, writes, tasks, carrier }
    }

    /// Writes bytes; ready once the pipe has taken them, or is closed.
    pub(crate) async fn write(&self, bytes: Bytes) {
        let (done, written) = oneshot::channel();
        if self.writes.send((bytes, Some(done))).is_ok() {
            let _ = written.await;
        }
    }

    /// Drops the byte stream.
    pub(crate) async fn abort(&mut self) {
        self.tasks.shutdown().await;
        self.carrier.shutdown().await;
    }
}

async fn write(mut writer: WriteHalf<TokioIo<Upgraded>>, mut queue: mpsc::UnboundedReceiver<Write>) {
    while let Some((bytes, done)) = queue.recv().await {
        if writer.write_all(&bytes).await.is_err() || writer.flush().await.is_err() {
            return;
        }
        if let Some(done) = done {
            let _ = done.send(());
        }
    }
}

struct Reading {
    bytes: BytesMut,
    /// The opcode of a message that is not finished, and what came of it.
    begun: Option<(u8, BytesMut)>,
    item: mpsc::UnboundedSender<Item>,
    control: mpsc::UnboundedSender<Control>,
    writes: mpsc::WeakUnboundedSender<Write>,
    manners: watch::Receiver<Manners>,
    transcript: Transcript,
}

impl Reading {
    /// Reads to the end, and says what it was: the close frame, if there was one.
    async fn run(mut self, mut reader: ReadHalf<TokioIo<Upgraded>>) -> Closed {
        let mut closed = None;
        loop {
            match Frame::take(&mut self.bytes) {
                Ok(Some(frame)) => {
                    self.transcript.received(Frame { masked: true, ..frame.clone() });
                    match self.frame(frame) {
                        Ok(None) => {}
                        Ok(Some(close)) => closed = Some(close),
                        Err(fault) => return Closed::broken(&fault),
                    }
                    continue;
                }
                Ok(None) => {}
                Err(fault) => return Closed::broken(&fault),
            }
            if self.manners.wait_for(|manners| manners.reads).await.is_err() {
                return Closed::gone();
            }
            self.bytes.reserve(4096);
            let Self { bytes, manners, .. } = &mut self;
            let read = tokio::select! {
                biased;
                _ = manners.wait_for(|manners| !manners.reads) => continue,
                read = reader.read_buf(bytes) => read,
            };
            if !matches!(read, Ok(1..)) {
                self.transcript.received("[end]".to_owned());
                return closed.unwrap_or_else(Closed::gone);
            }
        }
    }

    fn frame(&mut self, frame: Frame) -> Result<Option<Closed>, String> {
        match frame.opcode {
            TEXT | BINARY if self.begun.is_some() => return Err("a message began within another".to_owned()),
            TEXT | BINARY if frame.fin => self.message(frame.opcode, &frame.payload)?,
            TEXT | BINARY => self.begun = Some((frame.opcode, BytesMut::from(frame.payload))),
            CONTINUATION => {
                let Some((opcode, mut payload)) = self.begun.take() else {
                    return Err("a continuation of nothing".to_owned());
                };
                payload.extend_from_slice(&frame.payload);
                if frame.fin {
                    self.message(opcode, &payload)?;
                } else {
                    self.begun = Some((opcode, payload));
                }
            }
            PING => {
                self.answer(&Frame::new(PONG, frame.payload.clone()));
                let _ = self.control.send(Control::Ping(frame.payload));
            }
            PONG => drop(self.control.send(Control::Pong(frame.payload))),
            CLOSE => {
                let closed = Closed::read(&frame.payload)?;
                self.answer(&Frame::new(CLOSE, frame.payload));
                return Ok(Some(closed));
            }
            other => return Err(format!("a frame with the reserved opcode {other}")),
        }
        Ok(None)
    }

    fn message(&self, opcode: u8, payload: &[u8]) -> Result<(), String> {
        let item = if opcode == TEXT {
            let text = str::from_utf8(payload).map_err(|error| format!("a text frame: {error}"))?;
            Item::Text(text.to_owned())
        } else {
            Item::Binary(Bytes::copy_from_slice(payload))
        };
        let _ = self.item.send(item);
        Ok(())
    }

    fn answer(&self, frame: &Frame) {
        if let (true, Some(writes)) = (self.manners.borrow().answers, self.writes.upgrade()) {
            self.transcript.sent(frame.clone());
            let _ = writes.send((frame.to_bytes(), None));
        }
    }
}
