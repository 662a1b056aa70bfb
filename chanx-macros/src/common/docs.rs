//! What an item's other attributes say of it: its documentation, and whether it is deprecated.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// What documents show of an item.
#[derive(Debug, Default)]
pub(crate) struct Docs {
    /// The doc comment, lines joined.
    pub(crate) description: String,
    pub(crate) deprecated: bool,
}

impl Docs {
    /// Reads `///` (or `#[doc = "…"]`) and `#[deprecated]`.
    pub(crate) fn of(attrs: &[Attribute]) -> Self {
        let lines: Vec<_> = attrs.iter().filter_map(doc_line).collect();
        Self {
            description: join(&lines),
            deprecated: attrs.iter().any(|attr| attr.path().is_ident("deprecated")),
        }
    }
}

/// What documents show, as the fields of a row; what they do not show, the row has by default.
pub(crate) fn about<T: ToTokens>(docs: &Docs, summary: Option<&T>, tags: &[T]) -> TokenStream {
    let description = &docs.description;
    let description = (!description.is_empty()).then(|| quote!(description: #description,));
    let summary = summary.map(|text| quote!(summary: __chanx::Some(#text),));
    let tags = (!tags.is_empty()).then(|| quote!(tags: &[#(#tags),*],));
    let deprecated = docs.deprecated.then(|| quote!(deprecated: true,));
    quote!(#description #summary #tags #deprecated)
}

/// A row whose fields that are not given are those of `base`.
pub(crate) fn row(ty: &TokenStream, fields: &TokenStream, base: &TokenStream) -> TokenStream {
    if fields.is_empty() { base.clone() } else { quote!(#ty { #fields ..#base }) }
}

fn doc_line(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(doc) = &attr.meta else { return None };
    if !doc.path.is_ident("doc") {
        return None;
    }
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &doc.value else { return None };
    Some(text.value())
}

/// Drops the blank that follows `///`, and empty lines at both ends.
fn join(lines: &[String]) -> String {
    let lines = lines.iter().flat_map(|line| line.split('\n'));
    let lines: Vec<_> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use syn::{ItemStruct, parse_quote};

    use super::Docs;

    #[test]
    fn lines_are_joined() {
        let item: ItemStruct = parse_quote! {
            /// One.
            ///
            ///   indented
            #[deprecated]
            struct S;
        };
        let docs = Docs::of(&item.attrs);
        assert_eq!(docs.description, "One.\n\n  indented");
        assert!(docs.deprecated);
    }
}
