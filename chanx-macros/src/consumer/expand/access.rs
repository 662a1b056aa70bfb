//! Who may connect.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use crate::{
    common::docs::row,
    consumer::check::{Consumer, access::User},
};

/// `type Visitor`.
pub(crate) fn visitor(consumer: &Consumer) -> TokenStream {
    match &consumer.access.user {
        None => quote!(__chanx::Anyone),
        Some(User { ty, optional }) => {
            let form = if *optional { quote!(Optional) } else { quote!(Required) };
            quote_spanned!(ty.span()=> __chanx::#form<#ty>)
        }
    }
}

/// `type Object`.
pub(crate) fn object(consumer: &Consumer) -> TokenStream {
    consumer.access.object.as_ref().map_or_else(|| quote!(__chanx::NoObject), ToTokens::to_token_stream)
}

/// The functions by which access is asked for.
pub(super) fn access(consumer: &Consumer) -> TokenStream {
    let (identity, authentications) = (identity(consumer), authentications(consumer));
    let (object, permissions, guards) = (get_object(consumer), permissions(consumer), guards(consumer));
    quote!(#identity #authentications #object #permissions #guards)
}

fn identity(consumer: &Consumer) -> TokenStream {
    let identity = if let Some(User { ty, .. }) = &consumer.access.user {
        // Where a type comes through a `macro_rules!`, a name at its span is another one.
        let user = quote!(user);
        quote_spanned!(ty.span()=> __chanx::identity::<#ty>(#user))
    } else {
        quote!(__chanx::identity(user))
    };
    quote! {
        fn identity(user: &__chanx::UserOf<Self>) -> __chanx::Cow<'_, str> {
            #identity
        }
    }
}

fn authentications(consumer: &Consumer) -> Option<TokenStream> {
    let each = consumer.access.authentication.iter().map(|authentication| {
        quote_spanned!(authentication.span()=> __chanx::authentication::<Self, #authentication>())
    });
    (!consumer.access.authentication.is_empty()).then(|| {
        quote! {
            fn authentications() -> __chanx::Authenticators<Self> {
                __chanx::Vec::from([#(#each),*])
            }
        }
    })
}

fn get_object(consumer: &Consumer) -> TokenStream {
    let get = if let Some(object) = &consumer.access.object {
        let arguments = quote!(params, state);
        quote_spanned!(object.span()=> __chanx::get_object::<Self, #object>(#arguments))
    } else {
        quote!(__chanx::no_object(params, state))
    };
    quote! {
        fn get_object<'a>(
            params: &'a Self::Params,
            state: &'a Self::State,
        ) -> __chanx::Getting<'a, Self::Object> {
            #get
        }
    }
}

fn permissions(consumer: &Consumer) -> Option<TokenStream> {
    let rule = consumer.access.permissions.as_ref()?.rule();
    Some(quote! {
        fn permissions() -> __chanx::Option<__chanx::RuleOf<Self>> {
            __chanx::Some(#rule)
        }
    })
}

fn guards(consumer: &Consumer) -> Option<TokenStream> {
    let mut guards = TokenStream::new();
    for handler in &consumer.handlers {
        let Some(permissions) = &handler.permissions else { continue };
        let (cfgs, name, rule) = (&handler.cfgs, handler.name.to_string(), permissions.rule());
        guards.extend(quote!(#(#cfgs)* (#name, #rule),));
    }
    (!guards.is_empty()).then(|| {
        quote! {
            fn guards() -> __chanx::Guards<Self> {
                __chanx::Vec::from([#guards])
            }
        }
    })
}

/// What the tables know of it; nothing where everybody may connect.
pub(super) fn info(consumer: &Consumer) -> Option<TokenStream> {
    let access = &consumer.access;
    let name = |ty: &dyn ToTokens| ty.to_token_stream().to_string().replace(' ', "");
    let user = access.user.as_ref().map(|User { ty, optional }| {
        let name = name(ty);
        quote!(user: __chanx::Some(#name), anonymous: #optional,)
    });
    let authentications = access.authentication.iter().map(|ty| {
        let name = name(ty);
        quote! {
            __chanx::AuthenticationInfo {
                name: #name,
                schemes: __chanx::Known::<#ty, Self::State>::SCHEMES,
            }
        }
    });
    let authentications =
        (!access.authentication.is_empty()).then(|| quote!(authentications: &[#(#authentications),*],));
    let object = access.object.as_ref().map(|object| {
        let name = name(object);
        quote!(object: __chanx::Some(#name),)
    });
    let permissions = access.permissions.as_ref().map(|permissions| {
        let text = permissions.text();
        quote!(permissions: __chanx::Some(#text),)
    });
    let all = user.is_some() && authentications.is_some() && object.is_some() && permissions.is_some();
    let fields = quote!(#user #authentications #object #permissions);
    if all {
        return Some(quote!(__chanx::AccessInfo { #fields }));
    }
    (!fields.is_empty())
        .then(|| row(&quote!(__chanx::AccessInfo), &fields, &quote!(__chanx::AccessInfo::PUBLIC)))
}
