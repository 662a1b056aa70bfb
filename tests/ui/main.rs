//! What must compile, and what must not: `<macro>/{pass,fail}/<what>.rs`.
//!
//! `TRYBUILD=overwrite cargo test -p chanx-ui-tests` blesses the texts; read each as prose first.

use std::{fs, path::Path, process::Command};

#[test]
fn mistakes_are_told_in_words() {
    chanx_testing::compile_fail("*/fail/*.rs");
}

#[test]
fn what_is_right_compiles_and_runs() {
    let program = Command::new(env!("CARGO_BIN_EXE_pass")).output().expect("it was built");
    let (ran, failed) = (text(&program.stdout), text(&program.stderr));
    assert!(program.status.success(), "{ran}\n{failed}");
    let ran: Vec<_> = ran.lines().collect();
    assert_eq!(ran, files(), "`pass.rs` has every file of the folders `pass`, by name");
}

/// `<macro>/pass/<what>.rs`, sorted.
fn files() -> Vec<String> {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = |folder: &Path| -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let mut files = Vec::new();
    for folder in names(ui) {
        let pass = ui.join(&folder).join("pass");
        files.extend(names(&pass).into_iter().map(|file| format!("{folder}/pass/{file}")));
    }
    files.sort();
    files
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}
