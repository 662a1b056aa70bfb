//! The answer to a handler's attribute outside a consumer.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::kind::Kind;

/// Gives the item back, and says where the attribute belongs.
pub(crate) fn stray(kind: Kind, item: &TokenStream) -> TokenStream {
    let message =
        format!("`#[{}]` stands on a method of a `#[consumer(…)] impl … {{ … }}` block", kind.attribute());
    let told = syn::Error::new(Span::call_site(), message).to_compile_error();
    quote!(#told #item)
}
