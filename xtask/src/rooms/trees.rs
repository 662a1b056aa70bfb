//! What cargo builds for a package.

use std::collections::BTreeSet;

use crate::{cargo::cargo, process::printed_by};

/// Checks that a package, with these features, builds none of these crates.
pub(super) fn without(crates: &[&str], package: &[&str]) -> Result<(), String> {
    let tree = tree(package)?;
    let package = package.join(" ");
    if let Some(found) = found(crates, &tree) {
        return Err(format!("`{package}` depends on {found}, which it should not build:\n{tree}"));
    }
    println!("{package}: {} crates, without {}", names(&tree).len(), crates.join(", "));
    Ok(())
}

/// Checks that a package builds at most so many crates more than another one, itself among them.
pub(super) fn beside(other: &str, most: usize, package: &str) -> Result<(), String> {
    let [base, tree] = [tree(&["--package", other])?, tree(&["--package", package])?];
    let more = more(&base, &tree);
    if more.len() > most {
        let told = more.join(", ");
        return Err(format!(
            "{package} builds {} crates more than {other}, at most {most} may be: {told}",
            more.len()
        ));
    }
    println!("--package {package}: {} crates more than {other}", more.len());
    Ok(())
}

/// What a package builds, one crate a line.
fn tree(package: &[&str]) -> Result<String, String> {
    printed_by(cargo(&[&["tree", "--edges", "normal", "--prefix", "none"], package].concat()))
}

fn names(tree: &str) -> BTreeSet<&str> {
    tree.lines().filter_map(|line| line.split(' ').next()).collect()
}

/// The crates of a tree that another one lacks.
fn more<'t>(base: &str, tree: &'t str) -> Vec<&'t str> {
    let known = names(base);
    names(tree).into_iter().filter(|name| !known.contains(name)).collect()
}

/// The first of these crates, or of their companions (`hyper-util`), that is in a tree of one crate a line.
fn found<'c>(crates: &[&'c str], tree: &str) -> Option<&'c str> {
    crates.iter().copied().find(|&name| tree.lines().any(|line| line.starts_with(name)))
}

#[cfg(test)]
mod tests {
    use super::{found, more};

    #[test]
    fn a_crate_is_found_by_its_name_or_a_companion() {
        let tree = "chanx v0.1.0 (/chanx)\nhyper-util v0.1.20\nserde v1.0.228\n";
        assert_eq!(found(&["tokio", "hyper"], tree), Some("hyper"));
        assert_eq!(found(&["trybuild"], tree), None);
    }

    #[test]
    fn crates_that_come_besides_are_told() {
        let tree = "kit v0.1.0\nserde v1.0.228\nserde v1.0.228 (*)\nwant v0.3.1\n";
        assert_eq!(more("core v0.1.0\nserde v1.0.228\n", tree), ["kit", "want"]);
    }
}
