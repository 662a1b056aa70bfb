//! What cargo builds for a package.

use std::collections::BTreeSet;

use crate::{cargo::cargo, process::printed_by};

/// Checks that a package, with these features, builds none of these crates.
pub(super) fn without(crates: &[&str], package: &[&str]) -> Result<(), String> {
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

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn a_crate_is_found_by_its_name_or_a_companion() {
        let tree = "chanx v0.1.0 (/chanx)\nhyper-util v0.1.20\nserde v1.0.228\n";
        assert_eq!(found(&["tokio", "hyper"], tree), Some("hyper"));
        assert_eq!(found(&["trybuild"], tree), None);
    }
}
