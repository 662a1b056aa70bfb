//! `#[event]`: what other parts of the application tell a consumer.
//!
//! Its serde form is that of a message without the tag. A type that is a `#[message]` too has the message's.

mod schema;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Item, ItemStruct, LitStr, Path};

use crate::{
    common::{
        attr::{Slot, keys},
        docs::Docs,
        errors::Errors,
        item::{self, allow_deprecated, ends_with, strip},
        paths::Paths,
    },
    frame::Frame,
    message::{fallback, structure},
};

/// The keys of `#[event(…)]`, as written.
#[derive(Default)]
struct Written {
    handler: Slot<LitStr>,
    root: Slot<Path>,
    /// `#[message]` stood above and has told so.
    message: bool,
}

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let written = parse(&errors, args);
    let paths = Paths::new(written.root.get());
    let mut item = match item::parse(&errors, item) {
        Ok(item) => item,
        Err(item) => {
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    let is_message = written.message || is_message(&item);
    let handler = handler(&errors, &written);
    let structure = structure(&errors, "event", &item);
    let generated = match (handler, structure) {
        (Some(handler), Some(structure)) if errors.is_empty() => {
            expand(&paths, &structure, &handler, is_message)
        }
        _ => fallback::of_event(&paths, &item, is_message),
    };
    if let Item::Struct(item) = &mut item
        && !is_message
    {
        strip(&mut item.attrs, &mut item.fields, &["serde"]);
    }
    let told = errors.into_compile_error();
    let item = item.into_token_stream();
    quote!(#item #generated #told)
}

fn parse(errors: &Errors, args: TokenStream) -> Written {
    let mut written = Written::default();
    for key in keys(errors, args) {
        match key.name().as_str() {
            "handler" => written.handler.set(errors, &key, key.value(errors, "\"…\"")),
            "crate" => written.root.set(errors, &key, key.value_with(errors, "path", Path::parse_mod_style)),
            "__message" => written.message = true,
            _ => key.unknown(errors, "`#[event]`", &["handler", "crate"]),
        }
    }
    written
}

/// Whether `#[message]` stands below.
fn is_message(item: &Item) -> bool {
    match item {
        Item::Struct(item) => item.attrs.iter().any(|attr| ends_with(attr, "message")),
        _ => false,
    }
}

fn handler(errors: &Errors, written: &Written) -> Option<String> {
    match written.handler.get() {
        Some(handler) if handler.value().is_empty() => {
            errors.push(handler, "the handler's name is empty: give it one, such as `\"notify\"`");
            None
        }
        Some(handler) => Some(handler.value()),
        None => {
            if !written.handler.is_given() {
                errors.push_at(
                    proc_macro2::Span::call_site(),
                    "an event needs the name by which consumers handle it: write `#[event(handler = \"…\")]`",
                );
            }
            None
        }
    }
}

fn expand(paths: &Paths, item: &ItemStruct, handler: &str, is_message: bool) -> TokenStream {
    let runtime = paths.runtime();
    let frame = (!is_message).then(|| Frame { item, paths, tag: None }.expand());
    let ident = &item.ident;
    let name = ident.to_string();
    let Docs { description, deprecated } = Docs::of(&item.attrs);
    let allow = allow_deprecated(item);
    let schema = if is_message { schema::of_message(paths) } else { schema::of_event(paths, item) };
    quote! {
        #allow
        const _: () = {
            #frame

            #[automatically_derived]
            impl #runtime::event::Event for #ident {
                const INFO: #runtime::table::EventInfo = #runtime::table::EventInfo {
                    handler: #handler,
                    name: #name,
                    description: #description,
                    deprecated: #deprecated,
                    schema: #schema,
                };
            }

            #[automatically_derived]
            impl<C> #runtime::event::EventOf<C> for #ident where C: #runtime::event::HandlesEvent<Self> {}
        };
    }
}
