use chanx::prelude::*;
use chat::sockets::{Added, NotifyEvent, RoomConsumer};

pub async fn notify(channels: &Channels, payload: Added) {
    let _ = RoomConsumer::send_channel_event(channels, "room_7", NotifyEvent { payload }).await;
}

fn main() {}
