//! The rules of `#[garde(…)]`, as written on a field.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, Expr, Lit, LitStr, Meta};

use crate::common::{
    attr::{Key, Slot, keys},
    errors::Errors,
};

/// All rules of one field, or of the items inside it.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// `skip`: not even the rules of the field's own type are checked.
    pub(crate) skip: bool,
    /// `dive`: the field's type must have rules.
    pub(crate) dive: bool,
    pub(crate) calls: Vec<Call>,
    pub(crate) inner: Option<Box<Rules>>,
}

/// One rule: a function of `chanx_core::validate::rules`.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) function: Ident,
    pub(crate) args: Args,
}

#[derive(Debug)]
pub(crate) enum Args {
    /// Written after the value and its place.
    Plain(Vec<TokenStream>),
    /// A regular expression that is compiled once.
    Pattern(LitStr),
    /// The user's function.
    Custom(Expr),
    /// Another field.
    Matches(Ident),
}

const KNOWN: &[&str] = &[
    "skip",
    "dive",
    "required",
    "length",
    "range",
    "pattern",
    "inner",
    "custom",
    "matches",
    "contains",
    "prefix",
    "suffix",
    "email",
    "url",
    "ip",
    "ipv4",
    "ipv6",
    "ascii",
    "alphanumeric",
];

/// Reads every `#[garde(…)]` among a field's attributes.
pub(crate) fn rules(errors: &Errors, attrs: &[Attribute]) -> Rules {
    let mut rules = Rules::default();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("validate")) {
        errors.push(attr, "rules are written `#[garde(…)]`: write `#[garde(length(min = 1))]`");
    }
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("garde")) {
        match &attr.meta {
            Meta::List(list) => rules.read(errors, list.tokens.clone()),
            other => errors.push(other, "`#[garde]` takes rules: write `#[garde(length(min = 1))]`"),
        }
    }
    rules
}

impl Rules {
    fn read(&mut self, errors: &Errors, tokens: TokenStream) {
        for key in keys(errors, tokens) {
            match key.name().as_str() {
                "skip" => self.skip |= key.word(errors).is_some(),
                "dive" => self.dive |= key.word(errors).is_some(),
                "inner" => {
                    if let Some(tokens) = key.list_with(errors, "length(min = 1)", tokens_of) {
                        self.inner.get_or_insert_default().read(errors, tokens);
                    }
                }
                _ => self.calls.extend(call(errors, &key)),
            }
        }
    }
}

fn tokens_of(input: syn::parse::ParseStream<'_>) -> syn::Result<TokenStream> {
    input.parse()
}

fn call(errors: &Errors, key: &Key) -> Option<Call> {
    let plain = |function: &Ident, args| Call { function: function.clone(), args: Args::Plain(args) };
    let name = key.name();
    Some(match name.as_str() {
        "url" => {
            key.word(errors)?;
            known_urls(errors, key, cfg!(feature = "url"))?;
            plain(&key.ident, Vec::new())
        }
        "required" | "email" | "ip" | "ipv4" | "ipv6" | "ascii" | "alphanumeric" => {
            key.word(errors)?;
            plain(&key.ident, Vec::new())
        }
        "contains" | "prefix" | "suffix" => {
            let text: Expr = one(errors, key, "\"…\"")?;
            plain(&key.ident, vec![quote!(&#text)])
        }
        "length" => length(errors, key)?,
        "range" => {
            let bounds = Bounds::read(errors, key, &[])?;
            plain(&key.ident, bounds.args())
        }
        "pattern" => Call { function: key.ident.clone(), args: pattern(errors, key)? },
        "custom" => Call { function: key.ident.clone(), args: Args::Custom(one(errors, key, "function")?) },
        "matches" => {
            Call { function: key.ident.clone(), args: Args::Matches(one(errors, key, "other_field")?) }
        }
        _ => {
            key.unknown(errors, "`#[garde]`", KNOWN);
            return None;
        }
    })
}

/// The rule `url` is there where the runtime has it.
fn known_urls(errors: &Errors, key: &Key, known: bool) -> Option<()> {
    if !known {
        errors.push(
            key,
            "`url` needs a feature of chanx: write `chanx = { version = \"…\", features = [\"url\"] }`",
        );
    }
    known.then_some(())
}

/// The single argument of a rule.
fn one<T: syn::parse::Parse>(errors: &Errors, key: &Key, example: &str) -> Option<T> {
    key.list_with(errors, example, T::parse)
}

fn pattern(errors: &Errors, key: &Key) -> Option<Args> {
    let pattern: Expr = one(errors, key, "\"…\"")?;
    if let Expr::Lit(literal) = &pattern
        && let Lit::Str(text) = &literal.lit
    {
        if let Err(error) = regex_syntax::parse(&text.value()) {
            errors.push(text, format!("this is no regular expression: {error}"));
            return None;
        }
        return Some(Args::Pattern(text.clone()));
    }
    Some(Args::Plain(vec![quote!(&#pattern)]))
}

const UNITS: &[&str] = &["simple", "bytes", "chars", "graphemes", "utf16"];

fn length(errors: &Errors, key: &Key) -> Option<Call> {
    let bounds = Bounds::read(errors, key, UNITS)?;
    let function = match &bounds.unit {
        Some(unit) if unit != "simple" => Ident::new(&format!("length_{unit}"), key.ident.span()),
        _ => key.ident.clone(),
    };
    Some(Call { function, args: Args::Plain(bounds.args()) })
}

/// `min = …, max = …, equal = …`, with a unit for lengths.
struct Bounds {
    unit: Option<Ident>,
    min: Option<Expr>,
    max: Option<Expr>,
}

impl Bounds {
    fn read(errors: &Errors, key: &Key, units: &[&str]) -> Option<Self> {
        let (mut unit, mut min, mut max, mut equal) =
            (Slot::default(), Slot::default(), Slot::default(), Slot::default());
        let tokens = key.list_with(errors, "min = 1", tokens_of)?;
        for bound in keys(errors, tokens) {
            match bound.name().as_str() {
                "min" => min.set(errors, &bound, bound.value(errors, "1")),
                "max" => max.set(errors, &bound, bound.value(errors, "1")),
                "equal" => equal.set(errors, &bound, bound.value(errors, "1")),
                name if units.contains(&name) => {
                    unit.set(errors, &bound, bound.word(errors).map(|()| bound.ident.clone()));
                }
                _ => {
                    let known = [&["min", "max", "equal"], units].concat();
                    bound.unknown(errors, &format!("`{}`", key.ident), &known);
                    return None;
                }
            }
        }
        if equal.is_given() && (min.is_given() || max.is_given()) {
            errors.push(key, "`equal` stands alone: leave out `min` and `max`");
            return None;
        }
        if !equal.is_given() && !min.is_given() && !max.is_given() {
            errors.push(key, format!("`{}` needs a bound: `min = …`, `max = …` or `equal = …`", key.ident));
            return None;
        }
        let (min, max, equal) = (min.into_value(), max.into_value(), equal.into_value());
        Some(Self { unit: unit.into_value(), min: min.or(equal.clone()), max: max.or(equal) })
    }

    fn args(&self) -> Vec<TokenStream> {
        vec![optional(self.min.as_ref()), optional(self.max.as_ref())]
    }
}

fn optional(bound: Option<&Expr>) -> TokenStream {
    let none = || quote!(::core::option::Option::None);
    bound.map_or_else(none, |bound| quote!(::core::option::Option::Some(#bound)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_need_their_feature() {
        let told = |known| {
            let errors = Errors::new();
            for key in keys(&errors, quote!(url)) {
                let _rule = known_urls(&errors, &key, known);
            }
            errors.check().map_err(|tokens| tokens.to_string())
        };
        assert_eq!(told(true), Ok(()));
        let error = told(false).unwrap_err();
        assert!(error.contains("`url` needs a feature of chanx"), "{error}");
    }
}
