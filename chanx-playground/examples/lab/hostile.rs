//! A peer that sends what a page may stumble over.

use std::{iter, time::Duration};

use chanx::prelude::*;
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, sleep_until};

const MIB: usize = 1024 * 1024;

/// Something that a page may stumble over.
#[payload]
#[serde(rename_all = "snake_case")]
pub(crate) enum Trick {
    /// Elements with scripts.
    Html,
    /// Control characters, and those that change the direction of a text.
    Control,
    /// A text of 1 MB.
    Large,
    /// Bytes.
    Binary,
    /// A text that is no JSON.
    NoJson,
}

/// How many frames, and how fast.
#[payload]
pub(crate) struct Flood {
    /// How many.
    #[garde(range(min = 1, max = 100_000))]
    pub(crate) frames: u32,
    /// In a second.
    #[garde(range(min = 1, max = 100_000))]
    pub(crate) per_second: u32,
}

/// How to end.
#[payload]
pub(crate) struct Ending {
    /// The close code.
    #[garde(range(min = 1000, max = 4999))]
    pub(crate) code: u16,
    /// The reason.
    #[garde(length(bytes, max = 123))]
    pub(crate) reason: String,
}

/// Do something that a page may stumble over.
#[message(action = "trick")]
pub(crate) struct TrickMessage {
    /// What.
    pub(crate) payload: Trick,
}

/// Send many frames.
#[message(action = "flood")]
pub(crate) struct FloodMessage {
    /// How many.
    pub(crate) payload: Flood,
}

/// Close the connection.
#[message(action = "close")]
pub(crate) struct CloseMessage {
    /// How.
    pub(crate) payload: Ending,
}

/// Some words.
#[message(action = "words")]
pub(crate) struct WordsMessage {
    /// The words.
    pub(crate) payload: String,
}

/// One connection.
#[derive(Default)]
pub(crate) struct HostileConsumer;

/// A peer that means no good. Its words are `<b>not bold</b>`, and <i>not italic</i>.
#[consumer(public, max_outbound_queue = 16 * MIB, sends(WordsMessage))]
impl HostileConsumer {
    /// Sends it.
    #[ws_handler]
    async fn trick(&self, message: TrickMessage, cx: &Context<Self>) -> Result<()> {
        let words = |text: &str| WordsMessage { payload: text.to_owned() };
        match message.payload {
            Trick::Html => {
                let element = "<img src=x onerror=\"document.title='owned'\">";
                cx.send_text(format!(r#"{{"action":{element:?},"payload":"<script>owned</script>"}}"#))
                    .await?;
                cx.send_message(words(&format!("{element}<script>document.title='owned'</script>"))).await
            }
            Trick::Control => {
                cx.send_text("bell \u{7} escape \u{1b}[31m \u{202e}esrever\u{202c} \u{200b}end").await?;
                cx.send_message(words("\u{0}\u{1} \u{202e}gnp.exe")).await
            }
            Trick::Large => cx.send_message(words(&"x".repeat(MIB))).await,
            Trick::Binary => cx.send_binary((0..=255).chain(0..=255).collect::<Bytes>()).await,
            Trick::NoJson => cx.send_text("{no JSON").await,
        }
    }

    /// Sends that many frames.
    #[ws_handler]
    async fn flood(message: FloodMessage) -> impl Stream<Item = WordsMessage> {
        let Flood { frames, per_second } = message.payload;
        let apart = Duration::from_secs(1) / per_second;
        let begin = Instant::now();
        let due = iter::successors(Some(begin), move |last| Some(*last + apart));
        stream::iter((1..=frames).zip(due)).then(move |(number, due)| async move {
            sleep_until(due).await;
            WordsMessage { payload: format!("frame {number} of {frames}, and some words to fill its line") }
        })
    }

    /// Closes the connection.
    #[ws_handler]
    async fn close(&self, message: CloseMessage, cx: &Context<Self>) {
        cx.close(message.payload.code, &message.payload.reason);
    }
}
