//! A PostgreSQL of our own, for as long as the tests run.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{self, Command},
};

use crate::{
    apt,
    process::{command, run, succeeds},
};

/// Makes sure that PostgreSQL's programs are there.
pub(crate) fn install() -> Result<(), String> {
    if programs().is_some() { Ok(()) } else { apt::install(&["postgresql"]) }
}

/// A running server, whose data is in a folder of its own; it ends, and the folder goes, when this is dropped.
pub(crate) struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    /// Where clients connect.
    pub(crate) url: String,
}

impl Postgres {
    /// Starts a new server on a free port.
    pub(crate) fn start() -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL's `initdb` is nowhere, even after its installation")?;
        // Below the system's folder for such things: its own user must be able to reach it.
        let folder = std::env::temp_dir().join(format!("chanx-postgres-{}", process::id()));
        let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = listener.map_err(|error| format!("no port is free: {error}"))?.port();
        let url = format!("postgres://chanx@127.0.0.1:{port}/postgres");
        let server = Self { folder, programs, url };
        server.begin(port)?;
        Ok(server)
    }

    fn begin(&self, port: u16) -> Result<(), String> {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        fs::create_dir_all(&self.folder).map_err(|error| format!("{}: {error}", self.folder.display()))?;
        if is_root() {
            run(command("chown", &["postgres", &text(&self.folder)]))?;
        }
        let (data, log) = (text(&self.data()), text(&self.folder.join("log")));
        run(self.program("initdb", &["-D", &data, "-U", "chanx", "-A", "trust", "--no-sync"]))?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c unix_socket_directories={}",
            text(&self.folder)
        );
        run(self.program("pg_ctl", &["-D", &data, "-l", &log, "-o", &options, "-w", "start"]))
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// One of its programs; they refuse to run as root.
    fn program(&self, name: &str, args: &[&str]) -> Command {
        let program = self.programs.join(name).to_string_lossy().into_owned();
        let mut command = if is_root() {
            command("runuser", &[&["-u", "postgres", "--", &program], args].concat())
        } else {
            command(program, args)
        };
        // Root's folders are not the server's to enter.
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.data().to_string_lossy().into_owned();
        let _stopped = run(self.program("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]));
        let _gone = fs::remove_dir_all(&self.folder);
    }
}

/// Where its programs are: on the path, or where Debian puts them.
fn programs() -> Option<PathBuf> {
    if succeeds("initdb", &["--version"]) && !is_root() {
        return Some(PathBuf::new());
    }
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let programs = versions.flatten().map(|version| version.path().join("bin"));
    programs.filter(|programs| programs.join("initdb").exists()).max()
}

fn is_root() -> bool {
    // The owner of a running program's folder in `/proc` is its user.
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
