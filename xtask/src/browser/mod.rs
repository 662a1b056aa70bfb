//! The playground's page in a real browser, against real servers: its laboratory, an example that has a recording, and the chat.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use crate::{
    apt,
    example::Example,
    npm, playground,
    process::{built, command, printed, root, run, run_within, target},
    steps::Done,
};

/// The npm packages that drive the browser and judge what it shows.
const PACKAGES: npm::Packages = npm::Packages {
    name: "browser",
    manifest: include_str!("../../../chanx-playground/browser/package.json"),
    lock: include_str!("../../../chanx-playground/browser/package-lock.json"),
};

/// Names another browser than Debian's.
const BROWSER: &str = "PLAYGROUND_CHROMIUM";

/// The oldest node on which the packages run.
const NODE: u32 = 20;

/// Longest time that the tests may take; they take less than a minute.
const LIMIT: Duration = Duration::from_mins(5);

/// Makes sure that the browser and the packages are there.
pub(crate) fn install() -> Result<(), String> {
    browser()?;
    npm::install(&PACKAGES)?;
    playground::install()
}

/// Tests the page's sources, then the page, then that a server takes the recording which it has exported.
pub(crate) fn run_all() -> Result<Done, String> {
    playground::test()?;
    let browser = browser()?;
    let home = npm::install(&PACKAGES)?;
    suits(&printed("node", &["--version"])?)?;
    let main = copy(&root().join("chanx-playground/browser"), &home.join("tests"))?;
    let results = target().join("playground");
    empty(&results)?;

    let servers = [
        ("PLAYGROUND_LAB", Example::start("--example", "lab")?),
        ("PLAYGROUND_ROOMS", Example::start("--example", "rooms")?),
        ("PLAYGROUND_CHAT", Example::start("--bin", "chat")?),
    ];
    let mut tests = command("node", &["--test-reporter=spec"]);
    tests.arg(main).env(BROWSER, browser).env("PLAYGROUND_RESULTS", &results);
    tests.env("PLAYGROUND_BUNDLE", root().join("chanx-playground/bundle"));
    tests.env("PLAYGROUND_RECORDING", root().join("examples/recordings/rooms.jsonl"));
    for (name, server) in &servers {
        tests.env(name, format!("http://{}", server.addr));
    }
    run_within(tests, LIMIT)?;
    for (_, server) in servers {
        server.stop()?;
    }
    run(replay(&results.join("talk.jsonl")))?;
    println!("pictures of the page are in {}", results.display());
    Ok(Done::Passed)
}

/// Says the recording again, as the people who talked in it.
fn replay(recording: &Path) -> Command {
    let mut replay = command(built().join("examples/lab"), &["replay"]);
    replay.arg(recording).args(["ann", "bob"]);
    replay
}

/// The browser's program; installs it where it is missing.
fn browser() -> Result<PathBuf, String> {
    let found = || {
        let named = env::var_os(BROWSER).map(PathBuf::from);
        let folders = env::var_os("PATH").unwrap_or_default();
        let mut installed = env::split_paths(&folders).map(|folder| folder.join("chromium"));
        named.or_else(|| installed.find(|program| program.is_file()))
    };
    if let Some(browser) = found() {
        return Ok(browser);
    }
    let how = || format!("install Chromium, or let {BROWSER} name its program");
    apt::install(&["chromium"]).map_err(|error| format!("{error}; {}", how()))?;
    found().ok_or_else(how)
}

/// Whether a version of node is new enough.
fn suits(version: &str) -> Result<(), String> {
    let version = version.trim();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_some_and(|major: u32| major >= NODE) {
        return Ok(());
    }
    Err(format!(
        "the browser's tests need node {NODE} or later, and this is {version}: install a newer one from https://nodejs.org"
    ))
}

/// Copies the tests beside their packages, where node finds those. Returns the file that runs all of them.
fn copy(from: &Path, to: &Path) -> Result<PathBuf, String> {
    let said = |error: std::io::Error| format!("{}: {error}", from.display());
    empty(to)?;
    for entry in fs::read_dir(from).map_err(said)? {
        let path = entry.map_err(said)?.path();
        if let (Some("mjs"), Some(name)) = (path.extension().and_then(|end| end.to_str()), path.file_name()) {
            fs::copy(&path, to.join(name)).map_err(said)?;
        }
    }
    Ok(to.join("main.mjs"))
}

/// Makes a folder that has nothing in it.
fn empty(folder: &Path) -> Result<(), String> {
    let _absent = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_told_with_its_remedy() {
        assert_eq!(suits("v20.1.0\n"), Ok(()));
        assert_eq!(suits("v112.0.0"), Ok(()));
        let told = suits("v18.20.4\n").unwrap_err();
        assert!(told.contains("node 20 or later, and this is v18.20.4: install"), "{told}");
        assert!(suits("?").is_err());
    }
}
