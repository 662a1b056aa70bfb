//! The impl block as written. Bodies stay raw tokens, so that a half-written one still completes in an editor.

use proc_macro2::{Group, Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    Attribute, Generics, ImplItem, Signature, Token, Type, Visibility, braced,
    parse::{Parse, ParseStream, discouraged::Speculative},
};

/// `impl<…> T where … { … }`
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) generics: Generics,
    pub(crate) ty: Type,
    pub(crate) items: Vec<Item>,
    impl_token: Token![impl],
}

/// What stands in the block.
#[derive(Debug)]
pub(crate) enum Item {
    Method(Box<Method>),
    /// Constants, macros and the like; the name, where it has one.
    Other {
        item: TokenStream,
        name: Option<Ident>,
    },
}

/// A method.
#[derive(Debug)]
pub(crate) struct Method {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) sig: Signature,
    vis: Visibility,
    body: Group,
}

impl Block {
    /// The methods' names.
    pub(crate) fn methods(&self) -> impl Iterator<Item = &Ident> {
        self.items.iter().filter_map(|item| match item {
            Item::Method(method) => Some(&method.sig.ident),
            Item::Other { .. } => None,
        })
    }
}

impl Parse for Block {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        if !input.peek(Token![impl]) {
            return Err(
                input.error("`#[consumer]` takes an impl block: `#[consumer(…)] impl RoomConsumer { … }`")
            );
        }
        let impl_token = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let ty = input.parse()?;
        if input.peek(Token![for]) {
            let message =
                "`#[consumer]` takes a plain impl block: `impl RoomConsumer { … }`, without a trait";
            return Err(syn::Error::new_spanned(ty, message));
        }
        generics.where_clause = input.parse()?;
        let content;
        braced!(content in input);
        let mut items = Vec::new();
        while !content.is_empty() {
            items.push(content.parse()?);
        }
        Ok(Self { attrs, generics, ty, items, impl_token })
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        if let Ok(method) = ahead.parse() {
            input.advance_to(&ahead);
            return Ok(Self::Method(Box::new(method)));
        }
        let item: ImplItem = input.parse()?;
        let name = match &item {
            ImplItem::Const(item) => Some(item.ident.clone()),
            ImplItem::Type(item) => Some(item.ident.clone()),
            ImplItem::Fn(item) => Some(item.sig.ident.clone()),
            _ => None,
        };
        Ok(Self::Other { item: item.into_token_stream(), name })
    }
}

impl Parse for Method {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            attrs: input.call(Attribute::parse_outer)?,
            vis: input.parse()?,
            sig: input.parse()?,
            body: input.parse()?,
        })
    }
}

impl ToTokens for Block {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attrs, generics, ty, items, impl_token } = self;
        let (parameters, _, where_clause) = generics.split_for_impl();
        tokens.extend(quote! {
            #(#attrs)*
            #impl_token #parameters #ty #where_clause {
                #(#items)*
            }
        });
    }
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Method(method) => method.to_tokens(tokens),
            Self::Other { item, .. } => item.to_tokens(tokens),
        }
    }
}

impl ToTokens for Method {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attrs, vis, sig, body } = self;
        tokens.extend(quote!(#(#attrs)* #vis #sig #body));
    }
}
