//! The hidden struct of a message or an event.
//!
//! The tag is a field before the user's: a duplicate tag is an error and `deny_unknown_fields` works.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Field, Fields, ItemStruct};

use super::{
    door::{Carried, Carrier, Door},
    kept::{KEPT, kept},
};
use crate::common::{
    item::{cfgs, name_self},
    names::serde_keys,
};

/// What the frame is besides the user's fields.
pub(crate) struct Frame<'a> {
    pub(crate) item: &'a ItemStruct,
    /// The name of the tag; events have none.
    pub(crate) tag: Option<&'a str>,
}

/// The key of a tuple struct's field, and of a unit struct's `null`.
pub(crate) const PAYLOAD: &str = "payload";

impl Frame<'_> {
    /// The hidden struct, and `Serialize`, `Deserialize` and (with a tag) `JsonSchema` by it.
    pub(crate) fn expand(&self) -> TokenStream {
        let door = Door {
            ident: &self.item.ident,
            carried: Carried::of(self.carrier(), &self.item.ident, self.item.fields.iter()),
            schema: self.tag.is_some(),
        };
        let derives = door.derives(&self.item.attrs);
        let (attrs, tag, fields) = (kept(&self.item.attrs, self.kept()), self.tag_field(), self.fields());
        let (bounds, from, traits) = (&door.carried.bounds, self.from(&door.carried.bounds), door.expand());
        quote! {
            #derives
            #(#attrs)*
            struct __Frame
            #bounds
            {
                #tag
                #fields
            }

            #from
            #traits
        }
    }

    fn carrier(&self) -> Carrier {
        if self.tag.is_some() { Carrier::Message } else { Carrier::Event }
    }

    /// The attributes that go along: those of a frame with a schema, or serde's alone.
    fn kept(&self) -> &'static [&'static str] {
        if self.tag.is_some() { KEPT } else { &["serde", "cfg"] }
    }

    fn tag_field(&self) -> Option<TokenStream> {
        let tag = self.tag?;
        let ident = &self.item.ident;
        Some(quote! {
            #[serde(rename = #tag, getter = "__chanx::Tag::of")]
            __tag: __chanx::Tag<#ident>,
        })
    }

    fn fields(&self) -> TokenStream {
        match &self.item.fields {
            Fields::Named(fields) => {
                let field = |field: &Field| {
                    let (attrs, name, ty) = (kept(&field.attrs, self.kept()), &field.ident, self.ty(field));
                    quote!(#(#attrs)* #name: #ty,)
                };
                fields.named.iter().map(field).collect()
            }
            Fields::Unnamed(fields) => {
                let field = |field: &Field| {
                    let (attrs, ty) = (kept(&field.attrs, self.kept()), self.ty(field));
                    let renamed = serde_keys(&field.attrs).iter().any(|key| key.name() == "rename");
                    let rename = (!renamed).then(|| quote!(rename = #PAYLOAD,));
                    quote!(#[serde(#rename getter = "__payload")] #(#attrs)* payload: #ty,)
                };
                fields.unnamed.iter().map(field).collect()
            }
            Fields::Unit => {
                quote!(#[serde(rename = #PAYLOAD, default, getter = "__chanx::nothing")] payload: (),)
            }
        }
    }

    fn ty(&self, field: &Field) -> TokenStream {
        name_self(field.ty.to_token_stream(), &self.item.ident)
    }

    /// From the hidden struct to the user's, and access to what has no name there. Without a getter serde makes
    /// the user's struct itself.
    fn from(&self, bounds: &TokenStream) -> TokenStream {
        let ident = &self.item.ident;
        let (fields, payload) = match &self.item.fields {
            Fields::Named(_) if self.tag.is_none() => return TokenStream::new(),
            Fields::Named(fields) => {
                let field = |field: &Field| {
                    let (cfgs, name) = (cfgs(field), &field.ident);
                    quote!(#(#cfgs)* #name: frame.#name,)
                };
                let fields: TokenStream = fields.named.iter().map(field).collect();
                (quote!({ #fields }), None)
            }
            Fields::Unnamed(fields) => {
                let ty = fields.unnamed.iter().map(|field| self.ty(field));
                let payload = quote! {
                    fn __payload(message: &#ident) -> &#(#ty)* {
                        &message.0
                    }
                };
                (quote!((frame.payload)), Some(payload))
            }
            Fields::Unit => (TokenStream::new(), None),
        };
        let frame = if fields.is_empty() || self.item.fields.is_empty() { quote!(_) } else { quote!(frame) };
        quote! {
            #payload

            #[automatically_derived]
            impl __chanx::From<__Frame> for #ident #bounds {
                fn from(#frame: __Frame) -> Self {
                    Self #fields
                }
            }
        }
    }
}
