//! The standard messages as texts.

use std::borrow::Cow;

use chanx_schema::camel_case;
use http::StatusCode;
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::validate::Fault;

/// Writes the standard messages as a consumer's clients expect them: under its tag, in its case.
#[derive(Debug, Clone)]
pub(crate) struct Wire {
    tag: Cow<'static, str>,
    camelize: bool,
}

impl Wire {
    pub(crate) fn new(tag: &'static str, camelize: bool) -> Self {
        Self { tag: if camelize { camel_case(tag) } else { Cow::Borrowed(tag) }, camelize }
    }

    /// The outcome of connecting: 200, 401, 403, 404 or 500.
    pub(crate) fn authentication(&self, status: StatusCode, detail: &str) -> String {
        let (code, text) =
            if self.camelize { ("statusCode", "statusText") } else { ("status_code", "status_text") };
        let payload = Fields(&[
            (code, Field::Number(status.as_u16())),
            (text, Field::Text(status.canonical_reason().unwrap_or_default())),
            ("data", Field::Fields(Fields(&[("detail", Field::Text(detail))]))),
        ]);
        self.frame("authentication", Some(&payload))
    }

    /// The faults of an invalid frame.
    pub(crate) fn error(&self, faults: &[Fault]) -> String {
        self.frame("error", Some(faults))
    }

    /// A handler failed.
    pub(crate) fn handler_failed(&self) -> String {
        self.frame("error", Some(&Fields(&[("detail", Field::Text("Failed to process message"))])))
    }

    /// A bad envelope, or a limit that was met, by a stable code.
    pub(crate) fn limit(&self, code: &str, detail: &str) -> String {
        self.frame("error", Some(&Fields(&[("code", Field::Text(code)), ("detail", Field::Text(detail))])))
    }

    /// A request was handled.
    pub(crate) fn complete(&self) -> Cow<'static, str> {
        self.bare("complete", r#"{"action":"complete","payload":null}"#)
    }

    /// A group message was delivered.
    pub(crate) fn group_complete(&self) -> Cow<'static, str> {
        self.bare("group_complete", r#"{"action":"group_complete","payload":null}"#)
    }

    /// An event was handled.
    pub(crate) fn event_complete(&self) -> Cow<'static, str> {
        self.bare("event_complete", r#"{"action":"event_complete","payload":null}"#)
    }

    fn bare(&self, action: &str, usual: &'static str) -> Cow<'static, str> {
        if self.tag == "action" { Cow::Borrowed(usual) } else { Cow::Owned(self.frame(action, None::<&()>)) }
    }

    fn frame<P: Serialize + ?Sized>(&self, action: &str, payload: Option<&P>) -> String {
        let frame = Frame { tag: &self.tag, action, payload };
        // Texts, numbers and string keys cannot fail to be written.
        serde_json::to_string(&frame).unwrap_or_default()
    }
}

struct Frame<'a, P: ?Sized> {
    tag: &'a str,
    action: &'a str,
    payload: Option<&'a P>,
}

impl<P: Serialize + ?Sized> Serialize for Frame<'_, P> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut frame = to.serialize_map(Some(2))?;
        frame.serialize_entry(self.tag, self.action)?;
        frame.serialize_entry("payload", &self.payload)?;
        frame.end()
    }
}

/// An object of a few fields, in order.
struct Fields<'a>(&'a [(&'a str, Field<'a>)]);

#[derive(Serialize)]
#[serde(untagged)]
enum Field<'a> {
    Number(u16),
    Text(&'a str),
    Fields(Fields<'a>),
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, field)| (name, field)))
    }
}
