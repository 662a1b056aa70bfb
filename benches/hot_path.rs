//! The hot path: decoding, a request through a whole connection, a group message to 1,000 members.

mod app;
mod client;

use std::net::SocketAddr;

use chanx::{Frame, Incoming};
use client::{Client, frame_len, masked};
use divan::{Bencher, counter::ItemsCount};

use app::{EchoMessage, PatchMessage};

fn main() {
    raise_open_files();
    divan::main();
}

/// Benchmarks hold up to 2,000 sockets; the usual soft limit is 1,024.
fn raise_open_files() {
    if std::env::var_os("CHANX_BENCH_FILES").is_none() {
        let error = std::os::unix::process::CommandExt::exec(
            std::process::Command::new("sh")
                .args(["-c", "ulimit -n \"$(ulimit -Hn)\"; exec \"$0\" \"$@\""])
                .arg(std::env::current_exe().expect("a running program has a path"))
                .args(std::env::args_os().skip(1))
                .env("CHANX_BENCH_FILES", "raised"),
        );
        panic!("`sh` could not be run: {error}");
    }
}

/// An echo request whose text has so many characters.
fn request(characters: usize) -> String {
    format!(r#"{{"action":"echo","payload":{{"text":"{}","seq":7}}}}"#, "x".repeat(characters))
}

/// One typed parse of the whole frame, tag checked, then the rules of its payload. (The scan for the tag is part of
/// `dispatch`.)
#[divan::bench(args = [10, 200, 1800])]
fn decode(bencher: Bencher<'_, '_>, characters: usize) {
    let text = request(characters);
    bencher.bench(|| EchoMessage::decode(&Frame::new("echo", divan::black_box(&text))).is_ok());
}

/// The parse alone, for comparison.
#[divan::bench(args = [10, 200, 1800])]
fn parse_alone(bencher: Bencher<'_, '_>, characters: usize) {
    let text = request(characters);
    bencher.bench(|| serde_json::from_str::<EchoMessage>(divan::black_box(&text)).is_ok());
}

/// A message of nearly 64 KiB with so many patches, and the rest of its payload.
fn patches(rest: &str) -> String {
    format!(r#"{{"action":"patch","payload":{{"list":[{}]{rest}}}}}"#, vec!["{}"; 20_000].join(","))
}

/// What decoding those takes: what is refused should cost less than ten times as much.
#[divan::bench]
fn decode_patches(bencher: Bencher<'_, '_>) {
    let text = patches(r#","count":20000"#);
    bencher.bench(|| PatchMessage::decode(&Frame::new("patch", divan::black_box(&text))).is_ok());
}

/// The same through a whole connection, refused for a field that is missing behind a list that is right.
#[divan::bench]
fn refuse_patches(bencher: Bencher<'_, '_>) {
    let mut client = Client::connect(serve(), "/ws/echo").expect("the server runs");
    let frame = masked(&patches(""));
    let place = r#""loc":["patch","payload","count"]"#;
    let fault = format!(r#"{{"type":"missing",{place},"msg":"Field required"}}"#);
    let mut refusal = vec![0; frame_len(&format!(r#"{{"action":"error","payload":[{fault}]}}"#))];
    bencher.bench_local(|| {
        client.send(&frame).expect("the connection lives");
        client.receive(&mut refusal).expect("every message is answered");
    });
}

/// A server on a runtime of its own, for as long as the process runs.
fn serve() -> SocketAddr {
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        runtime.expect("a runtime").block_on(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
            tell.send(listener.local_addr().expect("it is bound")).expect("the benchmark waits");
            app::app().serve_with_shutdown(listener, std::future::pending()).await.expect("it serves");
        });
    });
    told.recv().expect("the server starts")
}

/// Requests through a whole connection over loopback, so many in flight.
#[divan::bench(args = [1, 16, 256])]
fn dispatch(bencher: Bencher<'_, '_>, in_flight: usize) {
    echo(bencher, "/ws/echo", in_flight);
}

/// The same where a permission is asked about each of them.
#[divan::bench(args = [1, 16, 256])]
fn dispatch_with_permission(bencher: Bencher<'_, '_>, in_flight: usize) {
    echo(bencher, "/ws/home", in_flight);
}

fn echo(bencher: Bencher<'_, '_>, path: &str, in_flight: usize) {
    let mut client = Client::connect(serve(), path).expect("the server runs");
    let frames = masked(&request(50)).repeat(in_flight);
    let reply = request(50).replace("\"echo\"", "\"echo_reply\"");
    let mut replies = vec![0; frame_len(&reply) * in_flight];
    bencher.counter(ItemsCount::new(in_flight)).bench_local(|| {
        client.send(&frames).expect("the connection lives");
        client.receive(&mut replies).expect("every request is answered");
    });
}

/// A group message to 1,000 members over loopback: sent, delivered, and read by each.
#[divan::bench(args = [1, 4], sample_count = 20)]
fn group_send_to_1000_members(bencher: Bencher<'_, '_>, in_flight: usize) {
    let address = serve();
    let mut members: Vec<_> =
        (0..1000).map(|_| Client::connect(address, "/ws/room/a").expect("the server runs")).collect();
    let frames = masked(r#"{"action":"chat","payload":{"text":"hello everybody"}}"#).repeat(in_flight);
    let payload = r#"{"action":"chat_group","payload":{"text":"hello everybody"}"#;
    let others = frame_len(&format!(r#"{payload},"is_mine":false,"is_current":false}}"#));
    let own = frame_len(&format!(r#"{payload},"is_mine":true,"is_current":true}}"#));
    let mut bytes = vec![0; others * in_flight];
    bencher.counter(ItemsCount::new(1000 * in_flight)).bench_local(|| {
        members[0].send(&frames).expect("the connection lives");
        members[0].receive(&mut bytes[..own * in_flight]).expect("the sender asked to be in");
        for member in &mut members[1..] {
            member.receive(&mut bytes).expect("every member gets it");
        }
    });
}
