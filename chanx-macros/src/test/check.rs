//! What a test may not be.

use quote::ToTokens;
use syn::{FnArg, ItemFn};

use super::parse::{NAME, Written};
use crate::common::errors::Errors;

pub(super) fn check(errors: &Errors, written: &Written, test: &ItemFn) {
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
