//! Who may connect.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;

use super::row::option;
use crate::consumer::{
    check::{Consumer, access::User},
    parse::permission::Permission,
};

/// `type Visitor`.
pub(crate) fn visitor(consumer: &Consumer) -> TokenStream {
    match &consumer.access.user {
        None => {
            let rt = consumer.paths.runtime();
            quote!(#rt::access::Anyone)
        }
        Some(User { ty, optional }) => {
            let here = consumer.paths.runtime_at(ty.span());
            let form = if *optional { quote!(Optional) } else { quote!(Required) };
            quote_spanned!(ty.span()=> #here::access::#form<#ty>)
        }
    }
}

/// `type Object`.
pub(crate) fn object(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    consumer.access.object.as_ref().map_or_else(|| quote!(#rt::access::NoObject), ToTokens::to_token_stream)
}

/// The functions by which access is asked for.
pub(super) fn access(consumer: &Consumer) -> TokenStream {
    let (identity, authentications) = (identity(consumer), authentications(consumer));
    let (object, permissions, guards) = (get_object(consumer), permissions(consumer), guards(consumer));
    quote!(#identity #authentications #object #permissions #guards)
}

fn identity(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let identity = if let Some(User { ty, .. }) = &consumer.access.user {
        // Where a type comes through a `macro_rules!`, a name at its span is another one.
        let (here, user) = (consumer.paths.runtime_at(ty.span()), quote!(user));
        quote_spanned!(ty.span()=> #here::generated::access::identity::<#ty>(#user))
    } else {
        quote!(#rt::generated::access::identity(user))
    };
    quote! {
        fn identity(user: &#rt::consumer::UserOf<Self>) -> ::std::borrow::Cow<'_, str> {
            #identity
        }
    }
}

fn authentications(consumer: &Consumer) -> Option<TokenStream> {
    let rt = consumer.paths.runtime();
    let each = consumer.access.authentication.iter().map(|authentication| {
        let here = consumer.paths.runtime_at(authentication.span());
        quote_spanned! {authentication.span()=>
            #here::generated::access::authentication::<Self, #authentication>()
        }
    });
    (!consumer.access.authentication.is_empty()).then(|| {
        quote! {
            fn authentications()
            -> ::std::vec::Vec<#rt::access::Authenticator<#rt::consumer::UserOf<Self>, Self::State>> {
                ::std::vec![#(#each),*]
            }
        }
    })
}

fn get_object(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let get = if let Some(object) = &consumer.access.object {
        let (here, arguments) = (consumer.paths.runtime_at(object.span()), quote!(params, state));
        quote_spanned!(object.span()=> #here::generated::access::object::<Self, #object>(#arguments))
    } else {
        quote! {{
            let _ = (params, state);
            #rt::generated::access::no_object()
        }}
    };
    quote! {
        fn get_object<'a>(
            params: &'a Self::Params,
            state: &'a Self::State,
        ) -> #rt::access::Getting<'a, Self::Object> {
            #get
        }
    }
}

fn permissions(consumer: &Consumer) -> Option<TokenStream> {
    let rt = consumer.paths.runtime();
    let rule = consumer.access.permissions.as_ref()?.rule(&consumer.paths);
    Some(quote! {
        fn permissions() -> ::std::option::Option<#rt::consumer::RuleOf<Self>> {
            ::std::option::Option::Some(#rule)
        }
    })
}

fn guards(consumer: &Consumer) -> Option<TokenStream> {
    let rt = consumer.paths.runtime();
    let mut guards = TokenStream::new();
    for handler in &consumer.handlers {
        let Some(permissions) = &handler.permissions else { continue };
        let (cfgs, name, rule) = (&handler.cfgs, handler.name.to_string(), permissions.rule(&consumer.paths));
        guards.extend(quote!(#(#cfgs)* guards.push((#name, #rule));));
    }
    (!guards.is_empty()).then(|| {
        quote! {
            fn guards() -> ::std::vec::Vec<(&'static str, #rt::consumer::RuleOf<Self>)> {
                let mut guards = ::std::vec::Vec::new();
                #guards
                guards
            }
        }
    })
}

/// What the tables know of it.
pub(super) fn info(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let access = &consumer.access;
    let name = |ty: &dyn ToTokens| ty.to_token_stream().to_string().replace(' ', "");
    let user = option(access.user.as_ref().map(|user| name(&user.ty)));
    let anonymous = access.user.as_ref().is_none_or(|user| user.optional);
    let authentications = access.authentication.iter().map(|ty| {
        let name = name(ty);
        let state = quote!(<Self as #rt::consumer::Consumer>::State);
        quote! {
            #rt::table::AuthenticationInfo {
                name: #name,
                schemes: #rt::generated::access::Known::<#ty, #state>::SCHEMES,
            }
        }
    });
    let object = option(access.object.as_ref().map(|object| name(object)));
    let permissions = option(access.permissions.as_ref().map(Permission::text));
    quote! {
        #rt::table::AccessInfo {
            user: #user,
            anonymous: #anonymous,
            authentications: &[#(#authentications),*],
            object: #object,
            permissions: #permissions,
        }
    }
}
