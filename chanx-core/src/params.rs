//! Typed parameters of a path.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use uuid::Uuid;

use crate::table::ParamField;

/// The parameters of a consumer's path; `#[params]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the parameters of a path",
    label = "not `#[params]`",
    note = "put `#[params]` on `{Self}`"
)]
pub trait Params: Sized + Send + Sync + 'static {
    /// Its fields, in source order.
    const FIELDS: &'static [ParamField];

    /// Reads it from what the path matched; `None` when a value does not parse, which answers 404.
    fn from_path<'a>(value: impl Fn(&str) -> Option<&'a str>) -> Option<Self>;

    /// The text of one field, for group names.
    fn get(&self, name: &str) -> Option<Cow<'_, str>>;
}

impl Params for () {
    const FIELDS: &'static [ParamField] = &[];

    fn from_path<'a>(_: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        Some(())
    }

    fn get(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

/// A type that a path's parameter can have. Implement it for your own types.
///
/// `CONVERTERS` names which of Django's converters may stand before the name in a path: `str` (all but `/`),
/// `int` (digits), `slug` (letters, digits, `-`, `_`), `uuid`, `path` (all, `/` too).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter of a path",
    label = "no `PathParam`",
    note = "strings, integers and `Uuid` can; implement `chanx::PathParam` for your own types"
)]
pub trait PathParam: Sized + Send + Sync + 'static {
    /// The converters it takes, the best first.
    const CONVERTERS: &'static [&'static str];

    /// Reads it; `None` answers 404.
    fn from_path(text: &str) -> Option<Self>;

    /// Writes it, for group names.
    fn to_path(&self) -> Cow<'_, str>;

    /// Describes the values that [`PathParam::from_path`] takes, for documents and the contract. Default: it does not tell.
    ///
    /// ```
    /// # use std::borrow::Cow;
    /// use chanx_core::{
    ///     params::PathParam,
    ///     schemars::{Schema, SchemaGenerator, json_schema},
    /// };
    ///
    /// /// A month: `2026-11`.
    /// pub struct Month(String);
    ///
    /// impl PathParam for Month {
    ///     const CONVERTERS: &'static [&'static str] = &["slug", "str"];
    ///
    ///     fn from_path(text: &str) -> Option<Self> {
    ///         let (year, month) = text.split_once('-')?;
    ///         let fits = year.len() == 4 && month.len() == 2 && year.parse::<u16>().is_ok();
    ///         (fits && (1..=12).contains(&month.parse::<u8>().ok()?)).then(|| Self(text.to_owned()))
    ///     }
    ///
    ///     fn to_path(&self) -> Cow<'_, str> {
    ///         Cow::Borrowed(&self.0)
    ///     }
    ///
    ///     fn schema(_: &mut SchemaGenerator) -> Schema {
    ///         json_schema!({ "type": "string", "pattern": r"^\d{4}-\d{2}$" })
    ///     }
    /// }
    /// ```
    fn schema(_: &mut SchemaGenerator) -> Schema {
        Schema::default()
    }
}

impl PathParam for String {
    const CONVERTERS: &'static [&'static str] = &["str", "slug", "path"];

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Self::json_schema(generator)
    }

    fn from_path(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn to_path(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl PathParam for Uuid {
    const CONVERTERS: &'static [&'static str] = &["uuid"];

    fn from_path(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok()
    }

    fn to_path(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Self::json_schema(generator)
    }
}

macro_rules! integers {
    ($($int:ty)+) => {$(
        impl PathParam for $int {
            const CONVERTERS: &'static [&'static str] = &["int"];

            fn from_path(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn to_path(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }

            fn schema(generator: &mut SchemaGenerator) -> Schema {
                Self::json_schema(generator)
            }
        }
    )+};
}
integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
