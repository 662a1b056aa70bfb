//! The keys of `#[chanx_testing::test(…)]`, as written.

use proc_macro2::TokenStream;
use syn::{Expr, Path};

use crate::common::{
    attr::{Slot, keys},
    errors::Errors,
};

/// What mistakes call the attribute.
pub(super) const NAME: &str = "`#[chanx_testing::test]`";

/// The keys, each given at most once.
#[derive(Default)]
pub(super) struct Written {
    pub(super) real_time: Slot<()>,
    pub(super) app: Slot<Expr>,
    /// Where `chanx-testing` is, under another name.
    pub(super) path: Slot<Path>,
}

pub(super) fn parse(errors: &Errors, args: TokenStream) -> Written {
    let mut written = Written::default();
    for key in keys(errors, args) {
        match key.name().as_str() {
            "real_time" => written.real_time.set(errors, &key, key.word(errors)),
            "app" => written.app.set(errors, &key, key.value(errors, "app()")),
            "crate" => written.path.set(errors, &key, key.value_with(errors, "path", Path::parse_mod_style)),
            _ => key.unknown(errors, NAME, &["app", "real_time", "crate"]),
        }
    }
    written
}
