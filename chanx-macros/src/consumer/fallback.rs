//! The stand-in of a broken consumer: it declares everything, so that its users get no errors of their own.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::{
    check::Consumer,
    expand::{access, declare::with, hidden::hidden},
};

pub(super) fn fallback(consumer: &Consumer) -> TokenStream {
    let ty = &consumer.ty;
    let name = consumer.name.to_string();
    let state = consumer.state.as_ref().map_or_else(|| quote!(()), |state| quote!(#state));
    let params = consumer.params_type();
    let (visitor, object) = (access::visitor(consumer), access::object(consumer));
    let (generics, _, where_clause) = consumer.generics.split_for_impl();
    let any = with(&consumer.generics, parse_quote!(__Any));
    let (any, ..) = any.split_for_impl();
    let code = quote! {
        impl #generics __chanx::Consumer for #ty #where_clause {
            type State = #state;
            type Params = #params;
            type Visitor = #visitor;
            type Object = #object;

            const INFO: __chanx::ConsumerInfo = __chanx::fallback::info(#name);
            const HANDLERS: &'static [__chanx::Handler<Self>] = &[];

            fn identity(_: &__chanx::UserOf<Self>) -> __chanx::Cow<'_, str> {
                __chanx::fallback::identity()
            }

            fn get_object<'a>(
                _: &'a Self::Params,
                _: &'a Self::State,
            ) -> __chanx::Getting<'a, Self::Object> {
                __chanx::fallback::object()
            }

            fn connect(_: &__chanx::Context<Self>) -> __chanx::HandlerFuture<'_, Self> {
                __chanx::fallback::future()
            }
        }

        impl #any __chanx::Serves<__Any> for #ty #where_clause {
            fn state(_: &__Any) -> #state {
                __chanx::fallback::value()
            }
        }
        impl #any __chanx::Sends<__Any> for #ty #where_clause {}
        impl #any __chanx::HandlesEvent<__Any> for #ty #where_clause {}
        impl #any __chanx::Handles<__Any, ()> for #ty #where_clause {}
    };
    hidden(&consumer.paths, &code)
}
