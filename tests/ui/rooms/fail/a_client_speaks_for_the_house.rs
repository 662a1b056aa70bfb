#[allow(dead_code, unreachable_pub)]
#[path = "../../../../examples/rooms.rs"]
mod rooms;

use chanx_testing::Communicator;
use rooms::{Announcement, Line, RoomConsumer};

pub async fn announce(client: &mut Communicator<RoomConsumer>) {
    client.send_message(Announcement { payload: Line { text: "Tea is ready".to_owned() } }).await;
}

fn main() {}
