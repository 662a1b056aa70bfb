//! `#[payload]`: serde, JSON schema and validation in one word.
//!
//! `parse` reads the rules of `#[garde(…)]`, `check` says which are accepted; `sensitive` makes `#[sensitive]` an
//! annotation of the schema. `expand` writes `Validate` by the rules, from which schemars reads bounds; serde and
//! schemars derive for a hidden copy of the item (see [`crate::frame`]), or, where it has parameters, for the item
//! itself. A broken payload goes without its rules, by `fallback`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::common::{errors::Errors, item, paths::Paths};

mod check;
mod expand;
mod fallback;
mod parse;
pub(crate) mod sensitive;

pub(crate) use check::rules;
pub(crate) use expand::validate;
pub(crate) use parse::Rules;

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let paths = Paths::of(&errors, args, "`#[payload]`");
    let mut item = match item::parse(&errors, item) {
        Ok(item) => item,
        Err(item) => {
            let told = errors.into_compile_error();
            return quote!(#item #told);
        }
    };
    sensitive::mark(&errors, &mut item);
    let Some(payload) = check::check(&errors, &item) else {
        let told = errors.into_compile_error();
        return quote!(#item #told);
    };
    let validate = expand::validate(&payload);
    if !errors.is_empty() {
        fallback::without_rules(&mut item);
    }
    let expanded = expand::expand(&paths, item, &validate);
    let told = errors.into_compile_error();
    quote!(#expanded #told)
}
