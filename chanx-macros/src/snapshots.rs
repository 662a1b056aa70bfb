//! What the macros expand to, so that a reviewer sees what a change of them does.
//!
//! Each `tests/expand/<name>.in.rs` holds one annotated item; `<name>.out.rs` is its expansion, pretty-printed.
//! `CHANX_BLESS=1 cargo test -p chanx-macros` writes it anew.

use std::{fs, path::Path};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item, Meta};

type Macro = fn(TokenStream, TokenStream) -> TokenStream;

/// The macros by their names; whoever adds a macro adds it here.
const MACROS: &[(&str, Macro)] = &[
    ("payload", crate::payload::attribute),
    ("message", crate::message::attribute),
    ("messages", crate::messages::attribute),
    ("event", crate::event::attribute),
    ("params", crate::params::attribute),
    ("consumer", crate::consumer::attribute),
    ("chanx_test", crate::test::attribute),
];

/// Expands every annotated item of a file, in order, the outermost macro first.
fn expand(source: &str) -> String {
    let file = syn::parse_file(source).expect("the input parses");
    let mut expanded: TokenStream = file.items.into_iter().map(expand_item).collect();
    while let Some(next) = again(&expanded) {
        expanded = next;
    }
    prettyplease::unparse(&syn::parse2(expanded).expect("the expansion parses"))
}

/// Expands what an expansion has left to expand, such as the second of two macros on one item, or a consumer's gate.
fn again(expanded: &TokenStream) -> Option<TokenStream> {
    let file: syn::File = syn::parse2(expanded.clone()).expect("the expansion parses");
    let is_left = |item: &Item| {
        gated(item).is_some() || attrs(&mut item.clone()).is_some_and(|attrs| attrs.iter().any(is_macro))
    };
    file.items.iter().any(is_left).then(|| file.items.into_iter().map(expand_item).collect())
}

fn expand_item(mut item: Item) -> TokenStream {
    if let Some(code) = gated(&item) {
        return code;
    }
    let Some(attrs) = attrs(&mut item) else { return item.into_token_stream() };
    let Some(index) = attrs.iter().position(is_macro) else { return item.into_token_stream() };
    let attr = attrs.remove(index);
    let args = match &attr.meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    find(&attr).map(|expand| expand(args, item.into_token_stream())).unwrap_or_default()
}

/// The code that goes through a consumer's gate, which is right where the consumer has one block: so that it is printed as code.
fn gated(item: &Item) -> Option<TokenStream> {
    let Item::Macro(call) = item else { return None };
    call.mac.path.segments.last().filter(|segment| segment.ident == "block")?;
    let code = call.mac.tokens.clone().into_iter().nth(1)?;
    match code {
        TokenTree::Group(code) => Some(code.stream()),
        _ => None,
    }
}

fn attrs(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        Item::Impl(item) => Some(&mut item.attrs),
        Item::Fn(item) => Some(&mut item.attrs),
        _ => None,
    }
}

fn is_macro(attr: &Attribute) -> bool {
    find(attr).is_some()
}

fn find(attr: &Attribute) -> Option<Macro> {
    MACROS.iter().find(|(name, _)| attr.path().is_ident(name)).map(|(_, expand)| *expand)
}

#[test]
fn expansions_are_as_blessed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand");
    let bless = std::env::var_os("CHANX_BLESS").is_some();
    let mut seen = 0;
    for entry in fs::read_dir(&folder).expect("the folder is there") {
        let input = entry.expect("the folder is read").path();
        let Some(name) = input.file_name().and_then(|name| name.to_str()?.strip_suffix(".in.rs")) else {
            continue;
        };
        let expansion = expand(&fs::read_to_string(&input).expect("the input is read"));
        let output = folder.join(format!("{name}.out.rs"));
        if bless {
            fs::write(&output, &expansion).expect("the output is written");
        }
        let blessed = fs::read_to_string(&output).unwrap_or_default();
        assert_eq!(
            expansion, blessed,
            "{name} expands otherwise; look at it, then bless it by CHANX_BLESS=1"
        );
        seen += 1;
    }
    assert!(seen > 0, "there are no inputs");
}
