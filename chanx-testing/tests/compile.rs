//! What users assert of their contracts at compile time, and what the test attribute says.

#[test]
fn broken_contracts_do_not_compile() {
    chanx_testing::compile_fail("tests/ui/fail/*.rs");
}

#[test]
fn contracts_that_hold_compile() {
    chanx_testing::compile_pass("tests/ui/pass/*.rs");
}
