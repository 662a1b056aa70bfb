//! What a path's parameters may not be.

use syn::{Fields, Item, ItemStruct};

use crate::common::errors::Errors;

pub(super) fn check<'a>(errors: &Errors, item: &'a Item) -> Option<&'a ItemStruct> {
    const FORM: &str = "`#[params]` takes a struct with named fields: their names are the path's";
    let item = match item {
        Item::Struct(item) => item,
        Item::Enum(item) => {
            errors.push(&item.ident, FORM);
            return None;
        }
        other => {
            errors.push(other, FORM);
            return None;
        }
    };
    if !matches!(item.fields, Fields::Named(_)) {
        errors.push(&item.ident, FORM);
        return None;
    }
    if !item.generics.params.is_empty() {
        errors.push(&item.generics.params, "a path's parameters have concrete types: name them");
        return None;
    }
    Some(item)
}
