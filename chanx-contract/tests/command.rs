//! The command `contract-diff`.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use serde_json::json;

use crate::one_route::contract;

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_contract-diff")).args(arguments).output().expect("the command runs");
    let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// A contract's file, with messages of so many bytes.
fn file(name: &str, bytes: usize) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("contract-diff-{name}.json"));
    let contract = contract(&json!({ "settings": { "max_message_size": bytes } }));
    fs::write(&file, contract.to_json()).expect("it can be written");
    file.to_str().expect("it is UTF-8").to_owned()
}

#[test]
fn the_exit_code_says_whether_something_breaks() {
    let (small, large) = (file("small", 1000), file("large", 2000));
    assert_eq!(run(&[&small, &small]), (Some(0), String::new(), String::new()));
    let line = "compatible: ws/: takes messages of at most 2000 bytes now, 1000 before\n";
    assert_eq!(run(&[&small, &large]), (Some(0), line.to_owned(), String::new()));
    let line = "breaking: ws/: takes messages of at most 1000 bytes now, 2000 before\n";
    assert_eq!(run(&[&large, &small]), (Some(1), line.to_owned(), String::new()));
}

#[test]
fn what_an_older_file_kept_from_being_compared_is_said() {
    let chat = |version| format!("{}/tests/chat_{version}.json", env!("CARGO_MANIFEST_DIR"));
    let (older, newer) = (chat(1), chat(2));
    let first = format!(
        "contract-diff: {older}: its format is an older one, without documentation, parameters' types, events' fields and the \
         schemes of authentications: what changed of these is not told\n"
    );
    let second = format!(
        "contract-diff: {newer}: its format is an older one, without documentation: what changed of it is not told\n"
    );
    assert_eq!(run(&[&older, &newer]), (Some(0), String::new(), format!("{first}{second}")));
    assert_eq!(run(&[&newer, &older]), (Some(0), String::new(), format!("{second}{first}")));
}

#[test]
fn bad_use_is_told_apart() {
    let small = file("apart", 1000);
    let said = |arguments: &[&str]| {
        let (code, out, said) = run(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{said}");
        said
    };
    assert_eq!(said(&[&small]), "contract-diff: it takes two files, not 1; see --help\n");
    assert_eq!(said(&["--loud"]), "contract-diff: invalid option '--loud'; see --help\n");
    let missing = said(&[&small, "no/such/file.json"]);
    assert!(missing.starts_with("contract-diff: no/such/file.json cannot be read: "), "{missing}");
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let malformed = said(&[manifest, &small]);
    assert!(
        malformed.starts_with(&format!("contract-diff: {manifest} is no contract: line 1, column ")),
        "{malformed}"
    );
}

#[test]
fn help_is_printed() {
    let (code, help, _) = run(&["--help"]);
    assert_eq!(code, Some(0));
    assert!(help.contains("Usage: contract-diff OLD NEW"), "{help}");
}
