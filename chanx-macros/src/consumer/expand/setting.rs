//! Writes the value that a setting gets.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, ExprArray};

use crate::{
    common::paths::Paths,
    consumer::parse::settings::{Form, Override},
};

impl Override {
    /// The value, for assigning it.
    pub(super) fn to_value(&self, paths: &Paths) -> TokenStream {
        let rt = paths.runtime();
        let value = &self.value;
        match (self.setting.form, value) {
            (Form::Texts, Expr::Array(ExprArray { elems, .. })) if elems.is_empty() => {
                quote!(::std::vec::Vec::new())
            }
            (Form::Texts, _) => quote!(#rt::generated::setting::texts(#value)),
            (Form::Origins, Expr::Array(_)) => {
                quote!(#rt::settings::Origins::List(#rt::generated::setting::texts(#value)))
            }
            _ => quote!(#value),
        }
    }
}
