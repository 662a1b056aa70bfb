//! One mistake's part of the page.

use std::path::Path;

use super::read;

/// The section of `<macro>/<mistake>`.
pub(super) fn of(ui: &Path, mistake: &str) -> Result<String, String> {
    let (macro_name, name) = mistake.split_once('/').ok_or_else(|| format!("`{mistake}` names no macro"))?;
    let file = |folder: &str, extension: &str| {
        read(&ui.join(macro_name).join(folder).join(name).with_extension(extension))
    };
    let (why, wrong) = split(&file("fail", "rs")?);
    let error = file("fail", "stderr")?;
    let (how, mended) = split(&file("mended", "rs")?);
    let how = if how.is_empty() { "Mended:".to_owned() } else { how };
    let why = if why.is_empty() { why } else { format!("{why}\n\n") };
    Ok(format!(
        "\n### {}\n\n{why}```rs\n{wrong}\n```\n\nThe compiler says:\n\n```text\n{}\n```\n\n{how}\n\n```rust\n{mended}\n```\n",
        title(name),
        error.trim_end(),
    ))
}

/// A file's name as a heading.
fn title(name: &str) -> String {
    let mut title = name.replace('_', " ");
    if let Some(first) = title.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    title
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_becomes_prose() {
        let source = "//! Names it.\n// Twice.\n\nuse chanx::prelude::*;\n\nfn main() {}\n";
        assert_eq!(split(source), ("Names it.\nTwice.".to_owned(), "use chanx::prelude::*;".to_owned()));
        assert_eq!(split("struct A;"), (String::new(), "struct A;".to_owned()));
    }

    #[test]
    fn a_name_becomes_a_heading() {
        assert_eq!(title("path_is_malformed"), "Path is malformed");
    }
}
