//! The hidden struct that stands for a frame: serde and schemars derive for it.
//!
//! It is a "remote" of the user's type, so that the attributes on the user's fields see the fields' own types,
//! with the tag as a field before them: a duplicate tag is an error and `deny_unknown_fields` works.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Field, Fields, ItemStruct};

use crate::{
    common::{
        item::{cfgs, is_one_of, name_self, only},
        paths::Paths,
    },
    payload::{names::serde_keys, path_text},
};

/// What the frame is besides the user's fields.
pub(crate) struct Frame<'a> {
    pub(crate) item: &'a ItemStruct,
    pub(crate) paths: &'a Paths,
    /// The name of the tag; events have none.
    pub(crate) tag: Option<&'a str>,
}

/// The key of a tuple struct's field, and of a unit struct's `null`.
pub(crate) const PAYLOAD: &str = "payload";

impl Frame<'_> {
    /// The hidden struct, and `Serialize`, `Deserialize` and (with a tag) `JsonSchema` by it.
    pub(crate) fn expand(&self) -> TokenStream {
        let hidden = self.hidden();
        let from = self.from();
        let serde = self.serde();
        let schema = self.tag.map(|_| self.schema());
        quote!(#hidden #from #serde #schema)
    }

    fn hidden(&self) -> TokenStream {
        let private = self.paths.private();
        let name = self.item.ident.to_string();
        let serde = path_text(&quote!(#private::serde));
        let schemars = path_text(&quote!(#private::schemars));
        let schema = self.tag.is_some();
        let derive_schema = schema.then(|| quote!(#private::schemars::JsonSchema));
        let schema_keys = schema.then(|| {
            let renamed =
                self.item.attrs.iter().any(|attr| is_one_of(attr, &["schemars"]) && names_itself(attr));
            let rename = (!renamed).then(|| quote!(, rename = #name));
            quote!(#[schemars(crate = #schemars #rename)])
        });
        let attrs = only(&self.item.attrs, self.kept());
        let tag = self.tag_field();
        let fields = self.fields();
        quote! {
            #[derive(#private::serde::Serialize, #private::serde::Deserialize, #derive_schema)]
            #[serde(crate = #serde, remote = #name)]
            #schema_keys
            #(#attrs)*
            struct __Frame {
                #tag
                #fields
            }
        }
    }

    /// The attributes that go along: those of a frame with a schema, or serde's alone.
    fn kept(&self) -> &'static [&'static str] {
        if self.tag.is_some() {
            &["doc", "deprecated", "serde", "schemars", "garde", "cfg"]
        } else {
            &["serde", "cfg"]
        }
    }

    fn tag_field(&self) -> Option<TokenStream> {
        let tag = self.tag?;
        let runtime = self.paths.runtime();
        let getter = path_text(&quote!(#runtime::generated::message::Tag::of));
        let ident = &self.item.ident;
        Some(quote! {
            #[serde(rename = #tag, getter = #getter)]
            __tag: #runtime::generated::message::Tag<#ident>,
        })
    }

    fn fields(&self) -> TokenStream {
        let runtime = self.paths.runtime();
        match &self.item.fields {
            Fields::Named(fields) => {
                let field = |field: &Field| {
                    let (attrs, name, ty) = (only(&field.attrs, self.kept()), &field.ident, self.ty(field));
                    quote!(#(#attrs)* #name: #ty,)
                };
                fields.named.iter().map(field).collect()
            }
            Fields::Unnamed(fields) => {
                let field = |field: &Field| {
                    let (attrs, ty) = (only(&field.attrs, self.kept()), self.ty(field));
                    let renamed = serde_keys(&field.attrs).iter().any(|key| key.name() == "rename");
                    let rename = (!renamed).then(|| quote!(rename = #PAYLOAD,));
                    quote!(#[serde(#rename getter = "__payload")] #(#attrs)* payload: #ty,)
                };
                fields.unnamed.iter().map(field).collect()
            }
            Fields::Unit => {
                let getter = path_text(&quote!(#runtime::generated::message::nothing));
                quote!(#[serde(rename = #PAYLOAD, default, getter = #getter)] payload: (),)
            }
        }
    }

    fn ty(&self, field: &Field) -> TokenStream {
        name_self(field.ty.to_token_stream(), &self.item.ident)
    }

    /// From the hidden struct to the user's, and access to what has no name there. Without a getter serde makes
    /// the user's struct itself.
    fn from(&self) -> TokenStream {
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
            impl ::core::convert::From<__Frame> for #ident {
                fn from(#frame: __Frame) -> Self {
                    Self #fields
                }
            }
        }
    }

    fn serde(&self) -> TokenStream {
        let private = self.paths.private();
        let ident = &self.item.ident;
        quote! {
            #[automatically_derived]
            impl #private::serde::Serialize for #ident {
                fn serialize<S: #private::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    __Frame::serialize(self, serializer)
                }
            }

            #[automatically_derived]
            impl<'de> #private::serde::Deserialize<'de> for #ident {
                fn deserialize<D: #private::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    __Frame::deserialize(deserializer)
                }
            }
        }
    }

    fn schema(&self) -> TokenStream {
        let private = self.paths.private();
        let ident = &self.item.ident;
        quote! {
            #[automatically_derived]
            impl #private::schemars::JsonSchema for #ident {
                fn schema_name() -> ::std::borrow::Cow<'static, str> {
                    <__Frame as #private::schemars::JsonSchema>::schema_name()
                }

                fn schema_id() -> ::std::borrow::Cow<'static, str> {
                    <__Frame as #private::schemars::JsonSchema>::schema_id()
                }

                fn json_schema(
                    generator: &mut #private::schemars::SchemaGenerator,
                ) -> #private::schemars::Schema {
                    <__Frame as #private::schemars::JsonSchema>::json_schema(generator)
                }
            }
        }
    }
}

/// Whether a `#[schemars(…)]` has the key `rename`.
fn names_itself(attr: &Attribute) -> bool {
    let syn::Meta::List(list) = &attr.meta else { return false };
    list.tokens.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(key) if key == "rename"))
}
