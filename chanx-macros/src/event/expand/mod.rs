//! Writes what an event is to the compiler.

mod schema;

use proc_macro2::TokenStream;
use quote::quote;

use super::check::Event;
use crate::{
    common::{docs::Docs, item::allow_deprecated, paths::Paths},
    frame::Frame,
};

pub(super) fn expand(paths: &Paths, event: &Event, is_message: bool) -> TokenStream {
    let Event { item, handler } = event;
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
