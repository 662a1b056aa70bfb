use chanx::{Message, prelude::*};

/// Numbers beyond 32 bits, and lengths that a schema cannot say.
#[payload]
pub struct Wide {
    #[garde(range(min = 3000000000, max = 9007199254740993))]
    pub count: i64,
    #[garde(range(max = 18446744073709551614))]
    pub most: u64,
    #[garde(length(bytes, max = 4))]
    pub short: String,
    #[garde(inner(length(graphemes, max = 1)))]
    pub letters: Vec<String>,
}

/// Say it.
#[message(action = "say")]
pub struct SayMessage {
    pub payload: Wide,
}

pub(crate) fn main() {
    let shape = (SayMessage::INFO.compiled)();
    let wide = &shape.incoming()["$defs"]["Wide"]["properties"];
    assert_eq!(wide["count"]["maximum"], 9_007_199_254_740_993_i64);
    assert_eq!(wide["short"]["maxLength"], 4);
    assert!(wide["letters"]["items"].get("maxLength").is_none());
}
