//! What must compile, and what must not: `<macro>/{pass,fail}/<mistake>.rs`.
//!
//! `TRYBUILD=overwrite cargo test --test main ui` blesses the texts; read each as prose first.

#[test]
fn macros_say_what_is_wrong() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/*/pass/*.rs");
    cases.compile_fail("tests/ui/*/fail/*.rs");
}
