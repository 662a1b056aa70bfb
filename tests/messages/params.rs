//! A path's parameters are read into the struct, and written for group names.

use chanx::{__private::runtime::params::Params, prelude::*};

#[params]
struct RoomPath {
    room: String,
    r#type: u16,
}

#[params]
struct NoParams {}

#[test]
fn fields_are_read_by_name() {
    let names: Vec<_> = RoomPath::FIELDS.iter().map(|field| (field.name, field.converters[0])).collect();
    assert_eq!(names, [("room", "str"), ("type", "int")]);
    let path = |name: &str| match name {
        "room" => Some("blue"),
        "type" => Some("7"),
        _ => None,
    };
    let read = RoomPath::from_path(path).unwrap();
    assert_eq!((read.room.as_str(), read.r#type), ("blue", 7));
    assert_eq!(read.get("type").as_deref(), Some("7"));
    assert_eq!(read.get("colour"), None);
    assert!(RoomPath::from_path(|_| Some("blue")).is_none());
    assert!(NoParams::from_path(|_| None).is_some());
}
