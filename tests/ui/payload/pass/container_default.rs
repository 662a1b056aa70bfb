use chanx::prelude::*;

/// What may be left out as a whole.
#[payload]
#[derive(Default)]
#[serde(default)]
pub struct Options {
    pub loud: bool,
    #[garde(length(max = 3))]
    pub lang: String,
}

/// Say something.
#[message(action = "say")]
pub struct SayMessage {
    pub payload: Options,
}

pub(crate) fn main() {
    let said: SayMessage = chanx::__private::serde_json::from_str(r#"{"action":"say","payload":{"loud":true}}"#).unwrap();
    assert!(said.payload.loud && said.payload.lang.is_empty());
}
