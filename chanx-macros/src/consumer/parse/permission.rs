//! Expressions of permissions: `IsMember & !IsBanned | HasScope("admin")`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    AngleBracketedGenericArguments, Path, Token, parenthesized,
    parse::{Parse, ParseStream},
    token::Paren,
};

/// An expression; `!` binds closest, then `&`, then `|`.
#[derive(Debug)]
pub(crate) enum Permission {
    /// A unit struct, or a constructor with its arguments.
    Leaf(Box<Leaf>),
    All(Box<[Permission; 2]>),
    Any(Box<[Permission; 2]>),
    Not(Box<Permission>),
}

/// One permission.
#[derive(Debug)]
pub(crate) struct Leaf {
    pub(crate) path: Path,
    pub(crate) generics: Option<AngleBracketedGenericArguments>,
    pub(crate) arguments: Option<TokenStream>,
}

const EXAMPLE: &str = "write `permissions(IsMember & !IsBanned | IsAdmin)`";

impl Parse for Permission {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let permission = any(input)?;
        if input.peek(Token![,]) {
            let message = "put permissions together by `&` (both) or `|` (one of them), not by commas";
            return Err(input.error(message));
        }
        if !input.is_empty() {
            return Err(input.error(format!("expected `&` or `|`: {EXAMPLE}")));
        }
        Ok(permission)
    }
}

fn any(input: ParseStream<'_>) -> syn::Result<Permission> {
    let mut permission = all(input)?;
    while input.peek(Token![|]) {
        single::<Token![||]>(input, input.peek(Token![||]), '|')?;
        input.parse::<Token![|]>()?;
        permission = Permission::Any(Box::new([permission, all(input)?]));
    }
    Ok(permission)
}

fn all(input: ParseStream<'_>) -> syn::Result<Permission> {
    let mut permission = not(input)?;
    while input.peek(Token![&]) {
        single::<Token![&&]>(input, input.peek(Token![&&]), '&')?;
        input.parse::<Token![&]>()?;
        permission = Permission::All(Box::new([permission, not(input)?]));
    }
    Ok(permission)
}

/// Answers `&&` and `||`.
fn single<T: Parse + ToTokens>(input: ParseStream<'_>, double: bool, sign: char) -> syn::Result<()> {
    if !double {
        return Ok(());
    }
    let tokens: T = input.parse()?;
    Err(syn::Error::new_spanned(tokens, format!("permissions are put together by a single `{sign}`")))
}

fn not(input: ParseStream<'_>) -> syn::Result<Permission> {
    if input.peek(Token![!]) {
        input.parse::<Token![!]>()?;
        return Ok(Permission::Not(Box::new(not(input)?)));
    }
    if input.peek(Paren) {
        let inner;
        parenthesized!(inner in input);
        return inner.parse();
    }
    if !(input.peek(syn::Ident)
        || input.peek(Token![::])
        || input.peek(Token![crate])
        || input.peek(Token![self])
        || input.peek(Token![super]))
    {
        return Err(input.error(format!("expected a permission: {EXAMPLE}")));
    }
    let path = input.call(Path::parse_mod_style)?;
    let generics = if input.peek(Token![<]) { Some(input.parse()?) } else { None };
    let arguments = if input.peek(Paren) {
        let inner;
        parenthesized!(inner in input);
        Some(inner.parse()?)
    } else {
        None
    };
    Ok(Permission::Leaf(Box::new(Leaf { path, generics, arguments })))
}

impl Permission {
    /// As it is written, for documents.
    pub(crate) fn text(&self) -> String {
        self.within(0)
    }

    /// Its text where an operator that binds as closely as `level` stands around it.
    fn within(&self, level: u8) -> String {
        let (own, text) = match self {
            Permission::Leaf(leaf) => return leaf.text(),
            Permission::Not(permission) => return format!("!{}", permission.within(3)),
            Permission::All(both) => (2, format!("{} & {}", both[0].within(2), both[1].within(2))),
            Permission::Any(either) => (1, format!("{} | {}", either[0].within(1), either[1].within(1))),
        };
        if own < level { format!("({text})") } else { text }
    }
}

impl Leaf {
    fn text(&self) -> String {
        let plain = |tokens: TokenStream| tokens.to_string().replace(' ', "");
        let generics = self.generics.as_ref().map(|generics| plain(generics.to_token_stream()));
        let arguments = self.arguments.as_ref().map(|arguments| format!("({arguments})"));
        let path = plain(self.path.to_token_stream());
        format!("{path}{}{}", generics.unwrap_or_default(), arguments.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::Permission;

    fn text(written: &str) -> String {
        match syn::parse_str::<Permission>(written) {
            Ok(permission) => permission.text(),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn signs_bind_as_in_rust() {
        assert_eq!(text("A&B|!C&D"), "A & B | !C & D");
        assert_eq!(text("A & (B | C)"), "A & (B | C)");
        assert_eq!(text("((A))"), "A");
        assert_eq!(text("!(A | B) & !!C"), "!(A | B) & !!C");
        assert_eq!(text("roles::Has<Admin, 3>(\"a b\", 7) | X"), "roles::Has<Admin,3>(\"a b\" , 7) | X");
    }

    #[test]
    fn what_is_none_is_told_how() {
        for (written, told) in [
            ("", "expected a permission"),
            ("A &", "expected a permission"),
            ("A | | B", "expected a permission"),
            ("\"A\"", "expected a permission"),
            ("A || B", "a single `|`"),
            ("A && B", "a single `&`"),
            ("A, B", "not by commas"),
            ("A B", "expected `&` or `|`"),
            ("(A, B)", "not by commas"),
        ] {
            assert!(text(written).contains(told), "{written}: {}", text(written));
        }
    }
}
