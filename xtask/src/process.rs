//! Running other programs.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where reports go, and the tools that these commands install.
pub(crate) fn target() -> PathBuf {
    let folder = built().ancestors().nth(2).map(Path::to_owned);
    folder.unwrap_or_else(|| root().join("target"))
}

/// Where programs are that cargo has built, this one among them: `target/<triple>/debug`.
pub(crate) fn built() -> PathBuf {
    let program = env::current_exe().ok();
    let folder = program.as_deref().and_then(Path::parent);
    folder.map_or_else(|| root().join("target/debug"), Path::to_owned)
}

/// A command in the repository's root.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root());
    command
}

/// Prints a command, runs it, and fails unless it succeeds.
pub(crate) fn run(mut command: Command) -> Result<(), String> {
    let shown = show(&command);
    println!("$ {shown}");
    let status = command.status().map_err(|error| format!("`{shown}` did not start: {error}"))?;
    succeeded(&shown, status)
}

/// The same, but shows what it printed only when it failed: it may run beside a step that prints too.
pub(crate) fn run_quietly(mut command: Command) -> Result<(), String> {
    let shown = show(&command);
    println!("$ {shown}");
    let output = command.output().map_err(|error| format!("`{shown}` did not start: {error}"))?;
    if !output.status.success() {
        let (printed, told) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        println!("{printed}{told}");
    }
    succeeded(&shown, output.status)
}

/// As [`run`], but kills it after `limit`.
pub(crate) fn run_within(mut command: Command, limit: Duration) -> Result<(), String> {
    let shown = show(&command);
    println!("$ {shown}");
    let mut child = command.spawn().map_err(|error| format!("`{shown}` did not start: {error}"))?;
    let Some(status) = wait(&mut child, limit)? else {
        kill(&mut child);
        return Err(format!("`{shown}` did not end within {} s", limit.as_secs()));
    };
    succeeded(&shown, status)
}

/// What a program prints.
pub(crate) fn printed(program: &str, args: &[&str]) -> Result<String, String> {
    printed_by(command(program, args))
}

/// What a command prints.
pub(crate) fn printed_by(mut command: Command) -> Result<String, String> {
    let shown = show(&command);
    let output = command.output().map_err(|error| format!("`{shown}` did not start: {error}"))?;
    succeeded(&shown, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program is there and ends well; its output is not shown.
pub(crate) fn succeeds(program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> bool {
    let mut command = command(program, args);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Waits for a program's end; `None` when it still runs after `limit`.
pub(crate) fn wait(child: &mut Child, limit: Duration) -> Result<Option<ExitStatus>, String> {
    let begun = Instant::now();
    loop {
        let ended = child.try_wait().map_err(|error| format!("a program was lost: {error}"))?;
        if ended.is_some() || begun.elapsed() > limit {
            return Ok(ended);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Ends a program at once; one that has ended already is no error.
pub(crate) fn kill(child: &mut Child) {
    if child.kill().is_ok() {
        let _status = child.wait();
    }
}

/// A command as one would type it.
pub(crate) fn show(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
    let envs = command
        .get_envs()
        .filter_map(|(name, value)| Some(format!("{}={}", name.to_string_lossy(), value?.to_string_lossy())));
    envs.chain([program]).chain(args).collect::<Vec<_>>().join(" ")
}

fn succeeded(shown: &str, status: ExitStatus) -> Result<(), String> {
    if status.success() { Ok(()) } else { Err(format!("`{shown}` ended with {status}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_shown_as_typed() {
        let mut echo = command("/bin/echo", &["a", "b"]);
        echo.env("CI", "true");
        assert_eq!(show(&echo), "CI=true echo a b");
    }

    #[test]
    fn a_failing_command_is_named() {
        assert_eq!(run(command("false", &[])), Err("`false` ended with exit status: 1".to_owned()));
        assert!(run(command("no-such-program", &[])).is_err());
        assert_eq!(run_quietly(command("true", &[])), Ok(()));
        assert_eq!(run_quietly(command("false", &[])), Err("`false` ended with exit status: 1".to_owned()));
    }

    #[test]
    fn a_command_that_hangs_is_killed() {
        let hung = run_within(command("sleep", &["60"]), Duration::ZERO);
        assert_eq!(hung, Err("`sleep 60` did not end within 0 s".to_owned()));
    }
}
