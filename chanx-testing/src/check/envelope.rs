//! Frames that are wrong before it is asked which message they are.

use serde_json::Value;

use super::{promise::Promise, session::Sent};

/// Every frame that this consumer must refuse; `frame` is one that it takes, where there is one.
pub(super) fn bad(promise: &Promise<'_>, frame: Option<&Value>) -> Vec<Sent> {
    let mut all = Vec::new();
    if !promise.takes_binary() {
        all.push(Sent::Binary(vec![0, 159, 146, 150]));
    }
    if !promise.has_barrier() {
        return all;
    }
    let tag = promise.route.consumer.tag;
    let texts =
        ["", "hello", "null", "7", "\"text\"", "[]", r#"["action"]"#, r#"{"action""#, "{", "{}", "{} {}"];
    let mut texts: Vec<String> = texts.map(str::to_owned).into();
    for value in ["null", "7", "true", "[]", "{}", "\"\"", "\"chanx-check-unknown\"", "\"error\""] {
        texts.push(format!(r#"{{"{tag}":{value}}}"#));
    }
    texts.push(r#"{"payload":null}"#.to_owned());
    if let Some(frame) = frame {
        let whole = frame.to_string();
        let action = &frame[tag];
        texts.push(format!(r#"{{"{tag}":{action},{}"#, whole.strip_prefix('{').unwrap_or_default()));
        let mut half = whole.len() / 2;
        while !whole.is_char_boundary(half) {
            half += 1;
        }
        texts.extend([whole[..half].to_owned(), format!("{whole},"), format!("[{whole}]")]);
        // A `ref` that is none, or two; a topic, of which there are none.
        let long = "a".repeat(65);
        let beside = [
            r#""ref":7"#,
            r#""ref":null"#,
            &format!(r#""ref":"{long}""#),
            r#""ref":"a","ref":"b""#,
            r#""topic":"a""#,
        ];
        texts.extend(
            beside.map(|beside| format!("{{{beside},{}", whole.strip_prefix('{').unwrap_or_default())),
        );
        let levels = promise.route.settings.max_json_depth.min(128);
        let (open, shut) = ("[".repeat(levels), "]".repeat(levels));
        texts.push(format!(r#"{{"{tag}":{action},"payload":{open}{shut}}}"#));
    }
    // Where there is a handler for text, what begins no object is for it.
    texts.retain(|text| !promise.takes_text() || text.starts_with('{'));
    all.extend(texts.into_iter().map(Sent::Text));
    all
}
