//! Writes what a union of messages is to the compiler.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Item, spanned::Spanned};

use super::check::Union;
use crate::{
    common::{item::allow_deprecated, paths::chanx},
    message::sent_by,
};

pub(super) fn expand(union: &Union, item: &Item) -> TokenStream {
    let parts = [incoming(union), outgoing(union), members(union), checks(union)];
    let sent_by = sent_by(&union.ident);
    let allow = allow_deprecated(item);
    let block = union.paths.block(&quote!(#(#parts)* #sent_by));
    quote!(#allow #block)
}

/// The tables' rows of all members; this is where a member that is no message is told.
fn infos(union: &Union) -> TokenStream {
    let chanx = chanx();
    let info = union.members.iter().map(|member| {
        let message = &member.message;
        quote_spanned!(message.span()=> &<#message as #chanx::Message>::INFO)
    });
    quote!(&[#(#info),*])
}

fn incoming(union: &Union) -> TokenStream {
    let (chanx, ident, infos) = (chanx(), &union.ident, infos(union));
    let decodes = union.members.iter().map(|member| {
        let (variant, message) = (&member.variant, &member.message);
        let info = quote_spanned!(message.span()=> <#message as #chanx::Message>::INFO);
        let decode = quote_spanned!(message.span()=> <#message as #chanx::Incoming>::decode);
        quote! {
            if frame.action == #info.action {
                return #decode(frame).map(Self::#variant);
            }
        }
    });
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __chanx::Incoming for #ident {
            const ACCEPTS: __chanx::Messages = #infos;

            fn decode(frame: &__chanx::Frame<'_>) -> __chanx::Result<Self, __chanx::Invalid> {
                #(#decodes)*
                __chanx::Err(__chanx::Invalid::kind())
            }
        }
    }
}

fn outgoing(union: &Union) -> TokenStream {
    let (chanx, ident) = (chanx(), &union.ident);
    let info = union.members.iter().map(|member| {
        let (variant, message) = (&member.variant, &member.message);
        let info = quote_spanned!(message.span()=> <#message as #chanx::Message>::INFO);
        quote!(Self::#variant(_) => &#info)
    });
    let serialize = union.members.iter().map(|member| {
        let (variant, message) = (&member.variant, &member.message);
        let serialize = quote_spanned!(message.span()=> <#message as #chanx::Message>::write_frame);
        quote!(Self::#variant(message) => #serialize(message, to))
    });
    quote! {
        #[automatically_derived]
        impl __chanx::Outgoing for #ident {
            const SENDS: __chanx::Messages = <Self as __chanx::Incoming>::ACCEPTS;

            fn info(&self) -> &'static __chanx::MessageInfo {
                match self { #(#info,)* }
            }
        }

        #[automatically_derived]
        impl __chanx::Serialize for #ident {
            fn serialize<__S: __chanx::Serializer>(
                &self,
                to: __S,
            ) -> __chanx::Result<__S::Ok, __S::Error> {
                match self { #(#serialize,)* }
            }
        }
    }
}

/// Each member becomes the union by `From`.
fn members(union: &Union) -> TokenStream {
    let ident = &union.ident;
    let each = union.members.iter().map(|member| {
        let (variant, message) = (&member.variant, &member.message);
        quote! {
            #[automatically_derived]
            impl __chanx::From<#message> for #ident {
                fn from(message: #message) -> Self {
                    Self::#variant(message)
                }
            }

            #[automatically_derived]
            impl __chanx::Includes<#message> for #ident {}
        }
    });
    quote!(#(#each)*)
}

/// Two members never share an action, and all share one tag.
fn checks(union: &Union) -> TokenStream {
    let chanx = chanx();
    let rows = union.members.iter().map(|member| {
        let (variant, message) = (member.variant.to_string(), &member.message);
        let accepts = quote_spanned!(message.span()=> <#message as #chanx::Incoming>::ACCEPTS);
        quote!((#variant, #accepts))
    });
    let checks = union.members.iter().skip(1).map(|member| {
        let (variant, message) = (member.variant.to_string(), &member.message);
        let takes = quote_spanned!(message.span()=> <#message as #chanx::Incoming>::ACCEPTS);
        let all = quote!(__MEMBERS);
        let check = quote_spanned!(member.variant.span()=> __chanx::unique_variants(#variant, #takes, #all));
        quote!(const _: () = #check;)
    });
    let rows = (union.members.len() > 1).then(|| quote!(const __MEMBERS: &[__chanx::Named] = &[#(#rows),*];));
    quote!(#rows #(#checks)*)
}
