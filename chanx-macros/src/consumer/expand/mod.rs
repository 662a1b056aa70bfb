//! Writes a consumer: its trait, its rows, what it declares, its two unions, and the checks of the compiler.

pub(super) mod access;
mod assertions;
pub(super) mod declare;
pub(super) mod hidden;
mod implement;
mod permission;
mod reply;
mod row;
mod setting;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

use super::check::Consumer;

/// All that a consumer without mistakes expands to, besides the user's own block.
pub(super) fn expand(consumer: &Consumer) -> TokenStream {
    let implement = implement::implement(consumer);
    let declare = declare::declare(consumer);
    let assertions = assertions::assertions(consumer);
    let (enums, unions) = union::unions(consumer);
    let hidden = hidden::hidden(&consumer.paths, &quote!(#implement #declare #assertions #unions));
    quote!(#enums #hidden)
}
