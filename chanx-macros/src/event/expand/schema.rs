//! The schema of an event, as serde's attributes on its fields have it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Field, Fields, ItemStruct};

use crate::{
    common::{
        attr::Key,
        docs::{Docs, about, row},
        item::cfgs,
        names::{Container, of_field, serde_keys},
    },
    frame::PAYLOAD,
};

/// An `Option` as code.
fn option<T: ToTokens>(value: Option<T>) -> TokenStream {
    if let Some(value) = value { quote!(__chanx::Some(#value)) } else { quote!(__chanx::None) }
}

/// Tells whether the key is among them.
fn has(keys: &[Key], name: &str) -> bool {
    keys.iter().any(|key| key.name() == name)
}

/// The schema of an event that is a message: the message's.
pub(super) fn of_message() -> TokenStream {
    quote!(<Self as __chanx::JsonSchema>::json_schema)
}

/// The schema of any other event: the types of its fields are asked for theirs, which they need not have.
pub(super) fn of_event(item: &ItemStruct) -> TokenStream {
    let description = Docs::of(&item.attrs).description;
    let closed = has(&serde_keys(&item.attrs), "deny_unknown_fields");
    let rename_all = Container::of(&item.attrs).rename_all;
    let fields: Vec<_> = match &item.fields {
        Fields::Unit => vec![unit()],
        fields => fields.iter().filter_map(|one| field(one, rename_all.as_deref())).collect(),
    };
    quote! {
        |generator| {
            use __chanx::Otherwise as __Otherwise;
            // Not every event has a field without a schema, and an import must be used.
            let _ = <__chanx::Probe<()> as __Otherwise>::presence;
            __chanx::object(generator, #description, #closed, &[#(#fields),*])
        }
    }
}

/// The `null` of a unit struct.
fn unit() -> TokenStream {
    quote! {
        __chanx::Field::new(
            __chanx::Some(#PAYLOAD),
            __chanx::Probe::<()>::schema,
            __chanx::Presence::Maybe,
            __chanx::Presence::Always,
        )
    }
}

/// The row of a field; `None` for one that is neither read nor written.
fn field(field: &Field, rename_all: Option<&str>) -> Option<TokenStream> {
    let (ty, cfgs) = (&field.ty, cfgs(field));
    let serde = serde_keys(&field.attrs);
    let skips = |keys: [&str; 2]| keys.iter().any(|key| has(&serde, key));
    let (unread, unwritten) = (skips(["skip", "skip_deserializing"]), skips(["skip", "skip_serializing"]));
    if unread && unwritten {
        return None;
    }
    let presence = |name: TokenStream| quote!(__chanx::Presence::#name);
    let probe = quote!(__chanx::Probe::<#ty>);
    // Functions of the user's: the type says nothing of the form then.
    let otherwise = |half: &str| has(&serde, "with") || has(&serde, half);
    let (read_otherwise, written_otherwise) = (otherwise("deserialize_with"), otherwise("serialize_with"));
    let read = if unread {
        presence(quote!(Never))
    } else if has(&serde, "default") {
        presence(quote!(Maybe))
    } else if read_otherwise {
        presence(quote!(Always))
    } else {
        quote!(#probe::presence())
    };
    let written = presence(if unwritten {
        quote!(Never)
    } else if has(&serde, "skip_serializing_if") {
        quote!(Maybe)
    } else {
        quote!(Always)
    });
    let name =
        of_field(field, rename_all).map(|name| if name.is_empty() { PAYLOAD.to_owned() } else { name });
    let schema = if name.is_some() { quote!(#probe::schema) } else { quote!(#probe::flattened) };
    let schema = match (read_otherwise, written_otherwise) {
        (false, false) => schema,
        (true, true) => quote!(|_| __chanx::Default::default()),
        (read, _) => quote! {
            |generator| if generator.contract().is_deserialize() == #read {
                __chanx::Default::default()
            } else {
                #schema(generator)
            }
        },
    };
    let name = option(name);
    let about = about::<&str>(&Docs::of(&field.attrs), None, &[]);
    let base = quote!(__chanx::Field::new(#name, #schema, #read, #written));
    let field = row(&quote!(__chanx::Field), &about, &base);
    Some(quote!(#(#cfgs)* #field))
}
