//! The gate through which a consumer's generated code goes, so that two blocks for one consumer are one error.
//!
//! Beside each block stands a module that is named by the consumer's type, so that the compiler tells of a second one; the name says
//! what to do. Both blocks' code goes through the macro in the first of these modules, which lets its own block's through and
//! no other: nothing else is there twice.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::parse::block::Block;

/// `code`, if it is that of the only block for the consumer's type in its module. The methods tell blocks apart: no type has two
/// of one name.
pub(super) fn once(block: &Block, code: &TokenStream) -> TokenStream {
    let span = block.ty.span();
    let name = Ident::new(&name(block), span);
    let methods: Vec<_> = block.methods().collect();
    // On the user's type: there the compiler shows the second block.
    let gate = quote_spanned! {span=>
        mod #name {
            macro_rules! block {
                ([#(#methods)*] { $($code:tt)* }) => { $($code)* };
                ($($other:tt)*) => {};
            }
            pub(super) use block;
        }
    };
    quote! {
        #[doc(hidden)]
        #[allow(non_snake_case, unused, unused_macro_rules, reason = "its name is for the compiler's words")]
        #gate
        #name::block! { [#(#methods)*] { #code } }
    }
}

/// The module's name: with the type as written, since its path and its arguments may tell it from others.
fn name(block: &Block) -> String {
    let text = block.ty.to_token_stream().to_string();
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let parameters: Vec<_> =
        block.generics.type_params().map(|parameter| parameter.ident.to_string()).collect();
    let words =
        words.filter(|word| !word.is_empty() && !parameters.iter().any(|parameter| parameter == word));
    format!("put_all_handlers_of_{}_into_one_consumer_block", words.collect::<Vec<_>>().join("_"))
}
