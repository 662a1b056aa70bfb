//! `#[sensitive]` on a field: written into the schema, where recordings look for it.

use syn::{Attribute, Fields, Item, Meta, parse_quote};

use crate::common::{errors::Errors, names::serde_keys};

/// Writes the schema's annotation for each field's `#[sensitive]`.
pub(crate) fn mark(errors: &Errors, item: &mut Item) {
    match item {
        Item::Struct(item) => {
            misplaced(errors, &mut item.attrs);
            fields(errors, &mut item.fields);
        }
        Item::Enum(item) => {
            misplaced(errors, &mut item.attrs);
            for variant in &mut item.variants {
                misplaced(errors, &mut variant.attrs);
                fields(errors, &mut variant.fields);
            }
        }
        _ => {}
    }
}

fn is_sensitive(attr: &Attribute) -> bool {
    attr.path().is_ident("sensitive")
}

fn misplaced(errors: &Errors, attrs: &mut Vec<Attribute>) {
    for attr in attrs.extract_if(.., |attr| is_sensitive(attr)) {
        errors.push(attr, "`#[sensitive]` stands on a field: write it before each one that holds a secret");
    }
}

fn fields(errors: &Errors, fields: &mut Fields) {
    for field in fields {
        let marks: Vec<_> = field.attrs.extract_if(.., |attr| is_sensitive(attr)).collect();
        for mark in &marks {
            if !matches!(mark.meta, Meta::Path(_)) {
                errors.push(&mark.meta, "`#[sensitive]` takes no arguments: write `#[sensitive]`");
            }
        }
        for again in marks.iter().skip(1) {
            errors.push(again, "`#[sensitive]` is given twice: keep one");
        }
        if let Some(mark) = marks.first()
            && serde_keys(&field.attrs).iter().any(|key| key.name() == "flatten")
        {
            // What is flattened loses its own annotations in the schema, and would be recorded.
            errors.push(
                mark,
                "`#[sensitive]` does not reach into a flattened field: mark the fields of the type itself",
            );
        }
        if !marks.is_empty() {
            field.attrs.push(parse_quote!(#[schemars(extend("x-sensitive" = true))]));
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens;
    use syn::{Item, parse_quote};

    use super::mark;
    use crate::common::errors::Errors;

    #[test]
    fn every_mistake_is_told_and_nothing_is_left_of_the_attribute() {
        let errors = Errors::new();
        let mut item: Item = parse_quote! {
            #[sensitive]
            enum Access {
                #[sensitive]
                Password(#[sensitive] #[sensitive] String),
                Pin { #[sensitive(always)] pin: u32 },
                Others { #[sensitive] #[serde(default, flatten)] others: Others },
            }
        };
        mark(&errors, &mut item);
        assert!(!item.to_token_stream().to_string().contains("# [sensitive"));
        let told = errors.into_compile_error().to_string();
        assert_eq!(told.matches("stands on a field").count(), 2, "{told}");
        assert_eq!(told.matches("given twice").count(), 1, "{told}");
        assert_eq!(told.matches("takes no arguments").count(), 1, "{told}");
        assert_eq!(told.matches("mark the fields of the type itself").count(), 1, "{told}");
    }
}
