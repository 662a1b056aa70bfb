//! `#[chanx_testing::test]`: a test that runs in a runtime, with paused time unless it wants the real one.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, FnArg, ItemFn, Path, spanned::Spanned};

use crate::common::{
    attr::{Slot, keys},
    errors::Errors,
};

const NAME: &str = "`#[chanx_testing::test]`";

#[derive(Default)]
struct Written {
    real_time: Slot<()>,
    app: Slot<Expr>,
    /// Where `chanx-testing` is, under another name.
    path: Slot<Path>,
}

pub(crate) fn attribute(args: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let written = parse(&errors, args);
    let given = item.clone();
    let Some(test) = errors.ok(syn::parse2::<ItemFn>(item)) else {
        let told = errors.into_compile_error();
        return quote!(#given #told);
    };
    check(&errors, &written, &test);
    if errors.is_empty() {
        errors.into_compile_error();
        return expand(&written, &test);
    }
    let told = errors.into_compile_error();
    quote! {
        #[allow(unused, reason = "a test with mistakes is not run")]
        #given
        #told
    }
}

fn parse(errors: &Errors, args: TokenStream) -> Written {
    let mut written = Written::default();
    for key in keys(errors, args) {
        match key.name().as_str() {
            "real_time" => written.real_time.set(errors, &key, key.word(errors)),
            "app" => written.app.set(errors, &key, key.value(errors, "app()")),
            "crate" => written.path.set(errors, &key, key.value_with(errors, "path", Path::parse_mod_style)),
            _ => key.unknown(errors, NAME, &["app", "real_time", "crate"]),
        }
    }
    written
}

fn check(errors: &Errors, written: &Written, test: &ItemFn) {
    let signature = &test.sig;
    if signature.asyncness.is_none() {
        errors.push(signature.fn_token, format!("a {NAME} is async: write `async fn {}`", signature.ident));
    }
    if !signature.generics.params.is_empty() {
        errors.push(&signature.generics.params, format!("a {NAME} has no type parameters"));
    }
    if let Some(clause) = &signature.generics.where_clause {
        errors.push(clause, format!("a {NAME} has no type parameters, and so no `where`"));
    }
    for odd in [
        signature.constness.to_token_stream(),
        signature.safety.to_token_stream(),
        signature.abi.to_token_stream(),
    ] {
        if !odd.is_empty() {
            errors.push(&odd, format!("a {NAME} is a plain function: write `async fn {}`", signature.ident));
        }
    }
    match (written.app.span(), signature.inputs.len()) {
        (None, 0) | (Some(_), 1) => {}
        (None, _) => errors.push(
            &signature.inputs,
            format!("a {NAME} takes an application only where it says which: `app = app()`"),
        ),
        (Some(span), 0) => errors.push_at(
            span,
            format!("nothing takes the application: write `async fn {}(app: TestApp)`", signature.ident),
        ),
        (Some(_), _) => errors.push(
            signature.inputs.iter().nth(1),
            format!("a {NAME} takes one application: make others in its body"),
        ),
    }
    if let Some(FnArg::Receiver(receiver)) = signature.inputs.first() {
        errors.push(receiver, "a test is a function, not a method");
    }
}

fn expand(written: &Written, test: &ItemFn) -> TokenStream {
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
