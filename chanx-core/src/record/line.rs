//! The lines of a recording.

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::observe::{Closed, Side};

/// One line: what happened on a connection, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Line {
    /// Tells the recording's connections apart.
    pub connection: String,
    /// Seconds since the recording began.
    pub at: f64,
    /// What happened.
    pub happening: Happening,
}

/// What happens on a connection.
#[derive(Debug, Clone, PartialEq)]
pub enum Happening {
    /// It began.
    Opened(Opened),
    /// A side said something.
    Said(Side, Said),
    /// It ended.
    Closed(Closed),
}

/// How a connection began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The path, without the query, which may hold credentials.
    pub path: String,
    /// The consumer's name.
    pub consumer: String,
    /// The subprotocol that was agreed on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subprotocol: Option<String>,
    /// The name of the messages' tag.
    #[serde(default = "action", skip_serializing_if = "is_action")]
    pub tag: String,
}

fn action() -> String {
    "action".to_owned()
}

fn is_action(tag: &str) -> bool {
    tag == "action"
}

/// One message of WebSocket's.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// A text that is a JSON object.
    Text(Value),
    /// Any other text.
    Raw(String),
    /// A binary message.
    Binary(Bytes),
    /// One that may hold secrets nobody can find.
    Withheld {
        /// What it is.
        kind: Kind,
        /// Its length in bytes.
        bytes: usize,
    },
}

/// The kinds of messages that WebSocket has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Text.
    Text,
    /// Bytes.
    Binary,
}

/// The form of a line.
#[derive(Serialize, Deserialize)]
struct Written {
    connection: String,
    at: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opened: Option<Opened>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Side>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    binary: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    withheld: Option<Withheld>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closed: Option<Closed>,
}

#[derive(Serialize, Deserialize)]
struct Withheld {
    kind: Kind,
    bytes: usize,
}

impl From<Line> for Written {
    fn from(Line { connection, at, happening }: Line) -> Self {
        let mut written = Self {
            connection,
            at,
            opened: None,
            from: None,
            text: None,
            raw: None,
            binary: None,
            withheld: None,
            closed: None,
        };
        match happening {
            Happening::Opened(opened) => written.opened = Some(opened),
            Happening::Closed(closed) => written.closed = Some(closed),
            Happening::Said(from, said) => {
                written.from = Some(from);
                match said {
                    Said::Text(text) => written.text = Some(text),
                    Said::Raw(raw) => written.raw = Some(raw),
                    Said::Binary(bytes) => written.binary = Some(BASE64_STANDARD.encode(bytes)),
                    Said::Withheld { kind, bytes } => written.withheld = Some(Withheld { kind, bytes }),
                }
            }
        }
        written
    }
}

impl TryFrom<Written> for Line {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written { connection, at, opened, from, text, raw, binary, withheld, closed } = written;
        let said = match (text, raw, binary, withheld) {
            (None, None, None, None) => None,
            (Some(text), None, None, None) => Some(Said::Text(text)),
            (None, Some(raw), None, None) => Some(Said::Raw(raw)),
            (None, None, Some(binary), None) => {
                let bytes = BASE64_STANDARD.decode(binary).map_err(|_| "`binary` is no base64")?;
                Some(Said::Binary(bytes.into()))
            }
            (None, None, None, Some(Withheld { kind, bytes })) => Some(Said::Withheld { kind, bytes }),
            _ => return Err("more than one of `text`, `raw`, `binary` and `withheld`"),
        };
        let happening = match (opened, from, said, closed) {
            (Some(opened), None, None, None) => Happening::Opened(opened),
            (None, Some(from), Some(said), None) => Happening::Said(from, said),
            (None, None, None, Some(closed)) => Happening::Closed(closed),
            (None, Some(_), None, None) => {
                return Err("`from` without `text`, `raw`, `binary` or `withheld`");
            }
            (None, None, Some(_), None) => return Err("what was said, without `from`"),
            (None, None, None, None) => return Err("none of `opened`, `from` and `closed`"),
            _ => return Err("more than one of `opened`, `from` and `closed`"),
        };
        Ok(Self { connection, at, happening })
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    #[test]
    fn lines_are_read_as_they_are_written() {
        for line in [
            r#"{"connection":"1","at":0.0,"opened":{"path":"/ws/","consumer":"Room"}}"#,
            r#"{"connection":"1","at":0.0,"opened":{"path":"/ws/","consumer":"Room","subprotocol":"v2","tag":"kind"}}"#,
            r#"{"connection":"1","at":0.5,"from":"client","text":{"b":1,"action":"a"}}"#,
            r#"{"connection":"1","at":0.5,"from":"server","raw":"hi"}"#,
            r#"{"connection":"1","at":0.5,"from":"server","binary":"AAEC/w=="}"#,
            r#"{"connection":"1","at":0.5,"from":"client","withheld":{"kind":"text","bytes":3}}"#,
            r#"{"connection":"2","at":3.25,"closed":{"code":1000,"by":"client"}}"#,
        ] {
            let read: Line = serde_json::from_str(line).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), line);
        }
    }

    #[test]
    fn what_is_no_line_is_told() {
        for (rest, why) in [
            ("", "none of"),
            (r#","from":"client""#, "`from` without"),
            (r#","raw":"a""#, "without `from`"),
            (r#","from":"client","raw":"a","text":{}"#, "more than one of `text`"),
            (r#","from":"client","raw":"a","closed":{"code":1,"by":"client"}"#, "more than one of `opened`"),
            (r#","from":"client","binary":"?""#, "no base64"),
        ] {
            let line = format!(r#"{{"connection":"1","at":0{rest}}}"#);
            let error = serde_json::from_str::<Line>(&line).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
