//! Writes the function that the test harness runs.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{FnArg, ItemFn, spanned::Spanned};

use super::parse::Written;

pub(super) fn expand(written: &Written, test: &ItemFn) -> TokenStream {
    let ItemFn { attrs, vis, sig, block, .. } = test;
    let (name, output, statements) = (&sig.ident, &sig.output, &block.stmts);
    let testing = written.path.get().map_or_else(|| quote!(::chanx_testing), ToTokens::to_token_stream);
    let paused = !written.real_time.is_given();
    let app = written.app.get().zip(sig.inputs.first()).and_then(|(app, argument)| match argument {
        FnArg::Typed(argument) => {
            let (pattern, ty) = (&argument.pat, &argument.ty);
            Some(quote_spanned! {app.span()=>
                let #pattern: #ty = #testing::__private::app(#app);
            })
        }
        FnArg::Receiver(_) => None,
    });
    let test_attribute = quote_spanned!(Span::call_site()=> #[::core::prelude::v1::test]);
    quote! {
        #test_attribute
        #(#attrs)*
        #vis fn #name() #output {
            #testing::__private::run(#paused, async {
                #app
                #(#statements)*
            })
        }
    }
}
