//! The Autobahn test suite's cases against `examples/raw_echo`, run by the Python package `kosoku`.

mod report;

use std::{fs, time::Duration};

use crate::{
    example::Example,
    process::{command, run_within, target},
    python,
    steps::Done,
};

/// The runner; the suite's case files come with it.
const REQUIREMENT: &str = "kosoku==0.1.0";

/// Compression: `raw_echo` negotiates no extension.
const EXCLUDED: [&str; 2] = ["12.*", "13.*"];

/// How many cases are left: fewer would mean that some were not run.
const CASES: usize = 301;

/// Longest time for all cases; they take seconds.
const LIMIT: Duration = Duration::from_mins(10);

/// Makes sure that the runner is there.
pub(crate) fn install() -> Result<(), String> {
    python::tool(REQUIREMENT).map(drop)
}

/// Runs the cases and judges their report.
pub(crate) fn run() -> Result<Done, String> {
    let kosoku = python::tool(REQUIREMENT)?.join("kosoku");
    let reports = target().join("autobahn");
    let _absent = fs::remove_dir_all(&reports);

    let server = Example::start("--example", "raw_echo")?;
    let mut fuzz = command(kosoku, &["--mode", "fuzzingclient", "--parallelism", "4", "--outdir"]);
    fuzz.arg(&reports);
    for cases in EXCLUDED {
        fuzz.args(["--exclude", cases]);
    }
    fuzz.arg(&server.addr);
    // Its own verdict is laxer than ours; when it fails, its report has the failed cases only.
    let ran = run_within(fuzz, LIMIT);

    let index = reports.join("index.json");
    let text = fs::read_to_string(&index).map_err(|error| match &ran {
        Err(reason) => format!("no report was written: {reason}"),
        Ok(()) => format!("{}: {error}", index.display()),
    })?;
    report::judge(&report::read(&text))?;
    ran?;
    let count = report::read(&text).len();
    if count != CASES {
        return Err(format!("{count} cases were run, not {CASES}"));
    }
    server.stop()?;
    println!("{count} cases conform; the report is {}", reports.join("index.html").display());
    Ok(Done::Passed)
}
