//! `assert_contract!` keeps a file, and says what it does not hold of.

use std::{fs, panic::catch_unwind, path::PathBuf};

use chanx::prelude::*;
use chanx_testing::{__private::assert_contract, Contract, HasContract};
use serde_json::json;

use super::one_route::contract;

#[message(action = "ping")]
struct PingMessage;

#[message(action = "pong")]
struct PongMessage;

#[derive(Default)]
struct Door;

#[consumer(public)]
impl Door {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

fn app() -> App<()> {
    App::new(()).routes(router![path("ws/", Door)])
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("contract-lock").join(name);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{error}"),
        _ => folder,
    }
}

/// What a failing assertion says, with the file's path as `FILE`.
fn failure(contract: &Contract, folder: &str) -> String {
    let failed = catch_unwind(|| assert_contract(contract, folder, "contracts/door.json", false));
    let said = failed.expect_err("it must fail").downcast_ref::<String>().cloned().unwrap_or_default();
    said.replace(&format!("{folder}/contracts/door.json"), "FILE")
}

#[test]
fn an_application_that_keeps_its_contract_passes() {
    chanx_testing::assert_contract!(app(), "tests/contract/door.json");
    chanx_testing::assert_contract!(&app(), "tests/contract/door.json");
}

#[test]
fn a_file_of_an_older_format_holds() {
    let old = include_str!("door_1.json");
    assert!(old.contains("\"version\": 1,"));
    let folder = folder("older");
    fs::create_dir_all(folder.join("contracts")).expect("it can be made");
    fs::write(folder.join("contracts/door.json"), old).expect("it can be written");
    assert_contract(&app().contract(), folder.to_str().expect("it is UTF-8"), "contracts/door.json", false);
}

#[test]
fn blessing_writes_the_file_and_its_folder() {
    let folder = folder("blessing");
    let (root, contract) = (folder.to_str().expect("it is UTF-8"), app().contract());
    assert_contract(&contract, root, "contracts/door.json", true);
    assert_contract(&contract, root, "contracts/door.json", false);
    let text = fs::read_to_string(folder.join("contracts/door.json")).expect("it was written");
    assert_eq!(text, contract.to_json());
    assert!(text.ends_with("}\n") && !text.ends_with("\n\n"), "{text}");
}

#[test]
fn a_missing_file_says_how_to_write_it() {
    let folder = folder("missing");
    let said = failure(&app().contract(), folder.to_str().expect("it is UTF-8"));
    assert_eq!(said, "there is no contract FILE\nto write it, run this test with CHANX_BLESS=1");
}

#[test]
fn a_malformed_file_says_where_it_is() {
    let folder = folder("malformed");
    fs::create_dir_all(folder.join("contracts")).expect("it can be made");
    fs::write(folder.join("contracts/door.json"), "{\n  \"version\": 1,\n}").expect("it can be written");
    let said = failure(&app().contract(), folder.to_str().expect("it is UTF-8"));
    assert_eq!(
        said,
        "FILE is no contract: line 3, column 1: trailing comma\n\
         to write it anew, run this test with CHANX_BLESS=1"
    );
}

#[test]
fn a_changed_application_says_whom_it_breaks() {
    let folder = folder("changed");
    let root = folder.to_str().expect("it is UTF-8");
    let with = |settings| contract(&json!({ "settings": settings }));
    assert_contract(&with(json!({})), root, "contracts/door.json", true);
    let said = failure(&with(json!({ "max_message_size": 9, "max_frame_size": 70000 })), root);
    assert_eq!(
        said,
        "the application is no longer what its contract says, and breaks clients that are out there\n\
         \n\
         breaking: ws/: takes messages of at most 9 bytes now, 65536 before\n\
         compatible: ws/: takes frames of at most 70000 bytes now, 65536 before\n\
         \n\
         the contract: FILE\n\
         to accept the change, run this test with CHANX_BLESS=1 and commit the file"
    );
    let said = failure(&with(json!({ "max_frame_size": 70000 })), root);
    assert!(
        said.starts_with("the application is no longer what its contract says, and breaks nobody\n"),
        "{said}"
    );
}

#[test]
fn the_panic_stands_at_the_test() {
    let line = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let seen = line.clone();
    let before = std::panic::take_hook();
    let this = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == this {
            let at = panic.location().map(ToString::to_string).unwrap_or_default();
            *seen.lock().expect("nobody panics with it") = at;
        } else {
            before(panic);
        }
    }));
    let expected = format!("{}:{}", file!(), line!() + 1);
    let failed = catch_unwind(|| assert_contract(&app().contract(), ".", "no/such/file.json", false));
    drop(std::panic::take_hook());
    assert!(failed.is_err());
    let at = line.lock().expect("nobody panics with it").clone();
    assert!(at.starts_with(&expected), "{at}");
}
