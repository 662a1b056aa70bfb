//! Types as they are written.

use proc_macro2::{Ident, Span};
use syn::{PathSegment, Type};

/// The type without parentheses and the invisible groups of `macro_rules!`.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}

/// The last segment of a type's path: `ChatMessage` of `messages::ChatMessage`.
pub(crate) fn last(ty: &Type) -> Option<&PathSegment> {
    match bare(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// A parameter of a trait of this type for every consumer: `C`, as the compiler's words have it, unless the type is called so.
pub(crate) fn any_consumer(ty: &Ident) -> Ident {
    Ident::new(if ty == "C" { "__C" } else { "C" }, Span::call_site())
}
