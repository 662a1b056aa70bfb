use chanx::prelude::*;

struct RoomConsumer;

#[consumer(public)]
impl RoomConsumer {
    async fn connect(_: &Context<Self>) -> Result<u8> {
        Ok(1)
    }
}

fn main() {}
