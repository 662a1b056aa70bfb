//! Typed parameters of a path.

use std::borrow::Cow;

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
}

impl PathParam for String {
    const CONVERTERS: &'static [&'static str] = &["str", "slug", "path"];

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
        }
    )+};
}
integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);
