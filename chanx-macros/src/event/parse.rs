//! The keys of `#[event(…)]`, as written.

use proc_macro2::TokenStream;
use syn::{LitStr, Path};

use crate::common::{
    attr::{Slot, keys},
    errors::Errors,
};

/// The keys, each given at most once.
#[derive(Default)]
pub(super) struct Written {
    pub(super) handler: Slot<LitStr>,
    pub(super) root: Slot<Path>,
    /// `#[message]` stood above and has told so.
    pub(super) message: bool,
}

pub(super) fn parse(errors: &Errors, args: TokenStream) -> Written {
    let mut written = Written::default();
    for key in keys(errors, args) {
        match key.name().as_str() {
            "handler" => written.handler.set(errors, &key, key.value(errors, "\"…\"")),
            "crate" => written.root.set(errors, &key, key.value_with(errors, "path", Path::parse_mod_style)),
            "__message" => written.message = true,
            _ => key.unknown(errors, "`#[event]`", &["handler", "crate"]),
        }
    }
    written
}
