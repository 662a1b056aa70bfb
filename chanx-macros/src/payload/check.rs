//! The rules of a payload as accepted, and what a payload may not be.

use syn::{Fields, Item, ItemEnum, ItemStruct};

use super::parse::{self, Args, Rules};
use crate::common::errors::Errors;

/// A payload, with the rules of its fields.
pub(super) enum Payload<'a> {
    Struct(&'a ItemStruct, Vec<Rules>),
    Enum(&'a ItemEnum, Vec<Vec<Rules>>),
}

pub(super) fn check<'a>(errors: &Errors, item: &'a Item) -> Option<Payload<'a>> {
    match item {
        Item::Struct(item) => Some(Payload::Struct(item, rules(errors, &item.fields))),
        Item::Enum(item) => {
            let each = item.variants.iter().map(|variant| rules(errors, &variant.fields));
            Some(Payload::Enum(item, each.collect()))
        }
        _ => {
            errors.push(item, "`#[payload]` takes a struct or an enum");
            None
        }
    }
}

/// The rules of each field, without those that are wrong.
pub(crate) fn rules(errors: &Errors, fields: &Fields) -> Vec<Rules> {
    let each = fields.iter().map(|field| {
        let mut rules = parse::rules(errors, &field.attrs);
        if !rules.skip {
            beside(errors, &mut rules, fields);
        }
        rules
    });
    each.collect()
}

/// Leaves out each `matches(…)` that names no field.
fn beside(errors: &Errors, rules: &mut Rules, fields: &Fields) {
    rules.calls.retain(|call| {
        let Args::Matches(other) = &call.args else { return true };
        let known = fields.iter().any(|field| field.ident.as_ref() == Some(other));
        if !known {
            errors.push(other, format!("there is no field `{other}` beside this one"));
        }
        known
    });
    if let Some(inner) = &mut rules.inner {
        beside(errors, inner, fields);
    }
}
