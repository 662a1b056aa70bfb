//! An event has a message's form without the tag, unless it is a message too.

use chanx::{__private::runtime::event::Event, prelude::*};
use serde_json::{from_str, to_string};

/// Told by jobs.
#[event(handler = "notify")]
#[derive(Debug, PartialEq)]
struct Notify {
    #[serde(rename = "body", default)]
    payload: String,
    level: u8,
}

#[event(handler = "count")]
#[derive(Debug, PartialEq)]
struct Count(u32);

#[event(handler = "wake")]
#[derive(Debug, PartialEq)]
struct Wake;

#[event(handler = "above")]
#[message(action = "both")]
#[derive(Debug, PartialEq)]
struct EventAbove {
    #[serde(rename = "n")]
    #[garde(range(min = 1))]
    number: u8,
}

#[message(action = "both")]
#[event(handler = "below")]
#[derive(Debug, PartialEq)]
struct EventBelow(#[garde(range(min = 1))] u8);

#[test]
fn an_event_has_no_tag() {
    let notify = Notify { payload: "hi".to_owned(), level: 2 };
    assert_eq!(to_string(&notify).unwrap(), r#"{"body":"hi","level":2}"#);
    assert_eq!(from_str::<Notify>(r#"{"level":2,"body":"hi"}"#).unwrap(), notify);
    assert_eq!(to_string(&Count(3)).unwrap(), r#"{"payload":3}"#);
    assert_eq!(from_str::<Count>(r#"{"payload":3}"#).unwrap(), Count(3));
    assert_eq!(to_string(&Wake).unwrap(), r#"{"payload":null}"#);
    assert_eq!(from_str::<Wake>("{}").unwrap(), Wake);
}

#[test]
fn an_event_that_is_a_message_travels_as_one() {
    assert_eq!(to_string(&EventAbove { number: 1 }).unwrap(), r#"{"action":"both","n":1}"#);
    assert_eq!(to_string(&EventBelow(1)).unwrap(), r#"{"action":"both","payload":1}"#);
    assert_eq!(from_str::<EventBelow>(r#"{"action":"both","payload":1}"#).unwrap(), EventBelow(1));
    assert_eq!((EventAbove::INFO_OF.handler, EventBelow::INFO_OF.handler), ("above", "below"));
}

#[test]
fn an_event_knows_itself() {
    let info = &<Notify as Event>::INFO;
    assert_eq!((info.handler, info.name, info.description), ("notify", "Notify", "Told by jobs."));
}

/// `INFO` is a name of messages and of events.
trait InfoOf: Event {
    const INFO_OF: chanx::__private::runtime::table::EventInfo = <Self as Event>::INFO;
}

impl<E: Event> InfoOf for E {}
