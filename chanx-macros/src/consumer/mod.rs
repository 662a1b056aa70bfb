//! `#[consumer(…)] impl T { … }`: from an impl block to its table of rows.
//!
//! `block` and `keys` read what is written; `access` and `permission` who may connect; `handler`, `hook`, `groups`, `reply` and `settings` read its parts, and `helper`
//! answers what is none of them;
//! `model` is the consumer as accepted; `expand` writes it. A consumer with mistakes expands to its own items and
//! a fallback, so that one mistake gives one error.

mod access;
mod block;
mod declared;
mod expand;
mod groups;
mod handler;
mod helper;
mod hook;
mod keys;
mod kind;
mod model;
mod permission;
mod reply;
mod settings;
mod signature;
mod stray;

use proc_macro2::TokenStream;
use quote::quote;

use crate::common::errors::Errors;

pub(crate) use kind::Kind;
pub(crate) use stray::stray;

#[allow(clippy::needless_pass_by_value, reason = "all attributes have this form")]
pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let keys = keys::Keys::parse(&errors, args);
    let mut block = match syn::parse2::<block::Block>(item.clone()) {
        Ok(block) => block,
        Err(error) => {
            errors.push_syn(error);
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    let consumer = model::Consumer::check(&errors, keys, &mut block);
    let expanded = if errors.is_empty() { expand::consumer(&consumer) } else { expand::fallback(&consumer) };
    let told = errors.into_compile_error();
    quote! {
        #block
        #expanded
        #told
    }
}
