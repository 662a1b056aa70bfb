//! Group names made of the literals of `groups(…)`.

use crate::params::Params;

/// A piece of a literal.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// As written.
    Text(&'static str),
    /// `{name}`: the value of that field.
    Param(&'static str),
}

/// Puts a group's name together.
pub fn name<P: Params>(parts: &[Part], params: &P) -> String {
    let mut name = String::new();
    for part in parts {
        match part {
            Part::Text(text) => name.push_str(text),
            Part::Param(field) => name.push_str(params.get(field).as_deref().unwrap_or_default()),
        }
    }
    name
}
