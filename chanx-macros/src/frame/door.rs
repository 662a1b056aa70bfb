//! The door: the user's type's traits by the hidden type's.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Field, spanned::Spanned};

use crate::common::{
    item::{cfgs, name_self},
    names::keys_of,
    paths::{Paths, path_text},
};

/// That the fields can be carried: as an assumption, and as a question.
pub(super) struct Carried {
    /// The `where` clause that assumes it. `for<'carried>` keeps the compiler from checking an assumption without
    /// parameters on the spot.
    pub(super) bounds: TokenStream,
    /// The constants that ask.
    questions: TokenStream,
}

impl Carried {
    /// `Carried` is a trait of this module of the runtime.
    pub(super) fn of<'a>(
        paths: &Paths,
        module: &str,
        name: &Ident,
        fields: impl Iterator<Item = &'a Field>,
    ) -> Self {
        let mut predicates = Vec::new();
        let mut questions = TokenStream::new();
        for field in fields.filter(|field| !is_converted(field)) {
            let span = field.ty.span();
            let (runtime, module) = (paths.runtime_at(span), Ident::new(module, span));
            let (ty, cfgs) = (name_self(field.ty.to_token_stream(), name), cfgs(field));
            if cfgs.is_empty() {
                let runtime = paths.runtime();
                predicates.push(quote!(for<'carried> #ty: #runtime::#module::Carried));
            }
            let question = quote_spanned!(span=> <#ty as #runtime::#module::Carriable>::CARRIED);
            questions.extend(quote!(#(#cfgs)* const _: () = #question;));
        }
        let bounds = if predicates.is_empty() { TokenStream::new() } else { quote!(where #(#predicates,)*) };
        Self { bounds, questions }
    }
}

/// Whether a field's attributes say how it is written, so that its type need not know.
fn is_converted(field: &Field) -> bool {
    let converts =
        |name: &str| name.contains("with") || name.starts_with("skip") && name != "skip_serializing_if";
    keys_of(&field.attrs, &["serde", "schemars"]).iter().any(|key| converts(&key.name()))
}

/// The way from the user's type to the hidden `__Frame`.
pub(super) struct Door<'a> {
    pub(super) ident: &'a Ident,
    pub(super) paths: &'a Paths,
    pub(super) carried: Carried,
    /// Whether there is a `JsonSchema`, too.
    pub(super) schema: bool,
}

impl Door<'_> {
    /// What derives for the hidden type.
    pub(super) fn derives(&self, attrs: &[Attribute]) -> TokenStream {
        let private = self.paths.private();
        let name = self.ident.to_string();
        let (serde, schemars) = (path_text(&quote!(#private::serde)), path_text(&quote!(#private::schemars)));
        let derive_schema = self.schema.then(|| quote!(#private::schemars::JsonSchema));
        let schema_keys = self.schema.then(|| {
            let renamed = keys_of(attrs, &["serde", "schemars"]).iter().any(|key| key.name() == "rename");
            let rename = (!renamed).then(|| quote!(, rename = #name));
            quote!(#[schemars(crate = #schemars #rename)])
        });
        quote! {
            #[derive(#private::serde::Serialize, #private::serde::Deserialize, #derive_schema)]
            #[serde(crate = #serde, remote = #name)]
            #schema_keys
        }
    }

    /// The door, and the user's type's traits through it. Where a field cannot be carried, method lookup passes
    /// the door by and goes on to what it derefs to.
    pub(super) fn expand(&self) -> TokenStream {
        let runtime = self.paths.runtime();
        let methods = self.methods();
        let (bounds, questions) = (&self.carried.bounds, &self.carried.questions);
        let serde = self.serde();
        let schema = self.schema.then(|| self.schema());
        quote! {
            #questions

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
                #methods
            }

            #serde
            #schema
        }
    }

    fn methods(&self) -> TokenStream {
        let (private, ident) = (self.paths.private(), self.ident);
        let schema = self.schema.then(|| {
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

                fn inline_schema(&self) -> bool {
                    <__Frame as #private::schemars::JsonSchema>::inline_schema()
                }
            }
        });
        quote! {
            fn serialize<__S: #private::serde::Serializer>(
                &self,
                value: &#ident,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                __Frame::serialize(value, serializer)
            }

            fn deserialize<'de, __D: #private::serde::Deserializer<'de>>(
                &self,
                deserializer: __D,
            ) -> ::core::result::Result<#ident, __D::Error> {
                __Frame::deserialize(deserializer)
            }

            #schema
        }
    }

    fn serde(&self) -> TokenStream {
        let (private, runtime, ident) = (self.paths.private(), self.paths.runtime(), self.ident);
        quote! {
            #[automatically_derived]
            impl #private::serde::Serialize for #ident {
                fn serialize<__S: #private::serde::Serializer>(
                    &self,
                    serializer: __S,
                ) -> ::core::result::Result<__S::Ok, __S::Error> {
                    __Door(#runtime::generated::message::Shut).serialize(self, serializer)
                }
            }

            #[automatically_derived]
            impl<'de> #private::serde::Deserialize<'de> for #ident {
                fn deserialize<__D: #private::serde::Deserializer<'de>>(
                    deserializer: __D,
                ) -> ::core::result::Result<Self, __D::Error> {
                    __Door(#runtime::generated::message::Shut).deserialize(deserializer)
                }
            }
        }
    }

    fn schema(&self) -> TokenStream {
        let (private, runtime, ident) = (self.paths.private(), self.paths.runtime(), self.ident);
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

                fn inline_schema() -> bool {
                    __Door(#runtime::generated::message::Shut).inline_schema()
                }
            }
        }
    }
}
