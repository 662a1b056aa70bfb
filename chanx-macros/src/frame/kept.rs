//! The attributes that go along to the hidden type, as schemars can read them.

use proc_macro2::{Group, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, LitInt, Meta};

use crate::common::{attr::split, item::only};

/// The attributes that go along to a hidden type with a schema.
pub(super) const KEPT: &[&str] = &["doc", "deprecated", "serde", "schemars", "garde", "cfg"];

/// What lengths count otherwise than JSON schema, which counts characters, and how many of it a character is at most.
const UNITS: [(&str, usize); 3] = [("bytes", 4), ("utf16", 2), ("graphemes", 1)];

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
            let written = split(group.stream());
            match UNITS.iter().find(|(unit, _)| written.iter().any(|key| is_word(key, unit))) {
                Some((unit, most)) => characters(written, unit, *most).map(|keys| quote!(#name(#keys))),
                None => Some(part.into_iter().map(wide).collect()),
            }
        }
        [TokenTree::Ident(name), TokenTree::Group(group)] if name == "inner" => {
            let inner = rules(group.stream());
            (!inner.is_empty()).then(|| quote!(#name(#inner)))
        }
        _ => Some(part.into_iter().map(wide).collect()),
    }
}

fn is_word(key: &[TokenTree], word: &str) -> bool {
    matches!(key, [TokenTree::Ident(ident)] if ident == word)
}

/// What a length in another unit says of the number of characters: never more than is true. A grapheme may be any number
/// of characters, one at least; a character is one byte or UTF-16 unit at least, and `most` at most.
fn characters(written: Vec<Vec<TokenTree>>, unit: &str, most: usize) -> Option<TokenStream> {
    let mut keys = Vec::new();
    for key in written {
        let [TokenTree::Ident(bound), TokenTree::Punct(_), value @ ..] = &key[..] else { continue };
        let value: TokenStream = value.iter().cloned().collect();
        let least =
            syn::parse2::<LitInt>(value.clone()).ok().and_then(|least| least.base10_parse::<usize>().ok());
        if (bound == "min" || bound == "equal")
            && let Some(least) = least
        {
            let least = Literal::usize_unsuffixed(least.div_ceil(most));
            keys.push(quote!(min = #least));
        }
        if (bound == "max" || bound == "equal") && unit != "graphemes" {
            keys.push(quote!(max = #value));
        }
    }
    (!keys.is_empty()).then(|| quote!(#(#keys),*))
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
    fn lengths_in_other_units_say_what_is_true_of_characters() {
        same(
            &parse_quote!(#[garde(length(bytes, min = 9, max = MOST), email, inner(length(utf16, equal = 3)))]),
            &parse_quote!(#[garde(length(min = 3, max = MOST), email, inner(length(min = 2, max = 3)))]),
        );
        same(
            &parse_quote!(#[garde(length(chars, max = 3), length(graphemes, min = 2, max = 3))]),
            &parse_quote!(#[garde(length(chars, max = 3), length(min = 2))]),
        );
        same(&parse_quote!(#[garde(inner(length(graphemes, max = 3)))]), &parse_quote!(#[garde()]));
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
