//! The frames that are smaller than one, the much smaller ones first.

use serde_json::{Value, json};

use super::{mutate::escaped, numbers::json_of};

/// Letters of one text that are made plain.
const PLAINER: usize = 64;

/// Every frame that is a step smaller; its tag stays.
pub(super) fn smaller(frame: &Value, tag: &str) -> Vec<Value> {
    let mut all = Vec::new();
    places(frame, "", Some(tag), &mut |at, value| {
        for less in less(value, (at.is_empty()).then_some(tag)) {
            let mut smaller = frame.clone();
            if let Some(place) = smaller.pointer_mut(at) {
                *place = less;
                all.push(smaller);
            }
        }
    });
    all
}

/// Visits every value but the tag, the outer ones first.
fn places(value: &Value, at: &str, tag: Option<&str>, visit: &mut impl FnMut(&str, &Value)) {
    visit(at, value);
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{at}/{index}"), None, visit);
            }
        }
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| Some(name.as_str()) != tag) {
                places(value, &format!("{at}/{}", escaped(name)), None, visit);
            }
        }
        _ => {}
    }
}

fn less(value: &Value, tag: Option<&str>) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Bool(false) => vec![json!(null)],
        Value::Bool(true) => vec![json!(null), json!(false)],
        Value::Number(number) => {
            let mut all = vec![json!(null)];
            if let Some(number) = number.as_i128() {
                // From nothing at all to one less, by halves.
                let mut step = number;
                while step != 0 {
                    all.extend(json_of(number - step));
                    step /= 2;
                }
                if number < 0 {
                    all.extend(number.checked_neg().and_then(json_of));
                }
            } else if let Some(number) = number.as_f64() {
                all.extend([json!(0), json!(1)]);
                all.extend([number / 1.0e9, number / 2.0, number].map(|number| json!(number.trunc())));
                all.retain(|less| less != value);
            }
            all
        }
        Value::String(text) => {
            let letters: Vec<char> = text.chars().collect();
            let mut all = vec![json!(null)];
            all.extend(cuts(letters.len()).map(|(from, to)| {
                Value::from([&letters[..from], &letters[to..]].concat().into_iter().collect::<String>())
            }));
            let strange = letters.iter().enumerate().filter(|(_, letter)| **letter != 'a');
            for (index, _) in strange.take(PLAINER) {
                let mut plain = letters.clone();
                plain[index] = 'a';
                all.push(plain.into_iter().collect::<String>().into());
            }
            all
        }
        Value::Array(items) => {
            let mut all = vec![json!(null)];
            all.extend(cuts(items.len()).map(|(from, to)| [&items[..from], &items[to..]].concat().into()));
            all
        }
        Value::Object(members) => {
            let mut all = if tag.is_some() { Vec::new() } else { vec![json!(null)] };
            let names: Vec<&String> = members.keys().filter(|name| Some(name.as_str()) != tag).collect();
            all.extend(cuts(names.len()).map(|(from, to)| {
                let mut fewer = members.clone();
                fewer.retain(|name, _| !names[from..to].contains(&name));
                Value::Object(fewer)
            }));
            all
        }
    }
}

/// Ranges to leave out: all, halves, quarters, …, one by one where there are few.
fn cuts(count: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut ranges = Vec::new();
    let mut size = count;
    while size > 0 {
        let least = if count > 64 { count / 8 } else { 1 };
        ranges.extend((0..count).step_by(size.max(least)).map(|from| (from, (from + size).min(count))));
        if size > 1 && count > 64 {
            ranges.push((count - 1, count));
        }
        size /= 2;
    }
    ranges.into_iter()
}
