//! The attributes that go along to the hidden type, as schemars can read them.

use proc_macro2::{Group, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, LitInt, Meta};

use crate::common::{attr::split, item::only};

/// Lengths that JSON schema cannot say: it counts characters.
const COUNTED_OTHERWISE: &[&str] = &["bytes", "utf16", "graphemes"];

/// The attributes of these names.
pub(super) fn kept(attrs: &[Attribute], names: &[&str]) -> Vec<TokenStream> {
    only(attrs, names).into_iter().map(readable).collect()
}

fn readable(attr: &Attribute) -> TokenStream {
    match &attr.meta {
        Meta::List(list) if list.path.is_ident("garde") => {
            let rules = rules(list.tokens.clone());
            quote!(#[garde(#rules)])
        }
        _ => attr.to_token_stream(),
    }
}

/// The rules that a schema can state.
fn rules(tokens: TokenStream) -> TokenStream {
    let kept = split(tokens).into_iter().filter_map(rule);
    quote!(#(#kept),*)
}

fn rule(part: Vec<TokenTree>) -> Option<TokenStream> {
    match &part[..] {
        [TokenTree::Ident(name), TokenTree::Group(group)] if name == "length" => {
            let otherwise = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if COUNTED_OTHERWISE.iter().any(|known| word == known));
            (!group.stream().into_iter().any(|token| otherwise(&token)))
                .then(|| part.into_iter().map(wide).collect())
        }
        [TokenTree::Ident(name), TokenTree::Group(group)] if name == "inner" => {
            let inner = rules(group.stream());
            (!inner.is_empty()).then(|| quote!(#name(#inner)))
        }
        _ => Some(part.into_iter().map(wide).collect()),
    }
}

/// Says the type of a number that is no `i32`: in a schema nothing else does.
fn wide(token: TokenTree) -> TokenTree {
    match token {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), group.stream().into_iter().map(wide).collect());
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        TokenTree::Literal(literal) => TokenTree::Literal(typed(&literal).unwrap_or(literal)),
        other => other,
    }
}

fn typed(literal: &Literal) -> Option<Literal> {
    let number =
        syn::parse2::<LitInt>(literal.to_token_stream()).ok().filter(|number| number.suffix().is_empty())?;
    let value: u64 = number.base10_parse().ok()?;
    if i32::try_from(value).is_ok() {
        return None;
    }
    let mut typed = i64::try_from(value).map_or_else(|_| Literal::u64_suffixed(value), Literal::i64_suffixed);
    typed.set_span(literal.span());
    Some(typed)
}

#[cfg(test)]
mod tests {
    use syn::{Attribute, parse_quote};

    use super::kept;

    fn read(attr: &Attribute) -> String {
        kept(std::slice::from_ref(attr), &["garde"]).iter().map(ToString::to_string).collect()
    }

    fn same(attr: &Attribute, expected: &Attribute) {
        use quote::ToTokens;
        assert_eq!(read(attr), expected.to_token_stream().to_string());
    }

    #[test]
    fn lengths_that_are_not_of_characters_stay_out_of_the_schema() {
        same(
            &parse_quote!(#[garde(length(bytes, min = 1), email, inner(length(utf16, max = 3)))]),
            &parse_quote!(#[garde(email)]),
        );
        same(
            &parse_quote!(#[garde(length(chars, max = 3), inner(length(max = 2), length(graphemes, max = 3)))]),
            &parse_quote!(#[garde(length(chars, max = 3), inner(length(max = 2)))]),
        );
    }

    #[test]
    fn numbers_beyond_32_bits_say_their_type() {
        same(
            &parse_quote!(#[garde(range(min = 7, max = 9007199254740993))]),
            &parse_quote!(#[garde(range(min = 7, max = 9007199254740993i64))]),
        );
        same(
            &parse_quote!(#[garde(range(max = 18446744073709551615))]),
            &parse_quote!(#[garde(range(max = 18446744073709551615u64))]),
        );
    }
}
