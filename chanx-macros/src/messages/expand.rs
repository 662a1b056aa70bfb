//! Writes what a union of messages is to the compiler.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Item, spanned::Spanned};

use super::check::{Member, Union};
use crate::{common::item::allow_deprecated, message::sent_by};

pub(super) fn expand(union: &Union, item: &Item) -> TokenStream {
    let parts = [incoming(union), outgoing(union), members(union), checks(union)];
    let sent_by = sent_by(&union.paths.runtime(), &union.ident);
    let allow = allow_deprecated(item);
    quote! {
        #allow
        const _: () = {
            #(#parts)*
            #sent_by
        };
    }
}

/// The tables' rows of all members; this is where a member that is no message is told.
fn infos(union: &Union) -> TokenStream {
    let runtime = union.paths.runtime();
    let info = union.members.iter().map(|member| {
        let message = &member.message;
        quote_spanned!(message.span()=> &<#message as #runtime::message::Message>::INFO)
    });
    quote!(&[#(#info),*])
}

fn incoming(union: &Union) -> TokenStream {
    let (runtime, ident, infos) = (union.paths.runtime(), &union.ident, infos(union));
    let decodes = union.members.iter().map(|member| {
        let (variant, message) = (&member.variant, &member.message);
        let info = quote_spanned!(message.span()=> <#message as #runtime::message::Message>::INFO);
        let decode = quote_spanned!(message.span()=> <#message as #runtime::message::Incoming>::decode);
        quote! {
            if action == #info.action {
                return #decode(action, text).map(Self::#variant);
            }
        }
    });
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #runtime::message::Incoming for #ident {
            const ACCEPTS: &'static [&'static #runtime::table::MessageInfo] = #infos;

            fn decode(
                action: &str,
                text: &str,
            ) -> ::core::result::Result<Self, #runtime::decode::Invalid> {
                #(#decodes)*
                ::core::result::Result::Err(#runtime::decode::Invalid::kind())
            }
        }
    }
}

fn outgoing(union: &Union) -> TokenStream {
    let (private, runtime, ident, infos) =
        (union.paths.private(), union.paths.runtime(), &union.ident, infos(union));
    let info = union.members.iter().map(|member| {
        let (variant, message) = (&member.variant, &member.message);
        let info = quote_spanned!(message.span()=> <#message as #runtime::message::Message>::INFO);
        quote!(Self::#variant(_) => &#info)
    });
    let serialize = union.members.iter().map(|member| {
        let (variant, message) = (&member.variant, &member.message);
        let serialize =
            quote_spanned!(message.span()=> <#message as #runtime::message::Message>::write_frame);
        quote!(Self::#variant(message) => #serialize(message, serializer))
    });
    quote! {
        #[automatically_derived]
        impl #runtime::message::Outgoing for #ident {
            const SENDS: &'static [&'static #runtime::table::MessageInfo] = #infos;

            fn info(&self) -> &'static #runtime::table::MessageInfo {
                match self { #(#info,)* }
            }
        }

        #[automatically_derived]
        impl #private::serde::Serialize for #ident {
            fn serialize<__S: #private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                match self { #(#serialize,)* }
            }
        }
    }
}

/// Each member becomes the union by `From`.
fn members(union: &Union) -> TokenStream {
    let (runtime, ident) = (union.paths.runtime(), &union.ident);
    let each = union.members.iter().map(|member| {
        let (variant, message) = (&member.variant, &member.message);
        quote! {
            #[automatically_derived]
            impl ::core::convert::From<#message> for #ident {
                fn from(message: #message) -> Self {
                    Self::#variant(message)
                }
            }

            #[automatically_derived]
            impl #runtime::message::Includes<#message> for #ident {}
        }
    });
    quote!(#(#each)*)
}

/// Two members never share an action, and all share one tag.
fn checks(union: &Union) -> TokenStream {
    let runtime = union.paths.runtime();
    let row = |member: &Member| {
        let (variant, message) = (member.variant.to_string(), &member.message);
        let accepts = quote_spanned!(message.span()=> <#message as #runtime::message::Incoming>::ACCEPTS);
        quote!((#variant, #accepts))
    };
    let rows: Vec<_> = union.members.iter().map(row).collect();
    let check = union.members.iter().enumerate().skip(1).map(|(index, member)| {
        let (variant, message, before) = (member.variant.to_string(), &member.message, &rows[..index]);
        let takes = quote_spanned!(message.span()=> <#message as #runtime::message::Incoming>::ACCEPTS);
        let runtime = union.paths.runtime_at(member.variant.span());
        let check = quote_spanned! {member.variant.span()=>
            #runtime::check::unique_variants(#variant, #takes, &[#(#before),*])
        };
        quote!(const _: () = #check;)
    });
    quote!(#(#check)*)
}
