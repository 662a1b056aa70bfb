//! Everyday commands of the repository; `cargo xtask help` lists them.
//!
//! It depends on the standard library alone, so that it builds in a moment on a new machine.

mod apt;
mod asyncapi;
mod autobahn;
mod beside;
mod browser;
mod cargo;
mod deny;
mod errors_index;
mod example;
mod fuzz;
mod http;
mod life;
mod npm;
mod playground;
mod postgres;
mod process;
mod python;
mod readme;
mod rooms;
mod services;
mod steps;
mod tools;

use std::{env, process::ExitCode};

use beside::Beside;
use steps::{Done, Steps};

const HELP: &str = "\
cargo xtask <command>

  test       every check: formatting, circles of modules, lints, docs, tests, models of threads, the playground in a browser, Autobahn,
             AsyncAPI, the README's commands, dependencies, advisories where they can be had
             --quick: formatting, circles, lints, and tests without UI cases, browsers and database servers
  rooms      circles of modules and files in every crate, and crates that must not be built
  chat       the tests of examples/chat, with a browser and a PostgreSQL
  autobahn   the WebSocket conformance cases against `examples/raw_echo`
  browser    the playground in a browser, against its laboratory and two examples; `target/playground` has pictures
  playground checks the sources of the playground's page, and makes the bundle that is committed
  asyncapi   AsyncAPI's parser, modelina and Python's chanx on the documents of all contracts
  life       slow clients, proxies and clients that are gone, at real speed: 75 s
  fuzz       a minute of random frames, read by chanx and by tungstenite
  loom       the models of what threads share (groups, revocations), in each way in which the threads may interleave
  jwt        the tests of tokens with `aws-lc-rs`, which the whole leaves out
  bless      takes the present output of UI tests, expansions and the errors index as right
  bench      the benchmarks
  docs       writes docs/src/errors.md, and builds the book where mdbook is installed
";

fn main() -> ExitCode {
    let mut steps = Steps::start();
    let args: Vec<_> = env::args().skip(1).collect();
    let args: Vec<_> = args.iter().map(String::as_str).collect();
    let result = match args[..] {
        ["test"] => test(&mut steps),
        ["test", "--quick"] => test_quickly(&mut steps),
        ["rooms"] => steps.run("rooms", rooms::run),
        ["chat"] => steps.run("chat", cargo::chat),
        ["autobahn"] => steps.run("autobahn", autobahn::run),
        ["browser"] => steps.run("browser", browser::run_all),
        ["playground"] => steps.run("playground", playground::build),
        ["asyncapi"] => steps.run("asyncapi", asyncapi::run_all),
        ["life"] => steps.run("life", life::show),
        ["fuzz"] => steps.run("fuzz", fuzz::run),
        ["loom"] => steps.run("loom", cargo::loom),
        ["jwt"] => steps.run("jwt", cargo::jwt),
        ["bless"] => bless(&mut steps),
        ["bench"] => steps.run("bench", cargo::bench),
        ["docs"] => docs(&mut steps),
        ["help" | "--help" | "-h"] => {
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
    // Packages are unpacked, and files fetched, while cargo compiles.
    let tools = tools::Installation::begin();
    steps.run("format", cargo::format)?;
    steps.run("rooms", rooms::run)?;
    steps.run("clippy", cargo::clippy)?;
    steps.run("docs", cargo::docs)?;
    steps.run("tools", || tools.end())?;
    let fuzz = Beside::begin(&[("fuzz", fuzz::run)]);
    steps.run("build", cargo::build_tests)?;
    let life = Beside::begin(&[("life", life::run_beside)]);
    steps.run("tests", cargo::test)?;
    steps.run("loom", cargo::loom)?;
    steps.run("browser", browser::run_all)?;
    steps.run("autobahn", autobahn::run)?;
    steps.run("asyncapi", asyncapi::run_all)?;
    steps.run("readme", readme::run)?;
    fuzz.end(steps)?;
    life.end(steps)?;
    steps.run("dependencies", deny::run)?;
    steps.run("advisories", deny::advisories)
}

/// What a change breaks most often, for every day. The features are those of the whole command, so that nothing is
/// built twice.
fn test_quickly(steps: &mut Steps) -> Result<(), String> {
    steps.run("format", cargo::format)?;
    steps.run("rooms", rooms::run)?;
    steps.run("clippy", cargo::clippy)?;
    steps.run("tests", cargo::test_quickly)
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
