use chanx::prelude::*;

#[message(action = "complete")]
struct Done;

#[message(action = "group_complete")]
struct GroupDone;

#[message(action = "event_complete")]
struct EventDone;

#[message(action = "error")]
struct Failed(String);

#[message(action = "authentication")]
struct Authenticated {
    user: String,
}

fn main() {}
