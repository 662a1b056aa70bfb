//! The documents of all locked contracts, read by the tools that others have: AsyncAPI's parser, its generator of types (whose
//! TypeScript must compile), and the generator of clients that Python's chanx has, one of whose clients talks with a running example.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    cargo::cargo,
    example::{self, Example},
    npm,
    process::{built, command, root, run, run_quietly, target},
    python,
    steps::Done,
};

/// Python's chanx, with its generator and what the clients that it writes need.
const REQUIREMENT: &str = "chanx[cli,core]==2.13.0";

/// The contracts: those of the examples, and two whose types are hard to write down.
const CONTRACTS: [&str; 6] = [
    "examples/chat/contracts/chat.json",
    "examples/contracts/echo.json",
    "examples/contracts/raw_echo.json",
    "examples/contracts/rooms.json",
    "chanx-contract/tests/asyncapi/forms.json",
    "chanx-contract/tests/asyncapi/odd.json",
];

/// The npm packages, with the versions of all that they need.
const PACKAGES: npm::Packages = npm::Packages {
    name: "asyncapi",
    manifest: include_str!("package.json"),
    lock: include_str!("package-lock.json"),
};

/// Makes sure that the tools are there.
pub(crate) fn install() -> Result<(), String> {
    npm::install(&PACKAGES)?;
    python::tool(REQUIREMENT).map(drop)
}

/// Writes the documents, and has the tools read them.
pub(crate) fn run_all() -> Result<Done, String> {
    let home = npm::install(&PACKAGES)?;
    let python = python::tool(REQUIREMENT)?.join("python");
    let folder = target().join("asyncapi");
    let _absent = fs::remove_dir_all(&folder);
    let (documents, types, clients) =
        (folder.join("documents"), folder.join("types"), folder.join("clients"));
    for folder in [&documents, &types, &clients] {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let written = write(&documents)?;
    let write = |file: PathBuf, text: &str| {
        fs::write(&file, text).map(|()| file.clone()).map_err(|error| format!("{}: {error}", file.display()))
    };

    // It finds its packages beside itself.
    let check = write(home.join("check.mjs"), include_str!("check.mjs"))?;
    let mut parse = command("node", &[]);
    parse.arg(check).arg(&types).args(&written);
    run(parse)?;
    let project = write(types.join("tsconfig.json"), include_str!("tsconfig.json"))?;
    let mut compile = command(home.join("node_modules/.bin/tsc"), &["--project"]);
    compile.arg(project);
    run(compile)?;

    let script = write(folder.join("clients.py"), include_str!("clients.py"))?;
    let mut generate = command(&python, &[]);
    generate.arg(script).arg(&clients).args(&written);
    run(generate)?;

    let script = write(folder.join("talk.py"), include_str!("talk.py"))?;
    let echo = Example::start("--example", "echo")?;
    let mut talk = command(python, &[]);
    talk.arg(script).arg(&clients).arg(&echo.addr);
    run(talk)?;
    echo.stop()?;
    Ok(Done::Passed)
}

/// Writes the documents of all contracts, as JSON and beside it as YAML.
fn write(folder: &Path) -> Result<Vec<PathBuf>, String> {
    // As the tests have built it.
    run(cargo(&["build", "--workspace", "--example", example::ANY, "--bin", "contract-asyncapi"]))?;
    let program = built().join("contract-asyncapi");
    let document = |contract: &&str| {
        let name = Path::new(contract).file_name().unwrap_or_default();
        let file = folder.join(name);
        for (file, form) in
            [(file.with_extension("yaml"), &["--yaml", "--output"][..]), (file.clone(), &["--output"])]
        {
            let mut write = command(&program, form);
            write.arg(&file).arg(root().join(contract));
            run_quietly(write)?;
        }
        Ok(file)
    };
    CONTRACTS.iter().map(document).collect()
}
