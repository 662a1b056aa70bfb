//! `#[consumer(…)] impl T { … }`: from an impl block to its table of rows.
//!
//! `parse` reads the keys, the block and its attributes, `check` accepts the consumer, `expand` writes it. A broken
//! one has its own items and the stand-in of `fallback`, so that one mistake gives one error; of two blocks for one consumer
//! `once` lets the first through. `kind` tells handlers apart, `stray` answers their attributes elsewhere.

mod check;
mod expand;
mod fallback;
mod kind;
mod once;
mod parse;
mod stray;

use proc_macro2::TokenStream;
use quote::quote;

use crate::common::errors::Errors;

pub(crate) use kind::Kind;
pub(crate) use stray::stray;

#[allow(clippy::needless_pass_by_value, reason = "all attributes have this form")]
pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let keys = parse::Keys::parse(&errors, args);
    let mut block = match syn::parse2::<parse::block::Block>(item.clone()) {
        Ok(block) => block,
        Err(error) => {
            errors.push_syn(error);
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    let consumer = check::Consumer::check(&errors, keys, &mut block);
    let expanded = if errors.is_empty() { expand::expand(&consumer) } else { fallback::fallback(&consumer) };
    let once = once::once(&block, &expanded);
    let told = errors.into_compile_error();
    quote! {
        #block
        #once
        #told
    }
}
