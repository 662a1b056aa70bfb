//! What a consumer runs on, takes, sends and handles, as traits that the compiler checks callers against.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericParam, Generics, TypeParam, parse_quote};

use crate::consumer::{check::Consumer, kind::Kind};

pub(super) fn declare(consumer: &Consumer) -> TokenStream {
    let serves = serves(consumer);
    let sends = sends(consumer);
    let events = events(consumer);
    let handles = handles(consumer);
    quote!(#serves #sends #events #handles)
}

fn serves(consumer: &Consumer) -> TokenStream {
    let ty = &consumer.ty;
    if let Some(state) = &consumer.state {
        let (generics, _, where_clause) = consumer.generics.split_for_impl();
        return quote! {
            #[automatically_derived]
            impl #generics __chanx::Serves<#state> for #ty #where_clause {
                fn state(app: &#state) -> #state {
                    __chanx::Clone::clone(app)
                }
            }
        };
    }
    let generics = with(&consumer.generics, parse_quote!(__App));
    let (generics, _, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #generics __chanx::Serves<__App> for #ty #where_clause {
            fn state(_: &__App) {}
        }
    }
}

fn sends(consumer: &Consumer) -> TokenStream {
    let ty = &consumer.ty;
    let (generics, _, where_clause) = consumer.generics.split_for_impl();
    let each = consumer.declares.iter().map(|one| {
        let (cfg, message) = (one.cfg(), &one.ty);
        quote! {
            #cfg
            #[automatically_derived]
            impl #generics __chanx::Sends<#message> for #ty #where_clause {}
        }
    });
    quote!(#(#each)*)
}

fn events(consumer: &Consumer) -> TokenStream {
    let ty = &consumer.ty;
    let (generics, _, where_clause) = consumer.generics.split_for_impl();
    let each = consumer.events.iter().map(|one| {
        let (cfg, event) = (one.cfg(), &one.ty);
        quote! {
            #cfg
            #[automatically_derived]
            impl #generics __chanx::HandlesEvent<#event> for #ty #where_clause {}
        }
    });
    quote!(#(#each)*)
}

/// One impl per handler, told apart by its number: a message finds its handler through unions too.
fn handles(consumer: &Consumer) -> TokenStream {
    let ty = &consumer.ty;
    let each = consumer.of_kind(Kind::Message).enumerate().map(|(number, handler)| {
        let (cfgs, argument) = (&handler.cfgs, &handler.argument);
        let mut generics = with(&consumer.generics, parse_quote!(__Message));
        generics.make_where_clause().predicates.push(parse_quote!(#argument: __chanx::Includes<__Message>));
        let (generics, _, where_clause) = generics.split_for_impl();
        quote! {
            #(#cfgs)*
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl #generics __chanx::Handles<__Message, __chanx::Via<#number>> for #ty #where_clause {}
        }
    });
    quote!(#(#each)*)
}

/// The consumer's generics and one more type.
pub(crate) fn with(generics: &Generics, parameter: TypeParam) -> Generics {
    let mut generics = generics.clone();
    generics.params.push(GenericParam::Type(parameter));
    generics
}
