//! Messages as a client has them, that knows of no server: neither tokio nor hyper is built for them.

use chanx::{Message, prelude::*};

/// What somebody writes.
#[payload]
pub struct Words {
    /// The text.
    #[garde(length(min = 1, max = 80))]
    pub text: String,
    /// In which mood.
    pub mood: Mood,
}

/// A mood.
#[payload]
pub enum Mood {
    /// None in particular.
    Plain,
    /// A loud one, by so much.
    Loud(u8),
}

/// Says something.
#[message(action = "say")]
pub struct SayMessage {
    /// What is said.
    pub payload: Words,
}

/// Tells how many listen.
#[message(action = "listeners")]
pub struct ListenersMessage {
    /// How many.
    pub payload: u32,
}

/// All that a client may hear.
#[messages]
pub enum Heard {
    /// Somebody said something.
    Say(SayMessage),
    /// Somebody came or went.
    Listeners(ListenersMessage),
    /// The server is there.
    Pong(PongMessage),
}

/// The parameters of a room's path.
#[params]
pub struct RoomParams {
    /// Its number.
    pub room: u32,
}

/// Told by another process.
#[event(handler = "moved")]
pub struct MovedEvent {
    /// The room that it is about.
    pub room: u32,
    /// The mood there.
    pub mood: Mood,
}

/// Writes a message as its frame.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn write<M: Message>(message: &M) -> serde_json::Result<String> {
    serde_json::to_string(message)
}

#[cfg(test)]
mod tests {
    use chanx::{Event, Frame, Incoming, Outgoing, Params, schemars::generate::SchemaSettings};

    use super::*;

    #[test]
    fn frames_are_written_and_read_without_a_server() {
        let say = SayMessage { payload: Words { text: "hi".to_owned(), mood: Mood::Loud(3) } };
        let text = write(&say).unwrap();
        assert_eq!(text, r#"{"action":"say","payload":{"text":"hi","mood":{"Loud":3}}}"#);
        let Heard::Say(heard) = Heard::decode(&Frame::new("say", &text)).unwrap() else {
            panic!("another message")
        };
        assert_eq!(heard.payload.text, "hi");
        assert_eq!(Heard::Pong(PongMessage).info().action, "pong");
        assert!(
            Heard::decode(&Frame::new("say", r#"{"action":"say","payload":{"text":"","mood":"Plain"}}"#))
                .is_err()
        );
    }

    #[test]
    fn rows_give_their_schemas_without_a_server() {
        let mut generator = SchemaSettings::draft07().into_generator();
        let event = (MovedEvent::INFO.schema)(&mut generator);
        assert_eq!(event.as_value()["properties"]["room"]["description"], "The room that it is about.");
        assert_eq!(event.as_value()["properties"]["mood"]["$ref"], "#/definitions/Mood");
        let [room] = RoomParams::FIELDS else { panic!("another number") };
        assert_eq!((room.name, room.description), ("room", "Its number."));
        assert_eq!((room.schema)(&mut generator).as_value()["format"], "uint32");
        assert!(generator.take_definitions(true).contains_key("Mood"));
    }
}
