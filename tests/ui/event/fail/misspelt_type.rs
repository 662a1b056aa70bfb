use chanx::prelude::*;

#[payload]
struct Notification {
    text: String,
}

#[event(handler = "notify")]
struct NotifyEvent {
    payload: Notificaton,
}

fn main() {}
