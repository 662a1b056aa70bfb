//! A minute of fuzzing: the reader of frames against tungstenite's, by libFuzzer.

use std::{fs, path::PathBuf};

use crate::{
    apt,
    cargo::{cargo, host},
    process::{command, run_quietly, succeeds, target},
    steps::Done,
};

/// What the compiler writes for coverage, which stable Rust can. The sanitizers, which it cannot, find faults of unsafe
/// code, and there is none.
const FLAGS: [&str; 6] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// How long it goes on.
const SECONDS: &str = "-max_total_time=60";

/// Makes sure that libFuzzer can be built.
pub(crate) fn install() -> Result<(), String> {
    if succeeds("c++", &["--version"]) { Ok(()) } else { apt::install(&["g++"]) }
}

/// Builds the target, and lets it run. What it has found stays in `target/fuzz/corpus`, for the next time.
pub(crate) fn run() -> Result<Done, String> {
    install()?;
    let (host, folder) = (host()?, target().join("fuzz"));
    let program = build(&host, &folder)?;
    let corpus = folder.join("corpus");
    fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    let mut fuzz = command(program, &[SECONDS, "-max_len=2048", "-timeout=10", "-print_final_stats=1"]);
    fuzz.arg(format!("-artifact_prefix={}/", folder.display())).arg(corpus);
    run_quietly(fuzz)?;
    Ok(Done::Passed)
}

fn build(host: &str, folder: &PathBuf) -> Result<PathBuf, String> {
    let mut build =
        cargo(&["build", "--quiet", "--release", "--locked", "--manifest-path", "fuzz/Cargo.toml"]);
    build.args(["--target", host, "--target-dir"]).arg(folder);
    // Its flags make other code of every crate.
    build.env("CARGO_BUILD_BUILD_DIR", folder).env("RUSTFLAGS", FLAGS.join(" "));
    run_quietly(build)?;
    Ok(folder.join(host).join("release/frames"))
}
