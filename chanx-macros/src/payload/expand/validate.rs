//! Writes `Validate` from the rules of a struct's or an enum's fields.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Fields, Generics, ItemEnum, ItemStruct, Variant, ext::IdentExt, spanned::Spanned};

use crate::{
    common::{
        item::{cfgs, only, respan},
        names::{Container, case_of_variant, of_field},
    },
    payload::parse::{Args, Call, Rules},
};

/// `Validate` of a payload that is a struct.
pub(crate) fn of_struct(item: &ItemStruct, rules: &[Rules]) -> TokenStream {
    let container = Container::of(&item.attrs);
    let checked = Checks::new(&item.fields, rules, container.rename_all.as_deref());
    let pattern = checked.pattern();
    let body = &checked.body;
    let body = if checked.is_empty() { TokenStream::new() } else { quote!(let Self #pattern = self; #body) };
    implement(&item.ident, &item.generics, &body, &checked.dives)
}

/// `Validate` of a message whose only field is the `payload`, or which has none.
pub(crate) fn of_newtype(item: &ItemStruct, rules: &[Rules], key: &str) -> TokenStream {
    let checked = Checks::new(&item.fields, rules, None);
    let body = if checked.is_empty() {
        TokenStream::new()
    } else {
        let pattern = checked.pattern();
        let body = &checked.body;
        quote!(let Self #pattern = self; let at = &at.key(#key); #body)
    };
    implement(&item.ident, &item.generics, &body, &checked.dives)
}

/// `Validate` of a payload that is an enum.
pub(crate) fn of_enum(item: &ItemEnum, rules: &[Vec<Rules>]) -> TokenStream {
    let container = Container::of(&item.attrs);
    let mut dives = Vec::new();
    let mut arms = Vec::new();
    let mut is_checked = false;
    for (variant, rules) in item.variants.iter().zip(rules) {
        let own = Container::of(&variant.attrs);
        let rename_all = own.rename_all.as_deref().or(container.rename_all_fields.as_deref());
        let checked = Checks::new(&variant.fields, rules, rename_all);
        let ident = &variant.ident;
        let cfgs = only(&variant.attrs, &["cfg"]);
        if checked.is_empty() {
            arms.push(quote!(#(#cfgs)* Self::#ident { .. } => {}));
            continue;
        }
        is_checked = true;
        let (pattern, body) = (checked.pattern(), &checked.body);
        let inside = variant_key(&container, &own, variant);
        let inside = inside.map(|key| quote!(let at = &at.key(#key);));
        arms.push(quote!(#(#cfgs)* Self::#ident #pattern => { #inside #body }));
        dives.extend(checked.dives);
    }
    let body = if is_checked { quote!(match self { #(#arms)* }) } else { TokenStream::new() };
    implement(&item.ident, &item.generics, &body, &dives)
}

/// The key under which a variant's content stands, if there is one.
fn variant_key(container: &Container, own: &Container, variant: &Variant) -> Option<String> {
    if container.untagged || own.untagged || container.tag {
        return container.content.clone();
    }
    let name = variant.ident.unraw().to_string();
    Some(own.rename.clone().unwrap_or_else(|| case_of_variant(&name, container.rename_all.as_deref())))
}

/// The checks of one struct's or variant's fields.
struct Checks {
    named: bool,
    /// The fields that are looked at: how they are matched, and the name by which the checks know them.
    bindings: Vec<TokenStream>,
    body: TokenStream,
    /// The types that must have rules.
    dives: Vec<syn::Type>,
}

impl Checks {
    fn new(fields: &Fields, rules: &[Rules], rename_all: Option<&str>) -> Self {
        let named = matches!(fields, Fields::Named(_));
        let mut checked = Self { named, bindings: Vec::new(), body: TokenStream::new(), dives: Vec::new() };
        let single = fields.len() == 1;
        for (index, (field, rules)) in fields.iter().zip(rules).enumerate() {
            let cfgs = cfgs(field);
            let binding = binding(field.ident.as_ref(), index);
            let member = field.ident.as_ref().map(|ident| quote!(#ident:));
            if rules.skip && named {
                continue;
            }
            if rules.skip {
                checked.bindings.push(quote!(_));
                continue;
            }
            checked.bindings.push(quote!(#(#cfgs)* #member #binding));
            let at = match (&field.ident, of_field(field, rename_all)) {
                (Some(_), Some(name)) => Some(quote!(let at = &at.key(#name);)),
                (None, _) if !single => Some(quote!(let at = &at.index(#index);)),
                _ => None,
            };
            if rules.dive {
                checked.dives.push(field.ty.clone());
            }
            let checks = Check { value: &binding, ty: Some(&field.ty) }.of(rules);
            checked.body.extend(quote!(#(#cfgs)* { #at #checks }));
        }
        checked
    }

    fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    fn pattern(&self) -> TokenStream {
        let bindings = &self.bindings;
        if self.named { quote!({ #(#bindings,)* .. }) } else { quote!((#(#bindings),*)) }
    }
}

/// What the checks call a field; `at` and `faults` keep their own names.
fn binding(ident: Option<&Ident>, index: usize) -> Ident {
    ident.map_or_else(|| format_ident!("field_{index}"), |ident| format_ident!("field_{}", ident.unraw()))
}

/// Writes the checks of one value.
struct Check<'a> {
    value: &'a Ident,
    /// The field's type; `None` for the items inside it.
    ty: Option<&'a syn::Type>,
}

impl Check<'_> {
    fn of(&self, rules: &Rules) -> TokenStream {
        let value = self.value;
        let mut tokens: TokenStream = rules.calls.iter().map(|call| self.call(call)).collect();
        if let Some(inner) = &rules.inner {
            let item = format_ident!("item");
            let checks = Check { value: &item, ty: None }.of(inner);
            let span = self.ty.map_or_else(|| value.span(), Spanned::span);
            let value = respan(quote!(#value), span);
            let each = quote_spanned!(span=> __chanx::rule::Inner::each(#value, at, |item, at| { #checks }));
            tokens.extend(quote!(#each;));
        }
        if rules.dive {
            let span = self.ty.map_or_else(|| value.span(), Spanned::span);
            let value = respan(quote!(#value), span);
            let dive = quote_spanned!(span=> __chanx::Dive::validate(#value, at, faults));
            tokens.extend(quote!(#dive;));
        } else if self.ty.is_some() && rules.inner.is_none() {
            tokens.extend(quote!(__chanx::Nested::new(#value).check(at, faults);));
        }
        tokens
    }

    fn call(&self, call: &Call) -> TokenStream {
        let Call { function, args } = call;
        let value = self.value;
        // The type's own span makes an unfit type the place of the error.
        let span = self.ty.map_or_else(|| function.span(), Spanned::span);
        let (value, function) = (respan(quote!(#value), span), respan(quote!(#function), span));
        let path = quote_spanned!(span=> __chanx::rule::#function);
        match args {
            Args::Plain(args) => {
                let called = quote_spanned!(span=> #path(#value, at, faults #(, #args)*));
                quote!(#called;)
            }
            Args::Pattern(text) => quote! {{
                static PATTERN: __chanx::Pattern = __chanx::Pattern::new(|| __chanx::rule::regex(#text));
                #path(#value, at, faults, &PATTERN);
            }},
            Args::Custom(custom) => {
                let called = quote_spanned!(custom.span()=> (#custom)(#value));
                quote!(__chanx::rule::custom(#called, at, faults);)
            }
            Args::Matches(other) => {
                let name = other.unraw().to_string();
                let other = binding(Some(other), 0);
                quote!(#path(#value, at, faults, #name, #other);)
            }
        }
    }
}

fn implement(ident: &Ident, generics: &Generics, body: &TokenStream, dives: &[syn::Type]) -> TokenStream {
    let (generic, arguments, _) = generics.split_for_impl();
    let bounds = if generics.params.is_empty() { &[] } else { dives };
    let own = generics.where_clause.iter().flat_map(|clause| clause.predicates.iter());
    let predicates = own.map(ToTokens::to_token_stream);
    let predicates = predicates.chain(bounds.iter().map(|ty| quote!(#ty: __chanx::Validate)));
    let (at, faults) = if body.is_empty() { (quote!(_), quote!(_)) } else { (quote!(at), quote!(faults)) };
    quote! {
        #[automatically_derived]
        impl #generic __chanx::Validate for #ident #arguments
        where
            #(#predicates,)*
        {
            fn validate(
                &self,
                #at: &__chanx::At<'_>,
                #faults: &mut __chanx::Faults,
            ) {
                #body
            }
        }
    }
}
