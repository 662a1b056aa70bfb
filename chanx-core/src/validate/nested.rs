//! Values inside values: checked where their type has rules, without the user saying so.

use std::ops::Deref;

use super::{At, Fault, Validate};

/// A field's value, whose rules are checked if its type has any.
///
/// Generated code calls `Nested::new(&value).check(…)`: for a type that implements [`Validate`] that is the method
/// of `Nested`; for any other, method lookup goes on to [`NoRules`], whose method does nothing. The choice is made
/// where the type is concrete, so a type parameter needs `#[garde(dive)]`.
#[derive(Debug)]
pub struct Nested<'a, T: ?Sized> {
    value: &'a T,
    otherwise: NoRules,
}

impl<'a, T: ?Sized> Nested<'a, T> {
    /// Wraps a field's value.
    pub fn new(value: &'a T) -> Self {
        Self { value, otherwise: NoRules }
    }
}

impl<T: Validate + ?Sized> Nested<'_, T> {
    /// Checks the value's rules.
    pub fn check(&self, at: &At<'_>, faults: &mut Vec<Fault>) {
        self.value.validate(at, faults);
    }
}

impl<T: ?Sized> Deref for Nested<'_, T> {
    type Target = NoRules;

    fn deref(&self) -> &NoRules {
        &self.otherwise
    }
}

/// What stands in for a type without rules.
#[derive(Debug)]
pub struct NoRules;

impl NoRules {
    /// Does nothing.
    pub fn check(&self, _: &At<'_>, _: &mut [Fault]) {}
}

#[cfg(test)]
mod tests {
    use super::Nested;
    use crate::validate::{At, Fault, MAX_FOUND, Validate, rules};

    struct Strict;

    impl Validate for Strict {
        fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>) {
            rules::required(&None::<()>, at, faults);
        }
    }

    #[test]
    fn only_types_with_rules_are_checked() {
        let mut faults = Vec::new();
        Nested::new(&Vec::<String>::new()).check(&At::root("a"), &mut faults);
        assert_eq!(faults.len(), 0);
        Nested::new(&Some(vec![Strict, Strict])).check(&At::root("a"), &mut faults);
        assert_eq!(faults.len(), 2);
        // Of a long list no more than an answer could tell.
        Nested::new(&(0..1000).map(|_| Strict).collect::<Vec<_>>()).check(&At::root("a"), &mut faults);
        assert_eq!(faults.len(), MAX_FOUND);
    }
}
