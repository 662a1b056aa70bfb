//! From bytes to what the client said.

use bytes::{Buf, Bytes, BytesMut};
use tokio_tungstenite::tungstenite::{
    Message, Utf8Bytes,
    protocol::{
        CloseFrame,
        frame::coding::{CloseCode, Control, Data, OpCode},
    },
};

use super::{
    fault::Fault,
    header::{Head, RESERVED},
    mask,
    text::Text,
};

/// What is too long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Most bytes of a message.
    pub(crate) message: usize,
    /// Most bytes of a frame's payload.
    pub(crate) frame: usize,
}

/// What arrived.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Arrived {
    /// A whole message: text or binary. It may be a slice of the buffer that was read into.
    Message(Message),
    /// A frame of a message that goes on.
    Fragment,
    Ping(Bytes),
    Pong(Bytes),
    /// The client's close frame. Nothing after it is looked at.
    Close(Option<CloseFrame>),
}

/// Reads frames. It keeps nothing between two messages: what arrived of a message in part goes with it.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    assembly: Option<Box<Assembly>>,
}

/// A message that arrives in parts.
#[derive(Debug)]
struct Assembly {
    body: Body,
    /// Bytes in `body`, and those that its present frame still brings.
    len: usize,
    /// The frame that is arriving; none between two of the message.
    frame: Option<Receiving>,
}

#[derive(Debug)]
enum Body {
    Text(Text),
    Binary(Vec<u8>),
}

/// A frame of data that is arriving.
#[derive(Debug)]
struct Receiving {
    /// Bytes of its payload that have yet to arrive.
    left: usize,
    /// As it goes on from here.
    mask: [u8; 4],
    is_final: bool,
}

impl Decoder {
    /// Takes the next thing off the bytes. `None` when more must arrive first: what is left of the bytes then is the
    /// beginning of a head or of a control frame, at most 138 bytes.
    pub(crate) fn next(&mut self, bytes: &mut BytesMut, limits: Limits) -> Result<Option<Arrived>, Fault> {
        if self.assembly.as_ref().is_some_and(|assembly| assembly.frame.is_some()) {
            return self.receive(bytes);
        }
        let Some(head) = Head::read(bytes) else { return Ok(None) };
        let (mask, len) = head.check(limits.frame)?;
        match head.header.opcode {
            OpCode::Control(control) => {
                if bytes.len() < head.len + len {
                    return Ok(None);
                }
                bytes.advance(head.len);
                let mut payload = bytes.split_to(len);
                mask::apply(&mut payload, mask);
                Self::control(control, payload.freeze()).map(Some)
            }
            OpCode::Data(data) => {
                let begun = self.begin(data, len, limits.message)?;
                bytes.advance(head.len);
                if let Some(data) = begun
                    && head.header.is_final
                    && len <= bytes.len()
                {
                    let mut payload = bytes.split_to(len);
                    mask::apply(&mut payload, mask);
                    return Ok(Some(Arrived::Message(whole(data, payload.freeze())?)));
                }
                let assembly = self.assembly.get_or_insert_with(|| Box::new(Assembly::new(data)));
                assembly.len += len;
                assembly.frame = Some(Receiving { left: len, mask, is_final: head.header.is_final });
                self.receive(bytes)
            }
        }
    }

    /// Whether a frame of data may come now: the kind of message that it begins, if it begins one.
    fn begin(&self, data: Data, len: usize, most: usize) -> Result<Option<Data>, Fault> {
        match (data, &self.assembly) {
            (Data::Continue, None) => Err(Fault::Protocol("a message is continued that was not begun")),
            (Data::Continue, Some(assembly)) if len > most.saturating_sub(assembly.len) => Err(Fault::TooBig),
            (Data::Continue, Some(_)) => Ok(None),
            (_, Some(_)) => Err(Fault::Protocol("a message begins within another")),
            (_, None) if len > most => Err(Fault::TooBig),
            (_, None) => Ok(Some(data)),
        }
    }

    /// Takes what arrived of the present frame.
    fn receive(&mut self, bytes: &mut BytesMut) -> Result<Option<Arrived>, Fault> {
        let Some(assembly) = &mut self.assembly else { return Ok(None) };
        let Some(frame) = &mut assembly.frame else { return Ok(None) };
        let arrived = frame.left.min(bytes.len());
        let mut part = bytes.split_to(arrived);
        mask::apply(&mut part, frame.mask);
        frame.mask = mask::after(frame.mask, arrived);
        frame.left -= arrived;
        match &mut assembly.body {
            Body::Text(text) => text.push(&part)?,
            Body::Binary(binary) => binary.extend_from_slice(&part),
        }
        if frame.left > 0 {
            return Ok(None);
        }
        let is_final = frame.is_final;
        assembly.frame = None;
        if !is_final {
            return Ok(Some(Arrived::Fragment));
        }
        let message = match self.assembly.take().map(|assembly| assembly.body) {
            Some(Body::Text(text)) => Message::Text(text.finish()?.into()),
            Some(Body::Binary(binary)) => Message::Binary(binary.into()),
            None => return Ok(None),
        };
        Ok(Some(Arrived::Message(message)))
    }

    fn control(control: Control, payload: Bytes) -> Result<Arrived, Fault> {
        match control {
            Control::Ping => Ok(Arrived::Ping(payload)),
            Control::Pong => Ok(Arrived::Pong(payload)),
            Control::Close => close(&payload).map(Arrived::Close),
            Control::Reserved(_) => Err(RESERVED),
        }
    }
}

#[cfg(test)]
impl Decoder {
    /// Bytes of memory for what is being put together.
    pub(super) fn assembly(&self) -> Option<usize> {
        self.assembly.as_ref().map(|assembly| match &assembly.body {
            Body::Text(text) => text.capacity(),
            Body::Binary(binary) => binary.capacity(),
        })
    }
}

impl Assembly {
    fn new(data: Data) -> Self {
        let body = match data {
            Data::Text => Body::Text(Text::default()),
            _ => Body::Binary(Vec::new()),
        };
        Self { body, len: 0, frame: None }
    }
}

/// A message that arrived in one piece.
fn whole(data: Data, payload: Bytes) -> Result<Message, Fault> {
    match data {
        Data::Text => Utf8Bytes::try_from(payload).map(Message::Text).map_err(|_| Fault::InvalidText),
        _ => Ok(Message::Binary(payload)),
    }
}

/// The body of a close frame (RFC 6455 section 5.5.1).
fn close(payload: &[u8]) -> Result<Option<CloseFrame>, Fault> {
    let Some((code, reason)) = payload.split_first_chunk() else {
        return match payload {
            [] => Ok(None),
            _ => Err(Fault::Protocol("a close frame has half a code")),
        };
    };
    let reason = str::from_utf8(reason).map_err(|_| Fault::InvalidText)?;
    let code = CloseCode::from(u16::from_be_bytes(*code));
    if !code.is_allowed() {
        return Err(Fault::Protocol("a close frame has a code that may not be sent"));
    }
    Ok(Some(CloseFrame { code, reason: reason.into() }))
}
