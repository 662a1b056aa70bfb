//! The steps that cargo does.

use std::{env, process::Command};

use crate::{
    process::{command, printed, run, succeeds},
    services::Services,
    steps::Done,
};

/// Cargo, with the toolchain that runs this program.
pub(crate) fn cargo(args: &[&str]) -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), args)
}

/// Cargo, to check and to build nothing: under the flags that trybuild has for the cases that must not compile, so that
/// dependencies are checked once for both. Were trybuild to change its flags, they would be checked twice, and all else
/// would stay as it is.
pub(crate) fn check(args: &[&str]) -> Result<Command, String> {
    let host = host()?;
    let mut check = cargo(&args[..1]);
    check.arg("--config").arg(format!("target.{host}.rustflags={TRYBUILD_FLAGS}"));
    check.args(&args[1..]);
    Ok(check)
}

/// The machine's own target.
pub(crate) fn host() -> Result<String, String> {
    let version = printed("rustc", &["--version", "--verbose"])?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("`rustc --version --verbose` names no host")?.to_owned())
}

/// The flags of every compiler that trybuild starts.
const TRYBUILD_FLAGS: &str = r#"["--cfg","trybuild","--verbose","-A","dead_code"]"#;

/// What lints are held to; trybuild's flags allow one of them.
const LINTS: [&str; 5] = ["--", "--deny", "warnings", "--deny", "dead_code"];

/// Installs rustfmt and clippy where a minimal toolchain lacks them.
pub(crate) fn components() -> Result<Done, String> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(cargo(&[]).get_program(), &[subcommand, "--version"]) {
            run(command("rustup", &["component", "add", component]))?;
        }
    }
    run(command("rustc", &["--version"]))?;
    Ok(Done::Passed)
}

/// All files are as rustfmt writes them.
pub(crate) fn format() -> Result<Done, String> {
    run(cargo(&["fmt", "--all", "--check"]))?;
    Ok(Done::Passed)
}

/// No lint speaks up, in tests and examples too.
pub(crate) fn clippy() -> Result<Done, String> {
    run(check(&[&["clippy", "--workspace", "--all-targets"], &LINTS[..]].concat())?)?;
    // As most users have it: with the default features, and the test kit with none.
    run(check(
        &[&["clippy", "-p", "chanx", "-p", "chanx-core", "-p", "chanx-testing", "--lib"], &LINTS[..]]
            .concat(),
    )?)?;
    // As a client in Rust and `cargo install` have it: without a server.
    run(check(
        &[&["clippy", "-p", "chanx-said-tests", "-p", "chanx-contract", "--lib", "--bins"], &LINTS[..]]
            .concat(),
    )?)?;
    Ok(Done::Passed)
}

/// The documentation builds without warnings.
pub(crate) fn docs() -> Result<Done, String> {
    let mut docs = check(&["doc", "--workspace", "--no-deps"])?;
    docs.env("RUSTDOCFLAGS", "--deny warnings");
    run(docs)?;
    Ok(Done::Passed)
}

/// The connections at real speed: they run beside the other tests, and take over a minute.
const AT_REAL_SPEED: [&str; 2] = ["--exclude", "chanx-life-tests"];

/// Builds all tests, so that those at real speed can begin with the others.
pub(crate) fn build_tests() -> Result<Done, String> {
    run(cargo(&["test", "--workspace", "--no-run"]))?;
    Ok(Done::Passed)
}

/// All tests but those at real speed, with the examples in the documentation and in the book. In one run, so that each
/// crate is built once.
pub(crate) fn test() -> Result<Done, String> {
    let services = Services::start()?;
    let mut tests = cargo(&["test", "--workspace"]);
    tests.args(AT_REAL_SPEED);
    run(services.given_to(tests))?;
    Ok(Done::Passed)
}

/// The tests that need neither a browser, nor a database server, nor a build of their own, nor a minute; the others are named here
/// by their packages and modules.
pub(crate) fn test_quickly() -> Result<Done, String> {
    let mut tests =
        cargo(&["test", "--workspace", "--exclude", "chanx-ui-tests", "--lib", "--bins", "--tests"]);
    tests.args(AT_REAL_SPEED).args(["--", "--skip", "browser::", "--skip", "::on_postgres::"]);
    run(tests)?;
    Ok(Done::Passed)
}

/// The tests of the chat alone.
pub(crate) fn chat() -> Result<Done, String> {
    let services = Services::start()?;
    run(services.given_to(cargo(&["test", "--package", "chat"])))?;
    Ok(Done::Passed)
}

/// The tests of tokens with `aws-lc-rs`, and with `rust_crypto` beside it. Its C takes longer to build than everything
/// that these tests need besides, so that it is no part of the whole.
pub(crate) fn jwt() -> Result<Done, String> {
    let both = "jwt-aws-lc-rs,jwt-rust-crypto";
    run(cargo(&["test", "--package", "chanx-core", "--lib", "--features", both, "jwt::"]))?;
    run(cargo(&["test", "--package", "chanx-core", "--lib", "--features", "jwt-aws-lc-rs", "jwt::"]))?;
    Ok(Done::Passed)
}

/// The models of protocols between threads, in each way in which these may interleave.
pub(crate) fn loom() -> Result<Done, String> {
    run(cargo(&["test", "--package", "chanx-core", "--lib", "--features", "__loom", "loom_tests::"]))?;
    Ok(Done::Passed)
}

/// Runs the tests whose expectations are files, and lets them write the files. The page that is made of these
/// files comes after them, so its own test is left out.
pub(crate) fn bless() -> Result<Done, String> {
    let mut tests =
        cargo(&["test", "--workspace", "--exclude", "xtask", "--exclude", "chat", "--lib", "--tests"]);
    tests.args(AT_REAL_SPEED).env("CHANX_BLESS", "1").env("TRYBUILD", "overwrite");
    run(tests)?;
    Ok(Done::Passed)
}

/// The benchmarks.
pub(crate) fn bench() -> Result<Done, String> {
    run(cargo(&["bench", "--workspace", "--benches"]))?;
    Ok(Done::Passed)
}
