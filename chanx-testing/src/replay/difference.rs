//! Where two messages differ, in words.

use chanx_core::record::REDACTED;
use serde_json::Value;

/// Each place where what came is not what was recorded; what is redacted there may be anything.
pub(super) fn differences(recorded: &Value, came: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(recorded, came, "", &mut found);
    found
}

fn compare(recorded: &Value, came: &Value, place: &str, found: &mut Vec<String>) {
    match (recorded, came) {
        (Value::String(text), _) if text == REDACTED => {}
        (Value::Object(before), Value::Object(now)) => {
            for (key, value) in before.iter().filter(|(key, _)| !key.starts_with(REDACTED)) {
                let place = within(place, key);
                match now.get(key) {
                    Some(other) => compare(value, other, &place, found),
                    None => found.push(format!("{place}: {value} was recorded, nothing came")),
                }
            }
            // As many as there were keys that nobody knew, whose names are redacted.
            let unknown = before.keys().filter(|key| key.starts_with(REDACTED)).count();
            let new = now.iter().filter(|(key, _)| key.starts_with(REDACTED) || !before.contains_key(*key));
            for (key, value) in new.skip(unknown) {
                found.push(format!("{}: nothing was recorded, {value} came", within(place, key)));
            }
        }
        (Value::Array(before), Value::Array(now)) => {
            for index in 0..before.len().max(now.len()) {
                let place = within(place, &index.to_string());
                match (before.get(index), now.get(index)) {
                    (Some(value), Some(other)) => compare(value, other, &place, found),
                    (Some(value), None) => found.push(format!("{place}: {value} was recorded, nothing came")),
                    (None, Some(value)) => found.push(format!("{place}: nothing was recorded, {value} came")),
                    (None, None) => {}
                }
            }
        }
        _ if recorded == came => {}
        _ => {
            let place = if place.is_empty() { "the whole" } else { place };
            found.push(format!("{place}: {recorded} was recorded, {came} came"));
        }
    }
}

fn within(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::differences;

    #[test]
    fn every_place_that_differs_is_told() {
        let recorded = json!({ "a": { "b": [1, 2, 3], "gone": null }, "same": "x", "secret": "[redacted]" });
        let came = json!({ "same": "x", "a": { "b": [1, "2"], "new": [] }, "secret": { "any": "thing" } });
        let expected = [
            "a.b.1: 2 was recorded, \"2\" came",
            "a.b.2: 3 was recorded, nothing came",
            "a.gone: null was recorded, nothing came",
            "a.new: nothing was recorded, [] came",
        ];
        assert_eq!(differences(&recorded, &came), expected);
        assert_eq!(differences(&recorded, &recorded), [""; 0]);
        let recorded = json!({ "a": 1, "[redacted]": "[redacted]" });
        assert_eq!(differences(&recorded, &json!({ "a": 1, "b": 2 })), [""; 0]);
        let expected = ["c: nothing was recorded, 3 came"];
        assert_eq!(differences(&recorded, &json!({ "a": 1, "b": 2, "c": 3 })), expected);
        assert_eq!(differences(&json!(1), &json!([])), ["the whole: 1 was recorded, [] came"]);
    }
}
