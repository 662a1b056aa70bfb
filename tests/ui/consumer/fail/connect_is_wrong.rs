use chanx::prelude::*;

struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    async fn connect(&self) -> Self {
        Self
    }
}

fn main() {}
