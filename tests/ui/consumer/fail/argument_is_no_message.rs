use chanx::prelude::*;

struct Plain;

#[message(action = "pong")]
struct PongMessage;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, message: Plain) -> PongMessage {
        let _ = message;
        PongMessage
    }
}

fn main() {}
