//! Reads the keys of an attribute: `key`, `key = value` and `key(…)`, separated by commas.
//!
//! A mistake in one key does not drop the others, an unknown key is answered with the known ones, and "at most
//! once" is a type. darling would parse the whole list before it reads a key, so that one slip of syntax drops all keys, and
//! words its mistakes itself.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, Parser};

use super::errors::Errors;

/// One key with what follows it.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) ident: Ident,
    form: Form,
    /// The key with its value, for mistakes about the whole.
    tokens: TokenStream,
}

#[derive(Debug)]
enum Form {
    /// `group`
    Word,
    /// `action = "chat"`
    Value(TokenStream),
    /// `tags("a", "b")`
    List(TokenStream),
}

/// Splits an attribute's tokens into keys; what is no key becomes a mistake.
pub(crate) fn keys(errors: &Errors, tokens: TokenStream) -> Vec<Key> {
    split(tokens).into_iter().filter_map(|part| key(errors, part)).collect()
}

fn key(errors: &Errors, part: Vec<TokenTree>) -> Option<Key> {
    let tokens: TokenStream = part.iter().cloned().collect();
    let mut rest = part.into_iter();
    let Some(TokenTree::Ident(ident)) = rest.next() else {
        errors.push(tokens, "expected a key: `key`, `key = value` or `key(…)`");
        return None;
    };
    let form = match rest.next() {
        None => Form::Word,
        Some(TokenTree::Punct(eq)) if eq.as_char() == '=' => Form::Value(rest.by_ref().collect()),
        Some(TokenTree::Group(list)) if list.delimiter() == Delimiter::Parenthesis => {
            Form::List(list.stream())
        }
        Some(other) => {
            errors.push(other, format!("expected `=`, `(…)` or a comma after `{ident}`"));
            return None;
        }
    };
    if let Some(extra) = rest.next() {
        errors.push(extra, format!("expected a comma after `{ident}(…)`"));
        return None;
    }
    Some(Key { ident, form, tokens })
}

/// Splits at the commas outside brackets; `<` and `>` count as brackets, arrows (`->`, `=>`) do not.
pub(crate) fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let mut depth = 0_usize;
    let mut before = ' ';
    for token in tokens {
        let sign = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        match sign {
            '<' => depth += 1,
            '>' if before != '-' && before != '=' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(std::mem::take(&mut part));
                before = ' ';
                continue;
            }
            _ => {}
        }
        before = sign;
        part.push(token);
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

impl Key {
    /// The key's name, for `match`.
    pub(crate) fn name(&self) -> String {
        self.ident.to_string()
    }

    /// Whether it stands alone.
    pub(crate) fn is_word(&self) -> bool {
        matches!(self.form, Form::Word)
    }

    /// It stands alone: `group`.
    pub(crate) fn word(&self, errors: &Errors) -> Option<()> {
        if self.is_word() {
            return Some(());
        }
        errors.push(self, format!("`{0}` takes no value: write `{0}` alone", self.ident));
        None
    }

    /// Its value: `action = "chat"`. `example` is what a right one looks like: `"…"`.
    pub(crate) fn value<T: Parse>(&self, errors: &Errors, example: &str) -> Option<T> {
        self.value_with(errors, example, T::parse)
    }

    /// Its value, read by a parser of the caller's.
    pub(crate) fn value_with<F: Parser>(
        &self,
        errors: &Errors,
        example: &str,
        parser: F,
    ) -> Option<F::Output> {
        match &self.form {
            Form::Value(tokens) if !tokens.is_empty() => match parser.parse2(tokens.clone()) {
                Ok(value) => return Some(value),
                Err(error) => {
                    errors.push(tokens, format!("{error}: write `{} = {example}`", self.ident));
                    return None;
                }
            },
            _ => errors.push(self, format!("`{0}` needs a value: write `{0} = {example}`", self.ident)),
        }
        None
    }

    /// Its list, which may not be empty: `tags("a", "b")`. An element that is wrong does not drop the others.
    pub(crate) fn list<T: Parse>(&self, errors: &Errors, example: &str) -> Option<Vec<T>> {
        let Form::List(tokens) = &self.form else {
            errors.push(self, format!("`{0}` takes a list: write `{0}({example})`", self.ident));
            return None;
        };
        let parts = split(tokens.clone());
        if parts.is_empty() {
            errors.push(self, format!("`{0}` is empty: write `{0}({example})`", self.ident));
            return None;
        }
        let parse = |part: Vec<TokenTree>| errors.ok(syn::parse2(part.into_iter().collect()));
        Some(parts.into_iter().filter_map(parse).collect())
    }

    /// Its list, read as a whole by a parser of the caller's.
    pub(crate) fn list_with<F: Parser>(
        &self,
        errors: &Errors,
        example: &str,
        parser: F,
    ) -> Option<F::Output> {
        match &self.form {
            Form::List(tokens) if tokens.is_empty() => {
                errors.push(self, format!("`{0}` is empty: write `{0}({example})`", self.ident));
                None
            }
            Form::List(tokens) => errors.ok(parser.parse2(tokens.clone())),
            _ => {
                errors.push(self, format!("`{0}` takes a list: write `{0}({example})`", self.ident));
                None
            }
        }
    }

    /// Answers a key that `attribute` (such as `#[message]`) does not have with those that it has.
    pub(crate) fn unknown(&self, errors: &Errors, attribute: &str, known: &[&str]) {
        let known: Vec<_> = known.iter().map(|key| format!("`{key}`")).collect();
        let known = match known.as_slice() {
            [] => "it takes none".to_owned(),
            [one] => format!("it takes {one}"),
            [most @ .., last] => format!("it takes {} and {last}", most.join(", ")),
        };
        errors.push(&self.ident, format!("{attribute} has no key `{}`; {known}", self.ident));
    }
}

impl ToTokens for Key {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

/// A key that may be given at most once.
#[derive(Debug)]
pub(crate) struct Slot<T> {
    first: Option<Ident>,
    value: Option<T>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { first: None, value: None }
    }
}

impl<T> Slot<T> {
    /// Takes the value of `key`; `None` where it was wrong, which was told already.
    pub(crate) fn set(&mut self, errors: &Errors, key: &Key, value: Option<T>) {
        if self.first.is_some() {
            errors.push(&key.ident, format!("`{}` is given twice: keep one", key.ident));
            return;
        }
        self.first = Some(key.ident.clone());
        self.value = value;
    }

    /// Whether the key was given, with a right value or a wrong one.
    pub(crate) fn is_given(&self) -> bool {
        self.first.is_some()
    }

    /// Where the key stands.
    pub(crate) fn span(&self) -> Option<Span> {
        self.first.as_ref().map(Ident::span)
    }

    pub(crate) fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    pub(crate) fn into_value(self) -> Option<T> {
        self.value
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;
    use syn::{LitStr, Type};

    use super::{Slot, keys};
    use crate::common::errors::Errors;

    #[test]
    fn commas_inside_types_do_not_split() {
        let errors = Errors::new();
        let keys = keys(&errors, quote!(state = Map<A, fn(B) -> C, D>, public, tags("a", "b"),));
        assert_eq!(keys.len(), 3);
        assert!(keys[0].value::<Type>(&errors, "Type").is_some());
        assert!(keys[1].word(&errors).is_some());
        assert_eq!(keys[2].list::<LitStr>(&errors, "\"…\"").map(|list| list.len()), Some(2));
        assert!(errors.check().is_ok());
    }

    #[test]
    fn one_wrong_key_does_not_drop_the_others() {
        let errors = Errors::new();
        let keys = keys(&errors, quote!(a = , 7, b));
        assert_eq!(keys.len(), 2);
        assert!(keys[0].value::<LitStr>(&errors, "\"…\"").is_none());
        let told = errors.into_compile_error().to_string();
        assert!(told.contains("`a` needs a value") && told.contains("expected a key"), "{told}");
    }

    #[test]
    fn a_repeated_key_is_a_mistake() {
        let errors = Errors::new();
        let mut slot = Slot::default();
        for key in keys(&errors, quote!(public, public)) {
            slot.set(&errors, &key, key.word(&errors));
        }
        assert!(slot.is_given() && slot.get().is_some());
        assert!(errors.into_compile_error().to_string().contains("given twice"));
    }
}
