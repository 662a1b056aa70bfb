//! Every form of payload, under the strictest lints.
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

use std::collections::{BTreeMap, HashMap};

use chanx::prelude::*;

/// Named fields with rules.
#[payload]
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Person {
    /// The name.
    #[garde(length(chars, min = 1, max = 20), alphanumeric)]
    pub name: String,
    /// The address.
    #[garde(email)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Old.
    #[deprecated = "nobody asks"]
    pub age: Option<u8>,
}

/// One field.
#[payload]
pub struct Name(#[garde(length(utf16, max = 9), pattern("^[a-z]+$"))] pub String);

/// Several fields.
#[payload]
pub struct Pair(pub Person, #[garde(skip)] pub Person);

/// None.
#[payload]
pub struct Nothing;

/// With parameters.
#[payload]
pub struct Page<T, const N: usize = 3>
where
    T: Clone,
{
    /// The items.
    #[garde(dive, length(min = 1))]
    pub items: Vec<T>,
    /// The index.
    pub index: BTreeMap<String, HashMap<u32, Option<Box<T>>>>,
}

/// Itself inside.
#[payload]
pub struct Tree {
    /// The branches.
    #[garde(length(max = 3))]
    pub branches: Vec<Tree>,
    /// Flags.
    #[garde(inner(range(min = 1)))]
    pub weights: [u8; 2],
    #[cfg(any())]
    never: Unknown,
}

/// All kinds of variants.
#[payload]
#[serde(tag = "kind", rename_all = "snake_case")]
#[derive(Debug)]
pub enum Contact {
    /// One field.
    Direct(Person),
    /// Named fields.
    Room {
        /// The number.
        #[garde(range(min = 1, max = 5))]
        number: u8,
    },
    /// None.
    Nobody,
}

/// Without fields.
#[payload]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// Red.
    Red,
    /// Blue.
    Blue,
}

pub(crate) fn main() {}
