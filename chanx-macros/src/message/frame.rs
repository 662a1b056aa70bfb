//! The hidden struct that stands for a frame: serde and schemars derive for it.
//!
//! It is a "remote" of the user's type, so that the attributes on the user's fields see the fields' own types,
//! with the tag as a field before them: a duplicate tag is an error and `deny_unknown_fields` works.
//!
//! Its `where` clause says that each field can be carried; serde and schemars repeat it, so that a field's type
//! that cannot is told once, at that type. The user's type gets its traits all the same, through a [door](Frame::door)
//! that is shut then.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Field, Fields, ItemStruct, spanned::Spanned};

use crate::{
    common::{
        item::{cfgs, is_one_of, name_self, only},
        paths::Paths,
    },
    payload::{
        names::{keys_of, serde_keys},
        path_text,
    },
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
        let door = self.door();
        let serde = self.serde();
        let schema = self.tag.map(|_| self.schema());
        quote!(#hidden #from #door #serde #schema)
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
        let bounds = self.bounds();
        quote! {
            #[derive(#private::serde::Serialize, #private::serde::Deserialize, #derive_schema)]
            #[serde(crate = #serde, remote = #name)]
            #schema_keys
            #(#attrs)*
            struct __Frame
            #bounds
            {
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

    /// Each field can be carried, unless its attributes say how.
    fn bounds(&self) -> TokenStream {
        let module = if self.tag.is_some() { "message" } else { "event" };
        let predicate = |field: &Field| {
            let ty = self.ty(field);
            let span = field.ty.span();
            let (runtime, module) = (self.paths.runtime_at(span), Ident::new(module, span));
            let cfgs = cfgs(field);
            quote_spanned!(span=> #(#cfgs)* #ty: #runtime::#module::Carried)
        };
        let carried = self.item.fields.iter().filter(|field| !is_converted(field));
        let predicates: Vec<_> = carried.map(predicate).collect();
        if predicates.is_empty() { TokenStream::new() } else { quote!(where #(#predicates,)*) }
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
        let bounds = self.bounds();
        let frame = if fields.is_empty() || self.item.fields.is_empty() { quote!(_) } else { quote!(frame) };
        quote! {
            #payload

            #[automatically_derived]
            impl ::core::convert::From<__Frame> for #ident #bounds {
                fn from(#frame: __Frame) -> Self {
                    Self #fields
                }
            }
        }
    }

    /// What leads to the derived code where all fields can be carried; elsewhere method lookup goes on to `Shut`,
    /// so that a field's mistake is no mistake of everything that uses the message.
    fn door(&self) -> TokenStream {
        let (private, runtime) = (self.paths.private(), self.paths.runtime());
        let (ident, bounds) = (&self.item.ident, self.bounds());
        let schema = self.tag.map(|_| {
            quote! {
                fn schema_name(&self) -> ::std::borrow::Cow<'static, str> {
                    <__Frame as #private::schemars::JsonSchema>::schema_name()
                }

                fn schema_id(&self) -> ::std::borrow::Cow<'static, str> {
                    <__Frame as #private::schemars::JsonSchema>::schema_id()
                }

                fn json_schema(
                    &self,
                    generator: &mut #private::schemars::SchemaGenerator,
                ) -> #private::schemars::Schema {
                    <__Frame as #private::schemars::JsonSchema>::json_schema(generator)
                }
            }
        });
        quote! {
            struct __Door(#runtime::generated::message::Shut);

            #[automatically_derived]
            impl ::core::ops::Deref for __Door {
                type Target = #runtime::generated::message::Shut;

                fn deref(&self) -> &Self::Target {
                    &self.0
                }
            }

            #[automatically_derived]
            impl __Door #bounds {
                fn serialize<S: #private::serde::Serializer>(
                    &self,
                    message: &#ident,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    __Frame::serialize(message, serializer)
                }

                fn deserialize<'de, D: #private::serde::Deserializer<'de>>(
                    &self,
                    deserializer: D,
                ) -> ::core::result::Result<#ident, D::Error> {
                    __Frame::deserialize(deserializer)
                }

                #schema
            }
        }
    }

    fn serde(&self) -> TokenStream {
        let (private, runtime) = (self.paths.private(), self.paths.runtime());
        let ident = &self.item.ident;
        quote! {
            #[automatically_derived]
            impl #private::serde::Serialize for #ident {
                fn serialize<S: #private::serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    __Door(#runtime::generated::message::Shut).serialize(self, serializer)
                }
            }

            #[automatically_derived]
            impl<'de> #private::serde::Deserialize<'de> for #ident {
                fn deserialize<D: #private::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    __Door(#runtime::generated::message::Shut).deserialize(deserializer)
                }
            }
        }
    }

    fn schema(&self) -> TokenStream {
        let (private, runtime) = (self.paths.private(), self.paths.runtime());
        let ident = &self.item.ident;
        quote! {
            #[automatically_derived]
            impl #private::schemars::JsonSchema for #ident {
                fn schema_name() -> ::std::borrow::Cow<'static, str> {
                    __Door(#runtime::generated::message::Shut).schema_name()
                }

                fn schema_id() -> ::std::borrow::Cow<'static, str> {
                    __Door(#runtime::generated::message::Shut).schema_id()
                }

                fn json_schema(
                    generator: &mut #private::schemars::SchemaGenerator,
                ) -> #private::schemars::Schema {
                    __Door(#runtime::generated::message::Shut).json_schema(generator)
                }
            }
        }
    }
}

/// Whether a field's attributes say how it is written, so that its type need not know.
fn is_converted(field: &Field) -> bool {
    let converts =
        |name: &str| name.contains("with") || name.starts_with("skip") && name != "skip_serializing_if";
    keys_of(&field.attrs, &["serde", "schemars"]).iter().any(|key| converts(&key.name()))
}

/// Whether a `#[schemars(…)]` has the key `rename`.
fn names_itself(attr: &Attribute) -> bool {
    let syn::Meta::List(list) = &attr.meta else { return false };
    list.tokens.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(key) if key == "rename"))
}
