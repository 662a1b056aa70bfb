//! Writes the rule of an expression of permissions.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::consumer::parse::permission::{Leaf, Permission};

impl Permission {
    /// The rule, for the consumer that the code stands in.
    pub(super) fn rule(&self) -> TokenStream {
        match self {
            Permission::Leaf(leaf) => leaf.rule(),
            Permission::All(both) => {
                let [first, second] = both.each_ref().map(Self::rule);
                quote!(__chanx::Rule::all(#first, #second))
            }
            Permission::Any(either) => {
                let [first, second] = either.each_ref().map(Self::rule);
                quote!(__chanx::Rule::any(#first, #second))
            }
            Permission::Not(permission) => {
                let rule = permission.rule();
                quote!(__chanx::Rule::negation(#rule))
            }
        }
    }
}

impl Leaf {
    fn rule(&self) -> TokenStream {
        let span = self.span();
        let value = self.value();
        quote_spanned!(span=> __chanx::permission::<Self, _>(#value))
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
