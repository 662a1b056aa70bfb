//! Writes the rule of an expression of permissions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::{
    common::paths::Paths,
    consumer::parse::permission::{Leaf, Permission},
};

impl Permission {
    /// The rule, for the consumer that the code stands in.
    pub(super) fn rule(&self, paths: &Paths) -> TokenStream {
        let rt = paths.runtime();
        match self {
            Permission::Leaf(leaf) => leaf.rule(paths),
            Permission::All(both) => {
                let [first, second] = both.each_ref().map(|each| each.rule(paths));
                quote!(#rt::access::Rule::all(#first, #second))
            }
            Permission::Any(either) => {
                let [first, second] = either.each_ref().map(|each| each.rule(paths));
                quote!(#rt::access::Rule::any(#first, #second))
            }
            Permission::Not(permission) => {
                let rule = permission.rule(paths);
                quote!(#rt::access::Rule::negation(#rule))
            }
        }
    }
}

impl Leaf {
    fn rule(&self, paths: &Paths) -> TokenStream {
        let span = self.span();
        let here = paths.runtime_at(span);
        let value = self.value();
        quote_spanned!(span=> #here::generated::access::permission::<Self, _>(#value))
    }

    fn span(&self) -> Span {
        self.path.segments.last().map_or_else(|| self.path.span(), |segment| Ident::span(&segment.ident))
    }

    fn value(&self) -> TokenStream {
        let Self { path, generics, arguments } = self;
        let generics = generics.as_ref().map(|generics| {
            let mut generics = generics.clone();
            generics.colon2_token.get_or_insert_default();
            generics
        });
        let arguments = arguments.as_ref().map(|arguments| quote!((#arguments)));
        quote!(#path #generics #arguments)
    }
}
