use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

#[message(action = "leave")]
struct LeaveMessage;

#[message(action = "done")]
struct DoneMessage;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) -> DoneMessage {
        DoneMessage
    }
}

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn leave(&mut self, _: LeaveMessage) -> DoneMessage {
        DoneMessage
    }
}

fn main() {}
