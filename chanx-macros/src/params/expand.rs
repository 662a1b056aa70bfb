//! Writes what a path's parameters are to the compiler.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Field, ItemStruct, ext::IdentExt, spanned::Spanned};

use crate::common::{
    docs::Docs,
    item::{allow_deprecated, cfgs},
    paths::Paths,
};

pub(super) fn expand(paths: &Paths, item: &ItemStruct) -> TokenStream {
    let ident = &item.ident;
    let allow = allow_deprecated(item);
    let rows = item.fields.iter().map(|field| {
        let (cfgs, name) = (cfgs(field), name(field));
        let description = Docs::of(&field.attrs).description;
        let converters = of_type(field, &quote!(__chanx::PathParam), "CONVERTERS");
        let schema = of_type(field, &quote!(__chanx::PathParam), "schema");
        quote! {
            #(#cfgs)*
            __chanx::ParamField {
                name: #name,
                description: #description,
                converters: #converters,
                schema: #schema,
            }
        }
    });
    let reads = item.fields.iter().map(|field| {
        let (cfgs, ident, name) = (cfgs(field), &field.ident, name(field));
        let from_path = of_type(field, &quote!(__chanx::PathParam), "from_path");
        quote!(#(#cfgs)* #ident: #from_path(value(#name)?)?)
    });
    let texts = item.fields.iter().map(|field| {
        let (cfgs, ident, name) = (cfgs(field), &field.ident, name(field));
        let to_path = of_type(field, &quote!(__chanx::PathParam), "to_path");
        quote!(#(#cfgs)* #name => __chanx::Some(#to_path(&self.#ident)),)
    });
    let (value, wanted) =
        if item.fields.is_empty() { (quote!(_), quote!(_)) } else { (quote!(value), quote!(name)) };
    let get = if item.fields.is_empty() {
        quote!(__chanx::None)
    } else {
        quote!(match name { #(#texts)* _ => __chanx::None })
    };
    let block = paths.block(&quote! {
            #[automatically_derived]
            impl __chanx::Params for #ident {
                const FIELDS: &'static [__chanx::ParamField] = &[#(#rows),*];

                fn from_path<'a>(
                    #value: impl __chanx::Fn(&str) -> __chanx::Option<&'a str>,
                ) -> __chanx::Option<Self> {
                    __chanx::Some(Self { #(#reads),* })
                }

                fn get(&self, #wanted: &str) -> __chanx::Text<'_> {
                    #get
                }
            }
    });
    quote!(#allow #block)
}

fn name(field: &Field) -> String {
    field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default()
}

/// An item of the trait for the field's type, all at the type's span: identical errors are told once.
fn of_type(field: &Field, of_trait: &TokenStream, item: &str) -> TokenStream {
    let ty = &field.ty;
    let item = Ident::new(item, ty.span());
    quote_spanned!(ty.span()=> <#ty as #of_trait>::#item)
}
