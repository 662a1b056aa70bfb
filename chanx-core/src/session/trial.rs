//! A frame on trial: what a server would answer, without a connection and without a call.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio_tungstenite::tungstenite::Message;

use super::{
    Route,
    conclusion::Asked,
    read::{self, Read},
};
use crate::{consumer::Consumer, decode};

impl<C: Consumer> Route<C> {
    /// The frame by which a text would be refused; `None` where a handler takes it, as far as permissions and rates let it.
    pub(crate) fn refusal(&self, text: &str) -> Option<String> {
        let frame = Message::text(text);
        let (asked, faults) = Asked::read(self, &frame);
        if !faults.is_empty() {
            return Some(asked.answer(self.wire.error(&faults)));
        }
        let answer = match Read::of(self, &frame) {
            Read::Refused(answer) => answer,
            Read::Raw { .. } | Read::Authenticate { .. } => return None,
            Read::Message { info, row, text } => {
                let message = decode::Frame::new(info.action, &text);
                // Decoding runs the application's rules. A panic of them would end a connection; here it ends nothing.
                match catch_unwind(AssertUnwindSafe(|| row.decode.map_or(Ok(()), |decode| decode(&message))))
                {
                    Ok(Ok(())) => return None,
                    Ok(Err(invalid)) => read::refusal(self, info, &text, invalid),
                    Err(_) => self.wire.handler_failed(),
                }
            }
        };
        Some(asked.answer(answer))
    }
}
