//! No two rooms know each other: a crate's top modules import each other in one direction only. The half of chanx that a
//! client in Rust needs brings no server, and neither does the contract's crate, nor what only tests need.
//!
//! `tokens` and `paths` read which paths a file names, `map` finds the files that they lead to, `circles` those that lead
//! back, and `trees` asks cargo what is built. Sources are read as text: nothing need be built. Tests may know everything.

mod circles;
mod map;
mod paths;
mod tokens;
mod trees;

use std::{fs, path::PathBuf};

use self::{circles::circles, map::Map};
use crate::{process::root, steps::Done};

/// How many files of a crate may know each other in one circle, in percent: recursion inside a folder can be natural.
const LARGEST: usize = 8;

/// Crates that no client in Rust should have to build.
const SERVERS: [&str; 3] = ["tokio", "hyper", "tungstenite"];

/// Crates that nobody should have to build who reads contracts, besides servers, or who only talks to sockets in a test.
const TEST_TOOLS: [&str; 3] = ["trybuild", "jsonschema", "proptest"];

/// How many crates more than the runtime the test kit may bring without features: nine are a client of HTTP, the logs of tests
/// and its own two; the rest is room for what these will need.
const MORE: usize = 12;

/// Checks every crate for circles, and that what stands without a server and test tools builds none of them.
pub(crate) fn run() -> Result<Done, String> {
    for member in members()? {
        let sources = root().join(&member).join("src");
        if sources.is_dir() {
            println!("{}", judge(&member, &Map::read(&sources)?)?);
        } else {
            // Pages of the book, and tests.
            println!("{member}: no sources");
        }
    }
    trees::without(&SERVERS, &["--package", "chanx", "--no-default-features"])?;
    trees::without(&[SERVERS, TEST_TOOLS].concat(), &["--package", "chanx-contract"])?;
    trees::without(&[&TEST_TOOLS[..], &["chanx-contract"]].concat(), &["--package", "chanx-testing"])?;
    trees::beside("chanx-core", MORE, "chanx-testing")?;
    Ok(Done::Passed)
}

/// The folders of the workspace's crates, as the manifest names them; the facade's is the root.
fn members() -> Result<Vec<String>, String> {
    let path: PathBuf = root().join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let list = text.split("members = [").nth(1).and_then(|rest| rest.split(']').next());
    let list = list.ok_or_else(|| format!("{} names no members", path.display()))?;
    let named = list.split('"').skip(1).step_by(2).map(str::to_owned);
    Ok([".".to_owned()].into_iter().chain(named).collect())
}

/// Tells of a crate's rooms, or of their first circle.
fn judge(name: &str, map: &Map) -> Result<String, String> {
    let rooms = map.rooms();
    if let Some(circle) = circles(&rooms).first() {
        return Err(format!("rooms of {name} know each other in a circle:\n{}", map.steps(&rooms, circle)));
    }
    let files = map.files();
    let circles = circles(files);
    let largest = circles.first().map_or(0, Vec::len);
    let percent = 100 * largest / files.len().max(1);
    if percent > LARGEST {
        let circle = map.steps(files, &circles[0]);
        return Err(format!(
            "{percent} % of the files of {name} know each other in a circle, more than {LARGEST} %:\n{circle}"
        ));
    }
    Ok(format!("{name}: {} rooms, no circle; at most {largest} of {} files in one", rooms.len(), files.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_known() {
        let members = members().unwrap();
        for name in [".", "chanx-core", "chanx-testing", "examples/chat", "xtask"] {
            assert!(members.iter().any(|member| member == name), "{name}: {members:?}");
        }
    }

    #[test]
    fn a_circle_of_rooms_is_told_step_by_step() {
        let files = [("lib", ""), ("a", "use crate::b;"), ("b", "fn f() { super::c::g() }"), ("c", "")];
        let told = judge("one", &Map::of(files));
        assert_eq!(told.as_deref(), Ok("one: 3 rooms, no circle; at most 0 of 4 files in one"));
        let files = [
            ("a", "use crate::b;"),
            ("b/mod", "mod d;"),
            ("b/d", "use crate::{c};"),
            ("c", "use crate::b::D;"),
        ];
        let told = judge("two", &Map::of(files)).unwrap_err();
        assert!(told.contains("rooms of two"), "{told}");
        assert!(told.contains("  b knows c (in b/d.rs)\n  c knows b (in c.rs)"), "{told}");
    }

    #[test]
    fn a_large_circle_within_a_room_is_told_too() {
        let files = [("a/mod", "mod b; mod c;"), ("a/b", "use super::c::C;"), ("a/c", "use super::b::B;")];
        let told = judge("one", &Map::of(files)).unwrap_err();
        assert!(told.starts_with("66 % of the files of one"), "{told}");
        assert!(told.contains("a::b knows a::c (in a/b.rs)"), "{told}");
    }
}
