//! The contract lock: an application's contract stands in a file of the repository, and a test fails when it changes.

use std::{fs, io, path::Path};

use chanx_contract::{Contract, contract_diff};
use chanx_core::server::App;

use crate::TestApp;

/// An application whose contract can be locked; with the feature `contract`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no contract",
    label = "no application",
    note = "give `assert_contract!` an `App` or a `TestApp`"
)]
pub trait HasContract {
    /// Describes what it and its clients may say to each other.
    fn contract(&self) -> Contract;
}

impl<S: Send + Sync + 'static> HasContract for App<S> {
    fn contract(&self) -> Contract {
        Contract::from_routes(&self.outline())
    }
}

impl HasContract for TestApp {
    fn contract(&self) -> Contract {
        Contract::from_routes(self.routes())
    }
}

impl HasContract for Contract {
    fn contract(&self) -> Contract {
        self.clone()
    }
}

impl<T: HasContract + ?Sized> HasContract for &T {
    fn contract(&self) -> Contract {
        T::contract(self)
    }
}

/// Asserts that an application's contract is the one in a file: `assert_contract!(app, "contracts/chat.json")`; with the
/// feature `contract`.
///
/// The path starts at the folder of the package's `Cargo.toml`. With `CHANX_BLESS=1` in the environment the file is
/// written instead; commit it, and let reviews see what changes in it.
///
/// # Panics
/// When the contract changed (it tells what, and which of it breaks clients that are out there), or when the file is
/// missing or malformed. A file of an older format holds as long as nothing changed that it knows.
///
/// ```no_run
/// use chanx::prelude::*;
/// # #[derive(Default)]
/// # struct Door;
/// # #[consumer(public)]
/// # impl Door {}
///
/// let app = App::new(()).routes(router![path("ws/", Door)]);
/// chanx_testing::assert_contract!(app, "contracts/door.json");
/// ```
#[macro_export]
macro_rules! assert_contract {
    ($app:expr, $path:expr $(,)?) => {
        $crate::__private::assert_contract(
            &$crate::HasContract::contract(&$app),
            ::core::env!("CARGO_MANIFEST_DIR"),
            $path,
            ::std::env::var_os("CHANX_BLESS").is_some_and(|bless| bless == "1"),
        )
    };
}

/// The assertion that [`assert_contract!`](crate::assert_contract) makes.
///
/// # Panics
/// As the macro says.
#[track_caller]
pub fn assert_contract(contract: &Contract, root: &str, path: &str, bless: bool) {
    if let Err(said) = check(contract, &Path::new(root).join(path), bless) {
        panic!("{said}");
    }
}

fn check(contract: &Contract, file: &Path, bless: bool) -> Result<(), String> {
    let at = file.display();
    let text = match fs::read_to_string(file) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(format!("the contract {at} cannot be read: {error}")),
    };
    if bless {
        return write(file, text.as_deref(), &contract.to_json())
            .map_err(|error| format!("the contract {at} cannot be written: {error}"));
    }
    let Some(text) = text else {
        return Err(format!("there is no contract {at}\nto write it, run this test with CHANX_BLESS=1"));
    };
    let locked = Contract::from_json(&text).map_err(|error| {
        format!("{at} is no contract: {error}\nto write it anew, run this test with CHANX_BLESS=1")
    })?;
    let diff = contract_diff(&locked, contract);
    if diff.is_empty() {
        return Ok(());
    }
    let breaks =
        if diff.is_breaking() { ", and breaks clients that are out there" } else { ", and breaks nobody" };
    let older =
        locked.omissions().map(|omissions| format!("{omissions}, and CHANX_BLESS=1 writes them too\n"));
    let older = older.unwrap_or_default();
    Err(format!(
        "the application is no longer what its contract says{breaks}\n\n{diff}\n\n\
         the contract: {at}\n{older}to accept the change, run this test with CHANX_BLESS=1 and commit the file"
    ))
}

/// Writes the file and its folder, unless it stands there as it is.
fn write(file: &Path, before: Option<&str>, text: &str) -> io::Result<()> {
    if before == Some(text) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)
}
