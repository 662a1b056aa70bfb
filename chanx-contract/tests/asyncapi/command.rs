//! The command `contract-asyncapi`.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use super::{document, odd};

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let program = env!("CARGO_BIN_EXE_contract-asyncapi");
    let Output { status, stdout, stderr } =
        Command::new(program).args(arguments).output().expect("the command runs");
    let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
    (status.code(), text(stdout), text(stderr))
}

fn file(name: &str) -> String {
    format!("{}/tests/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn it_writes_json_and_yaml() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("odd.json");
    fs::write(&file, odd().to_json()).expect("it can be written");
    let wanted = ["--title", "Odd", "--version", "1.2.3", file.to_str().expect("it is UTF-8")];
    let json = document(&odd()).to_json();
    assert_eq!(run(&wanted), (Some(0), json.clone(), String::new()));
    let yaml = document(&odd()).to_yaml();
    assert_eq!(run(&[&wanted[..], &["--yaml"]].concat()), (Some(0), yaml, String::new()));
    let written = folder.join("odd.asyncapi.json");
    let output = written.to_str().expect("it is UTF-8");
    assert_eq!(run(&[&wanted[..], &["-o", output]].concat()), (Some(0), String::new(), String::new()));
    assert_eq!(fs::read_to_string(&written).expect("it is there"), json);
}

#[test]
fn what_an_older_file_lacks_is_said() {
    let chat = file("chat_2.json");
    let (code, written, said) = run(&[&chat, "--server", "one=ws://localhost"]);
    assert_eq!(code, Some(0));
    assert_eq!(
        said,
        format!(
            "contract-asyncapi: {chat}: its format is an older one, so that the document has less in it\n"
        )
    );
    assert!(written.contains("\"title\": \"chat_2\"") && written.contains("\"host\": \"localhost\""));
}

#[test]
fn bad_use_is_told_apart() {
    let said = |arguments: &[&str]| {
        let (code, out, said) = run(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{said}");
        said
    };
    assert_eq!(said(&[]), "contract-asyncapi: it takes one file, not 0; see --help\n");
    assert_eq!(said(&["--loud"]), "contract-asyncapi: invalid option '--loud'; see --help\n");
    assert_eq!(
        said(&["--server", "localhost", "a"]),
        "contract-asyncapi: a server is `NAME=URL`, not `localhost`; see --help\n"
    );
    assert!(
        said(&["no/such/file.json"]).starts_with("contract-asyncapi: no/such/file.json cannot be read: ")
    );
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    assert!(said(&[manifest]).starts_with(&format!("contract-asyncapi: {manifest} is no contract: line 1")));
}

#[test]
fn help_is_printed() {
    let (code, help, _) = run(&["--help"]);
    assert_eq!(code, Some(0));
    assert!(help.contains("Usage: contract-asyncapi CONTRACT"), "{help}");
}
