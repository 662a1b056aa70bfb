use chanx::prelude::*;

#[message(action = "chat")]
struct ChatMessage(String);

struct Plain;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[ws_handler]
    async fn chat(&mut self, _: ChatMessage) -> impl Stream<Item = Plain> {
        futures_util::stream::iter([Plain])
    }
}

fn main() {}
