//! Rows of the frames that are chanx's own.

use schemars::{Schema, SchemaGenerator, json_schema};

use super::{SchemaFn, Side};

/// A frame of chanx's own.
#[derive(Debug, Clone, Copy)]
pub struct StandardFrame {
    /// The value of the tag: `error`.
    pub action: &'static str,
    /// The name of the tag, which is the consumer's.
    pub tag: &'static str,
    /// The frame in plain words.
    pub description: &'static str,
    /// The side that sends it.
    pub sender: Side,
    /// The schema of its payload alone; [`StandardFrame::schema`] is that of the whole frame.
    pub payload: SchemaFn,
}

impl StandardFrame {
    /// Writes the schema of the whole frame, keys as they are in Rust, into a document that others share.
    pub fn schema(&self, generator: &mut SchemaGenerator) -> Schema {
        let payload = (self.payload)(generator);
        json_schema!({
            "description": self.description,
            "type": "object",
            "properties": {
                self.tag: { "type": "string", "const": self.action },
                "payload": payload,
            },
            "required": [self.tag, "payload"],
        })
    }
}
