//! No two rooms know each other: a crate's top modules import each other in one direction only. The half of chanx that a
//! client in Rust needs brings no server, and neither does the contract's crate, nor what only tests need.
//!
//! The first check reads the paths that begin with `crate::`, as text: from the root of a crate no path leads elsewhere, and nothing
//! need be built. Tests may know everything.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::{
    cargo::cargo,
    process::{printed_by, root},
    steps::Done,
};

/// The crates that are held to it.
const CRATES: [&str; 5] =
    ["chanx-contract/src", "chanx-core/src", "chanx-macros/src", "chanx-schema/src", "src"];

/// Which room knows which, and by a line of which file.
type Known = BTreeMap<String, BTreeMap<String, String>>;

/// Crates that no client in Rust should have to build.
const SERVERS: [&str; 3] = ["tokio", "hyper", "tungstenite"];

/// Crates that nobody should have to build who reads contracts, besides servers.
const TEST_TOOLS: [&str; 3] = ["trybuild", "jsonschema", "proptest"];

/// Checks every crate for circles, and that what stands without a server and test tools builds none of them.
pub(crate) fn run() -> Result<Done, String> {
    for sources in CRATES {
        let sources = root().join(sources);
        let mut known = Known::new();
        read(&sources, &sources, &mut known)?;
        if let Some(circle) = circle(&known) {
            return Err(format!("rooms of {} know each other in a circle:\n{circle}", sources.display()));
        }
        println!("{}: {} rooms, no circle", sources.display(), known.len());
    }
    without(&SERVERS, &["--package", "chanx", "--no-default-features"])?;
    without(&[SERVERS, TEST_TOOLS].concat(), &["--package", "chanx-contract"])?;
    Ok(Done::Passed)
}

/// Checks that a package, with these features, builds none of these crates.
fn without(crates: &[&str], package: &[&str]) -> Result<(), String> {
    let tree = printed_by(cargo(&[&["tree", "--edges", "normal", "--prefix", "none"], package].concat()))?;
    let package = package.join(" ");
    if let Some(found) = found(crates, &tree) {
        return Err(format!("`{package}` depends on {found}, which it should not build:\n{tree}"));
    }
    let names: BTreeSet<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    println!("{package}: {} crates, without {}", names.len(), crates.join(", "));
    Ok(())
}

/// The first of these crates, or of their companions (`hyper-util`), that is in a tree of one crate a line.
fn found<'c>(crates: &[&'c str], tree: &str) -> Option<&'c str> {
    crates.iter().copied().find(|&name| tree.lines().any(|line| line.starts_with(name)))
}

fn read(sources: &Path, folder: &Path, known: &mut Known) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if name == "tests" || name.ends_with("_tests") {
            continue;
        }
        if path.is_dir() {
            read(sources, &path, known)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let inside = path.strip_prefix(sources).unwrap_or(&path);
            let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            let room = inside.iter().next().unwrap_or_default().to_string_lossy();
            let room = room.trim_end_matches(".rs");
            if room != "lib" {
                let by = known.entry(room.to_owned()).or_default();
                for other in rooms(&text).into_iter().filter(|other| other != room) {
                    by.entry(other).or_insert_with(|| inside.display().to_string());
                }
            }
        }
    }
    Ok(())
}

/// The rooms that a file knows: the first names behind each `crate::`.
fn rooms(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: String = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    code.split("crate::").skip(1).flat_map(first_names).collect()
}

/// `a` of `a::b`; `a` and `c` of `{a::b, c::{d, e}}`.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(list) = path.strip_prefix('{') else { return vec![name(path)] };
    let mut names = Vec::new();
    let (mut depth, mut begin) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&list[begin..at]));
                begin = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The steps of a circle, where there is one.
fn circle(known: &Known) -> Option<String> {
    let mut clear = BTreeSet::new();
    known.keys().find_map(|room| walk(known, room, &mut Vec::new(), &mut clear))
}

fn walk<'k>(
    known: &'k Known,
    room: &'k str,
    way: &mut Vec<&'k str>,
    clear: &mut BTreeSet<&'k str>,
) -> Option<String> {
    // What is no room is an item of the crate's root.
    if clear.contains(room) || !known.contains_key(room) {
        return None;
    }
    way.push(room);
    if let Some(begin) = way[..way.len() - 1].iter().position(|known| *known == room) {
        let steps = way[begin..].windows(2);
        let told =
            steps.map(|step| format!("  {} knows {} (in {})", step[0], step[1], known[step[0]][step[1]]));
        return Some(told.collect::<Vec<_>>().join("\n"));
    }
    let found = known.get(room)?.keys().find_map(|other| walk(known, other, way, clear));
    way.pop();
    clear.insert(room);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(edges: &[(&str, &str)]) -> Known {
        let mut known = Known::new();
        for (room, other) in edges {
            known.entry((*room).to_owned()).or_default().insert((*other).to_owned(), format!("{room}.rs"));
            known.entry((*other).to_owned()).or_default();
        }
        known
    }

    #[test]
    fn every_form_of_a_path_is_read() {
        let text = "use crate::{\n    a::{B, c::D},\n    e::F,\n};\nuse crate::g::H; // crate::comment\n\
                    fn f() -> crate::i::J {}\n#[cfg(test)]\nmod tests {\n    use crate::k::L;\n}";
        let found: Vec<_> = rooms(text).into_iter().collect();
        assert_eq!(found, ["a", "e", "g", "i"]);
    }

    #[test]
    fn a_crate_is_found_by_its_name_or_a_companion() {
        let tree = "chanx v0.1.0 (/chanx)\nhyper-util v0.1.20\nserde v1.0.228\n";
        assert_eq!(found(&SERVERS, tree), Some("hyper"));
        assert_eq!(found(&TEST_TOOLS, tree), None);
    }

    #[test]
    fn a_circle_is_told_step_by_step() {
        assert_eq!(circle(&known(&[("a", "b"), ("b", "c"), ("a", "c")])), None);
        let told = circle(&known(&[("a", "b"), ("b", "c"), ("c", "b")]));
        assert_eq!(told.as_deref(), Some("  b knows c (in b.rs)\n  c knows b (in c.rs)"));
    }
}
