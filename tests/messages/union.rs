//! A union decodes by the action, and travels as what it holds.

use chanx::{
    __private::runtime::message::{Incoming, Outgoing},
    Frame,
    prelude::*,
};
use serde_json::to_string;

#[message(action = "open")]
#[derive(Debug, PartialEq)]
struct Open;

#[message(action = "close")]
#[derive(Debug, PartialEq)]
struct Close(#[garde(length(min = 1))] String);

#[messages]
#[derive(Debug, PartialEq)]
enum Door {
    Open(Open),
    Close(Close),
}

#[test]
fn a_union_is_what_it_holds() {
    let close = r#"{"action":"close","payload":"softly"}"#;
    let door = Door::decode(&Frame::new("close", close)).unwrap();
    assert_eq!(door, Door::from(Close("softly".to_owned())));
    assert_eq!(to_string(&door).unwrap(), close);
    assert_eq!((door.info().action, Door::from(Open).info().action), ("close", "open"));
    let actions: Vec<_> = Door::ACCEPTS.iter().map(|info| info.action).collect();
    assert_eq!(actions, ["open", "close"]);
    assert_eq!(Door::SENDS.len(), 2);
    assert!(Door::decode(&Frame::new("close", r#"{"action":"close","payload":""}"#)).is_err());
    assert!(Door::decode(&Frame::new("lock", r#"{"action":"lock"}"#)).is_err());
}
