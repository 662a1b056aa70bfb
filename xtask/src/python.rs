//! Tools that come as Python packages: installed into a folder of their own under `target/`.

use std::{fs, path::PathBuf};

use crate::{
    apt,
    process::{command, run_quietly, succeeds, target},
};

/// Makes sure that `requirement` (`name==version`) is installed, and returns the folder of its programs.
pub(crate) fn tool(requirement: &str) -> Result<PathBuf, String> {
    let home = target().join("tools").join(requirement.replace("==", "-"));
    let programs = home.join("bin");
    let stamp = home.join("installed");
    if stamp.exists() && succeeds(programs.join("python"), &["--version"]) {
        return Ok(programs);
    }
    let _absent = fs::remove_dir_all(&home);
    environment(&home.to_string_lossy())?;
    run_quietly(command(
        programs.join("python"),
        &["-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement],
    ))?;
    fs::write(&stamp, requirement).map_err(|error| format!("{}: {error}", stamp.display()))?;
    Ok(programs)
}

/// Makes a virtual environment; Debian and its kin keep that part of Python in a package of its own.
fn environment(home: &str) -> Result<(), String> {
    let venv = || command("python3", &["-m", "venv", "--clear", home]);
    if succeeds("python3", &["-c", "import ensurepip, venv"]) {
        return run_quietly(venv());
    }
    apt::install(&["python3", "python3-venv"])?;
    run_quietly(venv())
}
