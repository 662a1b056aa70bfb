//! The attribute macros of chanx. Depend on the facade crate `chanx`; the macros are documented there.
//!
//! Each macro has a folder and goes one way: parse (as written), check (as accepted, every mistake at once),
//! expand (which cannot fail). The user's item is always given back, mistakes or not.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

use proc_macro::TokenStream;

mod common;
mod consumer;
mod event;
mod frame;
mod message;
mod messages;
mod params;
mod payload;
mod router;
mod test;

#[allow(missing_docs, reason = "documented where chanx-testing exports it")]
#[proc_macro_attribute]
pub fn chanx_test(args: TokenStream, item: TokenStream) -> TokenStream {
    test::attribute(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn payload(args: TokenStream, item: TokenStream) -> TokenStream {
    payload::attribute(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn message(args: TokenStream, item: TokenStream) -> TokenStream {
    message::attribute(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn messages(args: TokenStream, item: TokenStream) -> TokenStream {
    messages::attribute(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn event(args: TokenStream, item: TokenStream) -> TokenStream {
    event::attribute(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn params(args: TokenStream, item: TokenStream) -> TokenStream {
    params::attribute(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn consumer(args: TokenStream, item: TokenStream) -> TokenStream {
    consumer::attribute(args.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn ws_handler(_: TokenStream, item: TokenStream) -> TokenStream {
    consumer::stray(consumer::Kind::Message, &item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn event_handler(_: TokenStream, item: TokenStream) -> TokenStream {
    consumer::stray(consumer::Kind::Event, &item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn text_handler(_: TokenStream, item: TokenStream) -> TokenStream {
    consumer::stray(consumer::Kind::Text, &item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro_attribute]
pub fn binary_handler(_: TokenStream, item: TokenStream) -> TokenStream {
    consumer::stray(consumer::Kind::Binary, &item.into()).into()
}

#[allow(missing_docs, reason = "documented where the facade exports it")]
#[proc_macro]
pub fn router(input: TokenStream) -> TokenStream {
    router::router(input.into()).into()
}

#[cfg(test)]
mod snapshots;
