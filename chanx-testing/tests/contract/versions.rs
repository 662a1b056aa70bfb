//! Files of an older version of the format are read, and nothing is told of what they do not know.

use std::{fs, panic::catch_unwind, path::PathBuf};

use chanx_testing::{__private::assert_contract, Contract, contract_diff};
use serde_json::{Value, json};

use super::{contract, lines};

/// The chat's contract, as version 1 and version 2 of the format have it.
const CHAT: [&str; 2] = [include_str!("chat_1.json"), include_str!("chat_2.json")];

fn read(text: &str) -> Contract {
    Contract::from_json(text).expect("it is a contract")
}

#[test]
fn what_an_older_file_does_not_know_is_no_change() {
    let [old, new] = CHAT.map(read);
    assert!(contract_diff(&old, &new).is_empty());
    assert!(contract_diff(&new, &old).is_empty());
    assert_ne!(old, new);
}

#[test]
fn what_it_knows_is_told() {
    let [old, new] = CHAT;
    let changed =
        |text: &str| read(&text.replacen(r#""max_message_size": 65536"#, r#""max_message_size": 9"#, 1));
    let (larger, smaller) = ("65536 bytes now, 9 before", "9 bytes now, 65536 before");
    let line = |class: &str, sizes: &str| {
        format!("{class}: rooms/<uuid:room_id>/: takes messages of at most {sizes}")
    };
    for (before, after) in [(old, new), (new, old), (old, old), (new, new)] {
        assert_eq!(lines(&read(before), &changed(after)), [line("breaking", smaller)]);
        assert_eq!(lines(&changed(before), &read(after)), [line("compatible", larger)]);
    }
}

#[test]
fn a_refusal_that_it_does_not_know_is_no_change() {
    // A permission that nobody passes without a name: version 1 did not say so.
    let of = |refusals: Value| {
        contract(&json!({ "access": { "permissions": "IsOpen" }, "refusals": refusals })).to_json()
    };
    let old = of(json!({ "403": 4403 })).replacen(r#""version": 2"#, r#""version": 1"#, 1);
    let new = of(json!({ "401": 4401, "403": 4403 }));
    assert!(contract_diff(&read(&old), &read(&new)).is_empty());
    assert!(contract_diff(&read(&new), &read(&old)).is_empty());
    let line = "breaking: ws/: may refuse now: 401, close code 4401";
    assert_eq!(lines(&read(&of(json!({ "403": 4403 }))), &read(&new)), [line]);
}

#[test]
fn a_file_stays_in_its_version() {
    for text in CHAT {
        assert_eq!(read(text).to_json(), text);
    }
}

/// A folder of its own for each test, with this file.
fn folder(name: &str, text: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("contract-versions").join(name);
    fs::create_dir_all(&folder).expect("it can be made");
    fs::write(folder.join("chat.json"), text).expect("it can be written");
    folder
}

#[test]
fn the_lock_takes_an_older_file_that_still_holds() {
    let [old, new] = CHAT;
    let folder = folder("holds", old);
    let root = folder.to_str().expect("it is UTF-8");
    assert_contract(&read(new), root, "chat.json", false);
    let text = || fs::read_to_string(folder.join("chat.json")).expect("it is there");
    assert_eq!(text(), old);
    assert_contract(&read(new), root, "chat.json", true);
    assert_eq!(text(), new);
}

#[test]
fn the_lock_says_what_an_older_file_does_not_hold() {
    let [old, new] = CHAT;
    let folder = folder("holds-no-more", old);
    let changed = read(&new.replacen(r#""max_message_size": 65536"#, r#""max_message_size": 9"#, 1));
    let root = folder.to_str().expect("it is UTF-8");
    let failed = catch_unwind(|| assert_contract(&changed, root, "chat.json", false));
    let said = failed.expect_err("it must fail").downcast_ref::<String>().cloned().unwrap_or_default();
    assert!(
        said.ends_with(
            "/chat.json\nits format is an older one, without parameters' types, events' fields and the schemes of \
             authentications: what changed of these is not told, and CHANX_BLESS=1 writes them too\n\
             to accept the change, run this test with CHANX_BLESS=1 and commit the file"
        ),
        "{said}"
    );
}
