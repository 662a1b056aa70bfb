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
    let runtime = paths.runtime();
    let ident = &item.ident;
    let allow = allow_deprecated(item);
    let rows = item.fields.iter().map(|field| {
        let (cfgs, name) = (cfgs(field), name(field));
        let description = Docs::of(&field.attrs).description;
        let converters = of_type(field, &quote!(#runtime::params::PathParam), "CONVERTERS");
        let schema = of_type(field, &quote!(#runtime::params::PathParam), "schema");
        quote! {
            #(#cfgs)*
            #runtime::table::ParamField {
                name: #name,
                description: #description,
                converters: #converters,
                schema: #schema,
            }
        }
    });
    let reads = item.fields.iter().map(|field| {
        let (cfgs, ident, name) = (cfgs(field), &field.ident, name(field));
        let from_path = of_type(field, &quote!(#runtime::params::PathParam), "from_path");
        quote!(#(#cfgs)* #ident: #from_path(value(#name)?)?)
    });
    let texts = item.fields.iter().map(|field| {
        let (cfgs, ident, name) = (cfgs(field), &field.ident, name(field));
        let to_path = of_type(field, &quote!(#runtime::params::PathParam), "to_path");
        quote!(#(#cfgs)* #name => ::core::option::Option::Some(#to_path(&self.#ident)),)
    });
    let (value, wanted) =
        if item.fields.is_empty() { (quote!(_), quote!(_)) } else { (quote!(value), quote!(name)) };
    let get = if item.fields.is_empty() {
        quote!(::core::option::Option::None)
    } else {
        quote!(match name { #(#texts)* _ => ::core::option::Option::None })
    };
    quote! {
        #allow
        const _: () = {
            #[automatically_derived]
            impl #runtime::params::Params for #ident {
                const FIELDS: &'static [#runtime::table::ParamField] = &[#(#rows),*];

                fn from_path<'a>(
                    #value: impl ::core::ops::Fn(&str) -> ::core::option::Option<&'a str>,
                ) -> ::core::option::Option<Self> {
                    ::core::option::Option::Some(Self { #(#reads),* })
                }

                fn get(&self, #wanted: &str) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                    #get
                }
            }
        };
    }
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
