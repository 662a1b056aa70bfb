//! The names that fields and variants have on the wire, as serde's attributes give them.

use proc_macro2::TokenStream;
use syn::{Attribute, Field, LitStr, Meta, ext::IdentExt};

use super::{
    attr::{Key, keys},
    errors::Errors,
    item::is_one_of,
};

/// What serde's attributes say of a container or a variant.
#[derive(Debug, Default)]
pub(crate) struct Container {
    /// `rename_all`: for the fields of a struct or variant, for the variants of an enum.
    pub(crate) rename_all: Option<String>,
    /// `rename_all_fields`: for the fields of an enum's variants.
    pub(crate) rename_all_fields: Option<String>,
    pub(crate) rename: Option<String>,
    pub(crate) tag: bool,
    pub(crate) content: Option<String>,
    pub(crate) untagged: bool,
}

/// The keys of every `#[serde(…)]`; mistakes in them are serde's to tell.
pub(crate) fn serde_keys(attrs: &[Attribute]) -> Vec<Key> {
    keys_of(attrs, &["serde"])
}

/// The keys of every attribute that has one of `names`.
pub(crate) fn keys_of(attrs: &[Attribute], names: &[&str]) -> Vec<Key> {
    let quiet = Errors::new();
    let lists = attrs.iter().filter(|attr| is_one_of(attr, names));
    let read = |attr: &Attribute| match &attr.meta {
        Meta::List(list) => keys(&quiet, list.tokens.clone()),
        _ => Vec::new(),
    };
    let found = lists.flat_map(read).collect();
    drop(quiet.into_compile_error());
    found
}

impl Container {
    pub(crate) fn of(attrs: &[Attribute]) -> Self {
        let mut of = Self::default();
        for key in serde_keys(attrs) {
            match key.name().as_str() {
                "rename_all" => of.rename_all = text(&key),
                "rename_all_fields" => of.rename_all_fields = text(&key),
                "rename" => of.rename = text(&key),
                "tag" => of.tag = true,
                "content" => of.content = text(&key),
                "untagged" => of.untagged = true,
                _ => {}
            }
        }
        of
    }
}

/// The name of a field on the wire; `None` where its own fields stand in its place.
pub(crate) fn of_field(field: &Field, rename_all: Option<&str>) -> Option<String> {
    let serde = serde_keys(&field.attrs);
    if serde.iter().any(|key| key.name() == "flatten") {
        return None;
    }
    let renamed = serde.iter().find(|key| key.name() == "rename").and_then(text);
    let name = field.ident.as_ref().map(|ident| ident.unraw().to_string()).unwrap_or_default();
    Some(renamed.unwrap_or_else(|| case_of_field(&name, rename_all)))
}

/// All names that a field may have on the wire: the one that is read, another that is written, and aliases.
pub(crate) fn every_name(field: &Field, read: Option<&str>) -> Vec<String> {
    let serde = serde_keys(&field.attrs);
    let written =
        serde.iter().filter(|key| key.name() == "rename").filter_map(|key| text_of(key, "serialize"));
    let aliases = serde.iter().filter(|key| key.name() == "alias").filter_map(text);
    read.map(str::to_owned).into_iter().chain(written).chain(aliases).collect()
}

/// `key = "…"`, or the incoming half of `key(serialize = "…", deserialize = "…")`.
fn text(key: &Key) -> Option<String> {
    text_of(key, "deserialize")
}

/// `key = "…"`, or one half of it.
fn text_of(key: &Key, half: &str) -> Option<String> {
    let quiet = Errors::new();
    let whole = key.value::<LitStr>(&quiet, "").map(|text| text.value());
    let one = || {
        let list =
            key.list_with(&quiet, "", |input: syn::parse::ParseStream<'_>| input.parse::<TokenStream>());
        let keys = keys(&quiet, list?);
        let key = keys.iter().find(|key| key.name() == half)?;
        key.value::<LitStr>(&quiet, "").map(|text| text.value())
    };
    let found = whole.or_else(one);
    drop(quiet.into_compile_error());
    found
}

/// Renames a `snake_case` name.
fn case_of_field(name: &str, case: Option<&str>) -> String {
    let pascal = || name.split('_').map(capitalised).collect::<String>();
    match case {
        Some("UPPERCASE" | "SCREAMING_SNAKE_CASE") => name.to_ascii_uppercase(),
        Some("PascalCase") => pascal(),
        Some("camelCase") => uncapitalised(&pascal()),
        Some("kebab-case") => name.replace('_', "-"),
        Some("SCREAMING-KEBAB-CASE") => name.to_ascii_uppercase().replace('_', "-"),
        _ => name.to_owned(),
    }
}

/// Renames a `PascalCase` name.
pub(crate) fn case_of_variant(name: &str, case: Option<&str>) -> String {
    let snake = || {
        let mut snake = String::new();
        for (index, letter) in name.char_indices() {
            if index > 0 && letter.is_uppercase() {
                snake.push('_');
            }
            snake.push(letter.to_ascii_lowercase());
        }
        snake
    };
    match case {
        Some("lowercase") => name.to_ascii_lowercase(),
        Some("UPPERCASE") => name.to_ascii_uppercase(),
        Some("camelCase") => uncapitalised(name),
        Some("snake_case" | "kebab-case" | "SCREAMING_SNAKE_CASE" | "SCREAMING-KEBAB-CASE") => {
            case_of_field(&snake(), case)
        }
        _ => name.to_owned(),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn uncapitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use syn::{Field, parse_quote};

    use super::{case_of_variant, of_field};

    #[test]
    fn fields_are_named_as_serde_names_them() {
        let field: Field = parse_quote!(room_name: String);
        assert_eq!(of_field(&field, None).as_deref(), Some("room_name"));
        assert_eq!(of_field(&field, Some("camelCase")).as_deref(), Some("roomName"));
        assert_eq!(of_field(&field, Some("SCREAMING-KEBAB-CASE")).as_deref(), Some("ROOM-NAME"));
        let field: Field =
            parse_quote!(#[serde(default, rename(deserialize = "in", serialize = "out"))] x: u8);
        assert_eq!(of_field(&field, Some("camelCase")).as_deref(), Some("in"));
        let field: Field = parse_quote!(#[serde(flatten)] rest: Rest);
        assert_eq!(of_field(&field, None), None);
    }

    #[test]
    fn variants_are_named_as_serde_names_them() {
        assert_eq!(case_of_variant("DirectCall", Some("snake_case")), "direct_call");
        assert_eq!(case_of_variant("DirectCall", Some("kebab-case")), "direct-call");
        assert_eq!(case_of_variant("DirectCall", Some("camelCase")), "directCall");
        assert_eq!(case_of_variant("DirectCall", None), "DirectCall");
    }
}
