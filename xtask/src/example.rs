//! Running an example as a user would: start it, read the URLs that it prints, stop it.

use std::{
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    process::{Child, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use crate::{
    cargo::cargo,
    process::{built, command, kill, run, show, target, wait},
};

/// Longest wait for a built example to listen, or to end once told to.
const PATIENCE: Duration = Duration::from_secs(30);

/// Silence after which an example has printed all its URLs.
const SILENCE: Duration = Duration::from_millis(500);

/// An example that is always built along; it is small.
pub(crate) const ANY: &str = "raw_echo";

/// An example that listens; it is killed when dropped.
pub(crate) struct Example {
    child: Child,
    shown: String,
    /// `host:port`.
    pub(crate) addr: String,
    /// What it printed for people to open.
    pub(crate) urls: Vec<String>,
}

impl Example {
    /// Starts an example (`--example NAME`), or the program of a package (`--bin NAME`), as the tests have built it.
    pub(crate) fn start(kind: &str, name: &str) -> Result<Self, String> {
        // The tests' build has all packages' features and those that tests need; the latter count wherever any
        // example is asked for.
        run(cargo(&["build", "--workspace", "--example", ANY, kind, name]))?;
        let folder = if kind == "--example" { built().join("examples") } else { built() };

        let addr = free_address()?;
        let mut start = command(folder.join(name), &[]);
        // Its data, if it keeps any, is not for the next run.
        let data = format!("sqlite://{}/readme-{}.sqlite3?mode=rwc", target().display(), std::process::id());
        start.env("CHANX_ADDR", &addr).env("DATABASE_URL", data).stdout(Stdio::piped());
        let shown = show(&start);
        println!("$ {shown}");
        let mut child = start.spawn().map_err(|error| format!("`{shown}` did not start: {error}"))?;
        let lines = lines(&mut child)?;
        let mut example = Self { child, shown, addr, urls: Vec::new() };
        example.listen()?;
        // It printed before it listened; its lines may still be on their way here.
        while let Ok(line) = lines.recv_timeout(SILENCE) {
            example.urls.extend(url(&line));
        }
        if example.urls.is_empty() {
            return Err(format!("`{}` printed no URL to open", example.shown));
        }
        Ok(example)
    }

    /// Tells it to end as a service manager would (SIGTERM), and fails unless it ends well.
    pub(crate) fn stop(mut self) -> Result<(), String> {
        run(command("kill", &["-TERM", &self.child.id().to_string()]))?;
        match wait(&mut self.child, PATIENCE)? {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(format!("`{}` ended with {status} when told to stop", self.shown)),
            None => Err(format!("`{}` did not stop within {} s", self.shown, PATIENCE.as_secs())),
        }
    }

    /// Waits until it takes connections.
    fn listen(&mut self) -> Result<(), String> {
        let begun = Instant::now();
        while TcpStream::connect(&self.addr).is_err() {
            if let Some(status) = wait(&mut self.child, Duration::ZERO)? {
                return Err(format!("`{}` ended with {status} before it listened", self.shown));
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("`{}` did not listen on {}", self.shown, self.addr));
            }
        }
        Ok(())
    }
}

impl Drop for Example {
    fn drop(&mut self) {
        kill(&mut self.child);
    }
}

/// A port that was free a moment ago.
fn free_address() -> Result<String, String> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    listener.map(|addr| addr.to_string()).map_err(|error| format!("no port is free: {error}"))
}

/// Reads what a program prints, line by line, and shows it.
fn lines(child: &mut Child) -> Result<Receiver<String>, String> {
    let stdout = child.stdout.take().ok_or("the example's output is not piped")?;
    let (to, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            println!("  {line}");
            let _read_no_more = to.send(line);
        }
    });
    Ok(lines)
}

/// The URL in a printed line.
fn url(line: &str) -> Option<String> {
    let word = line.split_whitespace().find(|word| word.contains("://"))?;
    Some(word.trim_end_matches(['.', ',', ')']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_found_in_what_is_printed() {
        assert_eq!(url("open http://127.0.0.1:8000/ twice"), Some("http://127.0.0.1:8000/".to_owned()));
        assert_eq!(url("echo: ws://localhost:1/ws/echo/."), Some("ws://localhost:1/ws/echo/".to_owned()));
        assert_eq!(url("listening"), None);
    }
}
