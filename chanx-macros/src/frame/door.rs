//! The door: the user's type's traits by the hidden type's.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Attribute, Field, spanned::Spanned};

use crate::common::{
    item::{cfgs, name_self},
    names::keys_of,
};

/// That the fields can be carried: as an assumption, and as a question.
pub(super) struct Carried {
    /// The `where` clause that assumes it. `for<'carried>` keeps the compiler from checking an assumption without
    /// parameters on the spot.
    pub(super) bounds: TokenStream,
    /// The constants that ask.
    questions: TokenStream,
}

/// The type that carries the fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Carrier {
    Message,
    Event,
}

impl Carried {
    pub(super) fn of<'a>(by: Carrier, name: &Ident, fields: impl Iterator<Item = &'a Field>) -> Self {
        let mut predicates = Vec::new();
        let mut questions = TokenStream::new();
        for field in fields.filter(|field| !is_converted(field)) {
            let span = field.ty.span();
            let (ty, cfgs) = (name_self(field.ty.to_token_stream(), name), cfgs(field));
            let (assumed, asked) = match by {
                Carrier::Message => (quote!(Carried), quote_spanned!(span=> Carriable)),
                Carrier::Event => (quote!(CarriedByEvent), quote_spanned!(span=> CarriableByEvent)),
            };
            if cfgs.is_empty() {
                predicates.push(quote!(for<'carried> #ty: __chanx::#assumed));
            }
            let question = quote_spanned!(span=> <#ty as __chanx::#asked>::CARRIED);
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
    pub(super) carried: Carried,
    /// Whether there is a `JsonSchema`, too.
    pub(super) schema: bool,
}

impl Door<'_> {
    /// What derives for the hidden type.
    pub(super) fn derives(&self, attrs: &[Attribute]) -> TokenStream {
        let name = self.ident.to_string();
        let derive_schema = self.schema.then(|| quote!(__chanx::JsonSchema));
        let schema_keys = self.schema.then(|| {
            let renamed = keys_of(attrs, &["serde", "schemars"]).iter().any(|key| key.name() == "rename");
            let rename = (!renamed).then(|| quote!(, rename = #name));
            quote!(#[schemars(crate = "__chanx::schemars" #rename)])
        });
        quote! {
            #[derive(__chanx::Serialize, __chanx::Deserialize, #derive_schema)]
            #[serde(crate = "__chanx::serde", remote = #name)]
            #schema_keys
        }
    }

    /// The door, and the user's type's traits through it.
    pub(super) fn expand(&self) -> TokenStream {
        let ident = self.ident;
        let (bounds, questions) = (&self.carried.bounds, &self.carried.questions);
        let frame_schema = self.schema.then(|| {
            quote!(
                const SCHEMA: __chanx::FrameSchema = __chanx::FrameSchema::of::<__Frame>();
            )
        });
        let schema = self.schema.then(|| self.schema());
        quote! {
            #questions

            #[automatically_derived]
            impl __chanx::Framed for #ident #bounds {
                #frame_schema

                fn write<__S: __chanx::Serializer>(&self, to: __S) -> __chanx::Result<__S::Ok, __S::Error> {
                    __Frame::serialize(self, to)
                }

                fn read<'de, __D: __chanx::Deserializer<'de>>(from: __D) -> __chanx::Result<Self, __D::Error> {
                    __Frame::deserialize(from)
                }
            }

            #[automatically_derived]
            impl __chanx::Serialize for #ident {
                fn serialize<__S: __chanx::Serializer>(&self, to: __S) -> __chanx::Result<__S::Ok, __S::Error> {
                    __chanx::door::<Self>().serialize(self, to)
                }
            }

            #[automatically_derived]
            impl<'de> __chanx::Deserialize<'de> for #ident {
                fn deserialize<__D: __chanx::Deserializer<'de>>(from: __D) -> __chanx::Result<Self, __D::Error> {
                    __chanx::door::<Self>().deserialize(from)
                }
            }

            #schema
        }
    }

    fn schema(&self) -> TokenStream {
        let ident = self.ident;
        quote! {
            #[automatically_derived]
            impl __chanx::JsonSchema for #ident {
                fn schema_name() -> __chanx::Cow<'static, str> {
                    __chanx::door::<Self>().schema_name()
                }

                fn schema_id() -> __chanx::Cow<'static, str> {
                    __chanx::door::<Self>().schema_id()
                }

                fn json_schema(generator: &mut __chanx::SchemaGenerator) -> __chanx::Schema {
                    __chanx::door::<Self>().json_schema(generator)
                }

                fn inline_schema() -> bool {
                    __chanx::door::<Self>().inline_schema()
                }
            }
        }
    }
}
