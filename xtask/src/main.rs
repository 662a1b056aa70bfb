//! Everyday commands of the repository; `cargo xtask help` lists them.
//!
//! It depends on the standard library alone, so that it builds in a moment on a new machine.

mod apt;
mod autobahn;
mod cargo;
mod deny;
mod errors_index;
mod example;
mod http;
mod postgres;
mod process;
mod python;
mod readme;
mod services;
mod steps;

use std::{env, process::ExitCode};

use steps::{Done, Steps};

const HELP: &str = "\
cargo xtask <command>

  test       every check: formatting, lints, docs, tests, Autobahn, the README's commands, dependencies
  chat       the tests of examples/chat, with a browser and a PostgreSQL
  autobahn   the WebSocket conformance cases against `examples/raw_echo`
  bless      takes the present output of UI tests, expansions and the errors index as right
  bench      the benchmarks
  docs       writes docs/src/errors.md, and builds the book where mdbook is installed
";

fn main() -> ExitCode {
    let mut steps = Steps::start();
    let result = match env::args().nth(1).as_deref() {
        Some("test") => test(&mut steps),
        Some("chat") => steps.run("chat", cargo::chat),
        Some("autobahn") => steps.run("autobahn", autobahn::run),
        Some("bless") => bless(&mut steps),
        Some("bench") => steps.run("bench", cargo::bench),
        Some("docs") => docs(&mut steps),
        Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    steps.finish(result)
}

fn test(steps: &mut Steps) -> Result<(), String> {
    steps.run("toolchain", cargo::components)?;
    steps.run("format", cargo::format)?;
    steps.run("clippy", cargo::clippy)?;
    steps.run("docs", cargo::docs)?;
    steps.run("tests", cargo::test)?;
    steps.run("autobahn", autobahn::run)?;
    steps.run("readme", readme::run)?;
    steps.run("dependencies", deny::run)
}

fn bless(steps: &mut Steps) -> Result<(), String> {
    steps.run("bless", cargo::bless)?;
    steps.run("errors index", errors_index::write)
}

fn docs(steps: &mut Steps) -> Result<(), String> {
    steps.run("errors index", errors_index::write)?;
    steps.run("book", || {
        if !process::succeeds("mdbook", &["--version"]) {
            return Ok(Done::Skipped("mdbook is not installed".to_owned()));
        }
        process::run(process::command("mdbook", &["build", "docs"]))?;
        Ok(Done::Passed)
    })
}
