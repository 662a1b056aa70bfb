//! Resident bytes per idle connection: a server in a process of its own, and so many clients that say nothing.
//!
//! `cargo bench --bench idle -- [CONNECTIONS]`, 10,000 by default.

mod app;
mod client;

use std::{
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    process::{Command, Stdio},
};

use client::{Client, frame_len, masked};

/// Raises the soft limit of open files to the hard one, then becomes the program.
const RAISE: &str = "ulimit -n \"$(ulimit -Hn)\"; exec \"$0\" \"$@\"";

fn main() {
    let program = std::env::current_exe().expect("a running program has a path");
    match std::env::var("CHANX_BENCH_ROLE").as_deref() {
        Ok("server") => serve(),
        Ok(_) => measure(&program),
        Err(_) => {
            let error = Command::new("sh")
                .args(["-c", RAISE])
                .arg(program)
                .args(std::env::args_os().skip(1))
                .env("CHANX_BENCH_ROLE", "clients")
                .exec();
            panic!("`sh` could not be run: {error}");
        }
    }
}

fn serve() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        println!("{}", listener.local_addr().expect("it is bound"));
        app::app().serve_with_shutdown(listener, std::future::pending()).await.expect("it serves");
    });
}

fn measure(program: &std::path::Path) {
    let most = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    for path in ["/ws/echo", "/ws/room/a", "/ws/home"] {
        let mut server = Command::new(program)
            .env("CHANX_BENCH_ROLE", "server")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        let output = server.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut line).expect("the server says where it listens");
        let address = line.trim().parse().expect("an address");

        let before = resident(server.id());
        let mut clients: Vec<_> = (0..most)
            .map(|_| Client::connect(address, path).expect("the limit of open files allows it"))
            .collect();
        report(path, "opened", resident(server.id()) - before, most);
        if path == "/ws/echo" {
            let request = masked(r#"{"action":"echo","payload":{"text":"hi","seq":1}}"#);
            let mut reply = vec![0; frame_len(r#"{"action":"echo_reply","payload":{"text":"hi","seq":1}}"#)];
            for client in &mut clients {
                client.send(&request).expect("the connection lives");
                client.receive(&mut reply).expect("every request is answered");
            }
            report(path, "after one echo each", resident(server.id()) - before, most);
            // What a large message took goes when it is answered.
            let space = " ".repeat(60_000);
            let request = masked(&format!(r#"{{"action":"echo",{space}"payload":{{"text":"hi","seq":1}}}}"#));
            for client in &mut clients {
                client.send(&request).expect("the connection lives");
                client.receive(&mut reply).expect("every request is answered");
            }
            report(path, "after 60 KB each", resident(server.id()) - before, most);
        }
        drop(clients);
        server.kill().expect("it is ours");
        server.wait().expect("it was killed");
    }
}

fn report(path: &str, when: &str, bytes: usize, connections: usize) {
    println!("{path:12} {when:20} {connections} connections, {} bytes each", bytes / connections);
}

/// The resident set of a process, in bytes.
fn resident(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("the server runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("Linux tells it");
    let kib: usize = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kib * 1024
}
