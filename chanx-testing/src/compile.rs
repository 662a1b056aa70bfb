//! Contracts that must not compile when they are broken.

/// Asserts that each file fails to compile with the words that stand beside it in a `.stderr` file; with the feature `ui`.
///
/// trybuild does the work. Paths are relative to the package's manifest and may have `*` in them.
///
/// A client that sends what the server does not handle, a handler that replies what nobody declared: such mistakes are
/// found by the compiler, and these files prove that they stay so.
///
/// `TRYBUILD=overwrite cargo test` writes the `.stderr` files; read them before you commit them.
///
/// # Panics
/// When a file compiles, or fails with other words.
pub fn compile_fail(paths: &str) {
    trybuild::TestCases::new().compile_fail(paths);
}
