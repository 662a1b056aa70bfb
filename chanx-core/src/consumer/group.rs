//! Group names made of the literals of `groups(…)`.

use crate::params::Params;

/// A piece of a literal.
#[derive(Debug, Clone, Copy)]
pub enum GroupPart {
    /// As written.
    Text(&'static str),
    /// `{name}`: the value of that field.
    Param(&'static str),
}

/// Puts a group's name together.
pub(super) fn name<P: Params>(parts: &[GroupPart], params: &P) -> String {
    let mut name = String::new();
    for part in parts {
        match part {
            GroupPart::Text(text) => name.push_str(text),
            GroupPart::Param(field) => name.push_str(params.get(field).as_deref().unwrap_or_default()),
        }
    }
    name
}
