//! The forms that serde gives to types.

use std::{num::NonZeroU16, time::Duration};

use chanx::prelude::*;
use chanx_testing::check_contract;

use super::app;

#[payload]
#[derive(Debug, Clone)]
enum Plain {
    One,
    Two,
}

#[payload]
#[derive(Debug, Clone)]
#[serde(untagged)]
enum Untagged {
    Named { number: u8 },
    List(Vec<Plain>),
    Float(f32),
    Switch(Option<bool>),
}

#[payload]
#[derive(Debug, Clone)]
#[serde(tag = "kind", content = "worth")]
enum Adjacent {
    Unit,
    Number(u8),
    Named { plain: Plain },
}

#[payload]
#[derive(Debug, Clone)]
#[serde(tag = "kind")]
enum Internal {
    Unit,
    Held(Held),
    Named { plain: Plain },
}

#[payload]
#[derive(Debug, Clone)]
struct Held {
    #[garde(range(min = 0.5, max = 2.5))]
    ratio: f64,
    #[serde(default)]
    count: i16,
}

/// A field of each form.
#[message(action = "forms")]
struct FormsMessage {
    untagged: Untagged,
    adjacent: Adjacent,
    internal: Internal,
    plain: Plain,
    #[serde(flatten)]
    held: Held,
    at_least_one: NonZeroU16,
    wide: i128,
    time: Duration,
    pair: ((), u8),
    three: [u8; 3],
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Default)]
struct Forms;

#[consumer(public)]
impl Forms {
    #[ws_handler]
    async fn forms(&mut self, message: FormsMessage) -> FormsMessage {
        message
    }
}

#[tokio::test(start_paused = true)]
async fn every_form_of_serde_passes() {
    check_contract(&app(router![path("ws/", Forms)])).await;
}
