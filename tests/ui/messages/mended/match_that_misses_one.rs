use chanx::prelude::*;

#[message(action = "open")]
struct Open;

#[message(action = "close")]
struct Close;

#[messages]
enum Door {
    Open(Open),
    Close(Close),
}

fn told(door: Door) -> &'static str {
    match door {
        Door::Open(_) => "opened",
        Door::Close(_) => "closed",
    }
}

fn main() {
    told(Door::Open(Open));
}
