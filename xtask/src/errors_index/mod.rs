//! The book's index of compile errors, written from the UI tests: each mistake's code, the error as printed, and
//! the mended code.
//!
//! A mistake is `tests/ui/<macro>/fail/<mistake>.rs`; its mended form is `tests/ui/<macro>/mended/<mistake>.rs`,
//! which the book's tests compile. A comment at the top of either becomes prose.

mod promises;
mod section;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{process::root, steps::Done};

use promises::PROMISES;

const HEAD: &str = "\
# Compile errors

<!-- Written by `cargo xtask docs` from `tests/ui`; a test fails when it is stale. -->

What must not compile, what the compiler then says, and how to mend it. Each error is printed here as the tests saw it.
";

/// Writes the page.
pub(crate) fn write() -> Result<Done, String> {
    let page = page();
    fs::write(&page, render(&root().join("tests/ui"))?).map_err(|error| about(&page, error))?;
    println!("wrote {}", page.display());
    Ok(Done::Passed)
}

fn page() -> PathBuf {
    root().join("docs/src/errors.md")
}

/// The page's text.
fn render(ui: &Path) -> Result<String, String> {
    let mut text = HEAD.to_owned();
    for promise in PROMISES {
        text += &["\n## ", promise.title, "\n\n", promise.text, "\n"].concat();
        for mistake in promise.mistakes {
            text += &section::of(ui, mistake)?;
        }
    }
    match unlisted(ui)?[..] {
        [] => Ok(text),
        ref mistakes => Err(format!("xtask/src/errors_index/promises.rs lacks {}", mistakes.join(", "))),
    }
}

/// Mended mistakes that no promise names, and so would not be on the page.
fn unlisted(ui: &Path) -> Result<Vec<String>, String> {
    let mut unlisted = Vec::new();
    for folder in entries(ui)? {
        let mended = folder.join("mended");
        for file in if mended.exists() { entries(&mended)? } else { Vec::new() } {
            let name = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let mistake = [name(&folder), name(&file)].join("/");
            if !PROMISES.iter().any(|promise| promise.mistakes.contains(&mistake.as_str())) {
                unlisted.push(mistake);
            }
        }
    }
    Ok(unlisted)
}

/// What a folder has, sorted.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| about(folder, error))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| about(path, error))
}

fn about(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_fresh() {
        let wanted = render(&root().join("tests/ui")).unwrap();
        assert!(read(&page()).unwrap() == wanted, "docs/src/errors.md is stale: run `cargo xtask docs`");
    }
}
