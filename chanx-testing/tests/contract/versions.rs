//! The lock takes files of an older version of the format, and says what they do not know.

use std::{fs, panic::catch_unwind, path::PathBuf};

use chanx_testing::{__private::assert_contract, Contract};

/// The chat's contract, as version 1 and version 2 of the format have it.
const CHAT: [&str; 2] = [
    include_str!("../../../chanx-contract/tests/chat_1.json"),
    include_str!("../../../chanx-contract/tests/chat_2.json"),
];

fn read(text: &str) -> Contract {
    Contract::from_json(text).expect("it is a contract")
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
            "/chat.json\nits format is an older one, without documentation, parameters' types, events' fields and the \
             schemes of authentications: what changed of these is not told, and CHANX_BLESS=1 writes them too\n\
             to accept the change, run this test with CHANX_BLESS=1 and commit the file"
        ),
        "{said}"
    );
}
