//! The bundle is the one that the sources make.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// `<sha256>  <path>` of every source, sorted by path: what the build wrote beside the bundle.
fn sources() -> String {
    let ui = folder("ui");
    let mut paths = Vec::new();
    collect(&ui, &ui, &mut paths);
    paths.sort();
    let mut lines = String::new();
    for path in paths {
        let digest = Sha256::digest(fs::read(ui.join(&path)).expect("a source"));
        let digest: String = digest.iter().fold(String::new(), |mut digest, byte| {
            let _ = write!(digest, "{byte:02x}");
            digest
        });
        let _ = writeln!(lines, "{digest}  {path}");
    }
    lines
}

fn collect(folder: &Path, ui: &Path, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        let path = entry.path();
        let relative = path.strip_prefix(ui).expect("below").to_string_lossy().replace('\\', "/");
        if ["node_modules", "dev"].contains(&&*relative) {
            continue;
        }
        if path.is_dir() {
            collect(&path, ui, paths);
        } else {
            paths.push(relative);
        }
    }
}

#[test]
fn the_bundle_is_of_todays_sources() {
    let built = fs::read_to_string(folder("bundle/SOURCES")).expect("the build wrote it");
    assert!(
        sources() == built,
        "the bundle is stale: run `cargo xtask playground`, and commit what it writes"
    );
}

#[test]
fn nothing_in_it_needs_eval_or_another_host() {
    let script = fs::read_to_string(folder("bundle/app.js")).expect("a script");
    for forbidden in ["eval(", "new Function(", "Function(\"", "importScripts", "document.write("] {
        assert!(!script.contains(forbidden), "{forbidden}");
    }
    let page = fs::read_to_string(folder("bundle/index.html")).expect("a page");
    assert!(!page.contains("http"), "{page}");
}
