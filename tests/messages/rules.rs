//! `#[garde(…)]` is checked on arrival, through whatever holds the value.

use std::{collections::HashMap, sync::LazyLock};

use chanx::{
    __private::{
        regex::Regex,
        runtime::validate::{At, Validate},
        schemars::SchemaGenerator,
    },
    prelude::*,
};
use serde_json::json;

static HANDLE: LazyLock<Regex> = LazyLock::new(|| Regex::new("^@").unwrap());

#[payload]
#[derive(Default)]
struct Person {
    #[garde(length(chars, min = 1, max = 3))]
    name: String,
    #[garde(email)]
    email: Option<String>,
}

#[payload]
#[serde(rename_all = "camelCase")]
struct Everything {
    #[garde(range(min = 1, max = 9))]
    page_number: u8,
    #[garde(length(equal = 2), inner(prefix("#"), ascii))]
    topics: Vec<String>,
    #[garde(pattern(r"^\d+$"), custom(short))]
    digits: String,
    #[garde(pattern(HANDLE))]
    handle: String,
    #[garde(matches(digits))]
    again: String,
    #[garde(required)]
    needed: Option<u8>,
    person: Person,
    people: Vec<Option<Box<Person>>>,
    by_name: HashMap<String, [Person; 1]>,
    #[serde(flatten)]
    flat: Person,
    #[garde(skip)]
    unchecked: Person,
}

fn short(text: &str) -> std::result::Result<(), String> {
    if text.len() < 4 { Ok(()) } else { Err("too many digits".to_owned()) }
}

#[payload]
struct Page<T> {
    #[garde(dive)]
    items: Vec<T>,
}

#[payload]
#[serde(rename_all = "snake_case")]
enum Contact {
    Direct(Person),
    InRoom {
        #[garde(range(min = 1))]
        room: u8,
    },
    Pair(Person, Person),
    Nobody,
}

#[payload]
#[serde(tag = "kind")]
enum Tagged {
    Person { person: Person },
}

#[message(action = "greet")]
struct Greet(Person);

fn told(value: &impl Validate) -> Vec<String> {
    let mut faults = Vec::new();
    value.validate(&At::root("chat"), &mut faults);
    let told = faults
        .iter()
        .map(|fault| format!("{} {}", serde_json::to_string(&fault.loc[1..]).unwrap(), fault.kind));
    told.collect()
}

fn good() -> Person {
    Person { name: "ann".to_owned(), email: Some("a@b.example".to_owned()) }
}

#[test]
fn every_broken_rule_is_told_in_field_order() {
    let everything = Everything {
        page_number: 0,
        topics: vec!["#a".to_owned(), "b".to_owned(), "#é".to_owned()],
        digits: "four".to_owned(),
        handle: "ann".to_owned(),
        again: String::new(),
        needed: None,
        person: Person::default(),
        people: vec![None, Some(Box::default())],
        by_name: [("a".to_owned(), [Person { email: Some("a".to_owned()), ..good() }])].into(),
        flat: Person::default(),
        unchecked: Person::default(),
    };
    assert_eq!(
        told(&everything),
        [
            r#"["pageNumber"] greater_than_equal"#,
            r#"["topics"] too_long"#,
            r#"["topics",1] value_error"#,
            r#"["topics",2] value_error"#,
            r#"["digits"] string_pattern_mismatch"#,
            r#"["digits"] value_error"#,
            r#"["handle"] string_pattern_mismatch"#,
            r#"["again"] value_error"#,
            r#"["needed"] missing"#,
            r#"["person","name"] string_too_short"#,
            r#"["people",1,"name"] string_too_short"#,
            r#"["byName","a",0,"email"] value_error"#,
            r#"["name"] string_too_short"#,
        ]
    );
}

#[test]
fn parameters_are_checked_where_told() {
    assert_eq!(
        told(&Page { items: vec![good(), Person::default()] }),
        [r#"["items",1,"name"] string_too_short"#]
    );
}

#[test]
fn variants_have_serdes_places() {
    assert_eq!(told(&Contact::Direct(Person::default())), [r#"["direct","name"] string_too_short"#]);
    assert_eq!(told(&Contact::InRoom { room: 0 }), [r#"["in_room","room"] greater_than_equal"#]);
    assert_eq!(told(&Contact::Pair(good(), Person::default())), [r#"["pair",1,"name"] string_too_short"#]);
    assert_eq!(told(&Contact::Nobody), [""; 0]);
    assert_eq!(
        told(&Tagged::Person { person: Person::default() }),
        [r#"["person","name"] string_too_short"#]
    );
    assert_eq!(told(&Greet(Person::default())), [r#"["payload","name"] string_too_short"#]);
}

#[test]
fn rules_stand_in_the_schema() {
    let schema = SchemaGenerator::default().into_root_schema_for::<Person>().to_value();
    assert_eq!(schema["properties"]["name"], json!({"type": "string", "minLength": 1, "maxLength": 3}));
    assert_eq!(schema["properties"]["email"]["format"], "email");
}
