use chanx::prelude::*;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    async fn disconnected(&mut self) {}
}

fn main() {}
