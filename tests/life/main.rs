//! The life of connections at real speed, with the default settings: who is slow lives, and who is gone is given up in time.
//!
//! Everything is as in production but the distance: TCP over loopback, the kernel's own buffers, and nginx. All cases run at
//! once, and take as long as the longest of them: 75 s. An argument picks those whose names contain it.

mod cases;
mod client;
mod frames;
mod nginx;
mod pace;
mod stage;
mod wire;

use std::{env, process::ExitCode};

#[tokio::main]
async fn main() -> ExitCode {
    // `cargo test` hands on options that are libtest's.
    let wanted = env::args().skip(1).find(|arg| !arg.starts_with('-')).unwrap_or_default();
    let cases = cases::all().into_iter().filter(|case| case.name.contains(&wanted));
    let running: Vec<_> = cases.map(|case| (case.name, tokio::spawn(case.run))).collect();
    let count = running.len();
    let mut failed = Vec::new();
    for (name, case) in running {
        match case.await {
            Ok(found) => println!("{name}: {found}"),
            // Its panic was printed when it happened.
            Err(_) => failed.push(name),
        }
    }
    println!("\n{} of {count} cases hold", count - failed.len());
    for name in &failed {
        println!("FAILED: {name}");
    }
    if failed.is_empty() && count > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
