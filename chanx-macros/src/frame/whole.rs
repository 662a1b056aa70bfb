//! The hidden type of a payload: its copy.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Field, Fields, Item, Variant};

use super::{
    door::{Carried, Carrier, Door},
    kept::{KEPT, kept},
};
use crate::common::{
    item::{cfgs, name_self},
    names::serde_keys,
};

/// A copy of a struct or enum without parameters, and serde's and schemars' traits by it.
pub(crate) fn whole(item: &Item) -> TokenStream {
    let (ident, attrs, all) = match item {
        Item::Struct(item) => (&item.ident, &item.attrs, item.fields.iter().collect::<Vec<_>>()),
        Item::Enum(item) => {
            let all = item.variants.iter().flat_map(|variant| variant.fields.iter()).collect();
            (&item.ident, &item.attrs, all)
        }
        _ => return TokenStream::new(),
    };
    let carried = Carried::of(Carrier::Message, ident, all.into_iter());
    let door = Door { ident, carried, schema: true };
    let (derives, traits, bounds) = (door.derives(attrs), door.expand(), &door.carried.bounds);
    let attrs = kept(attrs, KEPT);
    let copy = match item {
        Item::Struct(item) => {
            let fields = fields(ident, &item.fields);
            if let Fields::Named(_) = &item.fields {
                quote!(struct __Frame #bounds #fields)
            } else {
                quote!(struct __Frame #fields #bounds;)
            }
        }
        Item::Enum(item) => {
            let variants = item.variants.iter().map(|variant| self::variant(ident, variant));
            quote!(enum __Frame #bounds { #(#variants),* })
        }
        _ => TokenStream::new(),
    };
    let default = default(item, &door.carried.bounds);
    quote! {
        #derives
        #(#attrs)*
        #copy
        #default
        #traits
    }
}

/// The copy's default by that of the user's struct, where `#[serde(default)]` stands on the whole. That the user's struct
/// lacks one is told by what serde derives, and only there.
fn default(item: &Item, bounds: &TokenStream) -> Option<TokenStream> {
    let Item::Struct(item) = item else { return None };
    serde_keys(&item.attrs).iter().find(|key| key.name() == "default" && key.is_word())?;
    let ident = &item.ident;
    let fields = item.fields.members().zip(&item.fields).map(|(member, field)| {
        let cfgs = cfgs(field);
        quote!(#(#cfgs)* #member: whole.#member)
    });
    Some(quote! {
        #[automatically_derived]
        impl __chanx::Default for __Frame #bounds {
            fn default() -> Self {
                #[allow(unused_imports, reason = "for a struct without a default")]
                use __chanx::Otherwise as _;
                let whole = __chanx::Probe::<#ident>::default();
                Self { #(#fields),* }
            }
        }
    })
}

fn variant(name: &Ident, variant: &Variant) -> TokenStream {
    let (attrs, ident, fields) = (kept(&variant.attrs, KEPT), &variant.ident, fields(name, &variant.fields));
    quote!(#(#attrs)* #ident #fields)
}

fn fields(name: &Ident, fields: &Fields) -> TokenStream {
    let field = |field: &Field| {
        let (attrs, ident, colon) = (kept(&field.attrs, KEPT), &field.ident, &field.colon_token);
        let ty = name_self(field.ty.to_token_stream(), name);
        quote!(#(#attrs)* #ident #colon #ty)
    };
    let each = fields.iter().map(field);
    match fields {
        Fields::Named(_) => quote!({ #(#each),* }),
        Fields::Unnamed(_) => quote!((#(#each),*)),
        Fields::Unit => TokenStream::new(),
    }
}
