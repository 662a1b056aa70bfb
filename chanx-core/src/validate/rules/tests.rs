use std::collections::BTreeMap;

use super::{Inner, length, length_bytes, length_chars, pattern, prefix, range, regex};
use crate::validate::{At, Fault};

fn told(check: impl FnOnce(&At<'_>, &mut Vec<Fault>)) -> Vec<String> {
    let mut faults = Vec::new();
    check(&At::root("chat").key("text"), &mut faults);
    faults.into_iter().map(|fault| format!("{}: {}", fault.kind, fault.msg)).collect()
}

#[test]
fn texts_are_counted_in_characters() {
    let text = "éé".to_owned();
    assert_eq!(told(|at, faults| length(&text, at, faults, Some(2), Some(2))), [""; 0]);
    assert_eq!(
        told(|at, faults| length(&text, at, faults, Some(3), None)),
        ["string_too_short: String should have at least 3 characters"]
    );
    assert_eq!(
        told(|at, faults| length_chars(&Some(String::new()), at, faults, Some(1), None)),
        ["string_too_short: String should have at least 1 character"]
    );
    assert_eq!(
        told(|at, faults| length_bytes(&text, at, faults, None, Some(3))),
        ["string_too_long: String should have at most 3 bytes"]
    );
}

#[test]
fn collections_are_counted_in_items() {
    assert_eq!(
        told(|at, faults| length(&Vec::<u8>::new(), at, faults, Some(1), None)),
        ["too_short: List should have at least 1 item after validation, not 0"]
    );
    assert_eq!(
        told(|at, faults| length(&BTreeMap::from([(1, 2), (2, 3)]), at, faults, None, Some(1))),
        ["too_long: Dictionary should have at most 1 item after validation, not 2"]
    );
}

#[test]
fn what_is_absent_breaks_no_rule() {
    assert_eq!(told(|at, faults| length(&None::<String>, at, faults, Some(1), None)), [""; 0]);
    assert_eq!(told(|at, faults| range(&None::<u8>, at, faults, Some(1), None)), [""; 0]);
}

#[test]
fn numbers_have_bounds() {
    assert_eq!(
        told(|at, faults| range(&0, at, faults, Some(1), Some(5))),
        ["greater_than_equal: Input should be greater than or equal to 1"]
    );
    assert_eq!(
        told(|at, faults| range(&Some(6.5), at, faults, None, Some(5.5))),
        ["less_than_equal: Input should be less than or equal to 5.5"]
    );
}

#[test]
fn texts_have_patterns() {
    let text = "room 1".to_owned();
    assert_eq!(
        told(|at, faults| pattern(&text, at, faults, &regex("^[a-z]+$"))),
        ["string_pattern_mismatch: String should match pattern '^[a-z]+$'"]
    );
    assert_eq!(
        told(|at, faults| prefix(&text, at, faults, "hall")),
        ["value_error: Value error, value does not begin with \"hall\""]
    );
}

#[test]
fn items_have_places() {
    let mut places = Vec::new();
    let map = BTreeMap::from([(7, vec!["a"])]);
    map.each(&At::root("chat"), |list, at| {
        list.each(at, |_, at| places.push(serde_json::to_string(&at.to_loc()).unwrap_or_default()));
    });
    assert_eq!(places, [r#"["chat","7",0]"#]);
}
