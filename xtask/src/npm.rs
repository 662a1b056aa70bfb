//! npm packages: tools in folders of their own under `target/`, and what the repository's own sources need beside them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    apt,
    process::{command, run_quietly, succeeds, target},
};

/// Packages that are installed together.
pub(crate) struct Packages {
    /// The name of their folder.
    pub(crate) name: &'static str,
    /// `package.json`.
    pub(crate) manifest: &'static str,
    /// `package-lock.json`, without the places where packages were found: each machine has its own registry.
    pub(crate) lock: &'static str,
}

/// Makes sure that packages are installed, and returns the folder that has their `node_modules`.
pub(crate) fn install(packages: &Packages) -> Result<PathBuf, String> {
    let home = target().join("tools").join(format!("npm-{}", packages.name));
    if is_installed(&home, packages.lock) {
        return Ok(home);
    }
    let _absent = fs::remove_dir_all(&home);
    let said = |error: std::io::Error| format!("{}: {error}", home.display());
    fs::create_dir_all(&home).map_err(said)?;
    fs::write(home.join("package.json"), packages.manifest).map_err(said)?;
    fs::write(home.join("package-lock.json"), packages.lock).map_err(said)?;
    clean_install(&home, packages.lock)?;
    Ok(home)
}

/// Makes sure that the packages are installed which a folder of the repository has locked.
pub(crate) fn install_in(folder: &Path) -> Result<(), String> {
    let lock = fs::read_to_string(folder.join("package-lock.json"))
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    if is_installed(folder, &lock) { Ok(()) } else { clean_install(folder, &lock) }
}

fn is_installed(folder: &Path, lock: &str) -> bool {
    fs::read_to_string(stamp(folder)).is_ok_and(|installed| installed == lock)
}

fn clean_install(folder: &Path, lock: &str) -> Result<(), String> {
    if !succeeds("npm", &["--version"]) {
        apt::install(&["nodejs", "npm"])?;
    }
    // None of them needs its scripts.
    let mut install =
        command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    install.current_dir(folder);
    run_quietly(install)?;
    fs::write(stamp(folder), lock).map_err(|error| format!("{}: {error}", folder.display()))
}

/// Has the lock of what is installed. It goes with the packages.
fn stamp(folder: &Path) -> PathBuf {
    folder.join("node_modules").join(".installed")
}
