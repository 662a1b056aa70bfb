//! What clients may rely on.

#[test]
fn what_clients_cannot_say_does_not_compile() {
    chanx_testing::compile_fail("tests/ui/*.rs");
}
