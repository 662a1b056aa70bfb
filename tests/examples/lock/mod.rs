//! What the lock says of a copy of `examples/echo.rs` that was changed. What it echoes goes both ways, so that each change
//! is told twice: of what clients send, and of what they receive.

mod changes;
#[rustfmt::skip]
#[allow(clippy::pedantic, dead_code, unreachable_pub, reason = "they are written by the test, and nobody serves them")]
mod copies;

use std::{fmt::Write as _, fs, panic::AssertUnwindSafe, path::Path};

use chanx::App;
use chanx_testing::{HasContract, assert_contract};

use changes::{CHANGES, Change, Copy};
use copies::COPIES;

const HEAD: &str = "\
// Copies of `examples/echo.rs` with the changes of `changes.rs`, written by `CHANX_BLESS=1 cargo test --test main lock`.
";

#[test]
fn a_changed_copy_fails_the_lock_with_the_class_of_each_change() {
    let sources = sources();
    let fresh = module(&sources);
    if std::env::var_os("CHANX_BLESS").is_some() {
        // It is this text that the next build of the test compares.
        fs::write("tests/examples/lock/copies.rs", fresh).expect("the folder is there");
        return;
    }
    assert!(fresh == include_str!("copies.rs"), "the copies are stale: write them anew by CHANX_BLESS=1");

    let app = |copy| {
        let source = source(copy);
        COPIES[sources.iter().position(|known| *known == source).expect("it is one of them")]()
    };
    for (number, Change { name, old, new, told }) in CHANGES.iter().enumerate() {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("lock_{number}.json"));
        let lines = said(&app(*old), &app(*new), &file.to_string_lossy());
        assert_eq!(lines, *told, "{name}");
    }
}

/// What the lock of one application says of another.
fn said(old: &App<()>, new: &App<()>, file: &str) -> Vec<String> {
    fs::write(file, old.contract().to_json()).expect("the folder is there");
    let failed = std::panic::catch_unwind(AssertUnwindSafe(|| assert_contract!(new, file)));
    let Err(failed) = failed else { return Vec::new() };
    let text = failed.downcast_ref::<String>().cloned().unwrap_or_default();
    let (_, lines) = text.split_once("\n\n").expect("the changes come after a blank line");
    let (lines, _) = lines.split_once("\n\n").expect("and before one");
    lines.lines().map(str::to_owned).collect()
}

/// The copies' texts, each once.
fn sources() -> Vec<String> {
    let mut sources = Vec::new();
    for copy in CHANGES.iter().flat_map(|change| [change.old, change.new]) {
        let source = source(copy);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

fn source(copy: Copy) -> String {
    let example = include_str!("../../../examples/echo.rs").to_owned();
    copy.0.iter().fold(example, |text, (from, to)| {
        assert!(text.contains(from), "the example has no `{from}` any more");
        text.replace(from, to)
    })
}

/// The module `copies`.
fn module(sources: &[String]) -> String {
    let mut text = HEAD.to_owned();
    let names: Vec<_> = (0..sources.len()).map(|number| format!("copy_{number}::app")).collect();
    let names = names.join(", ");
    let _ = writeln!(text, "\npub(super) const COPIES: &[fn() -> chanx::App<()>] = &[{names}];");
    for (number, source) in sources.iter().enumerate() {
        let _ = write!(text, "\nmod copy_{number} {{\n{source}}}\n");
    }
    text
}
