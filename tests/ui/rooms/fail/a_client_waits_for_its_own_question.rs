#[allow(dead_code, unreachable_pub)]
#[path = "../../../../examples/rooms.rs"]
mod rooms;

use chanx_testing::Communicator;
use rooms::{AskMessage, RoomConsumer};

pub async fn wait(client: &mut Communicator<RoomConsumer>) {
    client.receive::<AskMessage>().await;
}

fn main() {}
