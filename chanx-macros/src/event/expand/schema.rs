//! The schema of an event, as serde's attributes on its fields have it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Field, Fields, ItemStruct};

use crate::{
    common::{
        attr::Key,
        docs::Docs,
        item::cfgs,
        names::{Container, of_field, serde_keys},
        paths::Paths,
    },
    frame::PAYLOAD,
};

/// An `Option` as code.
fn option<T: ToTokens>(value: Option<T>) -> TokenStream {
    if let Some(value) = value {
        quote!(::core::option::Option::Some(#value))
    } else {
        quote!(::core::option::Option::None)
    }
}

/// Tells whether the key is among them.
fn has(keys: &[Key], name: &str) -> bool {
    keys.iter().any(|key| key.name() == name)
}

/// The schema of an event that is a message: the message's.
pub(super) fn of_message(paths: &Paths) -> TokenStream {
    let private = paths.private();
    quote!(<Self as #private::schemars::JsonSchema>::json_schema)
}

/// The schema of any other event: the types of its fields are asked for theirs, which they need not have.
pub(super) fn of_event(paths: &Paths, item: &ItemStruct) -> TokenStream {
    let runtime = paths.runtime();
    let description = Docs::of(&item.attrs).description;
    let closed = has(&serde_keys(&item.attrs), "deny_unknown_fields");
    let rename_all = Container::of(&item.attrs).rename_all;
    let fields: Vec<_> = match &item.fields {
        Fields::Unit => vec![unit(paths)],
        fields => fields.iter().filter_map(|one| field(paths, one, rename_all.as_deref())).collect(),
    };
    quote! {
        |generator| {
            use #runtime::generated::probe::Otherwise as __Otherwise;
            // Not every event has a field without a schema, and an import must be used.
            let _ = <#runtime::generated::probe::Probe<()> as __Otherwise>::presence;
            #runtime::generated::event::object(generator, #description, #closed, &[#(#fields),*])
        }
    }
}

/// The `null` of a unit struct.
fn unit(paths: &Paths) -> TokenStream {
    let runtime = paths.runtime();
    quote! {
        #runtime::generated::event::Field {
            name: ::core::option::Option::Some(#PAYLOAD),
            description: "",
            deprecated: false,
            schema: #runtime::generated::probe::Probe::<()>::schema,
            read: #runtime::generated::event::Presence::Maybe,
            written: #runtime::generated::event::Presence::Always,
        }
    }
}

/// The row of a field; `None` for one that is neither read nor written.
fn field(paths: &Paths, field: &Field, rename_all: Option<&str>) -> Option<TokenStream> {
    let (runtime, ty, cfgs) = (paths.runtime(), &field.ty, cfgs(field));
    let serde = serde_keys(&field.attrs);
    let skips = |keys: [&str; 2]| keys.iter().any(|key| has(&serde, key));
    let (unread, unwritten) = (skips(["skip", "skip_deserializing"]), skips(["skip", "skip_serializing"]));
    if unread && unwritten {
        return None;
    }
    let presence = |name: TokenStream| quote!(#runtime::generated::event::Presence::#name);
    let probe = quote!(#runtime::generated::probe::Probe::<#ty>);
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
        (true, true) => quote!(|_| ::core::default::Default::default()),
        (read, _) => quote! {
            |generator| if generator.contract().is_deserialize() == #read {
                ::core::default::Default::default()
            } else {
                #schema(generator)
            }
        },
    };
    let name = option(name);
    let Docs { description, deprecated } = Docs::of(&field.attrs);
    Some(quote! {
        #(#cfgs)*
        #runtime::generated::event::Field {
            name: #name,
            description: #description,
            deprecated: #deprecated,
            schema: #schema,
            read: #read,
            written: #written,
        }
    })
}
