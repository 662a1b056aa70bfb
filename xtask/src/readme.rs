//! The README's own commands, read from its `sh` blocks, so that they cannot age.

use std::fs;

use crate::{
    cargo::check,
    example::Example,
    http,
    process::{self, root},
    steps::Done,
};

/// Runs each command of the README.
pub(crate) fn run() -> Result<Done, String> {
    let path = root().join("README.md");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let commands = commands(&text);
    for wanted in ["cargo run -p chat", "cargo xtask test"] {
        if !commands.contains(&wanted) {
            return Err(format!("README.md does not show `{wanted}`"));
        }
    }
    for command in commands {
        follow(command)?;
    }
    Ok(Done::Passed)
}

/// Does what a reader would do with a command.
fn follow(command: &str) -> Result<(), String> {
    let words: Vec<_> = command.split_whitespace().collect();
    match words[..] {
        ["cargo", "run", kind @ ("--example" | "-p"), name] => {
            // With no other package's features, as a reader builds it; what runs is what the tests have built.
            process::run(check(&["check", kind, name])?)?;
            let example =
                if kind == "-p" { Example::start("--bin", name) } else { Example::start(kind, name) }?;
            for url in &example.urls {
                http::fetch(url)?;
            }
            example.stop()
        }
        // This very run.
        ["cargo", "xtask", "test"] => Ok(()),
        _ => Err(format!("README.md says `{command}`, which xtask/src/readme.rs cannot follow yet")),
    }
}

/// The lines of the `sh` blocks, without comments.
fn commands(text: &str) -> Vec<&str> {
    let mut commands = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
            continue;
        }
        let command = line.split(" #").next().unwrap_or_default().trim();
        if inside && !command.is_empty() && !command.starts_with('#') {
            commands.push(command);
        }
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_stand_in_sh_blocks() {
        let text = "a\n```rust\nlet x;\n```\n```sh\n# first\ncargo xtask test   # all\n\ncargo run --example rooms\n```\nb";
        assert_eq!(commands(text), ["cargo xtask test", "cargo run --example rooms"]);
    }

    #[test]
    fn an_unknown_command_is_an_error() {
        assert!(follow("make world").is_err());
        assert_eq!(follow("cargo xtask test"), Ok(()));
    }
}
