use chanx::prelude::*;

#[derive(Default)]
struct RoomConsumer;

#[consumer(public)]
impl Drop for RoomConsumer {
    fn drop(&mut self) {}
}

fn main() {}
