//! Which file of a crate knows which.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, path,
};

use super::{
    circles::Graph,
    paths::{Path, Paths},
};

/// A crate's files by their modules' paths; the root's is empty.
#[derive(Default)]
pub(super) struct Map {
    names: BTreeMap<Path, String>,
    known: Graph,
}

/// Longest way from a name to what it stands for, through files that export it.
const HOPS: usize = 10;

impl Map {
    /// Reads a folder of sources, without tests.
    pub(super) fn read(sources: &path::Path) -> Result<Self, String> {
        let mut files = Vec::new();
        read(sources, "", &mut files)?;
        Ok(Self::of(files.iter().map(|(name, text)| (name.as_str(), text.as_str()))))
    }

    /// Takes files by their names within the sources, without `.rs`, and their texts.
    pub(super) fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        let mut names = BTreeMap::new();
        let mut paths = BTreeMap::new();
        for (name, text) in files {
            let mut module: Path = name.split('/').map(str::to_owned).collect();
            if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
                module.pop();
            }
            paths.insert(module.clone(), Paths::of(text));
            names.insert(module, format!("{name}.rs"));
        }
        let mut exports = BTreeMap::new();
        for (module, paths) in &paths {
            for path in &paths.exported {
                if let Some((target, Some(name))) = resolve(&names, module, path) {
                    exports.insert((module.clone(), name), target);
                }
            }
        }
        let known = paths.iter().map(|(module, paths)| {
            let mut known = BTreeSet::new();
            for path in &paths.known {
                let Some((mut target, name)) = resolve(&names, module, path) else { continue };
                for name in std::iter::repeat_n(name, HOPS).flatten() {
                    match exports.get(&(target.clone(), name)) {
                        Some(next) => target.clone_from(next),
                        None => break,
                    }
                }
                if target != *module && names.contains_key(&target) {
                    known.insert(target);
                }
            }
            (module.clone(), known)
        });
        let known = known.collect();
        Self { names, known }
    }

    /// The files that each file knows.
    pub(super) fn files(&self) -> &Graph {
        &self.known
    }

    /// The top modules that each top module knows.
    pub(super) fn rooms(&self) -> Graph {
        let mut rooms = Graph::new();
        for (module, known) in self.known.iter().filter(|(module, _)| !module.is_empty()) {
            let by = rooms.entry(module[..1].to_vec()).or_default();
            let others = known.iter().filter(|other| !other.is_empty() && other[0] != module[0]);
            by.extend(others.map(|other| other[..1].to_vec()));
        }
        rooms
    }

    /// The steps within a circle, in words: who knows whom, and in which file it says so.
    pub(super) fn steps(&self, graph: &Graph, circle: &[Path]) -> String {
        let within = |module: &[String], part: &[String]| module.starts_with(part);
        let mut steps = Vec::new();
        for one in circle {
            for other in graph[one].iter().filter(|other| circle.contains(other)) {
                let says = self.known.iter().find(|(module, known)| {
                    within(module, one) && known.iter().any(|known| within(known, other))
                });
                let file = says.map_or("?", |(module, _)| &self.names[module]);
                steps.push(format!("  {} knows {} (in {file})", one.join("::"), other.join("::")));
            }
        }
        steps.join("\n")
    }
}

/// The module that a path leads to, and the name that it has there.
fn resolve(names: &BTreeMap<Path, String>, module: &Path, path: &[String]) -> Option<(Path, Option<String>)> {
    let mut rest = path.iter().peekable();
    let mut at = module.clone();
    match path.first()?.as_str() {
        "crate" => {
            at.clear();
            rest.next();
        }
        "self" => drop(rest.next()),
        "super" => {
            while rest.next_if(|name| *name == "super").is_some() {
                at.pop();
            }
        }
        first => {
            let child = [&module[..], &[first.to_owned()]].concat();
            names.contains_key(&child).then_some(())?;
        }
    }
    while let Some(name) = rest.peek() {
        let child = [&at[..], &[(*name).clone()]].concat();
        if !names.contains_key(&child) {
            break;
        }
        at = child;
        rest.next();
    }
    Some((at, rest.next().cloned()))
}

fn read(folder: &path::Path, within: &str, files: &mut Vec<(String, String)>) -> Result<(), String> {
    let failed = |path: &path::Path, error| format!("{}: {error}", path.display());
    for entry in fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let path = entry.map_err(|error| failed(folder, error))?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // Programs beside a library are crates of their own.
        if name == "tests" || name.ends_with("_tests") || (within.is_empty() && name == "bin") {
            continue;
        }
        let inside = if within.is_empty() { name } else { format!("{within}/{name}") };
        if path.is_dir() {
            read(&path, &inside, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push((inside, fs::read_to_string(&path).map_err(|error| failed(&path, error))?));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Map;

    fn known(files: &[(&str, &str)], module: &str) -> Vec<String> {
        let map = Map::of(files.iter().copied());
        let module: Vec<_> = module.split("::").map(str::to_owned).collect();
        map.files()[&module].iter().map(|known| known.join("::")).collect()
    }

    #[test]
    fn a_name_leads_to_the_file_that_has_it() {
        let files = [
            ("lib", "mod a; mod b; pub use self::a::A;"),
            ("a/mod", "mod c; pub use c::A;"),
            ("a/c", "pub struct A;"),
            ("b", "use crate::A; use std::fmt; fn f() { super::a::g() }"),
        ];
        assert_eq!(known(&files, "b"), ["a", "a::c"]);
        assert_eq!(known(&files, "a"), [""; 0]);
    }
}
