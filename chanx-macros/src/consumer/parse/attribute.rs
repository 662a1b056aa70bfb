//! The attribute of a handler, as written.

use syn::{Attribute, LitStr, Meta};

use super::{access, permission::Permission};
use crate::{
    common::{
        attr::{Slot, keys},
        errors::Errors,
    },
    consumer::kind::Kind,
};

/// Its keys, each given at most once.
#[derive(Default)]
pub(crate) struct Attributed {
    pub(crate) permissions: Slot<Permission>,
    pub(crate) summary: Slot<LitStr>,
    pub(crate) tags: Slot<Vec<LitStr>>,
}

pub(crate) fn attribute(errors: &Errors, kind: Kind, attr: &Attribute) -> Attributed {
    let mut read = Attributed::default();
    let name = format!("`#[{}]`", kind.attribute());
    let tokens = match &attr.meta {
        Meta::Path(_) => return read,
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(_) => {
            errors.push(attr, format!("{name} takes its keys in parentheses"));
            return read;
        }
    };
    for key in keys(errors, tokens) {
        match key.name().as_str() {
            "permissions" if kind == Kind::Event => {
                errors.push(
                    &key.ident,
                    "events come from the server itself, and need no permission: leave `permissions` out",
                );
            }
            "permissions" => read.permissions.set(errors, &key, access::permissions(errors, &key)),
            "summary" => read.summary.set(errors, &key, key.value(errors, "\"…\"")),
            "tags" => read.tags.set(errors, &key, key.list(errors, "\"…\", …")),
            _ if kind == Kind::Event => key.unknown(errors, &name, &["summary", "tags"]),
            _ => key.unknown(errors, &name, &["permissions", "summary", "tags"]),
        }
    }
    read
}
