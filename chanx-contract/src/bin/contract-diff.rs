//! Tells what changed between two contract files, and whom it breaks.

use std::{ffi::OsString, fs, process::ExitCode};

use chanx_contract::{Contract, contract_diff};
use lexopt::Arg;

const HELP: &str = "\
Tells what changed from one contract of an application to another, and which of it breaks clients.

Usage: contract-diff OLD NEW

Arguments:
  OLD  the contract that clients know, as `assert_contract!` writes it
  NEW  the contract that is to replace it

Options:
  -h, --help  Print this

A file of an older format is compared by what it knows; the error output says so.

Exit code: 0 when nothing breaks, 1 when something does, 2 when the files cannot be compared.
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(said) => {
            eprintln!("contract-diff: {said}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let mut files: Vec<OsString> = Vec::new();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next().map_err(|error| error.to_string())? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => {
                print!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            Arg::Value(file) => files.push(file),
            other => return Err(format!("{}; see --help", other.unexpected())),
        }
    }
    let [old, new] = files.as_slice() else {
        return Err(format!("it takes two files, not {}; see --help", files.len()));
    };
    let [old, new] = [(old, read(old)?), (new, read(new)?)];
    for (file, contract) in [&old, &new] {
        if let Some(omissions) = contract.omissions() {
            eprintln!("contract-diff: {}: {omissions}", file.display());
        }
    }
    let diff = contract_diff(&old.1, &new.1);
    if !diff.is_empty() {
        println!("{diff}");
    }
    Ok(if diff.is_breaking() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn read(file: &OsString) -> Result<Contract, String> {
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| format!("{name} cannot be read: {error}"))?;
    Contract::from_json(&text).map_err(|error| format!("{name} is no contract: {error}"))
}
