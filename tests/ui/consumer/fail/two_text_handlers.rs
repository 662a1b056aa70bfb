use chanx::prelude::*;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    #[text_handler]
    async fn text(&mut self, _: String) {}

    #[text_handler]
    async fn more(&mut self, _: String) {}
}

fn main() {}
