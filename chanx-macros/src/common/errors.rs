//! Collects every mistake of an input, so that all of them are told at once.

use std::{cell::RefCell, fmt::Display};

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The mistakes found so far. They must be looked at: forgetting them is a panic in this crate's tests.
#[derive(Debug)]
pub(crate) struct Errors {
    /// `None` once they were looked at.
    found: RefCell<Option<Vec<syn::Error>>>,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self { found: RefCell::new(Some(Vec::new())) }
    }

    /// Adds a mistake that stands on `tokens`.
    pub(crate) fn push(&self, tokens: impl ToTokens, message: impl Display) {
        self.push_syn(syn::Error::new_spanned(tokens, message));
    }

    /// Adds a mistake that stands at `span`.
    pub(crate) fn push_at(&self, span: Span, message: impl Display) {
        self.push_syn(syn::Error::new(span, message));
    }

    /// Adds a mistake that syn found.
    pub(crate) fn push_syn(&self, error: syn::Error) {
        if let Some(found) = self.found.borrow_mut().as_mut() {
            found.push(error);
        }
    }

    /// Unwraps what syn parsed, or adds why it could not.
    pub(crate) fn ok<T>(&self, parsed: syn::Result<T>) -> Option<T> {
        parsed.map_err(|error| self.push_syn(error)).ok()
    }

    /// Whether no mistake was found so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.borrow().as_ref().is_none_or(Vec::is_empty)
    }

    /// All mistakes as `compile_error!`s; nothing when there are none.
    pub(crate) fn into_compile_error(self) -> TokenStream {
        let found = self.found.borrow_mut().take().unwrap_or_default();
        found.iter().map(syn::Error::to_compile_error).collect()
    }

    /// `Err` with the `compile_error!`s when there are mistakes.
    #[cfg(test)]
    pub(crate) fn check(self) -> Result<(), TokenStream> {
        if self.is_empty() {
            self.found.borrow_mut().take();
            Ok(())
        } else {
            Err(self.into_compile_error())
        }
    }
}

#[cfg(test)]
impl Drop for Errors {
    fn drop(&mut self) {
        assert!(
            self.found.borrow().is_none() || std::thread::panicking(),
            "mistakes were collected and never looked at"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::Errors;

    #[test]
    fn several_mistakes_are_told_at_once() {
        let errors = Errors::new();
        errors.push(quote::quote!(a), "one");
        errors.push(quote::quote!(b), "two");
        assert!(!errors.is_empty());
        let told = errors.into_compile_error().to_string();
        assert!(told.contains("one") && told.contains("two"), "{told}");
    }

    #[test]
    #[should_panic(expected = "never looked at")]
    fn forgetting_them_is_a_panic() {
        Errors::new().push(quote::quote!(a), "one");
    }
}
