use chanx::prelude::*;

#[message(action = "done")]
struct Done;

#[message(action = "group_done")]
struct GroupDone;

#[message(action = "event_done")]
struct EventDone;

#[message(action = "failed")]
struct Failed(String);

#[message(action = "authenticated")]
struct Authenticated {
    user: String,
}

fn main() {}
