//! `#[params]`: the typed parameters of a path.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Field, Fields, Item, ItemStruct, ext::IdentExt, spanned::Spanned};

use crate::common::{
    docs::Docs,
    errors::Errors,
    item::{self, allow_deprecated, cfgs},
    paths::Paths,
};

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let paths = Paths::of(&errors, args, "`#[params]`");
    let item = match item::parse(&errors, item) {
        Ok(item) => item,
        Err(item) => {
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    let generated = match check(&errors, &item) {
        Some(item) if errors.is_empty() => expand(&paths, item),
        _ => fallback(&paths, &item),
    };
    let told = errors.into_compile_error();
    quote!(#item #generated #told)
}

fn check<'a>(errors: &Errors, item: &'a Item) -> Option<&'a ItemStruct> {
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

fn expand(paths: &Paths, item: &ItemStruct) -> TokenStream {
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

/// The parameters of no path.
fn fallback(paths: &Paths, item: &Item) -> TokenStream {
    let runtime = paths.runtime();
    let (ident, generics) = match item {
        Item::Struct(item) => (&item.ident, &item.generics),
        Item::Enum(item) => (&item.ident, &item.generics),
        Item::Union(item) => (&item.ident, &item.generics),
        _ => return TokenStream::new(),
    };
    let (generic, arguments, clause) = generics.split_for_impl();
    let predicates = clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    let bound = (!generics.params.is_empty())
        .then(|| quote!(Self: ::core::marker::Send + ::core::marker::Sync + 'static));
    quote! {
        #[automatically_derived]
        impl #generic #runtime::params::Params for #ident #arguments where #(#predicates,)* #bound {
            const FIELDS: &'static [#runtime::table::ParamField] = &[];

            fn from_path<'a>(
                _: impl ::core::ops::Fn(&str) -> ::core::option::Option<&'a str>,
            ) -> ::core::option::Option<Self> {
                ::core::option::Option::None
            }

            fn get(&self, _: &str) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                ::core::option::Option::None
            }
        }
    }
}
