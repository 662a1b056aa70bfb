//! Writes the AsyncAPI document of a contract's file.

use std::{ffi::OsString, fs, path::Path, process::ExitCode};

use chanx_contract::{Contract, asyncapi::AsyncApi};
use lexopt::{Arg, ValueExt};

const HELP: &str = "\
Writes the AsyncAPI 3.0 document of an application's contract.

Usage: contract-asyncapi CONTRACT [--title TITLE] [--version VERSION] [--server NAME=URL] [--yaml] [-o FILE]

Arguments:
  CONTRACT  the contract, as `assert_contract!` writes it

Options:
      --title TITLE      The application's name; by default the file's
      --version VERSION  The application's version; by default 0.1.0
      --description TEXT What is said of the application
      --server NAME=URL  A server that runs it: `production=wss://chat.example.com`; may be given several times
      --yaml             Write YAML, not JSON
  -o, --output FILE      Write this file, not the standard output
  -h, --help             Print this

A file of an older format has less to be told, documentation above all; the error output says so.

Exit code: 0 when the document is written, 2 when it cannot be.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => {
            eprintln!("contract-asyncapi: {said}");
            ExitCode::from(2)
        }
    }
}

#[derive(Default)]
struct Wanted {
    files: Vec<OsString>,
    title: Option<String>,
    version: Option<String>,
    description: Option<String>,
    servers: Vec<(String, String)>,
    yaml: bool,
    output: Option<OsString>,
}

fn run() -> Result<(), String> {
    let Some(wanted) = wanted()? else {
        print!("{HELP}");
        return Ok(());
    };
    let [file] = wanted.files.as_slice() else {
        return Err(format!("it takes one file, not {}; see --help", wanted.files.len()));
    };
    let name = file.display();
    let text = fs::read_to_string(file).map_err(|error| format!("{name} cannot be read: {error}"))?;
    let contract = Contract::from_json(&text).map_err(|error| format!("{name} is no contract: {error}"))?;
    if contract.is_older() {
        eprintln!(
            "contract-asyncapi: {name}: its format is an older one, so that the document has less in it"
        );
    }
    let stem = Path::new(file).file_stem().unwrap_or(file).to_string_lossy();
    let title = wanted.title.unwrap_or_else(|| stem.into_owned());
    let mut page = AsyncApi::new(title, wanted.version.unwrap_or_else(|| "0.1.0".to_owned()));
    if let Some(description) = wanted.description {
        page = page.description(description);
    }
    for (name, url) in wanted.servers {
        page = page.server(name, &url);
    }
    let document = page.document(&contract);
    let text = if wanted.yaml { document.to_yaml() } else { document.to_json() };
    match wanted.output {
        None => print!("{text}"),
        Some(output) => fs::write(&output, text)
            .map_err(|error| format!("{} cannot be written: {error}", output.display()))?,
    }
    Ok(())
}

fn text(arguments: &mut lexopt::Parser) -> Result<String, String> {
    arguments.value().and_then(ValueExt::string).map_err(|error| error.to_string())
}

/// What the arguments ask for; `None` where that is help.
fn wanted() -> Result<Option<Wanted>, String> {
    let mut wanted = Wanted::default();
    let mut arguments = lexopt::Parser::from_env();
    let said = |error: lexopt::Error| error.to_string();
    while let Some(argument) = arguments.next().map_err(said)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            Arg::Long("title") => wanted.title = Some(text(&mut arguments)?),
            Arg::Long("version") => wanted.version = Some(text(&mut arguments)?),
            Arg::Long("description") => wanted.description = Some(text(&mut arguments)?),
            Arg::Long("server") => {
                let server = text(&mut arguments)?;
                let (name, url) = server
                    .split_once('=')
                    .ok_or_else(|| format!("a server is `NAME=URL`, not `{server}`; see --help"))?;
                wanted.servers.push((name.to_owned(), url.to_owned()));
            }
            Arg::Long("yaml") => wanted.yaml = true,
            Arg::Short('o') | Arg::Long("output") => {
                wanted.output = Some(arguments.value().map_err(said)?);
            }
            Arg::Value(file) => wanted.files.push(file),
            other => return Err(format!("{}; see --help", other.unexpected())),
        }
    }
    Ok(Some(wanted))
}
