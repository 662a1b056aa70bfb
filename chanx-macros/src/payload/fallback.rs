//! What a payload with mistakes goes without.

use syn::Item;

/// Takes broken `#[garde]`s away, so that nobody else complains of them.
pub(super) fn without_rules(item: &mut Item) {
    let attrs = match item {
        Item::Struct(item) => item.fields.iter_mut().map(|field| &mut field.attrs).collect(),
        Item::Enum(item) => {
            let fields = item.variants.iter_mut().flat_map(|variant| variant.fields.iter_mut());
            fields.map(|field| &mut field.attrs).collect()
        }
        _ => Vec::new(),
    };
    for attrs in attrs {
        attrs.retain(|attr| !attr.path().is_ident("garde") && !attr.path().is_ident("validate"));
    }
}
