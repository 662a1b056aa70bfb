//! Writes what an event is to the compiler.

mod schema;

use proc_macro2::TokenStream;
use quote::quote;

use super::check::Event;
use crate::{
    common::{
        docs::{Docs, about, row},
        item::allow_deprecated,
        paths::Paths,
        types::any_consumer,
    },
    frame::Frame,
};

pub(super) fn expand(paths: &Paths, event: &Event, is_message: bool) -> TokenStream {
    let Event { item, handler } = event;
    let frame = (!is_message).then(|| Frame { item, tag: None }.expand());
    let (ident, c) = (&item.ident, any_consumer(&item.ident));
    let name = ident.to_string();
    let allow = allow_deprecated(item);
    let schema = if is_message { schema::of_message() } else { schema::of_event(item) };
    let about = about::<&str>(&Docs::of(&item.attrs), None, &[]);
    let info =
        row(&quote!(__chanx::EventInfo), &about, &quote!(__chanx::EventInfo::new(#handler, #name, #schema)));
    let block = paths.block(&quote! {
        #frame

        #[automatically_derived]
        impl __chanx::Event for #ident {
            const INFO: __chanx::EventInfo = #info;
        }

        #[automatically_derived]
        impl<#c: __chanx::HandlesEvent<Self>> __chanx::EventOf<#c> for #ident {}
    });
    quote!(#allow #block)
}
