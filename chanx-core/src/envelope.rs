//! The envelope: keys that stand beside a message, and say which request it belongs to.
//!
//! They are those of chanx for Python, TypeScript and Go: `version` (always 1), `topic`, `ref` and `seq`. A client's request
//! may have a `ref`; whatever answers it has the same, and the version before it. Topics and `seq` are reserved.

use std::sync::atomic::{AtomicBool, Ordering};

use chanx_schema::json::members;
use serde_json::Value;

use crate::validate::{Fault, Loc};

/// The version of the envelope.
pub(crate) const VERSION: u64 = 1;
/// Most bytes of a `ref`.
pub(crate) const MAX_REFERENCE: usize = 64;

/// The keys' names.
#[cfg(feature = "server")]
pub(crate) const NAMES: [&str; 4] = ["version", "topic", "ref", "seq"];

/// A key of the envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    Version,
    Topic,
    Ref,
    Seq,
}

impl Key {
    #[inline]
    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            "ref" => Some(Self::Ref),
            "seq" => Some(Self::Seq),
            "topic" => Some(Self::Topic),
            "version" => Some(Self::Version),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::Topic => "topic",
            Self::Ref => "ref",
            Self::Seq => "seq",
        }
    }

    fn fault(self, kind: &str, msg: impl Into<String>) -> Fault {
        Fault { kind: kind.to_owned(), loc: vec![Loc::Key(self.name().to_owned())], msg: msg.into() }
    }

    /// The fault of its value, if it has one.
    pub(crate) fn judge(self, value: &Value) -> Option<Fault> {
        match (self, value) {
            (Self::Version, value) if value.as_u64() != Some(VERSION) => {
                Some(self.fault("literal_error", format!("Input should be {VERSION}")))
            }
            (Self::Seq, value) if !value.is_i64() && !value.is_u64() => {
                Some(self.fault("int_type", "Input should be a valid integer"))
            }
            (Self::Ref, Value::String(text)) if text.len() > MAX_REFERENCE => Some(
                self.fault("string_too_long", format!("String should have at most {MAX_REFERENCE} bytes")),
            ),
            (Self::Topic, Value::String(_)) => Some(self.fault("unknown_topic", "There are no topics here")),
            (Self::Ref, Value::String(_)) | (Self::Version | Self::Seq, _) => None,
            (Self::Topic | Self::Ref, _) => Some(self.fault("string_type", "Input should be a valid string")),
        }
    }
}

/// A request's `ref`, and whether the request has ended.
#[derive(Debug)]
pub struct Reference {
    text: String,
    /// What its answers end with.
    ending: String,
    ended: AtomicBool,
}

impl Reference {
    pub(crate) fn new(text: String) -> Self {
        // A text can always be written.
        let written = serde_json::to_string(&text).unwrap_or_default();
        let ending = format!(r#","version":{VERSION},"ref":{written}}}"#);
        Self { text, ending, ended: AtomicBool::new(false) }
    }

    /// The text, as the client wrote it.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Writes it behind the fields of an answer's text, which is an object that is not empty.
    pub(crate) fn onto(&self, mut answer: String) -> String {
        if answer.pop() == Some('}') {
            answer.push_str(&self.ending);
        }
        answer
    }

    /// Ends the request: what is sent from now on answers it no more.
    pub(crate) fn end(&self) {
        self.ended.store(true, Ordering::Release);
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Acquire)
    }
}

/// The envelope of a frame that is not taken as a message.
#[derive(Debug, Default)]
pub(crate) struct Envelope {
    /// The `ref`, if there is a right one.
    pub(crate) reference: Option<Reference>,
    /// What is wrong, in the order in which the keys stand.
    pub(crate) faults: Vec<Fault>,
}

/// Reads the envelope of a text, which may be no JSON at all.
pub(crate) fn read(text: &str) -> Envelope {
    let (mut times, mut faults, mut reference) = ([0_usize; 4], Vec::new(), None);
    for member in members(text) {
        let Some(key) = named(member.key) else { continue };
        times[key as usize] += 1;
        match times[key as usize] {
            1 => {}
            // Told once, however often it comes.
            2 => {
                faults.push(key.fault("duplicate_key", "Field given more than once"));
                if key == Key::Ref {
                    reference = None;
                }
                continue;
            }
            _ => continue,
        }
        // What is cut or nests too deep is no text and no number.
        let value = serde_json::from_str(member.value).unwrap_or(Value::Null);
        match (key.judge(&value), value) {
            (Some(fault), _) => faults.push(fault),
            (None, Value::String(text)) if key == Key::Ref => reference = Some(Reference::new(text)),
            _ => {}
        }
    }
    Envelope { reference, faults }
}

/// The key that is written so, between its quotes.
fn named(written: &str) -> Option<Key> {
    if written.contains('\\') {
        return Key::of(&serde_json::from_str::<String>(written).ok()?);
    }
    Key::of(written.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::{Envelope, MAX_REFERENCE, read};

    fn told(text: &str) -> Result<Option<String>, Vec<(String, String)>> {
        let short = |fault: &super::Fault| (fault.kind.clone(), format!("{:?}", fault.loc));
        let Envelope { reference, faults } = read(text);
        let reference = reference.map(|reference| reference.as_str().to_owned());
        if faults.is_empty() { Ok(reference) } else { Err(faults.iter().map(short).collect()) }
    }

    #[test]
    fn a_right_ref_is_known_beside_other_faults() {
        let known = |text: &str| read(text).reference.map(|reference| reference.as_str().to_owned());
        assert_eq!(known(r#"{"topic":"a","ref":"7","version":2}"#), Some("7".to_owned()));
        assert_eq!(known(r#"{"ref":"7","ref":"7"}"#), None);
        assert_eq!(known(r#"{"ref":7,"seq":1}"#), None);
    }

    #[test]
    fn a_ref_is_found_wherever_it_stands_and_however_it_is_written() {
        for text in [
            r#"{"ref":"7"}"#,
            r#"{"action":"a","payload":{"ref":5},"ref":"7","version":1,"seq":-3}"#,
            r#"{ "\u0072ef" : "\u0037" , "x":[[{]"#,
            r#"{"ref":"7","payload":{"#,
        ] {
            assert_eq!(told(text), Ok(Some("7".to_owned())), "{text}");
        }
        for text in ["", "7", "[]", r#"{"payload":{"ref":"7"}}"#, r#"["ref"]"#, r#"{"Ref":"7"}"#] {
            assert_eq!(told(text), Ok(None), "{text}");
        }
        let longest = "é".repeat(MAX_REFERENCE / 2);
        assert_eq!(told(&format!(r#"{{"ref":"{longest}"}}"#)), Ok(Some(longest)));
    }

    #[test]
    fn each_key_has_its_faults() {
        let fault = |kind: &str, key: &str| (kind.to_owned(), format!("[Key({key:?})]"));
        let long = format!(r#"{{"ref":"{}"}}"#, "a".repeat(MAX_REFERENCE + 1));
        for (text, kind, key) in [
            (r#"{"ref":7}"#, "string_type", "ref"),
            (r#"{"ref":null}"#, "string_type", "ref"),
            (r#"{"ref":{"a":["#, "string_type", "ref"),
            (&*long, "string_too_long", "ref"),
            (r#"{"ref":"a","ref":"a"}"#, "duplicate_key", "ref"),
            (r#"{"version":2}"#, "literal_error", "version"),
            (r#"{"version":"1"}"#, "literal_error", "version"),
            (r#"{"seq":1.5}"#, "int_type", "seq"),
            (r#"{"topic":"room:1"}"#, "unknown_topic", "topic"),
            (r#"{"topic":1}"#, "string_type", "topic"),
        ] {
            assert_eq!(told(text), Err(vec![fault(kind, key)]), "{text}");
        }
        // As many as there are keys, and no more.
        let often = format!("{{{}}}", [r#""ref":1,"seq":"a""#; 1000].join(","));
        assert_eq!(told(&often).map_err(|faults| faults.len()), Err(4));
        let several = told(r#"{"topic":"a","ref":1,"version":1}"#);
        assert_eq!(several, Err(vec![fault("unknown_topic", "topic"), fault("string_type", "ref")]));
    }

    #[test]
    fn an_answer_has_it_behind_its_own_fields() {
        let reference = super::Reference::new("a\"b".to_owned());
        let answer = reference.onto(r#"{"action":"x","payload":null}"#.to_owned());
        assert_eq!(answer, r#"{"action":"x","payload":null,"version":1,"ref":"a\"b"}"#);
    }
}
