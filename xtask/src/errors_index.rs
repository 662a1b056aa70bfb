//! The book's index of compile errors, written from the UI tests: each mistake's code, the error as printed, and
//! the mended code.
//!
//! A mistake is `tests/ui/<macro>/fail/<mistake>.rs`; its mended form is `tests/ui/<macro>/pass/<mistake>.rs`,
//! which must compile. A comment at the top of either becomes prose.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{process::root, steps::Done};

/// The macros in the order in which a reader meets them.
const ORDER: [&str; 7] = ["payload", "message", "messages", "event", "params", "consumer", "router"];

const HEAD: &str = "\
# Compile errors

<!-- Written by `cargo xtask docs` from `tests/ui`; a test fails when it is stale. -->

What the compiler says to each mistake, and how to mend it. Every error is printed here as the tests saw it.
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
    let mut page = HEAD.to_owned();
    let mut macros = names(ui, "")?;
    macros.sort_by_key(|name| ORDER.iter().position(|known| known == name).unwrap_or(ORDER.len()));
    let mut unmended = Vec::new();
    for name in macros {
        let folder = ui.join(&name);
        let mistakes = names(&folder.join("fail"), ".rs").unwrap_or_default();
        if !mistakes.is_empty() {
            page += &heading(&name);
        }
        for mistake in mistakes {
            let mended = folder.join("pass").join(&mistake);
            if mended.exists() {
                page += &section(&folder.join("fail").join(&mistake), &mended)?;
            } else {
                unmended.push(format!("tests/ui/{name}/pass/{mistake}"));
            }
        }
    }
    if unmended.is_empty() {
        Ok(page)
    } else {
        Err(format!("these mended versions of mistakes are missing: {}", unmended.join(", ")))
    }
}

fn heading(name: &str) -> String {
    if name == "router" { "\n## `router!`\n".to_owned() } else { format!("\n## `#[{name}]`\n") }
}

/// One mistake.
fn section(mistake: &Path, mended: &Path) -> Result<String, String> {
    let (why, code) = split(&read(mistake)?);
    let error = read(&mistake.with_extension("stderr"))?;
    let (how, mended) = split(&read(mended)?);
    let title = mistake.file_stem().unwrap_or_default().to_string_lossy().replace('_', " ");
    let title = title[..1].to_uppercase() + &title[1..];
    Ok(format!(
        "\n### {title}\n{}\n```rust\n{code}\n```\n\nThe compiler says:\n\n```text\n{}\n```\n\n{}\n\n```rust\n{mended}\n```\n",
        if why.is_empty() { String::new() } else { format!("\n{why}\n") },
        error.trim_end(),
        if how.is_empty() { "Mended:" } else { &how },
    ))
}

/// The comment at the top, and the code without it and without an empty `main`.
fn split(source: &str) -> (String, String) {
    let is_comment = |line: &&str| line.starts_with("//!") || line.starts_with("// ") || *line == "//";
    let comment = source.lines().take_while(is_comment);
    let comment: Vec<_> =
        comment.map(|line| line.trim_start_matches("//!").trim_start_matches("//").trim()).collect();
    let code: Vec<_> = source.lines().skip(comment.len()).filter(|line| *line != "fn main() {}").collect();
    (comment.join("\n"), code.join("\n").trim().to_owned())
}

/// The names in a folder that end in `suffix`, sorted.
fn names(folder: &Path, suffix: &str) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| about(folder, error))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| about(folder, error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() == suffix.is_empty() && name.ends_with(suffix) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
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

    #[test]
    fn a_comment_becomes_prose() {
        let source = "//! Names it.\n// Twice.\n\nuse chanx::prelude::*;\n\nfn main() {}\n";
        assert_eq!(split(source), ("Names it.\nTwice.".to_owned(), "use chanx::prelude::*;".to_owned()));
        assert_eq!(split("struct A;"), (String::new(), "struct A;".to_owned()));
    }
}
