//! Programs that come as packages of Debian and its kin.

use crate::process::{command, run_quietly, succeeds};

/// Installs packages; as root, or by `sudo` where that asks for no password.
pub(crate) fn install(packages: &[&str]) -> Result<(), String> {
    let apt: &[&str] =
        if succeeds("sudo", &["-n", "true"]) { &["sudo", "-n", "apt-get"] } else { &["apt-get"] };
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    for args in [&["update"][..], &install] {
        let mut apt = command(apt[0], &[&apt[1..], args].concat());
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        run_quietly(apt)
            .map_err(|error| format!("{} must be installed, and {error}", packages.join(", ")))?;
    }
    Ok(())
}
