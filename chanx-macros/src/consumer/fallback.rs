//! The stand-in of a broken consumer: it declares everything, so that its users get no errors of their own.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::{
    check::Consumer,
    expand::{access, declare::with, hidden::hidden},
};

pub(super) fn fallback(consumer: &Consumer) -> TokenStream {
    let rt = consumer.paths.runtime();
    let ty = &consumer.ty;
    let name = consumer.name.to_string();
    let state = consumer.state.as_ref().map_or_else(|| quote!(()), |state| quote!(#state));
    let params = consumer.params_type();
    let (visitor, object) = (access::visitor(consumer), access::object(consumer));
    let (generics, _, where_clause) = consumer.generics.split_for_impl();
    let any = with(&consumer.generics, parse_quote!(__Any));
    let (any, ..) = any.split_for_impl();
    let code = quote! {
        impl #generics #rt::consumer::Consumer for #ty #where_clause {
            type State = #state;
            type Params = #params;
            type Visitor = #visitor;
            type Object = #object;

            const INFO: #rt::table::ConsumerInfo = #rt::generated::fallback::info(#name);
            const HANDLERS: &'static [#rt::consumer::Handler<Self>] = &[];

            fn identity(_: &#rt::consumer::UserOf<Self>) -> ::std::borrow::Cow<'_, str> {
                #rt::generated::fallback::identity()
            }

            fn get_object<'a>(
                _: &'a Self::Params,
                _: &'a Self::State,
            ) -> #rt::access::Getting<'a, Self::Object> {
                #rt::generated::fallback::object()
            }

            fn connect(_: &#rt::consumer::Context<Self>) -> #rt::consumer::HandlerFuture<'_, Self> {
                #rt::generated::fallback::future()
            }

            fn build_groups<'a>(
                &'a mut self,
                _: &'a mut #rt::consumer::Context<Self>,
            ) -> #rt::consumer::HandlerFuture<'a, ::std::vec::Vec<::std::string::String>> {
                #rt::generated::fallback::future()
            }

            fn post_authentication<'a>(
                &'a mut self,
                _: &'a mut #rt::consumer::Context<Self>,
            ) -> #rt::consumer::HandlerFuture<'a> {
                #rt::generated::fallback::future()
            }

            fn disconnected<'a>(
                self,
                _: &'a mut #rt::consumer::Context<Self>,
            ) -> #rt::consumer::HandlerFuture<'a> {
                #rt::generated::fallback::future()
            }
        }

        impl #any #rt::consumer::Serves<__Any> for #ty #where_clause {
            fn state(_: &__Any) -> #state {
                #rt::generated::fallback::value()
            }
        }
        impl #any #rt::consumer::Sends<__Any> for #ty #where_clause {}
        impl #any #rt::event::HandlesEvent<__Any> for #ty #where_clause {}
        impl #any #rt::consumer::Handles<__Any, ()> for #ty #where_clause {}
    };
    hidden(&consumer.paths, &code)
}
