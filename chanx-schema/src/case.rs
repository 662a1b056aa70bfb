//! The case of names: Rust's on the inside, JavaScript's on the wire where `camelize` is on.

use std::borrow::Cow;

/// A name in camelCase: underscores between two characters go and the character behind them is capitalised,
/// so `user_id` is `userId` and `line_1` is `line1`. Underscores that lead or trail stay.
///
/// A name is turned back by looking it up among the fields of its object, not by a rule: names whose
/// camelCase forms would meet (`line_1` beside `line1`) are left as they are.
pub fn camel_case(name: &str) -> Cow<'_, str> {
    let inner = name.trim_matches('_');
    if !inner.contains('_') {
        return Cow::Borrowed(name);
    }
    let lead = name.len() - name.trim_start_matches('_').len();
    let mut camel = String::with_capacity(name.len());
    camel.push_str(&name[..lead]);
    let mut words = inner.split('_').filter(|word| !word.is_empty());
    camel.extend(words.next());
    for word in words {
        let mut rest = word.chars();
        camel.extend(rest.next().into_iter().flat_map(char::to_uppercase));
        camel.push_str(rest.as_str());
    }
    camel.push_str(&name[lead + inner.len()..]);
    Cow::Owned(camel)
}
