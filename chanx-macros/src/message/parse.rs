//! The keys of `#[message(…)]`, as written.

use proc_macro2::TokenStream;
use syn::{LitStr, Path};

use crate::common::{
    attr::{Slot, keys},
    errors::Errors,
};

/// The keys, each given at most once.
#[derive(Default)]
pub(super) struct Written {
    pub(super) action: Slot<LitStr>,
    pub(super) tag: Slot<LitStr>,
    pub(super) group: Slot<()>,
    pub(super) summary: Slot<LitStr>,
    pub(super) tags: Slot<Vec<LitStr>>,
    pub(super) root: Slot<Path>,
}

const KNOWN: &[&str] = &["action", "tag", "group", "summary", "tags", "crate"];

pub(super) fn parse(errors: &Errors, args: TokenStream) -> Written {
    let mut written = Written::default();
    for key in keys(errors, args) {
        match key.name().as_str() {
            "action" => written.action.set(errors, &key, key.value(errors, "\"…\"")),
            "tag" => written.tag.set(errors, &key, key.value(errors, "\"…\"")),
            "group" => written.group.set(errors, &key, key.word(errors)),
            "summary" => written.summary.set(errors, &key, key.value(errors, "\"…\"")),
            "tags" => written.tags.set(errors, &key, key.list(errors, "\"…\"")),
            "crate" => written.root.set(errors, &key, key.value_with(errors, "path", Path::parse_mod_style)),
            _ => key.unknown(errors, "`#[message]`", KNOWN),
        }
    }
    written
}
