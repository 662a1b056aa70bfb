//! Writes the value that a setting gets.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, ExprArray};

use crate::consumer::parse::settings::{Form, Override};

impl Override {
    /// The value, for assigning it.
    pub(super) fn to_value(&self) -> TokenStream {
        let value = &self.value;
        match (self.setting.form, value) {
            (Form::Texts, Expr::Array(ExprArray { elems, .. })) if elems.is_empty() => {
                quote!(__chanx::Vec::new())
            }
            (Form::Texts, _) => quote!(__chanx::texts(#value)),
            (Form::Origins, Expr::Array(_)) => {
                quote!(__chanx::Origins::List(__chanx::texts(#value)))
            }
            _ => quote!(#value),
        }
    }
}
